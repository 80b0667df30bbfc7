"""The client for everything a person or a feed can name."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock

import httpcore2
from ssrfguard import Target

from retrieval.fetch.addresses import moved_to, request_target, tidy
from retrieval.fetch.allowed import Allowed
from retrieval.fetch.deadline import Deadline
from retrieval.fetch.exchange import Answered, exchange
from retrieval.fetch.failures import Stopped, failed
from retrieval.fetch.guard import Guard, Resolve
from retrieval.fetch.headers import asked
from retrieval.fetch.records import Fetched, FetchFailed, Move, Trouble, Want
from retrieval.fetch.wire import Line

MAX_MOVES = 5
_MOVES = frozenset({301, 302, 303, 307, 308})

Turn = Callable[[str], AbstractContextManager[object]]


class Fetcher:
    """Gets what is at an address, if it is public or ``allowed``: every hop is checked, resolved once and connected to
    at the address that was checked. Keeps nothing between requests: no connection, no cookie. Thread-safe.

    ``tls`` is for tests that bring their own authority; without it, the system's authorities are trusted.
    """

    def __init__(
        self,
        *,
        allowed: Allowed,
        user_agent: str,
        monotonic: Callable[[], float] = time.monotonic,
        resolve: Resolve = socket.getaddrinfo,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._guard = Guard(allowed=allowed, resolve=resolve)
        self._user_agent = user_agent
        self._monotonic = monotonic
        self._tls = tls or httpcore2.default_ssl_context()
        self._observe: Callable[[str, str, float], None] = lambda _kind, _outcome, _seconds: None
        self._lines: set[Line] = set()
        self._lock = Lock()
        self._closed = False

    def watch(self, observe: Callable[[str, str, float], None]) -> None:
        """``observe`` is told of each fetch from now on: what was wanted, the status or the trouble, the seconds."""
        self._observe = observe

    def get(
        self,
        url: str,
        *,
        want: Want,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float = 20.0,
        turn: Turn | None = None,
    ) -> Fetched:
        """The last response, redirects followed; any status is one, also 304, 404 and 500. Raises FetchFailed.

        ``seconds`` is for all of it together, but for the waiting in ``turn(host)``, which is entered around each
        connection: do not hold a turn of your own around this call then.
        """
        started, outcome = time.perf_counter(), "broken"
        try:
            fetched = self._get(url, want, etag, last_modified, seconds, turn)
            outcome = str(fetched.status)
            return fetched
        except FetchFailed as error:
            outcome = error.trouble.value
            raise
        finally:
            self._observe(want.value, outcome, time.perf_counter() - started)

    def _get(
        self, url: str, want: Want, etag: str | None, last_modified: str | None, seconds: float, turn: Turn | None
    ) -> Fetched:
        moves: list[Move] = []
        at = first = tidy(url)
        while True:
            try:
                target = self._guard.target(at)
                with (turn or nullcontext)(target.host):
                    deadline = Deadline(seconds, monotonic=self._monotonic)
                    head = asked(target, want=want, user_agent=self._user_agent, etag=etag, last_modified=last_modified)
                    answered = self._answer(target, at, head=head, want=want, deadline=deadline)
                following = _following(at, answered)
                if following is None:
                    return _fetched(url, at, answered, moves)
                seconds = deadline.left()
            except Stopped as error:
                raise failed(error.trouble, url, error.cause, at=None if at == first else at) from error
            moves.append(Move(status=answered.status, origin=at, target=following))
            if following in {first, *(move.origin for move in moves)}:
                raise failed(Trouble.REDIRECTS, url, "it sends round in a circle", at=following)
            if len(moves) > MAX_MOVES:
                raise failed(Trouble.REDIRECTS, url, f"it sends on more than {MAX_MOVES} times")
            at = following

    def close(self) -> None:
        """Requests under way fail at once, later ones too."""
        with self._lock:
            self._closed = True
            lines = tuple(self._lines)
        for line in lines:
            line.close()

    def _answer(
        self, target: Target, url: str, *, head: list[tuple[bytes, bytes]], want: Want, deadline: Deadline
    ) -> Answered:
        addresses = self._guard.addresses(target, deadline)
        line = Line(addresses, deadline=deadline)
        with self._lock:
            if self._closed:
                raise Stopped(Trouble.CONNECTION, "this program is stopping")
            self._lines.add(line)
        try:
            return exchange(
                target, request_target(url), head=head, want=want, line=line, deadline=deadline, tls=self._tls
            )
        finally:
            line.close()
            with self._lock:
                self._lines.discard(line)


def _following(url: str, answered: Answered) -> str | None:
    """The address a redirect names; None when it is none, or names nothing."""
    location = answered.headers.get("location", "")
    if answered.status not in _MOVES or not location.strip():
        return None
    try:
        return moved_to(url, location)
    except ValueError as error:
        raise Stopped(Trouble.ADDRESS, "it sends on to something that is no address") from error


def _fetched(url: str, at: str, answered: Answered, moves: list[Move]) -> Fetched:
    return Fetched(
        url=url,
        final_url=at,
        status=answered.status,
        headers=answered.headers,
        body=answered.body,
        moves=tuple(moves),
    )
