"""Small things a listener has done after its acknowledgement: a word to one person, the Home tab, a hello.

Nothing here is owed: a crash may lose one. What must not be lost goes into the inbox.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import structlog

AT_ONCE = 4
WAITING = 500  # more than that and new ones are dropped: Slack is in trouble, and memory is not endless

_log = structlog.get_logger()


class Errands:
    """A small pool of threads; any thread may give it something to do."""

    def __init__(self, threads: int = AT_ONCE) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="errand")
        self._free = threading.Semaphore(WAITING)
        self._lock = threading.Lock()
        self._given = 0

    def run(self, name: str, do: Callable[[], object]) -> bool:
        """Whether it will be done; its trouble is logged by its name and kind, without words."""
        if not self._free.acquire(blocking=False):
            _log.warning("errand dropped", errand=name)
            return False

        self._count(1)

        def errand() -> None:
            started = perf_counter()
            try:
                do()
            except Exception as error:
                _log.warning("errand failed", errand=name, error=type(error).__name__, code=code_of(error))
            finally:
                self._free.release()
                self._count(-1)
                _log.info("errand", errand=name, ms=round((perf_counter() - started) * 1000))

        try:
            self._pool.submit(errand)
        except RuntimeError:  # it is being stopped
            self._free.release()
            self._count(-1)
            return False
        return True

    def busy(self) -> int:
        """How many are in hand or waiting."""
        return self._given

    def stop(self) -> None:
        """Returns when those in hand are done; those behind them are dropped, and nothing further is taken."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _count(self, change: int) -> None:
        with self._lock:
            self._given += change


def code_of(error: Exception) -> str | None:
    """Slack's error code of a refused call: a word of Slack's, never anything a person wrote."""
    response = getattr(error, "response", None)
    try:
        code = response.get("error") if response is not None else None
    except (AttributeError, ValueError):
        return None
    return code if isinstance(code, str) else None
