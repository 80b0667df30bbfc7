"""Several threads that do something to one database in the same moment."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, event

_T = TypeVar("_T")


def together(*works: Callable[[], _T]) -> list[_T]:
    """What each gave, in their order; none begins before all are ready. Raises what one of them raised."""
    start = threading.Barrier(len(works))
    gave: dict[int, _T] = {}
    raised: list[BaseException] = []

    def run(n: int) -> None:
        start.wait()
        try:
            gave[n] = works[n]()
        except BaseException as error:  # told by the thread that waits
            raised.append(error)

    threads = [threading.Thread(target=run, args=(n,), daemon=True) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    if raised:
        raise raised[0]
    return [gave[n] for n in range(len(works))]


@contextmanager
def slow_commits(engine: Engine, seconds: float = 0.02) -> Iterator[None]:
    """Whatever is written is seen by others a little later: what does not wait for it goes wrong more often."""

    def pause(_connection: Connection) -> None:
        time.sleep(seconds)

    event.listen(engine, "commit", pause)
    try:
        yield
    finally:
        event.remove(engine, "commit", pause)
