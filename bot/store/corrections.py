"""Corrections: what a post quotes and its article no longer says, each told once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, exists, func, or_, select, update

from bot.incoming import Posted
from bot.store.corrections_table import CORRECTIONS, Correction, Due, Kind, correction_of, values_of
from bot.store.marks import advance
from bot.store.workspaces import has_bot
from retrieval.store.beside import add, alone
from retrieval.store.database import read, write

MARK = "corrections"
LEASE = timedelta(minutes=2)
_FREE = {"worker": None, "lease_until": None}

c = CORRECTIONS.c


class Corrections:
    """The corrections behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, found: Iterable[Correction], *, before: int, to: int) -> bool:
        """New corrections, and the index log looked at up to ``to``; False: another has done it."""
        with write(self._engine) as connection:
            if not advance(connection, MARK, before=before, to=to):
                return False
            for each in found:
                add(connection, CORRECTIONS, values_of(each))
        return True

    def of(self, subjects: Sequence[str]) -> tuple[Correction, ...]:
        """Everything that was found of these posts, by version."""
        with read(self._engine) as connection:
            query = select(CORRECTIONS).where(c.subject.in_(subjects))
            return tuple(map(correction_of, connection.execute(query.order_by(c.version, c.n))))

    def waiting(self) -> tuple[int, datetime | None]:
        """How many posts have a correction that is not told yet, and when the first of these was found."""
        query = select(func.count(c.subject.distinct()), func.min(c.found_at)).where(c.done.is_(False))
        with read(self._engine) as connection:
            count, since = connection.execute(query).one()
        return count, since

    def claim(self, *, worker: str, now: datetime) -> Due | None:
        """A post with something to tell, now this worker's."""
        next_one = select(c.subject).where(_due(now)).order_by(c.found_at, c.subject).limit(1)
        while True:
            with read(self._engine) as connection:
                subject = connection.scalar(next_one)
            if subject is None:
                return None
            taken = update(CORRECTIONS).where(c.subject == subject, _due(now))
            with write(self._engine) as connection:
                alone(connection, f"correction {subject}")
                if connection.execute(taken.values(worker=worker, lease_until=now + LEASE)).rowcount:
                    break
        known = self.of([subject])
        return Due(subject=subject, workspace=known[0].workspace, corrections=known, worker=worker)

    def held(self, due: Due, *, now: datetime) -> bool:
        """Whether the post is still this worker's, right before something is said."""
        with write(self._engine) as connection:
            mine = update(CORRECTIONS).where(*_mine(due)).values(lease_until=now + LEASE)
            return bool(connection.execute(mine).rowcount)

    def settled(self, due: Due, *, edited: bool, told: Posted | None) -> None:
        """What was waiting is told, or never can be; what was found since is free."""
        where = {} if told is None else {"told_channel": told.channel, "told_ts": told.ts}
        values: dict[str, Any] = {"done": True, "edited": edited, **_FREE, **where}
        with write(self._engine) as connection:
            connection.execute(update(CORRECTIONS).where(*_mine(due), c.found_at == due.found_at).values(**values))
            connection.execute(update(CORRECTIONS).where(*_mine(due)).values(**_FREE))

    def later(self, due: Due, *, until: datetime) -> None:
        """Slack asks to wait, or was away."""
        values = {"not_before": until, **_FREE}
        with write(self._engine) as connection:
            connection.execute(update(CORRECTIONS).where(*_mine(due)).values(**values))


def latest(corrections: Iterable[Correction]) -> dict[int, Correction]:
    """For each citation its last correction; a notice does not undo that its sentence changed before."""
    found: dict[int, Correction] = {}
    for each in sorted(corrections, key=lambda correction: correction.version):
        before = found.get(each.n)
        if before is not None and each.kind is Kind.NOTICE and before.kind is not Kind.NOTICE:
            each = replace(before, notice=each.notice)
        found[each.n] = each
    return found


def _due(now: datetime) -> ColumnElement[bool]:
    other = CORRECTIONS.alias("other")
    in_hand = exists().where(other.c.subject == c.subject, other.c.done.is_(False), other.c.lease_until > now)
    waits = or_(c.not_before.is_(None), c.not_before <= now)
    return and_(c.done.is_(False), has_bot(c.workspace_id), ~in_hand, waits)


def _mine(due: Due) -> tuple[ColumnElement[bool], ...]:
    return c.subject == due.subject, c.worker == due.worker, c.done.is_(False)
