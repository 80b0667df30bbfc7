"""The tables of follows, and their rows as records."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.incoming import Posted
from retrieval.store.schema import METADATA, ROW_NUMBER, UtcDateTime

LASTS = timedelta(days=14)


class FollowState(StrEnum):
    OPENING = "opening"  # its first message is still to be posted
    ACTIVE = "active"
    ENDED = "ended"


LIVE = (FollowState.OPENING.value, FollowState.ACTIVE.value)


class NoticeKind(StrEnum):
    OPENED = "opened"
    NEWS = "news"
    EXPIRED = "expired"


# ``topic`` is what is followed, while it is: null once the follow has ended, so that it can be followed again.
FOLLOWS = Table(
    "follows",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("identity", String(200), nullable=False),  # of the gesture that made it
    Column("channel_id", String(32), nullable=False),
    Column("thread_ts", String(32)),  # null until its first message stands, where it begins a thread of its own
    Column("user_id", String(32), nullable=False),
    Column("question", Text, nullable=False),  # or a story's title
    Column("story_id", ROW_NUMBER),
    Column("topic", String(80)),
    Column("terms", JSON, nullable=False),
    Column("names", JSON, nullable=False),  # the terms of each name
    Column("state", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),
    Column("not_before", UtcDateTime),  # nothing is posted earlier
    Column("worker", String(64)),
    Column("lease_until", UtcDateTime),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("workspace_id", "identity"),
    UniqueConstraint("workspace_id", "channel_id", "topic"),
    Index(None, "state", "workspace_id"),
    sqlite_autoincrement=True,
)

# New sentences that are for a follow, until somebody has judged them.
FOLLOW_PENDING = Table(
    "follow_pending",
    METADATA,
    Column("follow_id", ForeignKey("follows.id", ondelete="CASCADE"), primary_key=True),
    Column("sentence_id", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("noted_at", UtcDateTime),
)

# What a follow's thread is told. A row is there before its message: one without a place is looked for in Slack.
FOLLOW_NOTICES = Table(
    "follow_notices",
    METADATA,
    Column("follow_id", ForeignKey("follows.id", ondelete="CASCADE"), primary_key=True),
    Column("n", SmallInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("sentences", JSON, nullable=False),  # ids
    Column("channel_id", String(32)),
    Column("message_ts", String(32)),
    Column("made_at", UtcDateTime, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFollow:
    """What somebody wants to follow, and where."""

    workspace: str
    identity: str
    channel: str
    thread_ts: str | None
    user: str
    question: str
    terms: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    topic: str
    story_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A follow as it is kept; ``worker`` has it in hand until ``lease_until``."""

    id: int
    workspace: str
    channel: str
    thread_ts: str | None
    user: str
    question: str
    story_id: int | None
    terms: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    state: FollowState
    created_at: datetime
    expires_at: datetime
    told_at: datetime | None = None
    worker: str | None = None
    lease_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message of a follow; ``posted`` None: it is not known to stand."""

    follow_id: int
    n: int
    kind: NoticeKind
    sentences: tuple[str, ...] = ()
    posted: Posted | None = None

    @property
    def id(self) -> str:
        """The id of the answer that keeps what it cites; Slack gives it back as the message's metadata."""
        return f"follow-{self.follow_id}-{self.n}"


def follow_of(row: Any) -> Follow:
    return Follow(
        id=row.id,
        workspace=row.workspace_id,
        channel=row.channel_id,
        thread_ts=row.thread_ts,
        user=row.user_id,
        question=row.question,
        story_id=row.story_id,
        terms=tuple(row.terms),
        names=tuple(tuple(name) for name in row.names),
        state=FollowState(row.state),
        created_at=row.created_at,
        expires_at=row.expires_at,
        told_at=row.told_at,
        worker=row.worker,
        lease_until=row.lease_until,
    )


def notice_of(row: Any) -> Notice:
    posted = None if row.message_ts is None else Posted(channel=row.channel_id, ts=row.message_ts)
    return Notice(
        follow_id=row.follow_id, n=row.n, kind=NoticeKind(row.kind), sentences=tuple(row.sentences), posted=posted
    )
