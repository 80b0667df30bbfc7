"""A whole record from one database to another, as from SQLite to PostgreSQL, checked row by row."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from bot.store import METADATA
from retrieval.errors import BadInput, StorageError
from retrieval.store.database import in_turn, read

AT_ONCE = 500  # rows in one statement
_BITS = 1 << 64

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How much was copied; every row was read back and compared."""

    tables: int
    rows: int


def copy(source: Engine, target: Engine, *, on_progress: Progress = lambda _done, _all: None) -> Copied:
    """Every row of ``source`` in ``target``, whose tables are there and hold nothing yet. All of it or nothing.

    Raises BadInput when the target holds something, StorageError when what is read back is not what was written.
    """
    tables = METADATA.sorted_tables
    subject = target.url.render_as_string(hide_password=True)
    with read(source) as old, in_turn(target) as new:
        _refuse_full(new, tables, subject)
        whole = sum(_count(old, table) for table in tables)
        done = 0
        for table in tables:
            new.execute(table.delete())  # the one row that every new database has
            digest, count = 0, 0
            for rows in old.execute(select(table)).partitions(AT_ONCE):
                new.execute(insert(table), [row._asdict() for row in rows])
                digest = (digest + sum(map(_digest, rows))) % _BITS
                count += len(rows)
                done += len(rows)
                on_progress(done, whole)
            if (digest, count) != _held(new, table):
                raise StorageError(subject, f"the rows of {table.name} are not what was written", "nothing was kept")
            _go_on_counting(old, new, table)
    return Copied(tables=len(tables), rows=done)


def _refuse_full(new: Connection, tables: list[Table], subject: str) -> None:
    for table in tables:
        held = _count(new, table)
        if held > (table.name == "workspaces"):
            raise BadInput(subject, f"it holds {held:,} rows of {table.name} already", "give an empty database")


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _held(connection: Connection, table: Table) -> tuple[int, int]:
    digest, count = 0, 0
    for rows in connection.execute(select(table)).partitions(AT_ONCE):
        digest = (digest + sum(map(_digest, rows))) % _BITS
        count += len(rows)
    return digest, count


def _digest(row: object) -> int:
    """Of a row's values, in any order of rows: databases sort text differently."""
    return int.from_bytes(hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _go_on_counting(old: Connection, new: Connection, table: Table) -> None:
    """A number that was used in the old database is never given again in the new one."""
    column = table.autoincrement_column
    if column is None or table.foreign_keys & column.foreign_keys:
        return
    last = int(old.scalar(select(func.coalesce(func.max(column), 0))) or 0)
    if old.dialect.name == "sqlite":
        known = old.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        last = max(last, int(known or 0))
    if not last:
        return
    if new.dialect.name == "postgresql":
        sequence = new.scalar(text("SELECT pg_get_serial_sequence(:name, :column)"), _named(table, column.name))
        if sequence is not None:
            new.execute(text("SELECT setval(CAST(:sequence AS regclass), :last)"), {"sequence": sequence, "last": last})
    elif table.kwargs.get("sqlite_autoincrement"):
        new.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        new.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), {"name": table.name, "last": last}
        )


def _named(table: Table, column: str) -> dict[str, str]:
    return {"name": table.name, "column": column}
