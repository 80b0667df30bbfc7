"""Changes to many rows in small steps: found by reading, then changed a few hundred at a time: no writer waits long."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Engine, Executable, Select

from retrieval.store.beside import written
from retrieval.store.database import read

STEP = 200  # rows


def in_steps(engine: Engine, found: Select[Any], change: Callable[[Sequence[Any]], Executable]) -> int:
    """How many rows ``found`` gave, one column each, until it gives no more; each step's change must take them out."""
    done = 0
    while True:
        with read(engine) as connection:
            keys = connection.scalars(found.limit(STEP)).all()
        if keys:
            _change(engine, change(keys))
        done += len(keys)
        if len(keys) < STEP:
            return done


def _change(engine: Engine, statement: Executable) -> None:
    written(engine, lambda connection: connection.execute(statement))
