"""What went wrong with the place where data lies, as a `StorageError` in words a person can act on."""

import sqlite3
from pathlib import Path

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError

from retrieval.errors import Collided, StorageError

_WRITABLE = "make it writable for this user, or choose another data folder"
_DAMAGED = "put back a copy of it, or move it away and ingest again"
_COLLIDED = ("40001", "40P01")  # PostgreSQL's states: could not be serialised, deadlock
_SPACE = "free some space and run this again; nothing was half saved"

# By SQLite's primary result code (the low byte).
_SQLITE = {
    sqlite3.SQLITE_PERM: ("it may not be opened", _WRITABLE),
    sqlite3.SQLITE_READONLY: ("it is read-only", _WRITABLE),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "check that the folder exists and is writable for this user"),
    sqlite3.SQLITE_FULL: ("the disk is full", _SPACE),
    sqlite3.SQLITE_IOERR: ("the disk refused to read or write (full, over quota or failing)", _SPACE),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", _DAMAGED),
    sqlite3.SQLITE_NOTADB: ("the file is not a database", _DAMAGED),
    sqlite3.SQLITE_BUSY: ("another program keeps it locked", "wait until that program is done, or end it"),
    sqlite3.SQLITE_LOCKED: ("another program keeps it locked", "wait until that program is done, or end it"),
}


def sqlite_trouble(subject: str, error: sqlite3.Error) -> StorageError | None:
    """The storage error behind a driver's error; None when the statement was at fault, not the place."""
    # Errors of the driver itself (a closed connection, a wrong parameter) carry no code.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _SQLITE:
        return None
    cause, remedy = _SQLITE[code & 0xFF]
    return StorageError(subject, cause, remedy)


def folder_trouble(folder: Path, error: OSError) -> StorageError:
    """The storage error behind a folder that cannot be made or written."""
    return StorageError(f"the folder {folder}", (error.strerror or str(error)).lower(), _WRITABLE)


def server_trouble(subject: str, context: ExceptionContext) -> StorageError | None:
    """The storage error behind a PostgreSQL error: a server that is away, full or refuses the user."""
    if not isinstance(context.sqlalchemy_exception, OperationalError):
        return None
    cause = str(context.original_exception).strip().splitlines()[0]
    if getattr(context.original_exception, "sqlstate", None) in _COLLIDED:
        return Collided(subject, cause, "run this again")
    return StorageError(subject, cause, "check that the server runs and that the URL is right")
