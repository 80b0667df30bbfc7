"""robots.txt as RFC 9309 reads it, kept for a day, asked for once."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest

from retrieval.fetch import Fetched, FetchFailed, Robots, Trouble, Turn, Want, failed
from retrieval.fetch.robots import MOST_ORIGINS
from tests.retrieval.fetch.conftest import Site
from tests.retrieval.fetch.server import moved, response

RULES = b"""User-agent: *
Disallow: /private/
Disallow: /*?print=
Disallow: /*.pdf$

User-agent: OnTheRecord
Disallow: /not-us/
Allow: /not-us/but-this
"""


@dataclass(kw_only=True)
class Files:
    """Stands for the fetcher: one answer for every robots.txt, and what was asked for."""

    answer: Fetched | Trouble = Trouble.TIMEOUT
    asked: list[str] = field(default_factory=list)
    turns: list[Turn | None] = field(default_factory=list)

    def get(self, url: str, *, want: Want, turn: Turn | None = None) -> Fetched:
        assert want is Want.ROBOTS
        self.asked.append(url)
        self.turns.append(turn)
        if isinstance(self.answer, Trouble):
            raise failed(self.answer, url, "it is so")
        return self.answer

    def say(self, status: int, body: bytes = b"") -> None:
        self.answer = Fetched(url="", final_url="", status=status, headers={}, body=body)


@dataclass(kw_only=True)
class Clock:
    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/a", True), ("/not-us/a", False), ("/not-us/but-this", True), ("/private/a", True), ("", True)],
)
def test_our_own_rules_go_before_those_for_all(files: Files, clock: Clock, path: str, allowed: bool) -> None:
    files.say(200, RULES)
    assert Robots(files, clock=clock).allowed(f"https://a.test{path}") is allowed


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        (b"User-agent: *\nCrawl-delay: 7\nDisallow: /b", 7),
        (b"User-agent: *\nCrawl-delay: 7\n\nUser-agent: OnTheRecord\nCrawl-delay: 2.5\nDisallow: /b", 2.5),
        (b"User-agent: *\nCrawl-delay: 86400", 10),
        (b"User-agent: *\nCrawl-delay: " + b"9" * 400, 0),
        (b"User-agent: *\nCrawl-delay: nan", 0),
        (b"User-agent: *\nCrawl-delay: soon", 0),
        (b"User-agent: *\nCrawl-delay: -3", 0),
        (b"", 0),
    ],
)
def test_the_pause_that_is_asked_for_is_known_once_the_file_is(
    files: Files, clock: Clock, rules: bytes, seconds: float
) -> None:
    files.say(200, rules)
    robots = Robots(files, clock=clock)
    assert robots.pause("https://a.test/a") == timedelta()
    robots.allowed("https://a.test/a")
    assert robots.pause("https://a.test/c") == timedelta(seconds=seconds)
    assert robots.pause("https://b.test/a") == robots.pause("no address") == timedelta()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/a", True), ("/private/a", False), ("/a?print=1", False), ("/a.pdf", False), ("/a.pdf?x", True)],
)
def test_wildcards_are_understood(files: Files, clock: Clock, path: str, allowed: bool) -> None:
    files.say(200, RULES.partition(b"\nUser-agent: On")[0])
    assert Robots(files, clock=clock).allowed(f"https://a.test{path}") is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(204, True), (304, True), (400, True), (401, True), (403, True), (404, True), (410, True), (451, True),
     (429, False), (500, False), (502, False), (503, False)],
)  # fmt: skip
def test_no_file_allows_and_a_server_in_trouble_does_not(
    files: Files, clock: Clock, status: int, allowed: bool
) -> None:
    files.say(status, RULES)
    assert Robots(files, clock=clock).allowed("https://a.test/a") is allowed


@pytest.mark.parametrize("trouble", list(Trouble))
def test_what_cannot_be_reached_may_not_be_fetched_now(files: Files, clock: Clock, trouble: Trouble) -> None:
    files.answer = trouble
    assert Robots(files, clock=clock).allowed("https://a.test/a") is (trouble is Trouble.REDIRECTS)


def test_a_file_counts_for_a_day_for_its_origin(files: Files, clock: Clock) -> None:
    files.say(200, b"User-agent: *\nDisallow: /")
    robots = Robots(files, clock=clock)
    for _ in range(3):
        assert not robots.allowed("https://a.test/a")
    assert files.asked == ["https://a.test/robots.txt"]
    robots.allowed("http://a.test/a")
    robots.allowed("http://a.test:8080/a?q#f")
    robots.allowed("http://[2a00::1]/a")
    assert files.asked[1:] == [
        "http://a.test/robots.txt",
        "http://a.test:8080/robots.txt",
        "http://[2a00::1]/robots.txt",
    ]
    files.say(404)
    clock.now += timedelta(hours=23, minutes=59)
    assert not robots.allowed("https://a.test/a")
    clock.now += timedelta(minutes=1)
    assert robots.allowed("https://a.test/a")


def test_trouble_is_looked_at_again_soon_and_leaves_the_rules_that_were_known(files: Files, clock: Clock) -> None:
    robots = Robots(files, clock=clock)
    assert not robots.allowed("https://a.test/a")
    files.say(200, RULES)
    clock.now += timedelta(minutes=14)
    assert not robots.allowed("https://a.test/a")
    clock.now += timedelta(minutes=1)
    assert robots.allowed("https://a.test/a")
    files.answer = Trouble.CONNECTION
    clock.now += timedelta(days=1)
    assert robots.allowed("https://a.test/a")
    assert not robots.allowed("https://a.test/not-us/")
    assert len(files.asked) == 3


@pytest.mark.parametrize("url", ["", "a.test/a", "ftp://a.test/a", "http://[", "http://a.test:99999999/", "http:///a"])
def test_what_is_no_address_is_not_allowed(files: Files, clock: Clock, url: str) -> None:
    files.say(404)
    assert not Robots(files, clock=clock).allowed(url)
    assert files.asked == []


def test_the_memory_is_bounded_and_keeps_what_was_used_last(files: Files, clock: Clock) -> None:
    files.say(404)
    robots = Robots(files, clock=clock)
    for n in range(MOST_ORIGINS):
        robots.allowed(f"https://{n}.test/")
    robots.allowed("https://0.test/")
    robots.allowed("https://one-more.test/")
    files.asked.clear()
    robots.allowed("https://0.test/")
    robots.allowed("https://1.test/")
    assert files.asked == ["https://1.test/robots.txt"]


def test_many_threads_ask_once(clock: Clock) -> None:
    asking, go_on = Event(), Event()

    class Slow(Files):
        def get(self, url: str, *, want: Want, turn: Turn | None = None) -> Fetched:
            asking.set()
            assert go_on.wait(30)
            return Files.get(self, url, want=want, turn=turn)

    slow = Slow()
    slow.say(404)
    robots = Robots(slow, clock=clock)
    found: list[bool] = []
    threads = [Thread(target=lambda: found.append(robots.allowed("https://a.test/a"))) for _ in range(5)]
    for thread in threads:
        thread.start()
    assert asking.wait(30)
    go_on.set()
    for thread in threads:
        thread.join(30)
    assert found == [True] * 5
    assert len(slow.asked) == 1


def test_the_turn_is_handed_on(files: Files, clock: Clock) -> None:
    def turn(_: str) -> AbstractContextManager[None]:
        return nullcontext()

    files.say(404)
    Robots(files, clock=clock, turn=turn).allowed("https://a.test/")
    assert files.turns == [turn]


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe\x00", b"Disallow: /", b"\xef\xbb\xbfUser-agent: *\nDisallow: /x", b"<html>404</html>", b":" * 999],
)
def test_nonsense_forbids_nothing(files: Files, clock: Clock, body: bytes) -> None:
    files.say(200, body)
    assert Robots(files, clock=clock).allowed("https://a.test/a")


def test_over_the_wire(site: Site, clock: Clock) -> None:
    robots = Robots(site.fetcher, clock=clock)
    site.server.replies = {
        "/robots.txt": moved("/elsewhere.txt"),
        "/elsewhere.txt": response(b"User-agent: *\nDisallow: /x", kind="text/html"),
    }
    assert not robots.allowed(site.url("/x"))
    assert robots.allowed(site.url("/y"))
    assert [visit.path for visit in site.server.visits] == ["/robots.txt", "/elsewhere.txt"]


def test_robots_that_lead_inside_allow_nothing(site: Site, clock: Clock) -> None:
    site.server.replies = {"/robots.txt": moved("http://169.254.169.254/")}
    assert not Robots(site.fetcher, clock=clock).allowed(site.url("/x"))
    with pytest.raises(FetchFailed):
        site.get("/robots.txt", want=Want.ROBOTS)
