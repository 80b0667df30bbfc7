"""Corrections: what a post quotes and its article no longer says, each told once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Engine,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    and_,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.incoming import Posted
from bot.store.marks import advance
from bot.store.workspaces import has_bot
from retrieval.store.beside import add, alone
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA, UtcDateTime

MARK = "corrections"
LEASE = timedelta(minutes=2)
_FREE = {"worker": None, "lease_until": None}

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

c = CORRECTIONS.c


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
                add(connection, CORRECTIONS, _values(each))
        return True

    def of(self, subjects: Sequence[str]) -> tuple[Correction, ...]:
        """Everything that was found of these posts, by version."""
        with read(self._engine) as connection:
            query = select(CORRECTIONS).where(c.subject.in_(subjects))
            return tuple(map(_correction, connection.execute(query.order_by(c.version, c.n))))

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


def _values(each: Correction) -> dict[str, Any]:
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


def _correction(row: Any) -> Correction:
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
