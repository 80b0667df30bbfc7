"""Brings a database to the newest form of its tables, one process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from retrieval.errors import StorageError
from retrieval.store.database import alter, read

SCRIPTS = "bot:migrations"


def upgrade(engine: Engine, *, lock_path: Path) -> None:
    """The tables as this program wants them. Quick when they are: Alembic is loaded only when there is work.

    All of it happens or nothing. Raises StorageError when a newer program has already gone further.
    """
    if _at(engine) == newest():
        return
    with _locked(lock_path), alter(engine) as connection:
        _run(connection)


def newest() -> str:
    """The newest revision: versions/ holds files like ``r0001_what.py``, and a revision is that number."""
    names = (entry.name for entry in files("bot").joinpath("migrations", "versions").iterdir())
    return max(name[1:5] for name in names if name[0] == "r" and name[1:5].isdigit() and name.endswith(".py"))


def _at(engine: Engine) -> str | None:
    try:
        with read(engine) as connection:
            revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DatabaseError:  # no such table: a new database. Troubles of the place itself are StorageErrors.
        return None
    if revision is not None and revision > newest():
        raise StorageError(
            f"the database {engine.url.render_as_string(hide_password=True)}",
            f"a newer On the Record has written it (revision {revision}, this one knows {newest()})",
            "upgrade this one",
        )
    return revision


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a")
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise StorageError(f"the lock file {path}", cause, "make its folder writable for this user") from error
    with handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
