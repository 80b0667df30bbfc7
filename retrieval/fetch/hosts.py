"""Politeness: one connection a host at a time, a pause between two, and rest for a host that asks for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from retrieval.fetch.failures import failed
from retrieval.fetch.records import Trouble

GAP = 2.0  # seconds
MOST_HOSTS = 4096  # kept in mind at once; those whose pause is long over are forgotten first


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    ready_at: float = float("-inf")
    cooled_until: float = float("-inf")
    users: int = 0  # that hold or wait for the turn


class Hosts:
    """Turns for the hosts, by name. Times are seconds of ``monotonic``; of this process only. Thread-safe."""

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        gap: float = GAP,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._gap = gap
        self._wait = wait
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """The right to one connection, when it is due: ``gap`` seconds after the end of the turn before.

        Raises FetchFailed (COOLING) instead of waiting when the host is left alone for now. Not to be nested.
        """
        state = self._taken(host)
        try:
            with state.turn:
                self._wait_for(host, state)
                try:
                    yield
                finally:
                    state.ready_at = self._monotonic() + self._gap
        finally:
            with self._lock:
                state.users -= 1

    def cool(self, host: str, until: float) -> None:
        """No turn before ``until``, a time of ``monotonic``; a longer rest asked for before stays."""
        state = self._taken(host)
        with self._lock:
            state.cooled_until = max(state.cooled_until, until)
            state.users -= 1

    def seconds_left(self, host: str) -> float:
        """How long a turn would wait by the clock alone; 0 when it is due."""
        with self._lock:
            state = self._hosts.get(_name(host))
        return 0.0 if state is None else max(0.0, max(state.ready_at, state.cooled_until) - self._monotonic())

    def _wait_for(self, host: str, state: _Host) -> None:
        while True:
            now = self._monotonic()
            if state.cooled_until > now:
                cause = f"it asked to be left alone for another {state.cooled_until - now:.0f} seconds"
                raise failed(Trouble.COOLING, host, cause)
            if state.ready_at <= now:
                return
            self._wait(state.ready_at - now)

    def _taken(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) >= MOST_HOSTS:
                self._forget()
            state = self._hosts.setdefault(_name(host), _Host())
            state.users += 1
            return state

    def _forget(self) -> None:
        now = self._monotonic()
        for name, state in list(self._hosts.items()):
            if not state.users and max(state.ready_at, state.cooled_until) <= now:
                del self._hosts[name]


def _name(host: str) -> str:
    return host.lower().rstrip(".")
