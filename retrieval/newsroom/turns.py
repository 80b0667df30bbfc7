"""Turns at hosts: one connection at a time and a pause between two, among all processes of one database."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from retrieval.fetch import Fetched, Trouble, Turn, Want, failed
from retrieval.store import hosts
from retrieval.store.database import read, write

GAP = timedelta(seconds=2)
HOST_LEASE = timedelta(seconds=90)  # a response takes 20 seconds at most, the rest is for a loaded machine
PATIENCE = timedelta(seconds=60)  # nobody waits longer for a turn
_SLOW_HOSTS = 2_048  # that are remembered
_AT_MOST = timedelta(seconds=1)  # between two looks whether a host is free


class Getter(Protocol):
    """What fetches, entering ``turn(host)`` around every connection: `retrieval.fetch.Fetcher`, or a fake."""

    def get(
        self,
        url: str,
        *,
        want: Want,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float = 20.0,
        turn: Turn | None = None,
    ) -> Fetched: ...


class _Held(threading.local):
    """The host that this thread has: by which name, and from when on it may connect to it."""

    host: str | None = None
    holder: str = ""
    free_at: datetime | None = None


class Turns:
    """The turns of one process. A thread has one host at a time: whoever is sent on lets go of the first."""

    def __init__(
        self,
        engine: Engine,
        *,
        now: Callable[[], datetime],
        wait: Callable[[float], None],
        new_id: Callable[[], str],
        gap: timedelta = GAP,
    ) -> None:
        self._engine = engine
        self._now, self._wait, self._new_id = now, wait, new_id
        self._gap = gap
        self._gaps: OrderedDict[str, timedelta] = OrderedDict()  # of hosts that asked for more
        self._held = _Held()
        self._lock = threading.Lock()

    def slow(self, host: str, pause: timedelta) -> None:
        """From now on the host has at least this pause between two connections."""
        with self._lock:
            self._gaps.pop(host, None)
            if pause > self._gap:
                self._gaps[host] = pause
            while len(self._gaps) > _SLOW_HOSTS:
                self._gaps.popitem(last=False)

    @contextmanager
    def held(self, host: str, holder: str) -> Iterator[None]:
        """This thread has the host, which was claimed for it; afterwards nobody has, and a pause later it is free."""
        self._hold(host, holder)
        try:
            yield
        finally:
            self._let_go()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits until the host is free, and then has it. Raises FetchFailed when that takes too long.

        What this thread had before, it lets go of: two threads never wait for each other.
        """
        mine = host == self._held.host
        if not mine:
            self._let_go()
            self._hold(host, self._taken(host))
        elif self._held.free_at is not None:
            self._wait_until(self._held.free_at)
        try:
            yield
        finally:
            self._held.free_at = self._now() + self._gaps.get(host, self._gap)
            if not mine:
                self._let_go()

    def _hold(self, host: str, holder: str) -> None:
        self._held.host, self._held.holder, self._held.free_at = host, holder, None

    def _let_go(self) -> None:
        host, free_at = self._held.host, self._held.free_at
        if host is None:
            return
        self._held.host = None
        with write(self._engine) as connection:
            hosts.release(connection, host, holder=self._held.holder, free_at=free_at or self._now())

    def _taken(self, host: str) -> str:
        holder, began = self._new_id(), self._now()
        while True:
            now = self._now()
            with read(self._engine) as connection:
                cooling = hosts.cooling(connection, host, now)
            if cooling is not None:
                raise failed(Trouble.COOLING, host, f"it asks to be left alone until {cooling:%Y-%m-%d %H:%M} UTC")
            with write(self._engine) as connection:
                again_at = hosts.take(connection, host, holder=holder, now=now, lease_until=now + HOST_LEASE)
            if again_at is None:
                return holder
            if now - began > PATIENCE:
                raise failed(Trouble.TIMEOUT, host, "it is busy with other pages")
            self._wait_until(min(again_at, now + _AT_MOST))

    def _wait_until(self, moment: datetime) -> None:
        left = (moment - self._now()).total_seconds()
        self._wait(max(0.05, left))
