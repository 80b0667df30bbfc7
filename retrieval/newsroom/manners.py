"""Whether robots.txt allows a page, and if not: because it says so, or because it cannot be had."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Protocol

from retrieval.fetch import Fetched, FetchFailed, Trouble, Turn, Want, failed
from retrieval.newsroom.addresses import host_of
from retrieval.newsroom.turns import Getter, Turns

_HOSTS = 2_048  # whose troubles are remembered


class RobotsRules(Protocol):
    """What tells whether robots.txt allows a page, and how slowly: `retrieval.fetch.Robots`, or a fake."""

    def allowed(self, url: str) -> bool: ...

    def pause(self, url: str) -> timedelta: ...


class Manners:
    """Asks before a page is fetched, and has its host taken as slowly as robots.txt asks. Thread-safe."""

    def __init__(self, robots: Callable[[Getter, Turn], RobotsRules], fetcher: Getter, turns: Turns) -> None:
        self._fetcher, self._turns = fetcher, turns
        self._troubles: OrderedDict[str, FetchFailed] = OrderedDict()
        self._lock = Lock()
        self._robots = robots(self, turns.turn)

    def ask(self, url: str) -> None:
        """Returns when the page may be fetched. Raises FetchFailed: with what kept robots.txt from being had, if so."""
        if self._robots.allowed(url):
            self._turns.slow(host_of(url), self._robots.pause(url))
            return
        with self._lock:
            trouble = self._troubles.get(host_of(url))
        if trouble is not None:
            raise failed(trouble.trouble, url, trouble.cause)
        raise failed(Trouble.ROBOTS, url, "its robots.txt asks programs not to read it")

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
        """A robots.txt, and what is wrong with its host remembered."""
        trouble: FetchFailed | None = None
        try:
            got = self._fetcher.get(url, want=want, etag=etag, last_modified=last_modified, seconds=seconds, turn=turn)
            if got.status == 429 or got.status >= 500:
                trouble = failed(Trouble.CONNECTION, url, f"its server answers {got.status} when asked for robots.txt")
        except FetchFailed as error:
            trouble = error
            raise
        finally:
            self._remember(host_of(url), trouble)
        return got

    def _remember(self, host: str, trouble: FetchFailed | None) -> None:
        with self._lock:
            self._troubles.pop(host, None)
            if trouble is not None:
                self._troubles[host] = trouble
            while len(self._troubles) > _HOSTS:
                self._troubles.popitem(last=False)
