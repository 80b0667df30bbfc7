"""The questions of news quizzes, and which articles and sentences hold their answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.corpus import COLLECTION
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.words import holds, run_of
from retrieval.types import Query

WINDOW = timedelta(days=21)
_LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A quiz question; ``gold`` are keys of the articles the editor linked."""

    text: str
    day: date
    answer: str
    linked: bool
    gold: tuple[str, ...]

    @property
    def as_of(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC) + _LAST_MOMENT


def read_questions(paths: Sequence[Path]) -> tuple[Asked, ...]:
    """The quiz questions, or those that must be declined, in order."""
    return tuple(
        Asked(
            text=row["question"],
            day=date.fromisoformat(row["date"]),
            answer=row.get("answer", ""),
            linked=row.get("label_quality") == "gold_link",
            gold=tuple(row.get("gold_doc_ids", ())),
        )
        for path in paths
        for row in read_jsonl(path)
    )


def first_holding(sentences: Sequence[str], answer: str) -> int | None:
    """The index of the first sentence that holds the answer."""
    wanted = run_of(answer)
    return next((i for i, sentence in enumerate(sentences) if holds(run_of(sentence), wanted)), None)


def query_for(asked: Asked) -> Query:
    """What the index is asked for a question."""
    return replace(query_of(asked.text), collections=(COLLECTION,), as_of=asked.as_of)


def holders(articles: Sequence[Path], asked: Sequence[Asked]) -> list[tuple[str, ...]]:
    """For each question the articles of the 21 days up to its date whose title or text holds the answer."""
    wanted = [run_of(one.answer) for one in asked]
    found: list[list[str]] = [[] for _ in asked]
    for path in articles:
        for row in read_jsonl(path):
            day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            near = [i for i, one in enumerate(asked) if day is not None and timedelta(0) <= one.day - day <= WINDOW]
            if near:
                words = run_of(f"{row['title']}\n{row['text']}")
                for i in near:
                    if holds(words, wanted[i]):
                        found[i].append(row["doc_id"])
    return [tuple(keys) for keys in found]
