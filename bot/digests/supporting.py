"""The one sentence of a story that most of its texts support: pure.

A text supports a sentence when one of its first sentences has three fifths of the words that carry it, and as many of
those that are not in the headline. Only sentences near the top that share words with the headline are candidates: what
every text has further down is background.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.text.tokens import content_terms
from retrieval.types import Sentence, SentenceKind

NEAR_TOP = 4  # sentences of a text, among which the one to quote is looked for
LOOKED_AT = 10  # sentences of a text, among which support is looked for
SUPPORTS = 0.6  # of a sentence's words, and of those that are not in the headline
_FEWEST, _SHORTEST, _LONGEST = 4, 40, 360  # words that carry it; characters
_BEYOND = 2  # words that are not in the headline
_NOISY = 0.3
_UNCLEAR = frozenset(
    {"he", "she", "it", "they", "this", "that", "these", "those", "his", "her", "its", "their", "there"}
    | {"but", "and", "or", "so", "also", "however", "meanwhile"}
)
_NOTES = re.compile(r"(?:editor['’]?s['’]? note|correction|clarification|read more)\b", re.IGNORECASE)
_ENDS = (".", "!", "?", ".”", '."', ".'", ".’", "!”", "?”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The first sentences of one independent text, in order."""

    group: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A sentence that may be quoted, and how many texts say what it says, its own among them."""

    sentence: Sentence
    supporters: int
    kinship: int  # words it shares with the headline
    place: int  # among the body's sentences of its text, from 0


def supported(texts: Sequence[Text], headline: str, *, near_top: int = NEAR_TOP) -> tuple[Supported, ...]:
    """The sentences that may be quoted, best first: by supporters, words of the headline, place, and order of texts."""
    title = _words(headline)
    bags = {text.group: [_words(sentence.text) for sentence in _body(text)[:LOOKED_AT]] for text in texts}
    found: list[tuple[tuple[float, ...], Supported]] = []
    for order, text in enumerate(texts):
        for place, sentence in enumerate(_body(text)[:near_top]):
            if not _quotable(sentence):
                continue
            terms = _words(sentence.text)
            kinship = len(terms & title)
            if len(terms) < _FEWEST or (title and not kinship and place):
                continue
            others = [bags[group] for group in bags if group != text.group]
            supporters = 1 + _supporters(others, terms, terms - title)
            one = Supported(sentence=sentence, supporters=supporters, kinship=kinship, place=place)
            found.append(((-supporters, -min(kinship, 3), place, order), one))
    return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].sentence.sentence_id)))


def alike(one: str, other: str) -> float:
    """How much of the shorter of two sentences the other repeats, by words; in [0, 1]."""
    mine, theirs = _words(one), _words(other)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller >= _FEWEST else float(one == other)


def _supporters(texts: Sequence[Sequence[frozenset[str]]], terms: frozenset[str], beyond: frozenset[str]) -> int:
    """How many texts have a sentence that says what one with these terms says: what the headline has proves little."""
    least, least_beyond = max(_FEWEST, SUPPORTS * len(terms)), max(_BEYOND, SUPPORTS * len(beyond))
    if len(beyond) < least_beyond:
        return 0
    return sum(any(len(bag & beyond) >= least_beyond and len(bag & terms) >= least for bag in bags) for bags in texts)


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    """The terms that carry a text: a sentence is held against many."""
    return frozenset(content_terms(text))


def _body(text: Text) -> list[Sentence]:
    return [sentence for sentence in text.sentences if sentence.kind is SentenceKind.BODY]


def _quotable(sentence: Sentence) -> bool:
    """Whether a sentence can stand alone: whole, not too long, and not about somebody named before it."""
    words = sentence.text.split()
    if not words or not _SHORTEST <= len(sentence.text) <= _LONGEST or sentence.noise > _NOISY:
        return False
    if words[0].strip("“\"'‘").lower() in _UNCLEAR or not words[0].strip("“\"'‘")[:1].isalnum():
        return False
    if sentence.text.count('"') % 2 or sentence.text.count("“") != sentence.text.count("”"):
        return False  # a part of what somebody said
    if _NOTES.match(sentence.text.lstrip('([*“"')):
        return False
    return sentence.text.rstrip().endswith(_ENDS) and not words[0].islower()
