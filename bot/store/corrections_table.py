"""The table of corrections, and its rows as records."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, SmallInteger, String, Table, Text

from retrieval.store.schema import METADATA, UtcDateTime

# ``subject`` is the id of what quotes, an answer's as a rule; ``n`` numbers its citations; ``version`` is the article's
# that says otherwise. One row is one correction, whoever finds it and however often.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("subject", String(80), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("workspace_id", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sentence_id", Text),  # what the article says in its place
    Column("notice", Text),  # the article's own words on its correction
    Column("found_at", UtcDateTime, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("edited", Boolean),  # whether the post itself could be changed; null: not tried yet
    Column("told_channel", String(32)),
    Column("told_ts", String(32)),
    Column("not_before", UtcDateTime),
    Column("worker", String(64)),
    Column("lease_until", UtcDateTime),
    Index(None, "done", "not_before"),
)


class Kind(StrEnum):
    CHANGED = "changed"  # another sentence stands in its place
    GONE = "gone"  # none does
    NOTICE = "notice"  # it stands, and the article says that it was corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What became of citation ``n`` of ``subject`` in a newer version of its article."""

    subject: str
    n: int
    version: int
    workspace: str
    kind: Kind
    found_at: datetime
    sentence_id: str | None = None
    notice: str | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A post with corrections that are still to be told, in one worker's hand; ``corrections`` are all it ever had."""

    subject: str
    workspace: str
    corrections: tuple[Correction, ...]
    worker: str

    @property
    def found_at(self) -> datetime:
        """When what is told now was found: the first of what is still to be told."""
        return min(each.found_at for each in self.corrections if not each.done)

    @property
    def waiting(self) -> tuple[Correction, ...]:
        """What is told now: found in one step, and so the same whoever tells it, whatever was found since."""
        return tuple(each for each in self.corrections if not each.done and each.found_at == self.found_at)

    @property
    def mark(self) -> str:
        """What the note in the thread is known by: the same whoever posts it."""
        return f"{self.subject}:{self.found_at.timestamp():.6f}"


def values_of(each: Correction) -> dict[str, Any]:
    """A record as a row."""
    return {
        "subject": each.subject,
        "n": each.n,
        "version": each.version,
        "workspace_id": each.workspace,
        "kind": each.kind.value,
        "sentence_id": each.sentence_id,
        "notice": each.notice,
        "found_at": each.found_at,
        "done": each.done,
    }


def correction_of(row: Any) -> Correction:
    """A row as a record."""
    return Correction(
        subject=row.subject,
        n=row.n,
        version=row.version,
        workspace=row.workspace_id,
        kind=Kind(row.kind),
        found_at=row.found_at,
        sentence_id=row.sentence_id,
        notice=row.notice,
        done=row.done,
    )
