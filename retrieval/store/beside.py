"""How writes get along that run beside each other, as they do on PostgreSQL; on SQLite there is one at a time anyway.

Rows that are read to be changed are locked as they are read (``with_for_update``), and what may be there already is
added with `add`. What is decided by rows that are not there (a limit, an order of arrival) is decided `alone`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, case, select
from sqlalchemy.dialects import postgresql, sqlite

from retrieval.errors import Collided
from retrieval.store.database import lock_number, write

TRIES = 3  # of a write that the server undoes
_T = TypeVar("_T")
_Insert = postgresql.Insert | sqlite.Insert


def written(engine: Engine, work: Callable[[Connection], _T]) -> _T:
    """What ``work`` gives in a write of its own, begun anew when the server undid it in favour of another's."""
    for _ in range(TRIES - 1):
        try:
            with write(engine) as connection:
                return work(connection)
        except Collided:
            continue
    with write(engine) as connection:
        return work(connection)


def alone(connection: Connection, *names: str) -> None:
    """Until this write ends, no other gets past here with any of these names.

    Taken in one order, whoever asks: two writes never wait for each other. Not to be asked for twice in one write.
    """
    if connection.dialect.name == "postgresql":
        numbers = tuple(sorted(map(lock_number, names)))
        connection.exec_driver_sql("SELECT " + ", ".join(["pg_advisory_xact_lock(%s::bigint)"] * len(names)), numbers)


def locked(connection: Connection, column: Column[_T], keys: Sequence[_T], free: ColumnElement[bool]) -> _T | None:
    """The first of the rows with these keys that is ``free`` and that no other write has locked; it is locked now."""
    if not keys:
        return None
    order = case({key: n for n, key in enumerate(keys)}, value=column)
    row = select(column).where(column.in_(keys), free).order_by(order).limit(1)
    return connection.scalar(row.with_for_update(skip_locked=True))


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Whether the row is new: one that is there, even if only another write has it yet, stays as it is."""
    return _inserted(connection, _insert(connection, table, row).on_conflict_do_nothing())


def put(
    connection: Connection, table: Table, row: Mapping[str, Any], *, unless: ColumnElement[bool] | None = None
) -> bool:
    """Whether the row is like this now, new or in the place of the one of its primary key.

    Not when ``unless`` is true of the one that was there.
    """
    key = [column.name for column in table.primary_key]
    others = {name: value for name, value in row.items() if name not in key}
    where = None if unless is None else ~unless
    made = _insert(connection, table, row)
    return _inserted(connection, made.on_conflict_do_update(index_elements=key, set_=others, where=where))


def _insert(connection: Connection, table: Table, row: Mapping[str, Any]) -> _Insert:
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return make(table).values(dict(row)).inline()


def _inserted(connection: Connection, statement: _Insert) -> bool:
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount > 0
