"""Answers put together from what was found: pure functions from hits and readings to records."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import messages
from bot.answers import Answer, Choice, Citation, Status
from retrieval.types import Article, Hit, Query, Reading, Sentence, Span

CITED = 3
BESIDE = -6.5  # log-odds of bearing: what bears less on the question is not shown beside its answer (docs/reader.md)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer, the query behind it, and the hits it was chosen from, best first."""

    answer: Answer
    query: Query | None = None
    hits: tuple[Hit, ...] = ()


def by_bearing(hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[Hit, ...]:
    """The best reading's sentence first, then those that bear most on the question; last those nothing was read in.

    Sentences that were read come with their parse.
    """
    bearing = _bearings(readings)
    parsed = {reading.hit.sentence.sentence_id: reading.hit for reading in readings}
    if readings:
        bearing[readings[0].hit.sentence.sentence_id] = math.inf
    read = (parsed.get(hit.sentence.sentence_id, hit) for hit in hits)
    return tuple(sorted(read, key=lambda hit: -bearing.get(hit.sentence.sentence_id, -math.inf)))


def _bearings(readings: Sequence[Reading]) -> dict[str, float]:
    """How much each sentence that was read bears on the question, by its id."""
    found: dict[str, float] = {}
    for reading in readings:
        name = reading.hit.sentence.sentence_id
        found[name] = max(found.get(name, -math.inf), reading.bearing)
    return found


def cited(best: Reading, readings: Sequence[Reading], hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The sentence that answers, the one that names who is meant, others that say the same, then the next best.

    The next best are only those that bear on the question: less than `CITED` where it has nothing to do with more.
    """
    bearing = _bearings(readings)
    same = [reading for reading in readings if reading.value == best.value]
    wanted: list[tuple[Sentence, Span | None, float]] = [(best.hit.sentence, best.span, best.hit.score)]
    wanted += [(sentence, None, score_of(sentence, hits)) for sentence in best.support]
    wanted += [(reading.hit.sentence, reading.span, reading.hit.score) for reading in same[1:]]
    near = [hit for hit in hits if bearing.get(hit.sentence.sentence_id, -math.inf) >= BESIDE]
    wanted += [(hit.sentence, None, hit.score) for hit in near]
    unique = {sentence.sentence_id: (sentence, span, score) for sentence, span, score in reversed(wanted)}
    first = list(dict.fromkeys(sentence.sentence_id for sentence, _, _ in wanted))[:CITED]
    return tuple(
        Citation(n=n, sentence=unique[key][0], answer_span=unique[key][1], score=unique[key][2])
        for n, key in enumerate(first, start=1)
    )


def shown(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The hits as citations without a span, numbered in their order."""
    return tuple(
        Citation(n=n, sentence=hit.sentence, answer_span=None, score=hit.score) for n, hit in enumerate(hits, 1)
    )


def elsewhere(citations: Sequence[Citation], others: Mapping[str, tuple[Article, ...]]) -> tuple[Citation, ...]:
    """The citations with the other outlets (by sentence id) that say the same word for word."""
    return tuple(
        replace(citation, also_in=others.get(citation.sentence.sentence_id, citation.also_in)) for citation in citations
    )


def remark(text: str, intent: str, as_of: datetime, words: str) -> Answer:
    """The bot's own words, with nothing cited."""
    return Answer(question=text, intent=intent, status=Status.ANSWERED, as_of=as_of, remark=words, confidence=1.0)


def listing(text: str, intent: str, as_of: datetime, hits: Sequence[Hit]) -> Answer:
    """Sentences that bear on some words; declined when there is none."""
    if not hits:
        return declined(text, as_of, (), messages.NOTHING_NEAR, intent=intent)
    return Answer(
        question=text, intent=intent, status=Status.ANSWERED, as_of=as_of, citations=shown(hits), confidence=1.0
    )


def declined(text: str, as_of: datetime, hits: Sequence[Hit], words: str, *, intent: str = "fact") -> Answer:
    """The record is silent; the nearest sentences are shown."""
    return Answer(question=text, intent=intent, status=Status.DECLINED, as_of=as_of, nearest=shown(hits), remark=words)


def ambiguous(text: str, choices: Sequence[Choice], *, as_of: datetime, hits: Sequence[Hit] = ()) -> Answer:
    """The question asked back: each choice is a question of its own; ``hits`` are sentences that bear on them."""
    return Answer(
        question=text,
        intent="fact",
        status=Status.AMBIGUOUS,
        as_of=as_of,
        choices=tuple(choices),
        nearest=shown(hits),
        remark=messages.READINGS,
    )


def score_of(sentence: Sentence, hits: Sequence[Hit]) -> float:
    """The score of a sentence among the hits; 0 when it is not among them."""
    return next((hit.score for hit in hits if hit.sentence.sentence_id == sentence.sentence_id), 0.0)
