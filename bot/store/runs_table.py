"""The tables of digests' runs and of what channels have seen in them, and their rows as records."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.incoming import Posted
from retrieval.store.schema import METADATA, UtcDateTime

# One row for each digest and local date is the truth about what was posted.
DIGEST_RUNS = Table(
    "digest_runs",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("digest_id", ForeignKey("digests.id", ondelete="CASCADE"), nullable=False),
    Column("local_date", Date, nullable=False),
    Column("slot_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("claimed_by", String(64), nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("payload", JSON),
    Column("posted_channel", String(32)),
    Column("posted_ts", String(32)),
    Column("done_at", UtcDateTime),
    Column("reason", String(64)),
    UniqueConstraint("digest_id", "local_date"),
    Index(None, "state", "lease_until"),
)

# Names of the article instead of references to its rows: what was quoted outlives the article, and the digest.
DIGEST_ITEMS = Table(
    "digest_items",
    METADATA,
    Column("run_id", String(32), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("target", String(32), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("story_id", BigInteger, nullable=False),
    Column("front", Boolean, nullable=False),
    Column("articles", JSON, nullable=False),
    Column("collection", Text, nullable=False),
    Column("article_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentence", Text, nullable=False),
    Index(None, "workspace_id", "target", "seen_at"),
)


class RunState(StrEnum):
    """How far a run is. The first three are in somebody's hand; the others are the end."""

    CLAIMED = "claimed"
    RENDERED = "rendered"  # the edition is kept, and whoever takes over posts the same
    POSTING = "posting"  # it may stand in Slack already
    POSTED = "posted"
    QUIET = "quiet"  # nothing new: nothing was said
    MISSED = "missed"  # too late
    FAILED = "failed"  # Slack refused it


OPEN = (RunState.CLAIMED, RunState.RENDERED, RunState.POSTING)
UNSAID = (RunState.QUIET, RunState.MISSED, RunState.FAILED)  # nothing stands in Slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A digest on one local date, as whoever has it in hand sees it. ``slot`` is the instant it tells the news of."""

    id: str
    digest_id: str
    day: date
    slot: datetime
    state: RunState
    claimed_by: str
    claimed_at: datetime
    lease_until: datetime
    attempt: int
    payload: dict[str, Any] | None = None
    posted: Posted | None = None
    done_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A story as an edition told it: ``front`` is False behind *More*; ``articles`` are the keys it had then."""

    story: int
    front: bool
    articles: tuple[str, ...]
    collection: str
    key: str
    version: int
    start: int
    end: int
    sentence: str
    seen_at: datetime


def run_of(row: Any) -> Run:
    """A row as a record."""
    stands = None if row.posted_ts is None else Posted(channel=row.posted_channel, ts=row.posted_ts)
    return Run(
        id=row.id,
        digest_id=row.digest_id,
        day=row.local_date,
        slot=row.slot_at,
        state=RunState(row.state),
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        lease_until=row.lease_until,
        attempt=row.attempt,
        payload=row.payload,
        posted=stands,
        done_at=row.done_at,
        reason=row.reason,
    )


def item_of(row: Any) -> Item:
    """A row as a record."""
    return Item(
        story=row.story_id,
        front=row.front,
        articles=tuple(row.articles),
        collection=row.collection,
        key=row.article_key,
        version=row.version,
        start=row.start,
        end=row.end,
        sentence=row.sentence,
        seen_at=row.seen_at,
    )
