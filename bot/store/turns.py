"""The bot's own turns in threads, so that a thread need not be read again to understand what follows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Engine, ForeignKey, Index, String, Table, Text, delete, select

from bot.store.batches import in_steps
from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import put
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA, UtcDateTime

LOOKED_AT = 12  # turns, the latest

TURNS = Table(
    "turns",
    METADATA,
    Column("answer_id", String(64), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("thread_ts", String(32), nullable=False),
    Column("ts", String(32), nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Column("turn", Text, nullable=False),
    Index(None, "workspace_id", "channel_id", "thread_ts"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTurn:
    """A turn as `bot.followups` writes it: question, answer, names. Turns are in the order of the questions' ``ts``."""

    answer_id: str
    workspace: str
    channel: str
    thread_ts: str
    ts: str
    turn: str


class Turns:
    """The turns behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, turn: KeptTurn, *, now: datetime) -> None:
        """The turn of that answer is this one afterwards."""
        with write(self._engine) as connection:
            ensure_workspace(connection, turn.workspace)
            row = {
                "answer_id": turn.answer_id,
                "workspace_id": turn.workspace,
                "channel_id": turn.channel,
                "thread_ts": turn.thread_ts,
                "ts": turn.ts,
                "kept_at": now,
                "turn": turn.turn,
            }
            put(connection, TURNS, row)

    def forget(self, answer_id: str) -> None:
        """A withdrawn question explains nothing that comes later."""
        with write(self._engine) as connection:
            connection.execute(delete(TURNS).where(TURNS.c.answer_id == answer_id))

    def root(self, answer_id: str) -> str | None:
        """The first message of the thread that an answer was given in, where that is known."""
        with read(self._engine) as connection:
            root: str | None = connection.scalar(select(TURNS.c.thread_ts).where(TURNS.c.answer_id == answer_id))
        return root

    def of(self, workspace: str, channel: str, thread_ts: str, *, before: str | None = None) -> tuple[str, ...]:
        """The latest turns of a thread, oldest first; only those before the message ``before``, if given."""
        t = TURNS.c
        query = select(t.turn).where(t.workspace_id == workspace, t.channel_id == channel, t.thread_ts == thread_ts)
        if before is not None:
            query = query.where(t.ts < before)
        with read(self._engine) as connection:
            found = connection.scalars(query.order_by(t.ts.desc(), t.kept_at.desc()).limit(LOOKED_AT)).all()
        return tuple(reversed(found))

    def lately(self, workspace: str, channel: str, *, since: datetime, before: str) -> tuple[str, ...]:
        """The latest turns of a whole direct conversation, oldest first: there, each message begins a thread."""
        t = TURNS.c
        here = (t.workspace_id == workspace, t.channel_id == channel, t.kept_at > since, t.ts < before)
        query = select(t.turn).where(*here).order_by(t.ts.desc(), t.kept_at.desc()).limit(LOOKED_AT)
        with read(self._engine) as connection:
            return tuple(reversed(connection.scalars(query).all()))

    def engaged(self, workspace: str, channel: str, thread_ts: str) -> bool:
        """Whether the bot has spoken in the thread."""
        return bool(self.of(workspace, channel, thread_ts))

    def tidy(self, *, before: datetime) -> None:
        """Turns kept before then are gone afterwards: their threads are over."""
        old = select(TURNS.c.answer_id).where(TURNS.c.kept_at < before)
        in_steps(self._engine, old, lambda keys: delete(TURNS).where(TURNS.c.answer_id.in_(keys)))
