"""What the threads of follows are told: one worker at a time has a follow in hand, and each notice is posted once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, func, insert, or_, select, update

from bot.incoming import Posted
from bot.store.follows import end, place_of
from bot.store.follows_table import (
    FOLLOW_NOTICES,
    FOLLOW_PENDING,
    FOLLOWS,
    LIVE,
    Follow,
    FollowState,
    Notice,
    NoticeKind,
    follow_of,
    notice_of,
)
from bot.store.workspaces import has_bot
from retrieval.store.beside import alone, locked
from retrieval.store.database import read, write

NEAREST = 20  # follows that are chosen at once: more than processes that claim in the same moment
LOOKED_AT = 60  # waiting sentences of a follow that are judged at once, the nearest first
LEASE = timedelta(minutes=2)

f, p, n = FOLLOWS.c, FOLLOW_PENDING.c, FOLLOW_NOTICES.c


class Notices:
    """The notices behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, *, worker: str, now: datetime) -> Follow | None:
        """A follow that has something to do, now this worker's: to open, to tell, to end."""
        while True:
            with read(self._engine) as connection:
                numbers = connection.scalars(select(f.id).where(_due(now)).order_by(f.id).limit(NEAREST)).all()
            if not numbers:
                return None
            with write(self._engine) as connection:
                number = locked(connection, f.id, numbers, _in_nobodys_hand(now))
                if number is None:
                    return None
                taken = update(FOLLOWS).where(f.id == number, _due(now)).values(worker=worker, lease_until=now + LEASE)
                if connection.execute(taken).rowcount == 1:
                    return follow_of(connection.execute(select(FOLLOWS).where(f.id == number)).one())

    def waiting(self, *, now: datetime) -> tuple[int, datetime | None]:
        """How many follows have something to do and are in nobody's hand, and since when the first of them has."""
        noted = select(func.min(p.noted_at)).where(p.follow_id == f.id).scalar_subquery()
        made = select(func.min(n.made_at)).where(n.follow_id == f.id, n.message_ts.is_(None)).scalar_subquery()
        query = select(f.state, f.created_at, f.expires_at, f.not_before, noted.label("noted"), made.label("made"))
        with read(self._engine) as connection:
            rows = connection.execute(query.where(_due(now))).all()
        return len(rows), min((_since(row, now) for row in rows), default=None)

    def pending(self, follow: Follow) -> tuple[tuple[str, float], ...]:
        """The sentences that wait to be judged, the nearest first: (id, score)."""
        query = select(p.sentence_id, p.score).where(p.follow_id == follow.id)
        with read(self._engine) as connection:
            rows = connection.execute(query.order_by(p.score.desc(), p.sentence_id).limit(LOOKED_AT))
            return tuple((row.sentence_id, row.score) for row in rows)

    def of(self, follow: Follow) -> tuple[Notice, ...]:
        """What its thread was told, or may have been, in order."""
        with read(self._engine) as connection:
            query = select(FOLLOW_NOTICES).where(n.follow_id == follow.id).order_by(n.n)
            return tuple(map(notice_of, connection.execute(query)))

    def announce(self, follow: Follow, notice: Notice, *, now: datetime) -> bool:
        """The notice is on record before it is posted; False when the follow is no longer this worker's, or ended."""
        with write(self._engine) as connection:
            held = update(FOLLOWS).where(*_mine(follow)).values(lease_until=now + LEASE)
            if connection.execute(held).rowcount != 1:
                return False
            known = exists().where(n.follow_id == notice.follow_id, n.n == notice.n)
            if not connection.scalar(select(known)):
                values = {"follow_id": notice.follow_id, "n": notice.n, "kind": notice.kind.value, "made_at": now}
                connection.execute(insert(FOLLOW_NOTICES).values(**values, sentences=list(notice.sentences)))
        return True

    def told(
        self,
        follow: Follow,
        notice: Notice,
        posted: Posted,
        judged: Sequence[str],
        *,
        now: datetime,
        pause: timedelta,
    ) -> None:
        """The notice stands there, and the sentences it was chosen from are judged; none follows before ``pause``."""
        this = and_(n.follow_id == notice.follow_id, n.n == notice.n)
        where = {"channel_id": posted.channel, "message_ts": posted.ts}
        values: dict[str, Any] = {"state": FollowState.ACTIVE.value, "not_before": None}
        if notice.kind is NoticeKind.OPENED:
            values |= {"channel_id": posted.channel, "thread_ts": follow.thread_ts or posted.ts}
        if notice.kind is NoticeKind.NEWS:
            values |= {"told_at": now, "not_before": now + pause}
        with write(self._engine) as connection:
            connection.execute(update(FOLLOW_NOTICES).where(this).values(**where))
            if notice.kind is NoticeKind.EXPIRED:
                end(connection, follow.id, now)
            else:
                connection.execute(update(FOLLOWS).where(*_mine(follow)).values(**values))
            _judged(connection, follow, judged)
            _free(connection, follow)

    def dropped(self, follow: Follow, notice: Notice, judged: Sequence[str]) -> None:
        """The notice is never posted: Slack cannot show it."""
        with write(self._engine) as connection:
            this = and_(n.follow_id == notice.follow_id, n.n == notice.n)
            connection.execute(delete(FOLLOW_NOTICES).where(this))
            _judged(connection, follow, judged)
            _free(connection, follow)

    def nothing_new(self, follow: Follow, judged: Sequence[str]) -> None:
        """None of these sentences says anything new."""
        with write(self._engine) as connection:
            _judged(connection, follow, judged)
            _free(connection, follow)

    def later(self, follow: Follow, *, until: datetime) -> None:
        """Slack asks to wait, or was away."""
        with write(self._engine) as connection:
            connection.execute(update(FOLLOWS).where(*_mine(follow)).values(not_before=until))
            _free(connection, follow)

    def moved(self, follow: Follow, channel: str, *, now: datetime) -> bool:
        """It goes on in another conversation; it ends, and False, where that has the same follow already."""
        with write(self._engine) as connection:
            alone(connection, place_of(follow.workspace, channel))
            topic = connection.scalar(select(f.topic).where(f.id == follow.id))
            there = and_(
                f.workspace_id == follow.workspace, f.channel_id == channel, f.topic == topic, f.id != follow.id
            )
            if connection.scalar(select(f.id).where(there).limit(1)) is not None:
                end(connection, follow.id, now)
                return False
            connection.execute(update(FOLLOWS).where(f.id == follow.id).values(channel_id=channel, thread_ts=None))
        return True


def _in_nobodys_hand(now: datetime) -> ColumnElement[bool]:
    return or_(f.lease_until.is_(None), f.lease_until <= now)


def _due(now: datetime) -> ColumnElement[bool]:
    waits = exists().where(p.follow_id == f.id)
    unsaid = exists().where(n.follow_id == f.id, n.message_ts.is_(None))
    return and_(
        f.state.in_(LIVE),
        has_bot(f.workspace_id),
        _in_nobodys_hand(now),
        or_(f.not_before.is_(None), f.not_before <= now),
        or_(f.state == FollowState.OPENING.value, f.expires_at <= now, waits, unsaid),
    )


def _since(row: Any, now: datetime) -> datetime:
    """Since when a follow that is due has something to do, and may do it."""
    told = [moment for moment in (row.noted, row.made) if moment is not None]
    told += [row.created_at] if row.state == FollowState.OPENING.value else []
    told += [row.expires_at] if row.expires_at <= now else []
    first = min(told, default=now)
    return first if row.not_before is None else max(first, row.not_before)


def _mine(follow: Follow) -> tuple[ColumnElement[bool], ...]:
    return (
        f.id == follow.id,
        f.worker == follow.worker,
        f.lease_until >= follow.lease_until,
        f.state.in_(LIVE),
    )


def _free(connection: Connection, follow: Follow) -> None:
    mine = (f.id == follow.id, f.worker == follow.worker)
    connection.execute(update(FOLLOWS).where(*mine).values(worker=None, lease_until=None))


def _judged(connection: Connection, follow: Follow, judged: Sequence[str]) -> None:
    if judged:
        these = and_(p.follow_id == follow.id, p.sentence_id.in_(judged))
        connection.execute(delete(FOLLOW_PENDING).where(these))
