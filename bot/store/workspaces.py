"""Workspaces and what their managers have set."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Engine,
    ForeignKey,
    String,
    Table,
    exists,
    select,
)

from retrieval.store.beside import add, alone, put
from retrieval.store.database import read, write
from retrieval.store.schema import METADATA, WORKSPACES

WORKSPACE_SETTINGS = Table(
    "workspace_settings",
    METADATA,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", JSON, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettings:
    """What a workspace's managers can set. ``managers`` are user ids beside the installer, admins and owners.

    ``collections``: the shared ones it reads beside its own; None as long as nobody has chosen.
    """

    managers: tuple[str, ...] = ()
    collections: tuple[str, ...] | None = None
    keep_days: int = 90  # how long the words of a question are kept


class Workspaces:
    """The workspaces behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ensure(self, workspace: str) -> None:
        """The workspace is there afterwards."""
        with write(self._engine) as connection:
            ensure_workspace(connection, workspace)

    def all(self) -> tuple[str, ...]:
        """The ids of every workspace ever seen, sorted."""
        with read(self._engine) as connection:
            return tuple(connection.scalars(select(WORKSPACES.c.id).order_by(WORKSPACES.c.id)))

    def settings(self, workspace: str) -> WorkspaceSettings:
        """As set; defaults for a workspace that has set nothing."""
        with read(self._engine) as connection:
            return _settings(connection, workspace)

    def change(self, workspace: str, **changes: Any) -> WorkspaceSettings:
        """The settings with ``changes`` made and kept. Raises TypeError for a name that no setting has."""
        return self._change(workspace, lambda _settings: changes)

    def add_managers(self, workspace: str, users: Iterable[str]) -> WorkspaceSettings:
        """The settings with these people managing too."""
        return self._change(
            workspace, lambda settings: {"managers": tuple(dict.fromkeys((*settings.managers, *users)))}
        )

    def _change(self, workspace: str, choose: Callable[[WorkspaceSettings], dict[str, Any]]) -> WorkspaceSettings:
        with write(self._engine) as connection:
            alone(connection, f"settings {workspace}")
            before = _settings(connection, workspace)
            changes = choose(before)
            settings = replace(before, **changes)
            ensure_workspace(connection, workspace)
            for name in changes:
                value = getattr(settings, name)
                put(connection, WORKSPACE_SETTINGS, {"workspace_id": workspace, "name": name, "value": value})
        return settings


def ensure_workspace(connection: Connection, workspace: str) -> None:
    """The workspace's row is there afterwards, for what refers to it; inside the caller's write."""
    if connection.scalar(select(WORKSPACES.c.id).where(WORKSPACES.c.id == workspace)) is None:
        add(connection, WORKSPACES, {"id": workspace})


def has_bot(workspace: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the workspace that a column names has not removed the bot: what is said of our own accord asks."""
    return ~exists().where(WORKSPACES.c.id == workspace, WORKSPACES.c.left_at.is_not(None))


def _settings(connection: Connection, workspace: str) -> WorkspaceSettings:
    table = WORKSPACE_SETTINGS
    rows = connection.execute(select(table.c.name, table.c.value).where(table.c.workspace_id == workspace)).all()
    known = {field.name for field in fields(WorkspaceSettings)}
    return WorkspaceSettings(**{name: _plain(value) for name, value in rows if name in known})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
