"""Which question comes next, and who has it in hand: inside the inbox's transactions.

Choosing reads only, so that a long queue keeps no writer waiting; claiming checks again and changes one row, which it
has locked: any number of processes claim at once, each passing over what another is claiming in that moment.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, not_, or_, select, update
from sqlalchemy.sql import Select

from bot.incoming import PRIVATE_LASTS, Job, Kind, Posted, Surface
from bot.store.inbox_table import INBOX, WAITING, Outcome, State, ended, job_of
from retrieval.store.beside import alone

Moment = datetime | ColumnElement[datetime]  # a time, or the parameter that stands for it

NEAREST = 20  # questions that are chosen at once: more than processes that claim in the same moment
PACE = timedelta(seconds=1)  # Slack takes one post a second in a channel
# The inbox looked at from one of its rows. Made once: an alias of all its columns costs more than what is asked by it.
_OTHER, _EARLIER, _LAST, _SERVED = (INBOX.alias(name) for name in ("other", "earlier", "last", "served"))


class Hold(StrEnum):
    """Whether a worker still has its job."""

    MINE = "mine"
    CHANGED = "changed"  # edited, withdrawn or stopped meanwhile: let it go without a post
    LOST = "lost"  # its lease ran out and another has it, or it is done


def open_to_all(now: Moment) -> ColumnElement[bool]:
    """What a row itself must be like to be claimed now: it waits, or whoever has it is late."""
    c = INBOX.c
    waiting = and_(c.state == State.WAITING.value, or_(c.not_before.is_(None), c.not_before <= now))
    return or_(waiting, and_(c.state == State.CLAIMED.value, c.lease_until < now))


def _free(now: Moment, lasting: Moment, paced: Moment) -> ColumnElement[bool]:
    """What a row and those around it must be like for it to be claimed now.

    Private answers can be given to what came ``lasting`` or later; a lane may be posted in once ``paced`` has passed.
    """
    c, other, earlier, last = INBOX.c, _OTHER, _EARLIER, _LAST
    fresh = or_(c.surface != Surface.PRIVATE.value, c.received_at >= lasting)
    in_hand = exists().where(
        other.c.state == State.CLAIMED.value,
        other.c.lease_until >= now,
        other.c.workspace_id == c.workspace_id,
        other.c.lane == c.lane,
    )
    just_posted = exists().where(last.c.workspace_id == c.workspace_id, last.c.lane == c.lane, last.c.posted_at > paced)
    not_its_turn = exists().where(
        earlier.c.workspace_id == c.workspace_id,
        earlier.c.thread == c.thread,
        earlier.c.number < c.number,
        earlier.c.state.in_([State.WAITING.value, State.CLAIMED.value]),
    )
    return and_(open_to_all(now), fresh, not_(in_hand), not_(just_posted), not_(not_its_turn))


def next_numbers(connection: Connection, *, now: datetime, pace: timedelta) -> Sequence[int]:
    """The next questions: those first whose workspace, then whose asker, has waited longest since being served."""
    moments = {"now": now, "lasting": now - PRIVATE_LASTS, "paced": now - pace}
    return connection.scalars(_NEXT, moments).all()


def _next() -> Select[int]:
    c, served = INBOX.c, _SERVED
    workspace = select(func.max(served.c.claimed_at)).where(served.c.workspace_id == c.workspace_id).scalar_subquery()
    person = (
        select(func.max(served.c.claimed_at))
        .where(served.c.workspace_id == c.workspace_id, served.c.user_id == c.user_id)
        .scalar_subquery()
    )
    now, lasting, paced = (bindparam(name, type_=c.received_at.type) for name in ("now", "lasting", "paced"))
    return (
        select(c.number)
        .where(c.state.in_([State.WAITING.value, State.CLAIMED.value]), _free(now, lasting, paced))
        .order_by(workspace.asc().nulls_first(), person.asc().nulls_first(), c.number)
        .limit(NEAREST)
    )


_NEXT = _next()  # asked ten times a second by every desk: put together once


def claim(
    connection: Connection, number: int, *, worker: str, now: datetime, lease: timedelta, pace: timedelta
) -> Job | None:
    """The job, if the row is still free; None when someone was quicker or it changed."""
    c = INBOX.c
    place = connection.execute(select(c.workspace_id, c.lane).where(c.number == number)).one()
    # Another question of the lane may be claimed right now: one of the two sees that the other was.
    alone(connection, f"lane {place.workspace_id} {place.lane}")
    values = {
        "state": State.CLAIMED.value,
        "worker": worker,
        "claimed_at": now,
        "lease_until": now + lease,
        "attempt": c.attempt + 1,
        "not_before": None,
    }
    free = _free(now, now - PRIVATE_LASTS, now - pace)
    if connection.execute(update(INBOX).where(c.number == number, free).values(**values)).rowcount != 1:
        return None
    return job_of(connection.execute(select(INBOX).where(c.number == number)).one())


def hold(connection: Connection, job: Job, *, until: datetime) -> Hold:
    """Whether the job is still this worker's and unchanged; if so, its lease lasts until then."""
    row = _row(connection, job)
    if not _has(row, job):
        return Hold.LOST
    if _changed(row, job):
        return Hold.CHANGED
    connection.execute(update(INBOX).where(INBOX.c.number == row.number).values(lease_until=until))
    return Hold.MINE


def finish(
    connection: Connection, job: Job, outcome: Outcome, *, posted: Posted | None, now: datetime
) -> Posted | None:
    """The job done, or waiting again if it changed meanwhile; a message of ours that is one too many, to be deleted."""
    row = _row(connection, job)
    if row is None:
        return None
    stands = None if row.posted_ts is None else Posted(channel=row.posted_channel, ts=row.posted_ts)
    values: dict[str, Any] = {}
    if posted is not None:
        values |= {"posted_at": now}
    if posted is not None and stands is None:
        values |= {"posted_channel": posted.channel, "posted_ts": posted.ts}
    if _has(row, job):
        values |= _after(row, job, outcome, posted or stands, now)
    if values:
        connection.execute(update(INBOX).where(INBOX.c.number == row.number).values(**values))
    return posted if posted is not None and stands is not None and stands != posted else None


def _after(row: Any, job: Job, outcome: Outcome, stands: Posted | None, now: datetime) -> dict[str, Any]:
    if row.withdrawn and outcome is not Outcome.WITHDRAWN and stands is not None:
        return {**WAITING}
    if row.outcome == Outcome.STOPPED and stands is None:
        return ended(Outcome.STOPPED, now)
    if row.revision != job.revision and not row.withdrawn:
        return {**WAITING}
    if outcome is Outcome.SILENT:  # It was not for the bot: its words are not kept.
        return {**ended(outcome, now), "text": ""}
    return ended(Outcome.WITHDRAWN if row.withdrawn else outcome, now)


def put_back(
    connection: Connection, job: Job, *, until: datetime | None, failed: bool, posted: bool, now: datetime
) -> None:
    """The job waiting again, not before ``until``. ``posted``: perhaps something was, so the next one has to look."""
    row = _row(connection, job)
    if not _has(row, job):
        return
    attempt = row.attempt if posted else row.attempt - 1
    values = {**WAITING, "attempt": attempt, "failures": row.failures + int(failed), "not_before": until}
    if row.outcome == Outcome.STOPPED:
        values = ended(Outcome.STOPPED, now)
    connection.execute(update(INBOX).where(INBOX.c.number == row.number).values(**values))


def late(now: datetime) -> ColumnElement[bool]:
    """A private answer that Slack no longer takes, in nobody's hand."""
    c = INBOX.c
    return and_(
        c.surface == Surface.PRIVATE.value,
        c.received_at < now - PRIVATE_LASTS,
        or_(c.state == State.WAITING.value, and_(c.state == State.CLAIMED.value, c.lease_until < now)),
    )


def _row(connection: Connection, job: Job) -> Any:
    """The job's row as it is, locked: it does not change before this write ends."""
    return connection.execute(select(INBOX).where(INBOX.c.id == job.id).with_for_update()).one_or_none()


def _has(row: Any, job: Job) -> bool:
    return (
        row is not None
        and row.state == State.CLAIMED
        and (row.worker, row.attempt, row.claimed_at) == (job.worker, job.attempt, job.claimed_at)
    )


def _changed(row: Any, job: Job) -> bool:
    withdrawn = row.withdrawn and job.kind is not Kind.WITHDRAW
    return withdrawn or row.outcome == Outcome.STOPPED or row.revision != job.revision
