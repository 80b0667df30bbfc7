"""Answers as they are kept: their rows, and beside those what their buttons show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.answering import Told
from bot.answers import Answer, Citation
from bot.blocks.records import Held
from bot.charts import chart_json
from bot.store.answers_table import AnswerRow, CitationRow
from retrieval.store.schema import LOCAL_WORKSPACE
from retrieval.types import Hit

FURTHER = 10  # hits that More shows


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


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
