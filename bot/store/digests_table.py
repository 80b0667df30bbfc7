"""The table of digests, and its rows as records."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, SmallInteger, String, Table, UniqueConstraint

from retrieval.store.schema import METADATA, UtcDateTime

LONGEST_NAME = 60  # characters of a digest's name
LENGTHS = (3, 5, 8)  # stories in an edition, at most
USUAL_TIME = time(8, 30)
WEEKDAYS = (0, 1, 2, 3, 4)  # Monday is 0
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)

DIGESTS = Table(
    "digests",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("target", String(32), nullable=False),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("at", String(5), nullable=False),
    Column("days", String(7), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("topics", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("length", SmallInteger, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("turned_on_at", UtcDateTime, nullable=False),
    Column("made_by", String(32), nullable=False),
    UniqueConstraint("workspace_id", "target", "name"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a channel, or a person by direct message, wants to be told, and when.

    ``target`` is Slack's id of the channel or person; ``at`` is local time in ``zone``; ``days`` are weekdays, Monday
    0. No slot before ``turned_on_at`` is ever made up for. No ``topics`` or ``sources``: all of them.
    """

    id: str
    workspace: str
    target: str
    name: str
    at: time = USUAL_TIME
    days: tuple[int, ...] = WEEKDAYS
    zone: str = "UTC"
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    length: int = LENGTHS[-1]
    active: bool = False
    turned_on_at: datetime
    made_by: str = ""

    @property
    def personal(self) -> bool:
        """Whether it goes to one person."""
        return self.target.startswith(("U", "W"))


def digest_of(row: Any) -> Digest:
    """A row as a record."""
    return Digest(
        id=row.id,
        workspace=row.workspace_id,
        target=row.target,
        name=row.name,
        at=time.fromisoformat(row.at),
        days=tuple(int(day) for day in row.days),
        zone=row.zone,
        topics=tuple(row.topics),
        sources=tuple(row.sources),
        length=row.length,
        active=row.active,
        turned_on_at=row.turned_on_at,
        made_by=row.made_by,
    )


def values_of(digest: Digest) -> dict[str, Any]:
    """A record as a row."""
    return {
        "id": digest.id,
        "workspace_id": digest.workspace,
        "target": digest.target,
        "name": digest.name,
        "at": f"{digest.at:%H:%M}",
        "days": "".join(str(day) for day in sorted(digest.days)),
        "zone": digest.zone,
        "topics": list(digest.topics),
        "sources": list(digest.sources),
        "length": digest.length,
        "active": digest.active,
        "turned_on_at": digest.turned_on_at,
        "made_by": digest.made_by,
    }
