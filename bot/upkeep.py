"""Keeps what is derived in step with the record while the bot runs, and lets go what is past its time."""

import threading
import time
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.store.departures import Departures
from bot.store.retention import Retention
from retrieval.index import Keeper
from retrieval.store.copies import Copies
from retrieval.stories import Stories

EVERY = 5.0  # seconds
DAILY = 86_400.0

_log = structlog.get_logger()


class Upkeep:
    """A thread, between `start` and `stop`: what is new in the record goes into the index, the groups of copies and the
    stories; once a day what need not be kept any longer is let go."""

    def __init__(
        self,
        keeper: Keeper,
        *,
        copies: Copies | None = None,
        stories: Stories | None = None,
        retention: Retention | None = None,
        departures: Departures | None = None,
        now: Callable[[], datetime] | None = None,
        every: float = EVERY,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keeper, self._copies, self._stories = keeper, copies, stories
        self._retention, self._departures, self._now = retention, departures, now
        self._every, self._monotonic = every, monotonic
        self._tidy_at = monotonic()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the batch in hand is applied."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def once(self) -> None:
        """Everything that is due, one after the other; what fails is tried again the next time."""
        self._try("index not caught up", self._keeper.catch_up)
        if self._copies is not None:
            copies = self._copies
            self._try("copies not grouped", lambda: copies.catch_up(stop=self._stopping.is_set))
        if self._stories is not None:
            stories = self._stories
            self._try("stories not told apart", lambda: stories.catch_up(stop=self._stopping.is_set))
        if self._now is not None and self._monotonic() >= self._tidy_at:
            now = self._now()
            if self._try("what is past its time not let go", lambda: self._let_go(now)):
                self._tidy_at = self._monotonic() + DAILY

    def _let_go(self, now: datetime) -> None:
        if self._retention is not None:
            self._retention.run(now=now)
        if self._departures is not None:
            self._departures.run(now=now, indexed=self._keeper.index.watermark())

    def _work(self) -> None:
        while not self._stopping.wait(self._every):
            self.once()

    def _try(self, trouble: str, step: Callable[[], object]) -> bool:
        try:
            step()
        except Exception as error:  # the record or the disk is away: it is tried again
            _log.warning(trouble, error=type(error).__name__)
            return False
        return True
