"""A server that may be fetched from, under the name news.test."""

import ssl
from collections.abc import Iterator

import pytest

from retrieval.fetch import Allowed, Fetched, Fetcher, FetchFailed, Trouble, Want
from tests.retrieval.fetch.server import Names, Server, serving

TLS = ssl.create_default_context()  # made once: it is slow to make
AGENT = "Tester/1.0 (+https://example.org/)"


class Site:
    """One opened server and a fetcher that knows only its name."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.names = Names(meanings={"news.test": [["127.0.0.1"]], "localhost": [["127.0.0.1"]]})
        self.fetcher = Fetcher(
            allowed=Allowed.parse(f"news.test:{server.port}"), user_agent=AGENT, resolve=self.names, tls=TLS
        )

    def url(self, path: str = "/") -> str:
        return f"http://news.test:{self.server.port}{path}"

    def get(self, path: str = "/", *, want: Want = Want.PAGE, **more: object) -> Fetched:
        return self.fetcher.get(self.url(path), want=want, **more)  # type: ignore[arg-type]

    def trouble(self, path: str = "/", *, want: Want = Want.PAGE, **more: object) -> Trouble:
        with pytest.raises(FetchFailed) as failure:
            self.get(path, want=want, **more)
        assert "\n" not in str(failure.value)
        return failure.value.trouble


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as server:
        found = Site(server)
        yield found
        found.fetcher.close()
