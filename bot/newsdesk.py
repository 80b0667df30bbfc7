"""The newsroom at work: pieces of work that are due are done on threads, and what they bring is in the index soon."""

import threading
import time
from collections.abc import Callable

import structlog

from bot.app import App
from retrieval.newsroom import Newsroom

AT_ONCE = 20  # pieces of work
TICK = 1.0  # seconds between two looks for work, when there was none
PLAN_EVERY = 60.0  # seconds between two looks for newly cited articles

_log = structlog.get_logger()


class Newsdesk:
    """Works between `start` and `stop`. ``catch_up`` brings the index level with the record."""

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        catch_up: Callable[[], object],
        monotonic: Callable[[], float],
        at_once: int = AT_ONCE,
        tick: float = TICK,
    ) -> None:
        self._newsroom, self._catch_up, self._monotonic = newsroom, catch_up, monotonic
        self._tick, self._count = tick, at_once
        self._stopping, self._news = threading.Event(), threading.Event()
        self._idle = threading.Semaphore(at_once)
        self._working: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._hand_out, name="newsdesk", daemon=True),
            threading.Thread(target=self._index, name="newsdesk-index", daemon=True),
        ]

    def start(self) -> None:
        """Work begins, with what is due already."""
        for thread in self._threads:
            thread.start()

    def stop(self, *, seconds: float = 30.0) -> None:
        """No new work is begun; what is in hand is finished, or left to the next process when the time is over."""
        self._stopping.set()
        self._news.set()
        deadline = self._monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, deadline - self._monotonic()))
        with self._lock:
            working = tuple(self._working)
        for thread in working:
            thread.join(max(0.0, deadline - self._monotonic()))

    def busy(self) -> int:
        """How many pieces of work are in hand."""
        with self._lock:
            return len(self._working)

    def _hand_out(self) -> None:
        plan_at = self._monotonic()
        while not self._stopping.is_set():
            try:
                if self._monotonic() >= plan_at:
                    plan_at = self._monotonic() + PLAN_EVERY
                    self._newsroom.recheck()
                    self._newsroom.tidy()
                if self._begin():
                    continue
            except Exception as error:  # the database is away: it is asked again
                _log.warning("no work handed out", error=type(error).__name__)
            self._stopping.wait(self._tick)

    def _begin(self) -> bool:
        """Whether a piece of work was begun."""
        if not self._idle.acquire(timeout=self._tick):
            return False
        claim = None
        try:
            claim = self._newsroom.claim()
        finally:
            if claim is None:
                self._idle.release()
        if claim is None:
            return False

        def work() -> None:
            try:
                self._newsroom.do(claim)
            finally:
                self._news.set()
                with self._lock:
                    self._working.discard(threading.current_thread())
                self._idle.release()

        thread = threading.Thread(target=work, name=f"newsdesk-{claim.host}", daemon=True)
        with self._lock:
            self._working.add(thread)
        thread.start()
        return True

    def _index(self) -> None:
        while not self._stopping.is_set():
            self._news.wait()
            self._news.clear()
            try:
                self._catch_up()
            except Exception as error:  # Upkeep tries it again
                _log.warning("index not caught up", error=type(error).__name__)
            self._stopping.wait(self._tick)  # what comes meanwhile is applied together


def run_until_idle(
    newsroom: Newsroom, *, at_once: int, wait: Callable[[float], None], until: Callable[[], bool]
) -> None:
    """Does what is due, on ``at_once`` threads, until ``until`` says that it is enough."""

    def work() -> None:
        while not until():
            if not newsroom.work_once():
                wait(0.2)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def open_newsdesk(app: App) -> Newsdesk:
    """The app's newsroom at work, not begun yet. Raises BadInput when a setting cannot be read."""
    return Newsdesk(app.newsroom, catch_up=app.keeper.catch_up, monotonic=time.monotonic)
