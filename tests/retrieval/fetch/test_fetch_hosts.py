"""One connection a host, a pause between two, rest for who asks for it: by a clock that only moves when waited for."""

from dataclasses import dataclass, field
from threading import Lock, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.fetch import FetchFailed, Hosts, Trouble, Want
from retrieval.fetch.hosts import MOST_HOSTS
from tests.retrieval.fetch.conftest import Site
from tests.retrieval.fetch.server import moved, response


@dataclass(kw_only=True)
class Clock:
    """Time passes by waiting only."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def monotonic(self) -> float:
        with self.lock:
            return self.now

    def wait(self, seconds: float) -> None:
        with self.lock:
            self.waits.append(seconds)
            self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hosts(clock: Clock) -> Hosts:
    return Hosts(monotonic=clock.monotonic, wait=clock.wait)


def test_two_turns_are_apart_from_the_end_of_one_to_the_start_of_the_next(hosts: Hosts, clock: Clock) -> None:
    with hosts.turn("a.test"):
        clock.now += 5
    clock.now += 0.5
    assert hosts.seconds_left("a.test") == 1.5
    with hosts.turn("A.test."):
        assert clock.waits == [1.5]
    with hosts.turn("b.test"):
        assert clock.waits == [1.5]


def test_a_turn_that_fails_counts_too(hosts: Hosts, clock: Clock) -> None:
    with pytest.raises(ZeroDivisionError), hosts.turn("a.test"):
        _ = 1 / 0
    with hosts.turn("a.test"):
        assert clock.waits == [2.0]


def test_a_host_that_asked_for_rest_gets_it(hosts: Hosts, clock: Clock) -> None:
    hosts.cool("A.test", clock.now + 3600)
    hosts.cool("a.test", clock.now + 60)
    assert hosts.seconds_left("a.test") == 3600
    with pytest.raises(FetchFailed) as failure, hosts.turn("a.test"):
        pass
    assert failure.value.trouble is Trouble.COOLING
    assert str(failure.value) == (
        "a.test: it asked to be left alone for another 3600 seconds; it is asked again when the time has come"
    )
    with hosts.turn("b.test"):
        pass
    clock.now += 3600
    with hosts.turn("a.test"):
        assert clock.waits == []


@pytest.mark.parametrize("names", [["a.test"], ["a.test", "b.test", "c.test"]])
def test_threads_take_turns(names: list[str], clock: Clock, hosts: Hosts) -> None:
    spans: dict[str, list[tuple[float, float]]] = {name: [] for name in names}

    def visit(name: str) -> None:
        with hosts.turn(name):
            start = clock.monotonic()
            clock.wait(0.25)
            spans[name].append((start, clock.monotonic()))

    threads = [Thread(target=visit, args=(name,)) for name in names * 8]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for visits in spans.values():
        assert len(visits) == 8
        for (_, end), (start, _) in zip(sorted(visits), sorted(visits)[1:], strict=False):
            assert start >= end + 2.0 - 1e-6


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5), st.floats(0, 5)), max_size=30))
def test_no_order_of_visits_comes_too_soon(visits: list[tuple[str, float, float]]) -> None:
    clock = Clock()
    hosts = Hosts(monotonic=clock.monotonic, wait=clock.wait)
    ended: dict[str, float] = {}
    for name, pause, length in visits:
        clock.now += pause
        with hosts.turn(name):
            assert clock.now >= ended.get(name, 0.0) + 2.0 - 1e-6
            clock.now += length
        ended[name] = clock.now


def test_hosts_that_are_done_with_are_forgotten(hosts: Hosts, clock: Clock) -> None:
    hosts.cool("cooled.test", clock.now + 10_000)
    for n in range(MOST_HOSTS + 10):
        clock.now += 2.5
        with hosts.turn(f"{n}.test"):
            pass
    assert len(hosts._hosts) < MOST_HOSTS
    assert hosts.seconds_left("cooled.test") > 0 or clock.now >= 11_000


def test_every_hop_of_a_fetch_takes_its_turn(site: Site, hosts: Hosts, clock: Clock) -> None:
    site.server.replies = {"/": moved("/there"), "/there": response()}
    site.get("/", turn=hosts.turn)
    site.get("/there", want=Want.PAGE, turn=hosts.turn)
    assert clock.waits == [2.0, 2.0]


def test_waiting_for_a_turn_takes_nothing_from_the_time_of_the_fetch(site: Site, clock: Clock) -> None:
    hosts = Hosts(monotonic=clock.monotonic, wait=clock.wait, gap=1000.0)
    site.server.replies = {"/": moved("/there"), "/there": response()}
    assert site.get("/", turn=hosts.turn, seconds=20).status == 200
