"""Switches: what goes wrong with the next calls of a method."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PACE = timedelta(seconds=1)


class Way(StrEnum):
    REFUSE = "refuse"  # the error code, nothing happens
    BREAK = "break"  # an HTTP status with no JSON, nothing happens
    LIMIT = "limit"  # 429 with Retry-After, nothing happens
    LOSE = "lose"  # it happens, and the connection is cut before the answer
    HANG = "hang"  # it happens, and no answer comes until the client gives up


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    way: Way
    code: str = ""
    status: int = 200
    retry_after: int = 1


class Faults:
    """Faults in waiting, by method; each is used once, in the order they were asked for. ``*`` is any method."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._posted: dict[str, datetime] = {}
        self.paced = False  # one post a second in a channel, as Slack allows; more are refused with 429
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int) -> None:
        with self._lock:
            self._waiting[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        with self._lock:
            for name in (method, "*"):
                if self._waiting[name]:
                    return self._waiting[name].popleft()
            return None

    def too_soon(self, method: str, channel: str) -> Fault | None:
        """The refusal of a second post in a channel within a second, when posts are paced."""
        if not self.paced or method != "chat.postMessage":
            return None
        with self._lock:
            now, before = self._clock(), self._posted.get(channel)
            if before is not None and now - before < PACE:
                return Fault(way=Way.LIMIT, retry_after=1)
            self._posted[channel] = now
            return None

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
