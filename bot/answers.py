"""What the bot says: an Answer and its parts, and the JSON form other programs rely on."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.charts import Chart
from retrieval.types import Article, Mention, Sentence, Span


class Status(StrEnum):
    ANSWERED = "answered"
    DECLINED = "declined"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A sentence as shown: numbered from 1, verbatim, with the span that answers if there is one."""

    n: int
    sentence: Sentence
    answer_span: Span | None  # relative to the sentence
    score: float  # BM25
    also_in: tuple[Article, ...] = ()  # one an outlet, in which it stands word for word; the original first

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.sentence.mentions


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list, timeline, comparison or set of quotes."""

    label: str
    value: str
    when: str | None = None
    speaker: str | None = None
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A reading of an ambiguous question, and the question that asks just that."""

    label: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the record says to a question, as of a time. ``remark`` is the bot's own word where there is no answer."""

    question: str
    intent: str
    status: Status
    as_of: datetime
    answer: str | None = None
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()
    entries: tuple[Entry, ...] = ()
    choices: tuple[Choice, ...] = ()
    nearest: tuple[Citation, ...] = ()
    remark: str | None = None
    chart: Chart | None = None  # shown as a picture, or as a line of bars


def headed(answer: Answer) -> tuple[Entry, ...]:
    """The entries as they are shown above their citations: a sentence that stands there whole is not said twice, nor
    what the answer itself is.
    """
    if len(answer.entries) == 1 and answer.entries[0].value == answer.answer:
        return (replace(answer.entries[0], value=""),)
    if answer.intent not in {"latest", "what_happened"}:
        return answer.entries
    whole = {citation.sentence.text for citation in answer.citations}
    return tuple(replace(entry, value="") if entry.value in whole else entry for entry in answer.entries)


def day_shown(when: str | None) -> str | None:
    """When something was, as people read it: an ISO date as "14 Apr 2023", anything else as it stands."""
    try:
        day = date.fromisoformat(when or "")
    except ValueError:
        return when
    return f"{day.day} {day:%b %Y}"


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z, to the second."""
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def citation_json(citation: Citation) -> dict[str, Any]:
    sentence, article, span = citation.sentence, citation.sentence.article, citation.answer_span
    return {
        "n": citation.n,
        "sentence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "article_id": article.key,
        "version": article.version,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published_at": iso(article.published_at),
        "answer_span": None if span is None else [span.start, span.end],
        "mentions": [
            {"text": sentence.text[m.start : m.end], "start": m.start, "end": m.end, "refers_to": m.refers_to}
            for m in citation.mentions
        ],
        "score": round(citation.score, 4),
        "also_in": [
            {
                "article_id": other.key,
                "version": other.version,
                "source": other.source,
                "url": other.url,
                "published_at": iso(other.published_at),
            }
            for other in citation.also_in
        ],
    }


def answer_json(answer: Answer, *, took_ms: float, id: str | None = None) -> dict[str, Any]:  # noqa: A002
    """The object `onrecord ask --json` prints; its shape is a contract (design.md)."""
    return {
        "id": id,
        "question": answer.question,
        "intent": answer.intent,
        "status": answer.status.value,
        "answer": answer.answer,
        "confidence": round(answer.confidence, 4),
        "citations": [citation_json(citation) for citation in answer.citations],
        "entries": [
            {
                "label": entry.label,
                "value": entry.value,
                "when": entry.when,
                "speaker": entry.speaker,
                "citations": list(entry.citations),
            }
            for entry in answer.entries
        ],
        "choices": [{"label": choice.label, "question": choice.question} for choice in answer.choices],
        "nearest": [citation_json(citation) for citation in answer.nearest],
        "as_of": iso(answer.as_of),
        "took_ms": round(took_ms, 2),
    }
