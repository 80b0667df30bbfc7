"""Small things a listener has done after its acknowledgement: a word to one person, the Home tab, a hello.

Nothing here is owed: a crash may lose one. What must not be lost goes into the inbox. What Slack asks to wait with is
done later; in the meantime it keeps no thread.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from time import perf_counter

import structlog

from bot.poster import Later

AT_ONCE = 4
TRIES = 4
PATIENCE = 120.0  # seconds that Slack may ask an errand to wait
WAITING = 500  # more than that and new ones are dropped: Slack is in trouble, and memory is not endless

_log = structlog.get_logger()


class Errands:
    """A small pool of threads; any thread may give it something to do."""

    def __init__(self, threads: int = AT_ONCE) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="errand")
        self._free = threading.Semaphore(WAITING)
        self._lock = threading.Lock()
        self._given = 0
        self._timers: set[threading.Timer] = set()
        self._stopped = False

    def run(self, name: str, do: Callable[[], object]) -> bool:
        """Whether it will be done; its trouble is logged by its name and kind, without words.

        One that gives `Later`, and is sure that nothing was done, is done again when that time is over.
        """
        if not self._free.acquire(blocking=False):
            _log.warning("errand dropped", errand=name)
            return False
        self._count(1)
        return self._submit(name, partial(copy_context().run, do), 1)  # its log lines name the request it came from

    def _submit(self, name: str, do: Callable[[], object], attempt: int) -> bool:
        try:
            self._pool.submit(self._do, name, do, attempt)
        except RuntimeError:  # it is being stopped
            self._done()
            return False
        return True

    def _do(self, name: str, do: Callable[[], object], attempt: int) -> None:
        started, outcome = perf_counter(), None
        try:
            outcome = do()
        except Exception as error:
            _log.warning("errand failed", errand=name, error=type(error).__name__, code=code_of(error))
        _log.info("errand", errand=name, ms=round((perf_counter() - started) * 1000))
        match outcome:
            case Later(seconds=seconds, unsure=False) if attempt < TRIES and seconds <= PATIENCE:
                self._again(name, do, attempt + 1, seconds)
            case Later():
                _log.warning("errand given up", errand=name, attempt=attempt)
                self._done()
            case _:
                self._done()

    def _again(self, name: str, do: Callable[[], object], attempt: int, seconds: float) -> None:
        def due() -> None:
            with self._lock:
                self._timers.discard(timer)
            self._submit(name, do, attempt)

        timer = threading.Timer(seconds, due)
        timer.daemon = True
        with self._lock:
            if not self._stopped:
                self._timers.add(timer)
                timer.start()
                return
        self._done()

    def _done(self) -> None:
        self._free.release()
        self._count(-1)

    def busy(self) -> int:
        """How many are in hand or waiting."""
        return self._given

    def stop(self) -> None:
        """Returns when those in hand are done; those behind them are dropped, and nothing further is taken."""
        with self._lock:
            self._stopped = True
            timers, self._timers = self._timers, set()
        for timer in timers:
            timer.cancel()
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
    return code if isinstance(code, str) and code.replace("_", "").isalnum() else None
