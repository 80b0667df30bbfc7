"""Switches: what goes wrong with the next calls of a method."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum


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

    def __init__(self) -> None:
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

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
