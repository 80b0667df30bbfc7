"""What robots.txt asks of us, as RFC 9309 reads it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from retrieval.fetch.fetcher import Turn
from retrieval.fetch.records import Fetched, FetchFailed, Trouble, Want

AGENT = "OnTheRecord"
KEPT = timedelta(hours=24)
KEPT_UNREACHABLE = timedelta(minutes=15)
MOST_ORIGINS = 2048
LONGEST_PAUSE = 10.0  # seconds: a host is leased for a minute and a half, redirects included
_TOO_MANY_REQUESTS = 429


class Gets(Protocol):
    """What robots.txt is fetched with: a Fetcher."""

    def get(self, url: str, *, want: Want, turn: Turn | None = None) -> Fetched: ...


@dataclass(slots=True)
class _Origin:
    """One origin's rules; None means that nothing of it may be fetched for now."""

    asking: Lock = field(default_factory=Lock)
    until: datetime | None = None
    rules: Protego | None = None


class Robots:
    """Which pages may be fetched. One file an origin, asked for once a day; the latest 2,048 origins are kept.

    ``turn`` is passed to the fetcher as it is: do not hold that host's turn while asking then. Thread-safe.
    """

    def __init__(self, fetcher: Gets, *, clock: Callable[[], datetime], turn: Turn | None = None) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._turn = turn
        self._origins: OrderedDict[str, _Origin] = OrderedDict()
        self._lock = Lock()

    def allowed(self, url: str) -> bool:
        """Whether the page may be fetched now. False for what is no address, and while robots.txt cannot be had."""
        name = _origin(url)
        if name is None:
            return False
        origin = self._kept(name)
        with origin.asking:
            now = self._clock()
            if origin.until is None or now >= origin.until:
                self._ask(name, origin, now)
            return origin.rules is not None and bool(origin.rules.can_fetch(url, AGENT))

    def pause(self, url: str) -> timedelta:
        """What the rules known of the page's origin ask for between two requests (Crawl-delay), 10 seconds at most."""
        name = _origin(url)
        with self._lock:
            origin = self._origins.get(name) if name else None
        asked = origin.rules.crawl_delay(AGENT) if origin is not None and origin.rules is not None else None
        return timedelta(seconds=min(asked or 0.0, LONGEST_PAUSE))

    def _kept(self, name: str) -> _Origin:
        with self._lock:
            origin = self._origins.setdefault(name, _Origin())
            self._origins.move_to_end(name)
            while len(self._origins) > MOST_ORIGINS:
                self._origins.popitem(last=False)
            return origin

    def _ask(self, name: str, origin: _Origin, now: datetime) -> None:
        """Fills in the rules; while the server is in trouble, those known before go on to count."""
        text = self._text(f"{name}/robots.txt")
        if text is None:
            origin.until = now + KEPT_UNREACHABLE
        else:
            origin.rules = Protego.parse(text)
            origin.until = now + KEPT

    def _text(self, url: str) -> str | None:
        """The file; empty when there is none; None when that cannot be told now."""
        try:
            got = self._fetcher.get(url, want=Want.ROBOTS, turn=self._turn)
        except FetchFailed as error:
            return "" if error.trouble is Trouble.REDIRECTS else None
        if got.status == _TOO_MANY_REQUESTS or got.status >= 500:
            return None
        return got.body.decode("utf-8-sig", "replace") if 200 <= got.status < 300 else ""


def _origin(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")
