"""The one place that knows which database is behind the tables: opening it, reading, writing, and its troubles.

On SQLite a write begins with BEGIN IMMEDIATE, so that it waits for its turn before it has read anything, and a read
is a plain BEGIN: one snapshot, never in a writer's way. On PostgreSQL writes run beside each other, each statement
seeing what was committed before it: what a write has read and will change it locks first (`retrieval.store.beside`).
Only what must be committed in the order of its numbers is written `in_turn`: two whose lines of the index log were
committed the other way round would have the index pass one over.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, CursorResult, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from retrieval.errors import StorageError
from retrieval.store import sqlite
from retrieval.store.sqlite import BEGIN, IMMEDIATE, TURN
from retrieval.store.trouble import server_trouble

_IN_TURN = "onrecord_in_turn"  # execution option of a connection: it writes in turn
_WRITERS_LOCK = 0x0E_C0_4D  # any number, the same in every process of ours
# How soon the server notices that the machine behind a connection and its locks is gone: 3 s of silence, then
# three questions a second apart. By itself it would take two hours.
_ALIVE = "SELECT " + ", ".join(
    f"set_config('tcp_keepalives_{name}', '{seconds}', false)"
    for name, seconds in (("idle", 3), ("interval", 1), ("count", 3))
)


def connect(url_or_path: str | Path, *, read_only: bool = False) -> Engine:
    """An engine for a SQLite file (its folder is made if need be) or for a `postgresql://` URL.

    Everything the engine raises because of the place where data lies is a `StorageError`.
    """
    given = str(url_or_path)
    if "://" not in given:
        return sqlite.open_file(Path(given), read_only=read_only)
    try:
        url = make_url(given.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise StorageError("the database URL", "it is not a URL", "write it as postgresql://user@host/name") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return sqlite.open_file(Path(url.database), read_only=read_only)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url, read_only=read_only)
    raise StorageError(
        url.render_as_string(hide_password=True), "no such database is supported", "use a file or postgresql://"
    )


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database, whatever is written meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """A write: keep it short. Committed at its end, undone if it raises. Others may write meanwhile, on PostgreSQL."""
    with engine.connect() as connection, _writing(connection):
        yield connection


@contextmanager
def in_turn(engine: Engine) -> Iterator[Connection]:
    """Like `write`, one at a time: for articles and what is made of them, whose numbers are read in order."""
    with engine.connect() as connection, _writing(connection, in_turn=True):
        yield connection


def has_turn(connection: Connection) -> bool:
    """Whether this is a write `in_turn`."""
    return bool(connection.get_execution_options().get(_IN_TURN))


def is_write(connection: Connection) -> bool:
    """Whether this is a write, in turn or not."""
    return BEGIN in connection.get_execution_options()


def number_of(result: CursorResult[Any]) -> int:
    """The number of a row that was inserted by itself."""
    key = result.inserted_primary_key
    assert key is not None  # such a table numbers its rows
    return int(key[0])


@contextmanager
def held(engine: Engine, name: str, wait: bool = True) -> Iterator[bool]:
    """Whether a lock was got that every process of a PostgreSQL database knows; the holder's death frees it at once,
    that of its machine within seconds."""
    key = lock_number(name)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if wait:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({key})")
        got = wait or bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({key})").scalar())
        free = partial(connection.exec_driver_sql, f"SELECT pg_advisory_unlock({key})") if got else lambda: None
        try:
            yield got
        except BaseException:
            with suppress(StorageError):  # it went with its connection; what happened meanwhile says more
                free()
            raise
        free()


def lock_number(name: str) -> int:
    """The number that PostgreSQL's advisory locks know a name by."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


@contextmanager
def alter(engine: Engine) -> Iterator[Connection]:
    """Like `in_turn`, for changing the tables themselves, which takes as long as it takes.

    On SQLite a table is changed by copying it, and dropping the old one would delete every row that refers to it:
    foreign keys are off meanwhile and checked at the end, before anything is final.
    """
    if engine.dialect.name != "sqlite":
        with in_turn(engine) as connection:
            yield connection
        return
    with engine.connect() as connection:
        # Begins nothing: the switch does nothing inside a transaction.
        driver = connection.connection.cursor()
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with _writing(connection, in_turn=True):
                yield connection
                wrong = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if wrong:
                    cause = f"{len(wrong)} rows refer to rows that are not there, first in {wrong[0][0]}"
                    raise StorageError(
                        f"the database {engine.url.database}", cause, "nothing was changed; put back a copy"
                    )
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
            driver.close()


@contextmanager
def _writing(connection: Connection, *, in_turn: bool = False) -> Iterator[None]:
    turn = connection.get_execution_options().get(TURN) or nullcontext()
    with turn, connection.execution_options(**{BEGIN: IMMEDIATE, _IN_TURN: in_turn}).begin():
        if in_turn and connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
        yield


def _postgresql(url: URL, *, read_only: bool) -> Engine:
    options: dict[str, Any] = {"execution_options": {"postgresql_readonly": True}} if read_only else {}
    try:
        engine = create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED", **options)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StorageError(
            "PostgreSQL", "its driver is not installed", "install it with: pip install 'psycopg[binary]'"
        ) from error

    @event.listens_for(engine, "connect")
    def alive(connection: Any, _record: object) -> None:
        connection.execute(_ALIVE)
        connection.commit()

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        trouble = server_trouble(url.render_as_string(hide_password=True), context)
        if trouble:
            raise trouble from context.original_exception

    return engine
