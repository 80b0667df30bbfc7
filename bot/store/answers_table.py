"""The tables of answers and citations, and their rows as records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from bot.incoming import Posted
from retrieval.store.schema import LOCAL_WORKSPACE, METADATA, UtcDateTime

ANSWERS = Table(
    "answers",
    METADATA,
    Column("answer_id", String(64), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("as_of", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("answer", Text),
    Column("confidence", Float, nullable=False),
    Column("user_id", String(32)),
    Column("channel_id", String(32)),
    Column("message_ts", String(32)),
    Column("deleted_at", UtcDateTime),
    Column("shown", JSON),
    Index(None, "workspace_id", "user_id", "asked_at"),
)

# Names of the article instead of references to its rows: a citation outlives the article.
CITATIONS = Table(
    "citations",
    METADATA,
    Column("answer_id", ForeignKey("answers.answer_id", ondelete="CASCADE"), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("collection", Text, nullable=False),
    Column("article_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Index(None, "collection", "article_key"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """An answer as it was given. ``shown`` is what *More* and *Why* need (`bot.stored`); ``user_id`` is the asker."""

    answer_id: str
    question: str
    asked_at: datetime
    as_of: datetime
    status: str
    answer: str | None
    confidence: float
    workspace_id: str = LOCAL_WORKSPACE
    user_id: str | None = None
    shown: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as it was given and where it stands; ``posted`` None: privately, or not yet."""

    row: AnswerRow
    citations: tuple["CitationRow", ...]
    posted: Posted | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A sentence as it was cited; offsets absolute, the span's relative to the sentence."""

    n: int
    collection: str
    article_key: str
    version: int
    start: int
    end: int
    sentence: str
    span_start: int | None = None
    span_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A citation that its article does not bear out. ``found`` is what stands there now; None: no such version."""

    answer_id: str
    citation: CitationRow
    found: str | None

    def __str__(self) -> str:
        cited = self.citation
        place = f"{cited.collection}/{cited.article_key} version {cited.version} at {cited.start}-{cited.end}"
        found = "there is no such version" if self.found is None else f"the article says {self.found!r}"
        return f"answer {self.answer_id}, citation {cited.n}: {place}: quoted {cited.sentence!r}; {found}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What re-checking found: of ``checked`` citations, ``gone`` were of articles deleted since."""

    checked: int
    gone: int
    broken: tuple[Broken, ...]
