"""Questions as listeners hand them in, and an inbox to hand them in to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.incoming import Incoming, Job, Kind, Surface, edit_identity, message_identity, withdraw_identity
from bot.store import Inbox
from retrieval.store.database import connect
from tests.databases import place_with_tables

NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def asked(
    ts: str = "1753012800.000100", text: str = "who is Umerov?", *, channel: str | None = "C1", **more: Any
) -> Incoming:
    """A mention in a channel; its thread is its own unless another is given."""
    given: dict[str, Any] = {
        "identity": message_identity(str(channel), ts),
        "also": None,
        "workspace": "T1",
        "kind": Kind.QUESTION,
        "surface": Surface.CHANNEL,
        "user": "U1",
        "text": text,
        "channel": channel,
        "ts": ts,
        "thread_ts": ts,
        "received_at": NOW,
    }
    return Incoming(**(given | more))


def edited(incoming: Incoming, text: str, *, edited_ts: str = "2", after: float = 30, **more: Any) -> Incoming:
    return replace(
        incoming,
        identity=edit_identity(str(incoming.channel), str(incoming.ts), edited_ts),
        kind=Kind.EDIT,
        text=text,
        edited_ts=edited_ts,
        received_at=incoming.received_at + timedelta(seconds=after),
        **more,
    )


def deleted(incoming: Incoming, *, after: float = 30, addressed: bool = False) -> Incoming:
    """``addressed``: what was deleted was for the bot."""
    identity = withdraw_identity(str(incoming.channel), str(incoming.ts))
    later = incoming.received_at + timedelta(seconds=after)
    return replace(incoming, identity=identity, kind=Kind.WITHDRAW, text="", received_at=later, addressed=addressed)


def open_engine(folder: Path) -> Engine:
    return connect(place_with_tables(folder / "record.db"))


def open_inbox(engine: Engine, **more: Any) -> Inbox:
    numbers = count(1)
    return Inbox(engine, new_id=more.pop("new_id", lambda: f"job{next(numbers)}"), **more)


def claimed(inbox: Inbox, seconds: float = 0, worker: str = "w1") -> Job:
    job = inbox.claim(worker=worker, now=at(seconds))
    assert job is not None
    return job
