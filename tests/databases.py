"""Databases that have the program's tables already: made by its own upgrade once in a process, and copied."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from bot.migrate import upgrade
from retrieval.store.database import connect
from tests import postgres


@cache
def _file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="made"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _fill(str(folder / "record.db"), folder)
    return folder / "record.db"


@cache
def _database() -> str:
    url = postgres.server().create()
    _fill(url, Path(tempfile.gettempdir()))
    return url


def _fill(where: str, folder: Path) -> None:
    engine = connect(where)
    upgrade(engine, lock_path=folder / "lock")
    engine.dispose()


def with_tables(folder: Path) -> Path:
    """A data folder whose record, in a file of its own, has the tables; it is as it was where it has a record."""
    record = folder / "record.db"
    if not record.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(_file(), record)
    return folder


def place_with_tables(path: Path) -> str:
    """`postgres.place`, and the tables are there."""
    if postgres.on():
        return postgres.place(path, like=_database())
    with_tables(path.parent)
    return postgres.place(path)
