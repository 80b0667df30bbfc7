"""The inbox's tables, and its rows as records.

A row of `INBOX` is one question for as long as it lives: waiting, claimed, done; an edit or a deletion sends it round
again. ``lane`` is where at most one answer is in hand at a time (the channel; a private answer has a lane of its own),
``thread`` is where the order of arrival is kept.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.incoming import Incoming, Job, Kind, Posted, Surface
from retrieval.store.schema import METADATA, ROW_NUMBER, UtcDateTime

INBOX = Table(
    "inbox",
    METADATA,
    Column("number", ROW_NUMBER, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("identity", String(200), nullable=False),
    Column("also", String(200)),
    Column("kind", String(16), nullable=False),
    Column("surface", String(16), nullable=False),
    Column("user_id", String(32), nullable=False),
    Column("channel_id", String(32)),
    Column("ts", String(32)),
    Column("thread_ts", String(32)),
    Column("addressed", Boolean, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("edited_ts", String(32)),
    Column("lane", String(80), nullable=False),
    Column("thread", String(80), nullable=False),
    Column("state", String(16), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("worker", String(64)),
    Column("claimed_at", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("not_before", UtcDateTime),
    Column("posted_channel", String(32)),
    Column("posted_ts", String(32)),
    Column("posted_at", UtcDateTime),
    Column("outcome", String(16)),
    Column("finished_at", UtcDateTime),
    Column("response_url", Text),
    Column("text", Text, nullable=False),
    UniqueConstraint("workspace_id", "identity"),
    UniqueConstraint("workspace_id", "also"),
    Index(None, "state", "number"),
    Index(None, "workspace_id", "user_id", "received_at"),
    Index(None, "workspace_id", "user_id", "claimed_at"),
    Index(None, "workspace_id", "claimed_at"),
    Index(None, "workspace_id", "lane", "posted_at"),
    Index(None, "workspace_id", "thread", "number"),
    sqlite_autoincrement=True,
)

# Gestures that ask nothing but must happen once: a share, a deletion.
GESTURES = Table(
    "gestures",
    METADATA,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("identity", String(200), primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
)


class State(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"  # declined answers too
    SILENT = "silent"  # nobody asked the bot, and it had no answer
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    LIMITED = "limited"  # asked too often
    EXPIRED = "expired"  # a private answer that came too late
    FAILED = "failed"  # the person was told why, where that was possible


def job_of(row: Any) -> Job:
    """A claimed row as a worker sees it."""
    posted = None if row.posted_ts is None else Posted(channel=row.posted_channel, ts=row.posted_ts)
    kind = Kind(row.kind)
    if row.withdrawn:
        kind = Kind.WITHDRAW
    elif posted is not None:
        kind = Kind.EDIT
    return Job(
        id=row.id,
        kind=kind,
        incoming=incoming_of(row),
        revision=row.revision,
        attempt=row.attempt,
        failures=row.failures,
        worker=row.worker,
        claimed_at=row.claimed_at,
        posted=posted,
    )


def incoming_of(row: Any) -> Incoming:
    return Incoming(
        identity=row.identity,
        also=row.also,
        workspace=row.workspace_id,
        kind=Kind(row.kind),
        surface=Surface(row.surface),
        user=row.user_id,
        text=row.text,
        channel=row.channel_id,
        ts=row.ts,
        thread_ts=row.thread_ts,
        response_url=row.response_url,
        addressed=row.addressed,
        received_at=row.received_at,
        edited_ts=row.edited_ts,
    )


def row_of(incoming: Incoming, *, job_id: str, identity: str, kind: Kind) -> dict[str, Any]:
    """A new row, waiting."""
    public = incoming.surface is not Surface.PRIVATE and incoming.channel is not None
    lane = incoming.channel if public else job_id
    thread = f"{incoming.channel}:{incoming.thread_ts or incoming.ts}" if public else job_id
    return {
        "id": job_id,
        "workspace_id": incoming.workspace,
        "identity": identity,
        "also": incoming.also,
        "kind": kind.value,
        "surface": incoming.surface.value,
        "user_id": incoming.user,
        "channel_id": incoming.channel,
        "ts": incoming.ts,
        "thread_ts": incoming.thread_ts,
        "addressed": incoming.addressed,
        "received_at": incoming.received_at,
        "edited_ts": incoming.edited_ts,
        "lane": lane,
        "thread": thread,
        "response_url": incoming.response_url,
        "text": incoming.text,
        **WAITING,
        "revision": 0,
        "withdrawn": False,
    }


# What a row is set to when it is to be answered (again).
WAITING: dict[str, Any] = {
    "state": State.WAITING.value,
    "attempt": 0,
    "failures": 0,
    "worker": None,
    "lease_until": None,
    "not_before": None,
    "outcome": None,
    "finished_at": None,
}


def ended(outcome: Outcome, now: datetime) -> dict[str, Any]:
    """What a row is set to when there is nothing more to do. An address to answer to is a secret: it goes."""
    return {
        "state": State.DONE.value,
        "worker": None,
        "lease_until": None,
        "not_before": None,
        "response_url": None,
        "outcome": outcome.value,
        "finished_at": now,
    }
