"""How the bot listens in each channel, and the threads in which it has been asked to be quiet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Engine, ForeignKey, String, Table, and_, select, update

from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import add
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA, UtcDateTime

CHANNELS = Table(
    "channels",
    METADATA,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("mode", String(16), nullable=False),
    Column("outsiders", Boolean, nullable=False),
    Column("name", String(200)),
    Column("archived", Boolean, nullable=False),
    Column("hello_at", UtcDateTime),
)

THREADS = Table(
    "threads",
    METADATA,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("thread_ts", String(32), primary_key=True),
    Column("quiet_at", UtcDateTime),
    Column("read_at", UtcDateTime),
)


class Mode(StrEnum):
    """To which messages of a channel the bot listens. A mention is always answered."""

    MENTIONS = "mentions"
    FOLLOWUPS = "followups"  # and to follow-ups in the threads it takes part in
    QUESTIONS = "questions"  # and to every question of the channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What is set for a channel. ``outsiders``: people of other organisations may ask in it."""

    channel: str
    mode: Mode = Mode.FOLLOWUPS
    outsiders: bool = False
    name: str | None = None
    archived: bool = False


class Channels:
    """The channels behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, workspace: str, channel: str) -> Channel:
        """As set; defaults for a channel in which nothing was."""
        with read(self._engine) as connection:
            return _channel(connection, workspace, channel) or Channel(channel=channel)

    def all(self, workspace: str) -> tuple[Channel, ...]:
        """The channels the bot has been in or was set up for, by id."""
        c = CHANNELS.c
        with read(self._engine) as connection:
            rows = connection.execute(select(CHANNELS).where(c.workspace_id == workspace).order_by(c.channel_id)).all()
        return tuple(_of(row) for row in rows)

    def set_mode(self, workspace: str, channel: str, mode: Mode) -> None:
        self._set(workspace, channel, mode=mode.value)

    def allow_outsiders(self, workspace: str, channel: str, allowed: bool) -> None:
        self._set(workspace, channel, outsiders=allowed)

    def rename(self, workspace: str, channel: str, name: str) -> None:
        self._set(workspace, channel, name=name)

    def archive(self, workspace: str, channel: str, archived: bool = True) -> None:
        self._set(workspace, channel, archived=archived)

    def greet(self, workspace: str, channel: str, *, now: datetime) -> bool:
        """Whether to say hello there: True once, however often the bot joins and the event arrives."""
        with write(self._engine) as connection:
            _ensure(connection, workspace, channel)
            where = and_(*_key(workspace, channel), CHANNELS.c.hello_at.is_(None))
            return connection.execute(update(CHANNELS).where(where).values(hello_at=now)).rowcount == 1

    def hush(self, workspace: str, channel: str, thread_ts: str, *, now: datetime) -> None:
        """From now on the bot answers in this thread only when it is mentioned."""
        self._mark(workspace, channel, thread_ts, quiet_at=now)

    def hushed(self, workspace: str, channel: str, thread_ts: str) -> bool:
        return self._marked(workspace, channel, thread_ts, "quiet_at")

    def first_reading(self, workspace: str, channel: str, thread_ts: str, *, now: datetime) -> bool:
        """Whether the thread may be read from Slack: True once, and the mark that it was stays."""
        if self._marked(workspace, channel, thread_ts, "read_at"):
            return False
        return self._mark(workspace, channel, thread_ts, read_at=now)

    def _set(self, workspace: str, channel: str, **values: Any) -> None:
        with write(self._engine) as connection:
            _ensure(connection, workspace, channel)
            connection.execute(update(CHANNELS).where(*_key(workspace, channel)).values(**values))

    def _marked(self, workspace: str, channel: str, thread_ts: str, name: str) -> bool:
        query = select(THREADS.c[name]).where(*_thread(workspace, channel, thread_ts))
        with read(self._engine) as connection:
            return connection.scalar(query) is not None

    def _mark(self, workspace: str, channel: str, thread_ts: str, **values: datetime) -> bool:
        """Whether it was not marked so before."""
        ((name, _),) = values.items()
        where = _thread(workspace, channel, thread_ts)
        with write(self._engine) as connection:
            ensure_workspace(connection, workspace)
            key = {"workspace_id": workspace, "channel_id": channel, "thread_ts": thread_ts}
            if add(connection, THREADS, key | values):
                return True
            unmarked = THREADS.c[name].is_(None)
            return connection.execute(update(THREADS).where(*where, unmarked).values(**values)).rowcount == 1


def _key(workspace: str, channel: str) -> tuple[Any, Any]:
    return CHANNELS.c.workspace_id == workspace, CHANNELS.c.channel_id == channel


def _thread(workspace: str, channel: str, thread_ts: str) -> tuple[Any, Any, Any]:
    t = THREADS.c
    return t.workspace_id == workspace, t.channel_id == channel, t.thread_ts == thread_ts


def _channel(connection: Connection, workspace: str, channel: str) -> Channel | None:
    row = connection.execute(select(CHANNELS).where(*_key(workspace, channel))).one_or_none()
    return None if row is None else _of(row)


def _of(row: Any) -> Channel:
    return Channel(
        channel=row.channel_id, mode=Mode(row.mode), outsiders=row.outsiders, name=row.name, archived=row.archived
    )


def _ensure(connection: Connection, workspace: str, channel: str) -> None:
    ensure_workspace(connection, workspace)
    if _channel(connection, workspace, channel) is None:
        default = Channel(channel=channel)
        row = {"workspace_id": workspace, "channel_id": channel, "mode": default.mode.value}
        add(connection, CHANNELS, {**row, "outsiders": default.outsiders, "archived": default.archived})
