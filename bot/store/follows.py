"""What is followed, where, and what its thread has been told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, func, insert, or_, select, update

from bot.store.follows_table import (
    FOLLOW_PENDING,
    FOLLOWS,
    LASTS,
    LIVE,
    Follow,
    FollowState,
    NewFollow,
    follow_of,
)
from bot.store.marks import advance
from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import add, alone, written
from retrieval.store.database import read, write

MOST = 50  # follows of one person in a workspace at a time
_AT_ONCE = 300  # rows that one statement names

f, p = FOLLOWS.c, FOLLOW_PENDING.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """It is followed from now on."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """It was followed in this channel before; ``again``: this very gesture was taken in before."""

    id: int
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMany:
    """This person follows as much as one may."""


Opening = Opened | Followed | TooMany


class Follows:
    """The follows behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, new: NewFollow, *, now: datetime) -> Opening:
        """The follow is there afterwards, once for each gesture and once for each topic of a channel."""
        own = and_(f.workspace_id == new.workspace, f.user_id == new.user, f.state.in_(LIVE))
        same = or_(f.identity == new.identity, and_(f.channel_id == new.channel, f.topic == new.topic))
        with write(self._engine) as connection:
            alone(connection, f"followed by {new.workspace} {new.user}", place_of(new.workspace, new.channel))
            ensure_workspace(connection, new.workspace)
            query = select(f.id, f.identity).where(f.workspace_id == new.workspace, same).order_by(f.topic.nulls_last())
            known = connection.execute(query.limit(1)).first()
            if known is not None:
                return Followed(id=known.id, again=known.identity == new.identity)
            if (connection.scalar(select(func.count()).select_from(FOLLOWS).where(own)) or 0) >= MOST:
                return TooMany()
            connection.execute(insert(FOLLOWS).values(**_values(new, now)))
            this = select(f.id).where(f.workspace_id == new.workspace, f.identity == new.identity)
            return Opened(id=connection.execute(this).scalar_one())

    def active(self, workspace: str | None = None, *, channel: str | None = None) -> tuple[Follow, ...]:
        """The follows that go on, of all workspaces, one, or one channel; oldest first."""
        query = select(FOLLOWS).where(f.state.in_(LIVE)).order_by(f.id)
        if workspace is not None:
            query = query.where(f.workspace_id == workspace)
        if channel is not None:
            query = query.where(f.channel_id == channel)
        with read(self._engine) as connection:
            return tuple(map(follow_of, connection.execute(query)))

    def fingerprint(self) -> tuple[int, int, datetime | None]:
        """What changes whenever a follow begins or ends."""
        live = select(func.count()).select_from(FOLLOWS).where(f.state.in_(LIVE)).scalar_subquery()
        with read(self._engine) as connection:
            count, newest, ended = connection.execute(select(live, func.max(f.id), func.max(f.ended_at))).one()
        return count, newest or 0, ended

    def get(self, follow_id: int, *, workspace: str) -> Follow | None:
        """A follow of this workspace, ended or not."""
        with read(self._engine) as connection:
            query = select(FOLLOWS).where(f.id == follow_id, f.workspace_id == workspace)
            row = connection.execute(query).one_or_none()
        return None if row is None else follow_of(row)

    def in_thread(self, workspace: str, channel: str, thread_ts: str) -> tuple[Follow, ...]:
        """The follows of a thread that go on."""
        return tuple(each for each in self.active(workspace, channel=channel) if each.thread_ts == thread_ts)

    def end(self, follow_id: int, *, workspace: str, now: datetime) -> bool:
        """Whether it was going on until now."""
        with write(self._engine) as connection:
            return end(connection, follow_id, now, f.workspace_id == workspace)

    def forget(self, user: str, *, now: datetime) -> int:
        """How many follows of a person ended, their words gone; what their threads were told stays."""
        return written(self._engine, lambda connection: _forget(connection, user, now))

    def tidy(self, *, before: datetime) -> None:
        """Follows that ended before then are gone, with what they noted."""
        with write(self._engine) as connection:
            old = connection.scalars(select(f.id).where(f.ended_at < before).limit(200)).all()
            connection.execute(delete(FOLLOWS).where(f.id.in_(old)))

    def note(self, found: Iterable[tuple[int, str, float]], *, mark: str, before: int, to: int, now: datetime) -> bool:
        """New sentences (follow, sentence, score), and the log looked at up to ``to``; False: another has done it."""
        rows = tuple(found)

        def note(connection: Connection) -> bool:
            if not advance(connection, mark, before=before, to=to):
                return False
            _note(connection, rows, now)
            return True

        return written(self._engine, note)


def _forget(connection: Connection, user: str, now: datetime) -> int:
    own = connection.scalars(select(f.id).where(f.user_id == user).order_by(f.id).with_for_update()).all()
    for follow_id in own:
        end(connection, follow_id, now)
    values: dict[str, Any] = {"question": "", "user_id": "", "terms": [], "names": []}
    connection.execute(update(FOLLOWS).where(f.id.in_(own)).values(**values))
    return len(own)


def place_of(workspace: str, channel: str) -> str:
    """The name under which what is followed in a channel is decided alone."""
    return f"followed in {workspace} {channel}"


def _values(new: NewFollow, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": new.workspace,
        "identity": new.identity,
        "channel_id": new.channel,
        "thread_ts": new.thread_ts,
        "user_id": new.user,
        "question": new.question,
        "story_id": new.story_id,
        "topic": new.topic,
        "terms": list(new.terms),
        "names": [list(name) for name in new.names],
        "state": FollowState.OPENING.value,
        "created_at": now,
        "expires_at": now + LASTS,
    }


def _note(connection: Connection, found: Iterable[tuple[int, str, float]], now: datetime) -> None:
    rows = {(follow, sentence): score for follow, sentence, score in found}
    follows = sorted({follow for follow, _ in rows})
    for at in range(0, len(follows), _AT_ONCE):
        some = follows[at : at + _AT_ONCE]
        # Locked, so that none of them ends between this and what it is given.
        going_on = select(f.id).where(f.id.in_(some), f.state.in_(LIVE)).order_by(f.id).with_for_update(read=True)
        live = set(connection.scalars(going_on))
        waiting = connection.execute(select(p.follow_id, p.sentence_id).where(p.follow_id.in_(some)))
        known = {(follow, sentence) for follow, sentence in waiting}
        new = [
            {"follow_id": follow, "sentence_id": sentence, "score": score, "noted_at": now}
            for (follow, sentence), score in rows.items()
            if follow in live and (follow, sentence) not in known
        ]
        for row in new:
            add(connection, FOLLOW_PENDING, row)


def end(connection: Connection, follow_id: int, now: datetime, *also: ColumnElement[bool]) -> bool:
    """Whether the follow was going on until now; inside the caller's write."""
    values = {"state": FollowState.ENDED.value, "topic": None, "ended_at": now, "worker": None, "lease_until": None}
    ended = connection.execute(update(FOLLOWS).where(f.id == follow_id, f.state.in_(LIVE), *also).values(**values))
    if ended.rowcount:
        connection.execute(delete(FOLLOW_PENDING).where(p.follow_id == follow_id))
    return bool(ended.rowcount)
