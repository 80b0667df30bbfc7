"""What the database takes: the wait for a connection, and each transaction with what it waits for itself."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

from retrieval.store.database import is_write

Observe = Callable[[str, str, float], None]  # what (wait, read, write), what became of it (done, undone, away), seconds
_BEGUN, _KIND, _DONE = "onrecord_begun", "onrecord_kind", "onrecord_done"


def watch(engine: Engine, observe: Observe) -> None:
    """``observe`` is told of everything from now on."""
    _watch_waits(engine, observe)

    @event.listens_for(engine, "begin", insert=True)
    def begin(connection: Connection) -> None:
        kind = "write" if is_write(connection) else "read"
        connection.info.update({_BEGUN: time.perf_counter(), _KIND: kind, _DONE: False})

    @event.listens_for(engine, "commit")
    def commit(connection: Connection) -> None:
        connection.info[_DONE] = True

    @event.listens_for(engine, "rollback")
    def rollback(connection: Connection) -> None:
        connection.info[_DONE] = False

    @event.listens_for(engine, "checkin")
    def checkin(_: object, record: Any) -> None:
        begun = record.info.pop(_BEGUN, None)
        if begun is not None:
            outcome = "done" if record.info[_DONE] else "undone"
            observe(record.info[_KIND], outcome, time.perf_counter() - begun)


def _watch_waits(engine: Engine, observe: Observe) -> None:
    """The pool tells nobody how long it was waited for."""
    connect = engine.pool.connect

    def timed() -> Any:
        started, outcome = time.perf_counter(), "away"
        try:
            got = connect()
            outcome = "done"
            return got
        finally:
            observe("wait", outcome, time.perf_counter() - started)

    engine.pool.connect = timed  # type: ignore[method-assign]
