"""Gestures by their identity alone: those that must count once, or that came before what they are about."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select

from bot.store.inbox_table import GESTURES
from bot.store.workspaces import ensure_workspace
from retrieval.store.beside import add, put


def made(connection: Connection, workspace: str, identity: str) -> bool:
    """Whether this gesture was noted."""
    return connection.scalar(select(GESTURES.c.made_at).where(*_this(workspace, identity))) is not None


def note_gesture(
    connection: Connection, workspace: str, identity: str, *, now: datetime, within: timedelta | None = None
) -> bool:
    """Whether it was not noted before; or not ``within`` so long, where it may be made again later."""
    ensure_workspace(connection, workspace)
    gesture = {"workspace_id": workspace, "identity": identity, "made_at": now}
    if within is None:
        return add(connection, GESTURES, gesture)
    return put(connection, GESTURES, gesture, unless=GESTURES.c.made_at > now - within)


def forget_gesture(connection: Connection, workspace: str, identity: str) -> None:
    """It counts as not made."""
    connection.execute(delete(GESTURES).where(*_this(workspace, identity)))


def _this(workspace: str, identity: str) -> tuple[ColumnElement[bool], ...]:
    return GESTURES.c.workspace_id == workspace, GESTURES.c.identity == identity
