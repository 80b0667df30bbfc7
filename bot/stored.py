"""Answers as they were shown, kept and read back: buttons open what is stored, nothing is answered anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.answering import Told
from bot.answers import Answer, Choice, Citation, Entry, Status
from bot.blocks.records import Held, Matched, Why
from bot.charts import chart_json, chart_of
from bot.store.answers import Answers
from bot.store.answers_table import AnswerRow, CitationRow, KeptAnswer
from retrieval.store.record import Record
from retrieval.store.schema import LOCAL_WORKSPACE
from retrieval.types import Article, Hit, Sentence, Span, TermOrigin, TermShare

Others = Mapping[tuple[str, str], Article]  # by collection and key

FURTHER = 10  # hits that More shows


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


def shown(told: Told, *, held: Held, threshold: float) -> dict[str, Any]:
    """What is kept beside an answer's citations, as JSON: ids, numbers and what was looked for, no article's text."""
    answer, query = told.answer, told.query
    front = {citation.sentence.sentence_id for citation in answer.citations or answer.nearest}
    behind = [hit for hit in told.hits if hit.sentence.sentence_id not in front][:FURTHER]
    return {
        "intent": answer.intent,
        "remark": answer.remark,
        "chart": None if answer.chart is None else chart_json(answer.chart),
        "entries": [
            {"label": e.label, "value": e.value, "when": e.when, "speaker": e.speaker, "citations": list(e.citations)}
            for e in answer.entries
        ],
        "choices": [{"label": choice.label, "question": choice.question} for choice in answer.choices],
        "citations": [_line(citation) for citation in answer.citations],
        "nearest": [_line(citation) for citation in answer.nearest],
        "further": [
            {"id": hit.sentence.sentence_id, "n": n, "span": None, "score": hit.score}
            for n, hit in enumerate(behind, 1)
        ],
        "matched": _matched(told.hits, front),
        "terms": list(query.terms) if query else [],
        "sources": list(query.sources) if query else [],
        "since": _iso(query.since if query else None),
        "until": _iso(query.until if query else None),
        "threshold": threshold,
        "held": {
            "articles": held.articles,
            "sources": held.sources,
            "first": _iso(held.first),
            "last": _iso(held.last),
        },
    }


def answer_row(
    answer: Answer,
    *,
    id: str,  # noqa: A002
    asked_at: datetime,
    workspace: str = LOCAL_WORKSPACE,
    user: str | None = None,
    shown: dict[str, Any] | None = None,
) -> AnswerRow:
    """The row that keeps an answer."""
    return AnswerRow(
        answer_id=id,
        workspace_id=workspace,
        question=answer.question,
        asked_at=asked_at,
        as_of=answer.as_of,
        status=answer.status.value,
        answer=answer.answer,
        confidence=answer.confidence,
        user_id=user,
        shown=shown,
    )


def citation_row(citation: Citation) -> CitationRow:
    """The row that keeps a citation."""
    sentence, span = citation.sentence, citation.answer_span
    return CitationRow(
        n=citation.n,
        collection=sentence.article.collection,
        article_key=sentence.article.key,
        version=sentence.article.version,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        span_start=None if span is None else span.start,
        span_end=None if span is None else span.end,
    )


def _line(citation: Citation) -> dict[str, Any]:
    span = citation.answer_span
    return {
        "id": citation.sentence.sentence_id,
        "n": citation.n,
        "span": None if span is None else [span.start, span.end],
        "score": citation.score,
        "also_in": [[other.collection, other.key] for other in citation.also_in],
    }


def _matched(hits: Sequence[Hit], front: set[str]) -> dict[str, list[Any]]:
    return {
        hit.sentence.sentence_id: [[term.term, term.origin.value, term.share] for term in hit.terms]
        for hit in hits
        if hit.sentence.sentence_id in front
    }


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


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
