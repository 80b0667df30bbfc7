"""Keeps the index in step with the record while the bot runs, whoever writes the record."""

import threading

import structlog

from retrieval.index import Keeper

EVERY = 5.0  # seconds

_log = structlog.get_logger()


class Upkeep:
    """A thread that applies what is new in the record to the index, between `start` and `stop`."""

    def __init__(self, keeper: Keeper, *, every: float = EVERY) -> None:
        self._keeper, self._every = keeper, every
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="upkeep", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the batch in hand is applied."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while not self._stopping.wait(self._every):
            try:
                self._keeper.catch_up()
            except Exception as error:  # the record or the disk is away: it is tried again
                _log.warning("index not caught up", error=type(error).__name__)
