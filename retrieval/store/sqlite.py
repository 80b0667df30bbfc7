"""A SQLite file as an engine: how its connections are set up, and how their transactions begin."""

import os
import sqlite3
import threading
import time
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from retrieval.store.trouble import folder_trouble, sqlite_trouble

BUSY_SECONDS = 15.0
IMMEDIATE = "BEGIN IMMEDIATE"
BEGIN = "onrecord_begin"  # execution option: how this connection begins a transaction
TURN = "onrecord_turn"  # execution option of an engine: the lock that its writers take first
_POLL_SECONDS = 0.002


def open_file(path: Path, *, read_only: bool) -> Engine:
    """An engine for the file; its folder is made if need be. Its troubles are StorageErrors."""
    subject = f"the database {path}"
    if not read_only:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise folder_trouble(path.parent, error) from error

    def opened() -> sqlite3.Connection:
        try:
            return _open(path, read_only=read_only)
        except sqlite3.Error as error:
            raise sqlite_trouble(subject, error) or error from error

    turns = {TURN: threading.Lock()}
    engine = create_engine(URL.create("sqlite", database=str(path)), creator=opened, execution_options=turns)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if BEGIN in connection.get_execution_options():
            _begin_immediate(connection)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        if isinstance(context.original_exception, sqlite3.Error):
            trouble = sqlite_trouble(subject, context.original_exception)
            if trouble:
                raise trouble from context.original_exception

    return engine


def _begin_immediate(connection: Connection) -> None:
    """The write lock of a SQLite file, asked for every few milliseconds.

    SQLite's own wait asks up to ten times a second: another process that writes with short breaks, as ingestion does,
    would keep a question waiting for a second.
    """
    driver = connection.connection.cursor()
    deadline = time.monotonic() + BUSY_SECONDS
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while time.monotonic() < deadline:
            try:
                driver.execute(IMMEDIATE)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
                time.sleep(_POLL_SECONDS)
        connection.exec_driver_sql(IMMEDIATE)  # raises what the matter is, as every other statement does
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")
        driver.close()


def _open(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection whose transactions are begun by us alone (``isolation_level=None``), not by the driver."""
    mode = "ro" if read_only else "rwc"
    # Beside a WAL database SQLite wants to lay a -shm file, even to read; where it may not, a database that nobody
    # has open can still be read as it stands.
    if read_only and not os.access(path.parent, os.W_OK) and not os.path.exists(f"{path}-wal"):  # noqa: PTH110  never raises
        mode += "&immutable=1"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=NORMAL")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        else:
            _write_ahead(connection)
            connection.execute(f"PRAGMA journal_size_limit={64 << 20}")
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Two processes that open a new file at once: the switch to WAL answers "locked" at once, without the busy wait.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
