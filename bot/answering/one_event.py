"""Whether two sentences may tell of one event, as far as their places, days and names say."""

import re

from bot.answering.claims import WELL_COVERED, Slot, covered
from retrieval.dating import SAYS, Days, date_of, tells_of_old
from retrieval.text.tokens import content_terms
from retrieval.types import Sentence

_REPORTS = SAYS | {"confirm", "estimate", "acknowledge", "declare", "warn", "show", "find", "explain"}
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_OF_MANY_PLACES = frozenset(
    content_terms("new north south east west central upper lower city county port lake san saint")
)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|final|last|\d+(?:st|nd|rd|th))\b")
_ONE_MORE = re.compile(
    r"\b(?:an?other|(?:a|the) (?:second|third|fourth|fifth|separate|similar|new)|previous|earlier)"
    r" (?P<what>\w+(?: \w+)?)",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:since|so far this|this (?:year|month|week)|(?:in|over|during|for) the (?:past|last)|(?:every|each|per|a) "
    r"(?:day|week|month|year)|annually|altogether)\b",
    re.I,
)


def same_event(slot: Slot, one: Sentence, other: Sentence, *, dated: bool) -> bool:
    """Whether two sentences may tell of one event: no other places, no other days, and something that ties them."""
    places = _places(one), _places(other)
    if places[0] and places[1] and not places[0] & places[1]:
        return False
    if _one_more(slot, one) != _one_more(slot, other) or _of_a_period(one) != _of_a_period(other):
        return False
    ranks = set(_ORDINAL.findall(one.text.lower())), set(_ORDINAL.findall(other.text.lower()))
    if ranks[0] and ranks[1] and ranks[0] != ranks[1]:
        return False  # "in the first round", "in the second"
    first, second = days_of(one), days_of(other)
    if dated and first is not None and second is not None and not first.meets(second):
        return False
    if tells_of_old(one) != tells_of_old(other) and None in (first, second):
        return False  # what is told without a day is news
    named = _proper(one), _proper(other)
    if named[0] and named[1]:
        return bool(named[0] & named[1])
    return min(covered(slot, one), covered(slot, other)) >= WELL_COVERED


def _one_more(slot: Slot, sentence: Sentence) -> bool:
    """Whether a sentence tells of one more of what is asked: "a second attack", "another fire"."""
    return any(
        set(slot.terms).intersection(content_terms(found["what"])) for found in _ONE_MORE.finditer(sentence.text)
    )


def _of_a_period(sentence: Sentence) -> bool:
    """Whether a sentence tells of what came together over a time: "64 people have been killed since January"."""
    return _PERIOD.search(sentence.text) is not None


def days_of(sentence: Sentence) -> Days | None:
    """The days of the event, not those on which somebody spoke of it."""
    dating = date_of(sentence)
    return None if dating.verb in _REPORTS else dating.event


def _places(sentence: Sentence) -> set[str]:
    """The words of the places in a sentence, as index terms, but for those that many places share."""
    if sentence.annotation is None:
        return set()
    texts = [sentence.text[e.start : e.end] for e in sentence.annotation.entities if e.label in _PLACE]
    return {term for text in texts for term in content_terms(text)} - _OF_MANY_PLACES


def _proper(sentence: Sentence) -> set[str]:
    """The proper nouns of a sentence but for those of the calendar, as index terms."""
    if sentence.annotation is None:
        return set()
    dates = [e for e in sentence.annotation.entities if e.label in ("DATE", "TIME")]
    tokens = [
        token
        for token in sentence.annotation.tokens
        if token.pos == "PROPN" and not any(e.start <= token.start < e.end for e in dates)
    ]
    return {term for token in tokens for term in content_terms(sentence.text[token.start : token.end])}
