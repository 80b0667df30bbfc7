"""Newsrooms that claim in the same moment: one piece of work at a host, and a source once."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from retrieval.newsroom import Newsroom
from retrieval.store import hosts
from retrieval.store.claims import Work
from retrieval.store.database import write
from retrieval.store.record import Record
from tests.retrieval.newsroom.world import START, Clock, Item, World, always, html, newsroom, page, response, rss
from tests.retrieval.store_cases import open_record
from tests.together import slow_commits, together

HOSTS, FEEDS = 3, 4


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path)


@pytest.fixture
def room(record: Record) -> Newsroom:
    return newsroom(record, World(clock=Clock()))


def opml(*addresses: str) -> bytes:
    lines = "".join(f'<outline type="rss" text="{url}" xmlUrl="{url}"/>' for url in addresses)
    return f'<opml version="2.0"><body>{lines}</body></opml>'.encode()


def test_eight_that_claim_at_once_are_each_alone_at_their_host(record: Record, room: Newsroom) -> None:
    urls = (f"https://host-{n % HOSTS}.example/feed-{n}" for n in range(HOSTS * FEEDS))
    room.import_opml(opml(*urls), collection="news")
    done: list[int] = []
    for _ in range(FEEDS):  # the hosts are new the first time
        with slow_commits(record.engine):
            claims = [claim for claim in together(*(room.claim for _ in range(8))) if claim is not None]
        assert Counter(claim.host for claim in claims) == {f"host-{n}.example": 1 for n in range(HOSTS)}
        for claim in claims:
            done.append(claim.number)
            with write(record.engine) as connection:
                hosts.release(connection, claim.host, holder=claim.holder, free_at=START)
    assert len(set(done)) == HOSTS * FEEDS


def test_a_source_that_is_given_eight_times_at_once_is_one(record: Record, room: Newsroom) -> None:
    with slow_commits(record.engine):
        given = together(*(partial(room.import_opml, opml("https://a.example/feed"), collection="x") for _ in range(8)))
    assert sum(each.new for each in given) == 1
    assert len(room.sources(["x"])) == 1


def test_a_page_that_is_being_analysed_is_not_fetched_for_another_feed(record: Record) -> None:
    """Its host is free again as soon as the page is there; the other feed's entry waits until it is on record."""
    link, world = "https://a.example/lind-leaves", World(clock=Clock())
    room = newsroom(record, world)
    feeds = [f"https://a.example/feed-{n}" for n in range(2)]
    world.answers |= dict.fromkeys(feeds, always(response(200, rss(Item(link)), type="application/rss+xml")))
    world.answers[link] = html(page())
    room.import_opml(opml(*feeds), collection="news")
    polls = []
    while len(polls) < len(feeds):
        claim = room.claim()
        if claim is None:
            world.clock.wait(1.0)
            continue
        if claim.work is Work.ENTRY:
            with write(record.engine) as connection:  # the page is here, and on its way into the record
                hosts.release(connection, claim.host, holder=claim.holder, free_at=world.clock())
            reading = claim
        else:
            polls.append(claim)
            room.do(claim)
    world.clock.wait(10.0)
    assert room.waiting() == 2
    assert room.claim() is None
    room.do(reading)
    world.clock.wait(10.0)
    second = room.claim()
    assert second is not None
    room.do(second)
    assert room.waiting() == 0
    assert len(world.to("/lind-leaves")) == 1
