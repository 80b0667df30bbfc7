"""Answers read back as they were shown: buttons open what is stored, nothing is answered anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answers import Answer, Choice, Citation, Entry, Status
from bot.blocks.records import Held, Matched, Why
from bot.charts import chart_of
from bot.store.answers import Answers
from bot.store.answers_table import AnswerRow, KeptAnswer
from retrieval.store.record import Record
from retrieval.types import Article, Sentence, Span, TermOrigin, TermShare

Others = Mapping[tuple[str, str], Article]  # by collection and key


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An answer with everything its buttons show. Citations whose article is gone are left out."""

    kept: KeptAnswer
    answer: Answer
    further: tuple[Citation, ...]
    held: Held  # as it was when the question was asked
    why: Why

    def citation(self, n: int) -> Citation | None:
        """The citation (or nearest sentence) that was shown under this number."""
        shown = self.answer.citations or self.answer.nearest
        return next((citation for citation in shown if citation.n == n), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswers:
    """What was answered, workspace by workspace; any thread may ask."""

    answers: Answers
    record: Record

    def get(self, answer_id: str, workspace: str) -> Stored | None:
        """One answer of this workspace; None when it is not there, another's, deleted, or its words are forgotten."""
        kept = self.answers.get(answer_id, workspace=workspace)
        if kept is None or kept.row.shown is None or kept.deleted_at is not None:
            return None
        shown = kept.row.shown
        listed = [*shown["citations"], *shown["nearest"], *shown["further"]]
        sentences = self.record.sentences([line["id"] for line in listed], annotated=False)
        others = self.record.articles({(name, key) for line in listed for name, key in line.get("also_in", ())})
        answer = _answer(kept.row, shown, sentences, others)
        held = _held(shown["held"])
        return Stored(
            kept=kept,
            answer=answer,
            further=_citations(shown["further"], sentences, others),
            held=held,
            why=_why(answer, shown, held),
        )


def _answer(row: AnswerRow, shown: Mapping[str, Any], sentences: Mapping[str, Sentence], others: Others) -> Answer:
    return Answer(
        question=row.question,
        intent=shown["intent"],
        status=Status(row.status),
        as_of=row.as_of,
        answer=row.answer,
        confidence=row.confidence,
        citations=_citations(shown["citations"], sentences, others),
        entries=tuple(Entry(**{**entry, "citations": tuple(entry["citations"])}) for entry in shown["entries"]),
        choices=tuple(Choice(**choice) for choice in shown["choices"]),
        nearest=_citations(shown["nearest"], sentences, others),
        remark=shown["remark"],
        chart=None if shown.get("chart") is None else chart_of(shown["chart"]),  # answers from before have none
    )


def _citations(
    lines: Sequence[Mapping[str, Any]], sentences: Mapping[str, Sentence], others: Others
) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            n=line["n"],
            sentence=sentences[line["id"]],
            answer_span=None if line["span"] is None else Span(start=line["span"][0], end=line["span"][1]),
            score=line["score"],
            also_in=tuple(others[name, key] for name, key in line.get("also_in", ()) if (name, key) in others),
        )
        for line in lines
        if line["id"] in sentences
    )


def _why(answer: Answer, shown: Mapping[str, Any], held: Held) -> Why:
    matched = tuple(
        Matched(
            citation=citation,
            terms=tuple(
                TermShare(term=term, origin=TermOrigin(origin), share=share)
                for term, origin, share in shown["matched"].get(citation.sentence.sentence_id, ())
            ),
        )
        for citation in answer.citations or answer.nearest
    )
    return Why(
        question=answer.question,
        answered=answer.status is Status.ANSWERED,
        confidence=answer.confidence if answer.answer or answer.status is not Status.ANSWERED else None,
        threshold=shown["threshold"],
        as_of=answer.as_of,
        held=held,
        matched=matched,
        terms=tuple(shown["terms"]),
        since=_time(shown["since"]),
        until=_time(shown["until"]),
        sources=tuple(shown["sources"]),
    )


def _held(kept: Mapping[str, Any]) -> Held:
    return Held(
        articles=kept["articles"], sources=kept["sources"], first=_time(kept["first"]), last=_time(kept["last"])
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
