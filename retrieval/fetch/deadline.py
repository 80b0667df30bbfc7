"""The time one request has in all: looking up, connecting, and reading share it."""

from collections.abc import Callable

from retrieval.fetch.failures import Stopped
from retrieval.fetch.records import Trouble


class Deadline:
    """``seconds`` from now on."""

    def __init__(self, seconds: float, *, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._end = monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that are left, at most ``most``. Raises Stopped with TIMEOUT when there are none."""
        left = self._end - self._monotonic()
        if left <= 0:
            raise Stopped(Trouble.TIMEOUT, "it did not answer in full in time")
        return left if most is None else min(left, most)
