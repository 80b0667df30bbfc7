"""What becomes of a gesture when it arrives, inside the inbox's write transaction: once, in whichever order and number.

Slack delivers a message up to four times, as `message` and as `app_mention`, in any order, and one gesture sometimes
under two ts. Edits and deletions change the row of the question they are about.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from bot.incoming import (
    EDITABLE,
    Acceptance,
    Accepted,
    Duplicate,
    Incoming,
    Kind,
    Limited,
    Unrelated,
    message_identity,
    withdraw_identity,
)
from bot.store.gestures import made, note_gesture
from bot.store.inbox_table import INBOX, WAITING, Outcome, State, ended, row_of
from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import alone

HOUR = timedelta(hours=1)
REDELIVERED = timedelta(days=1)  # so late Slack may still deliver a message that failed before


def accept(connection: Connection, incoming: Incoming, *, new_id: Callable[[], str], per_hour: int) -> Acceptance:
    """What the gesture is to the inbox, and the inbox as it is with it. ``ahead`` is left 0.

    Gestures of one channel are taken in one by one, and those of one person: twins, deletions that come before their
    question and the person's limit are decided by what is not there yet.
    """
    alone(
        connection,
        f"asked in {incoming.workspace} {incoming.channel}",
        f"asked by {incoming.workspace} {incoming.user}",
    )
    match incoming.kind:
        case Kind.EDIT:
            return _edit(connection, incoming, new_id, per_hour)
        case Kind.WITHDRAW:
            return _withdraw(connection, incoming)
        case _:
            return _ask(connection, incoming, incoming.identity, incoming.kind, new_id, per_hour)


def is_about_another(incoming: Incoming) -> bool:
    """Whether the gesture only matters when it is about a question in the inbox.

    The deletion of a message that was for the bot matters without: its question may be delivered later.
    """
    if incoming.kind is Kind.WITHDRAW:
        return not (incoming.addressed and _since_written(incoming) <= REDELIVERED)
    return incoming.kind is Kind.EDIT and not incoming.addressed


def is_known(connection: Connection, incoming: Incoming) -> bool:
    """Whether the message that a gesture is about is a question in the inbox."""
    return connection.execute(_about(incoming)).first() is not None


def _about(incoming: Incoming) -> Select[Any]:
    """The question that a gesture is about."""
    return _known(incoming.workspace, message_identity(str(incoming.channel), str(incoming.ts)), None)


def _locked(connection: Connection, query: Select[Any]) -> Any:
    """The question's row, which does not change before this write ends."""
    return connection.execute(query.with_for_update()).one_or_none()


def _ask(
    connection: Connection, incoming: Incoming, identity: str, kind: Kind, new_id: Callable[[], str], per_hour: int
) -> Acceptance:
    known = _locked(connection, _known(incoming.workspace, identity, incoming.also))
    if known is not None:
        return _again(connection, known, incoming)
    if incoming.ts is not None and _deleted_before(connection, incoming):
        return Unrelated()
    ensure_workspace(connection, incoming.workspace)
    row = row_of(incoming, job_id=new_id(), identity=identity, kind=kind)
    again_at = asked_too_often(connection, incoming, per_hour)
    if again_at is not None:
        # Kept as done, without its words, so that Slack's next delivery of it is a duplicate.
        row |= {**ended(Outcome.LIMITED, incoming.received_at), "text": ""}
        connection.execute(insert(INBOX).values(**row))
        return Limited(again_at=again_at)
    connection.execute(insert(INBOX).values(**row))
    return Accepted(job_id=row["id"], ahead=0)


def _known(workspace: str, identity: str, also: str | None) -> Select[Any]:
    names = INBOX.c.identity == identity
    if also is not None:
        names = or_(names, INBOX.c.also == also)
    return select(INBOX).where(INBOX.c.workspace_id == workspace, names).order_by(INBOX.c.number).limit(1)


def _again(connection: Connection, row: Any, incoming: Incoming) -> Acceptance:
    """A twin that addresses the bot makes the question one that must be answered; any other twin changes nothing."""
    if row.addressed or not incoming.addressed or row.withdrawn or row.outcome == Outcome.LIMITED:
        return Duplicate(job_id=row.id)
    values = {"addressed": True, "surface": incoming.surface.value}
    if row.state == State.DONE and row.posted_ts is None:
        values |= {**WAITING, "text": incoming.text}
    elif row.state == State.CLAIMED and row.posted_ts is None:
        values |= {"revision": row.revision + 1}
    _set(connection, row, values)
    return Accepted(job_id=row.id, ahead=0)


def asked_too_often(connection: Connection, incoming: Incoming, per_hour: int) -> Any:
    """When the person may ask again; None: now."""
    c = INBOX.c
    since = incoming.received_at - HOUR
    query = (
        select(c.received_at)
        .where(c.workspace_id == incoming.workspace, c.user_id == incoming.user, c.received_at > since)
        .where(or_(c.outcome.is_(None), c.outcome != Outcome.LIMITED.value))
        # What nobody asked the bot is not held against the person, but does not make it busy without end either.
        .where(c.addressed == incoming.addressed)
        .order_by(c.received_at.desc())
        .offset(per_hour - 1)
        .limit(1)
    )
    if per_hour < 1:
        return incoming.received_at + HOUR
    oldest = connection.scalar(query)
    return None if oldest is None else oldest + HOUR


def _edit(connection: Connection, incoming: Incoming, new_id: Callable[[], str], per_hour: int) -> Acceptance:
    row = _locked(connection, _about(incoming))
    if row is None:
        # Someone who forgot the mention and put it in: a question, if it is one of just now.
        if not incoming.addressed or _since_written(incoming) > EDITABLE:
            return Unrelated()
        identity = message_identity(str(incoming.channel), str(incoming.ts))
        return _ask(connection, incoming, identity, Kind.QUESTION, new_id, per_hour)
    older = row.edited_ts is not None and incoming.edited_ts is not None and incoming.edited_ts <= row.edited_ts
    if row.withdrawn or row.outcome == Outcome.LIMITED or older or row.text == incoming.text:
        return Duplicate(job_id=row.id)
    waits = row.state != State.DONE and row.posted_ts is None  # then no answer would be changed by it
    if not waits and incoming.received_at - row.received_at > EDITABLE:
        return Unrelated()
    values = {"text": incoming.text, "edited_ts": incoming.edited_ts, "revision": row.revision + 1}
    if incoming.addressed and not row.addressed:
        values |= {"addressed": True, "surface": incoming.surface.value}
    if row.state == State.DONE:
        values |= WAITING
    _set(connection, row, values)
    return Accepted(job_id=row.id, ahead=0)


def _since_written(incoming: Incoming) -> timedelta:
    """How long ago the message was written: a ts counts seconds since 1970."""
    return timedelta(seconds=incoming.received_at.timestamp() - float(incoming.ts or 0))


def _deleted_before(connection: Connection, incoming: Incoming) -> bool:
    identity = withdraw_identity(str(incoming.channel), str(incoming.ts))
    return made(connection, incoming.workspace, identity)


def _withdraw(connection: Connection, incoming: Incoming) -> Acceptance:
    row = _locked(connection, _about(incoming))
    if row is None:
        if not is_about_another(incoming):
            note_gesture(connection, incoming.workspace, incoming.identity, now=incoming.received_at)
        return Unrelated()
    if row.withdrawn:
        return Duplicate(job_id=row.id)
    values: dict[str, Any] = {"withdrawn": True, "text": ""}
    if row.state == State.DONE and row.posted_ts is not None:
        values |= WAITING
    elif row.state == State.WAITING and row.posted_ts is None and row.attempt == 0:
        values |= ended(Outcome.WITHDRAWN, incoming.received_at)
    _set(connection, row, values)
    return Accepted(job_id=row.id, ahead=0)


def stop(connection: Connection, workspace: str, thread: str, *, now: Any) -> int:
    """How many questions of a thread will not be answered any more; those in hand are let go before they are posted."""
    c = INBOX.c
    here = and_(c.workspace_id == workspace, c.thread == thread, c.posted_ts.is_(None))
    open_ones = select(c.number).where(here, c.state != State.DONE.value).order_by(c.number).with_for_update()
    mine = c.number.in_(connection.scalars(open_ones).all())
    waiting = update(INBOX).where(mine, c.state == State.WAITING.value).values(**ended(Outcome.STOPPED, now))
    in_hand = update(INBOX).where(mine, c.state == State.CLAIMED.value).values(outcome=Outcome.STOPPED.value)
    return connection.execute(waiting).rowcount + connection.execute(in_hand).rowcount


def ahead_of(connection: Connection, job_id: str) -> int:
    """How many questions of its workspace that arrived before this one are still waiting."""
    number = select(INBOX.c.number).where(INBOX.c.id == job_id).scalar_subquery()
    workspace = select(INBOX.c.workspace_id).where(INBOX.c.id == job_id).scalar_subquery()
    here = (INBOX.c.workspace_id == workspace, INBOX.c.number < number)
    query = select(func.count()).where(INBOX.c.state == State.WAITING.value, *here)
    return connection.scalar(query.select_from(INBOX)) or 0


def _set(connection: Connection, row: Any, values: dict[str, Any]) -> None:
    connection.execute(update(INBOX).where(INBOX.c.number == row.number).values(**values))
