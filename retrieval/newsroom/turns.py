"""Turns at hosts: one connection at a time and a pause between two, among all processes of one database."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from retrieval.fetch import Fetched, FetchFailed, Trouble, Want
from retrieval.newsroom.addresses import host_of, shown
from retrieval.store import hosts
from retrieval.store.database import read, write

GAP = timedelta(seconds=2)
HOST_LEASE = timedelta(seconds=90)  # robots.txt and a page, 20 seconds each, with room for a loaded machine
PATIENCE = timedelta(seconds=30)  # a person waits no longer for a turn
_AT_MOST = timedelta(seconds=1)  # between two looks whether a host is free


class Getter(Protocol):
    """What fetches: `retrieval.fetch.Fetcher`, or a fake."""

    def get(
        self,
        url: str,
        *,
        want: Want,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float = 20.0,
    ) -> Fetched: ...


class _Held(threading.local):
    """The host that this thread has, and from when on it may connect."""

    host: str | None = None
    free_at: datetime | None = None


class Turns:
    """Fetches with the turns that politeness asks for. A `Getter` itself."""

    def __init__(
        self,
        engine: Engine,
        fetcher: Getter,
        *,
        now: Callable[[], datetime],
        wait: Callable[[float], None],
        new_id: Callable[[], str],
        gap: timedelta = GAP,
    ) -> None:
        self._engine, self._fetcher = engine, fetcher
        self._now, self._wait, self._new_id = now, wait, new_id
        self._gap = gap
        self._held = _Held()

    def get(
        self,
        url: str,
        *,
        want: Want,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float = 20.0,
    ) -> Fetched:
        """What the fetcher gives, when it is its host's turn. Raises FetchFailed."""
        host = host_of(url)
        if host == self._held.host:
            return self._get(url, want, etag, last_modified, seconds)
        with self._turn(url, host):
            return self._get(url, want, etag, last_modified, seconds)

    @contextmanager
    def held(self, host: str, holder: str) -> Iterator[None]:
        """This thread has the host, which was claimed for it; afterwards the host is free, a pause later."""
        self._held.host, self._held.free_at = host, None
        try:
            yield
        finally:
            free_at = self._held.free_at or self._now()
            self._held.host = self._held.free_at = None
            with write(self._engine) as connection:
                hosts.release(connection, host, holder=holder, free_at=free_at)

    def _get(self, url: str, want: Want, etag: str | None, last_modified: str | None, seconds: float) -> Fetched:
        if self._held.free_at is not None:
            left = (self._held.free_at - self._now()).total_seconds()
            if left > 0:
                self._wait(left)
        try:
            return self._fetcher.get(url, want=want, etag=etag, last_modified=last_modified, seconds=seconds)
        finally:
            self._held.free_at = self._now() + self._gap

    @contextmanager
    def _turn(self, url: str, host: str) -> Iterator[None]:
        """Waits until nobody else is connected to the host, unless it asks to be left alone."""
        holder, began = self._new_id(), self._now()
        while (again_at := self._take(url, host, holder)) is not None:
            now = self._now()
            if now - began > PATIENCE:
                raise FetchFailed(Trouble.TIMEOUT, shown(url), "its host is busy with other pages", "try again later")
            self._wait(max(0.05, min(_AT_MOST, again_at - now).total_seconds()))
        outer = (self._held.host, self._held.free_at)
        try:
            with self.held(host, holder):
                yield
        finally:
            self._held.host, self._held.free_at = outer

    def _take(self, url: str, host: str, holder: str) -> datetime | None:
        now = self._now()
        with read(self._engine) as connection:
            cooling = hosts.cooling(connection, host, now)
        if cooling is not None:
            cause = f"its host asks to be left alone until {cooling:%H:%M} UTC"
            raise FetchFailed(Trouble.CONNECTION, shown(url), cause, "try again then")
        with write(self._engine) as connection:
            return hosts.take(connection, host, holder=holder, now=now, lease_until=now + HOST_LEASE)
