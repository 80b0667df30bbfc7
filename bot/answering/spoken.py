"""The quotations that the sentences found for a question report, weighed by how much of its topic they hold."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.tools import Tools
from retrieval.language.lexicon import role_of
from retrieval.speech import Form, Quotation, quotations
from retrieval.text.tokens import content_terms, tokenise
from retrieval.types import Hit, Query, Sentence

HITS = 150  # sentences the index is asked for
ARTICLES = 16  # of which the surroundings are read
BEFORE, BEHIND = 5, 3  # sentences around a hit: a quotation runs over several, and "he" is named before
LONGEST_RUN = 60  # sentences of one article that are read
PARSED_NOW = 60  # lightly analysed sentences that are parsed for one question
# What a term counts outside of what is said: in the rest of its sentence, in the title, in a sentence next to it.
SENTENCE, TITLE, NEXT = 0.8, 0.5, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A quotation with how much of the topic it holds, in [0, 1]; the score is 0 for sentences beside the hits."""

    quotation: Quotation
    coverage: float
    inside: float  # the same of the words that are said alone
    score: float  # BM25
    named_in: Sentence | None = None  # where the speaker's name stands when it is not in the sentence

    @property
    def worth(self) -> float:
        """How well it tells what somebody says on the topic: what is said counts half as much again."""
        return self.coverage + 0.5 * self.inside


def around(tools: Tools, hits: Sequence[Hit]) -> tuple[Sentence, ...]:
    """The sentences on either side of the hits with the hits, annotated; of the first articles only."""
    by_article: dict[tuple[str, str, int], list[Sentence]] = {}
    for hit in hits:
        article = hit.sentence.article
        by_article.setdefault((article.collection, article.key, article.version), []).append(hit.sentence)
    found: list[Sentence] = []
    for sentences in list(by_article.values())[:ARTICLES]:
        pivot = sentences[0]
        near = [s for s in sentences if abs(s.position - pivot.position) < LONGEST_RUN // 2]
        first, last = min(s.position for s in near), max(s.position for s in near)
        beside = tools.search.record.neighbours(pivot, pivot.position - first + BEFORE, last - pivot.position + BEHIND)
        whole = tools.search.record.sentences([pivot.sentence_id])
        wanted = {p for s in near for p in range(s.position - BEFORE, s.position + BEHIND + 1)}
        found += [s for s in (*beside, *whole.values()) if s.position in wanted]
    return _annotated(tools, found)


def _annotated(tools: Tools, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    bare = [sentence for sentence in sentences if sentence.annotation is None][:PARSED_NOW]
    made = tools.search.recent.all([sentence.text for sentence in bare], tools.search.analyser.annotate)
    fresh = {s.sentence_id: annotation for s, annotation in zip(bare, made, strict=True)}
    return tuple(
        replace(s, annotation=fresh[s.sentence_id]) if s.sentence_id in fresh else s
        for s in sentences
        if s.annotation is not None or s.sentence_id in fresh
    )


def weights(tools: Tools, query: Query, topic: str) -> dict[str, float]:
    """How much each term of the topic counts: the rarer, the more."""
    terms = content_terms(topic)
    if not terms:
        return {}
    stats = tools.search.index.stats(terms, query.collections)
    return {
        term: math.log1p((stats.sentences - df + 0.5) / (df + 0.5))
        for term in terms
        if (df := stats.document_frequency.get(term, 0)) is not None
    }


def spoken(sentences: Sequence[Sentence], worth: Mapping[str, float], hits: Sequence[Hit]) -> tuple[Spoken, ...]:
    """The quotations in annotated sentences, the fullest on the topic first, ties by time (newest) and place."""
    places: dict[tuple[str, str, int], dict[int, Sentence]] = defaultdict(dict)
    for sentence in sentences:
        places[_version(sentence)][sentence.position] = sentence
    scores = {hit.sentence.sentence_id: hit.score for hit in hits}
    found = []
    for quotation in quotations(sentences):
        sentence = quotation.sentence
        own = places[_version(sentence)]
        said = _share(worth, [(quotation.words, 1.0)])
        whole = _share(worth, [(quotation.words, 1.0), *_beside(quotation, own)])
        found.append(
            Spoken(
                quotation=quotation,
                coverage=whole,
                inside=said,
                score=scores.get(sentence.sentence_id, 0.0),
                named_in=_naming(quotation, own),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.worth, -each.score, each.quotation.sentence.sentence_id)))


def _version(sentence: Sentence) -> tuple[str, str, int]:
    return sentence.article.collection, sentence.article.key, sentence.article.version


def _beside(quotation: Quotation, own: Mapping[int, Sentence]) -> list[tuple[str, float]]:
    """The rest of the sentence, the title, and the sentences next to it, with what a term counts there."""
    here = quotation.sentence
    near = [(own[p].text, NEXT) for p in (here.position - 1, here.position + 1) if p in own]
    return [(here.text, SENTENCE), (here.article.title, TITLE), *near]


def _share(worth: Mapping[str, float], texts: Iterable[tuple[str, float]]) -> float:
    """The share of the topic that some texts hold, each term counted once, where it counts most."""
    total = sum(worth.values())
    if not total:
        return 1.0
    counts: dict[str, float] = {}
    for text, much in texts:
        for term in tokenise(text):
            counts[term] = max(counts.get(term, 0.0), much)
    return sum(weight * counts.get(term, 0.0) for term, weight in worth.items()) / total


def _naming(quotation: Quotation, own: Mapping[int, Sentence]) -> Sentence | None:
    """The nearest sentence before with the speaker's name, when the quotation's own has not got it."""
    if quotation.speaker is None or names(quotation.speaker, quotation.sentence.text):
        return None
    if quotation.attributed is not None and names(quotation.speaker, quotation.attributed.text):
        return quotation.attributed
    before = sorted((p for p in own if p < quotation.sentence.position), reverse=True)
    return next((own[p] for p in before if names(quotation.speaker, own[p].text)), quotation.attributed)


def names(speaker: str, text: str) -> bool:
    """Whether a text has a name, or its last word."""
    return re.search(rf"\b{re.escape(surname(speaker))}\b", text, re.I) is not None


def surname(name: str) -> str:
    words = [word for word in name.split() if word.casefold().strip(".") not in ("jr", "sr", "ii", "iii", "iv")]
    return (words or name.split())[-1]


_BESIDE_NAME = 60  # characters before and behind a name in which its role stands
_REPEATED = re.compile(r"(.)\1+")


def folded(name: str) -> tuple[str, ...]:
    """A name's words such that spellings of it are one: "Zelensky" and "Zelenskyy"."""
    return tuple(
        re.sub(r"(?:iy|ii|yi|i)$", "y", _REPEATED.sub(r"\1", term)) for term in tokenise(name) if term != "the"
    )


def is_speaker(asked: str, quotation: Quotation) -> bool:
    """Whether a quotation is by whom the question names: by name, or by a role that the sentence gives the speaker."""
    want = folded(asked)
    if not want:
        return False
    if quotation.speaker is None:
        return _is_described(asked, want, quotation)
    have = folded(quotation.speaker)
    if have and have[-1] == want[-1]:
        one, other = have[0], want[0]
        return min(len(want), len(have)) == 1 or one == other or (1 in (len(one), len(other)) and one[0] == other[0])
    if have and len(want) == 1 and len(have) == 2 and have[0] == want[0]:
        return True
    words = asked.split()
    if words[0].casefold() != "the" and not any(role_of(word.casefold()) for word in words):
        return False
    span = quotation.speaker_span
    if span is None:
        return False
    # "The Kremlin", "the Kremlin spokesman": what stands right before the name, or in commas behind it
    text = quotation.sentence.text
    before = text[max(0, span.start - _BESIDE_NAME) : span.start].rpartition(",")[2]
    behind = text[span.end : span.end + _BESIDE_NAME] if text[span.end : span.end + 1] == "," else ""
    return set(want) <= set(folded(f"{before} {behind}"))


def _is_described(asked: str, want: tuple[str, ...], quotation: Quotation) -> bool:
    """Whether the sentence has whom the question describes, and no name for them: "the metalworkers' union said"."""
    span, text = quotation.speaker_span, quotation.sentence.text
    if span is None or not asked[:1].islower():
        return False
    phrase = folded(text[max(0, span.start - _BESIDE_NAME) : span.end])
    return phrase[-1:] == want[-1:] and set(want) <= set(phrase)


def is_carried(each: Spoken) -> bool:
    return each.quotation.form is Form.DIRECT and not each.quotation.cue
