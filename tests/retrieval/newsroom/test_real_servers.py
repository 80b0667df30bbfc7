"""The newsroom with the real client, real robots.txt, real feeds and pages, against servers on loopback."""

import random
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from retrieval.fetch import Allowed, Fetcher, FetchFailed, Robots
from retrieval.newsroom import Newsroom, State
from retrieval.store.database import connect
from retrieval.store.record import Record
from tests.postgres import place
from tests.retrieval.newsroom.servers import at_home, serving
from tests.retrieval.newsroom.world import Item, Stops, page, rss
from tests.retrieval.store_cases import open_record

GAP = timedelta(seconds=0.15)
HOSTS = ("alder.test", "birch.test", "cedar.test")


def now() -> datetime:
    return datetime.now(UTC)


def room_over(record, served):
    hosts = ",".join(f"{host}:{served.port}" for host in (*HOSTS, "new.test"))
    fetcher = Fetcher(allowed=Allowed.parse(hosts), user_agent="OnTheRecord/test", resolve=at_home)
    return Newsroom(
        record=record,
        analyser=Stops(),
        fetcher=fetcher,
        robots=lambda getter, turn: Robots(getter, clock=now, turn=turn),
        now=now,
        wait=time.sleep,
        jitter=lambda: random.uniform(-1, 1),
        new_id=lambda: uuid4().hex,
        gap=GAP,
    )


def work(*rooms):
    """Every room on threads of its own, as processes would, until nothing is due."""

    def until_done(room):
        while room.due(now()):
            if not room.work_once():
                time.sleep(0.02)

    threads = [threading.Thread(target=until_done, args=(room,)) for room in rooms for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def fill(served):
    for host in HOSTS:
        links = [served.url(host, f"/report-{n}-of-{host.partition('.')[0]}") for n in range(3)]
        served.pages[host, "/feed"] = rss(*(Item(link, at=now() - timedelta(hours=n)) for n, link in enumerate(links)))
        for n in range(3):
            text = f"Report {n} from {host}: Mara Lind left the harbour on Monday, as the council of Alder said."
            served.pages[host, f"/report-{n}-of-{host.partition('.')[0]}"] = page(f"Report {n} of {host}", text)


def test_several_newsrooms_share_the_work_and_stay_polite(tmp_path):
    record = open_record(tmp_path)
    with serving() as served:
        fill(served)
        served.pages["cedar.test", "/robots.txt"] = b"User-agent: *\nDisallow: /report-1\n"
        rooms = [room_over(record, served), room_over(Record(connect(place(tmp_path / "record.db"))), served)]
        for host in HOSTS:
            assert rooms[0].add(served.url(host, "/feed"), collection="news").taken == 3
        work(*rooms)
        for source in rooms[0].sources():
            rooms[0].resume(source.id)
        work(*rooms)
    articles = record.articles(record.newest(["news"], 100)).values()
    assert len(articles) == 9
    extractors = [record.versions("news", article.key)[-1].extractor for article in articles]
    assert extractors.count("feed") == 1  # the one that robots.txt closes
    by_host = defaultdict(list)
    for asked in served.asked:
        by_host[asked.host].append(asked)
    for host, asked in by_host.items():
        paths = [each.path for each in asked]
        assert paths.count("/feed") == 2, host
        assert len([path for path in paths if path.startswith("/report")]) == len(set(paths)) - 2
        assert [each.status for each in asked if each.path == "/feed"] == [200, 304]
        for before, after in pairwise(asked):
            assert after.begun - before.ended >= GAP.total_seconds() * 0.99
    assert not any(each.path.startswith("/report-1") for each in by_host["cedar.test"])
    assert all(source.unchanged == 1 and source.articles == 3 for source in rooms[0].sources())


def test_servers_that_are_gone_moved_broken_or_endless(tmp_path):
    record = open_record(tmp_path)
    with serving() as served:
        fill(served)
        room = room_over(record, served)
        for host in HOSTS:
            room.add(served.url(host, "/feed"), collection="news")
        work(room)
        moved = served.url("new.test", "/feed")
        served.pages["new.test", "/feed"] = served.pages["alder.test", "/feed"]
        served.pages["alder.test", "/feed"] = lambda: (301, {"Location": moved}, b"")
        served.pages["birch.test", "/feed"] = lambda: (410, {}, b"")
        served.pages["cedar.test", "/feed"] = lambda: (200, {"Content-Type": "text/xml"}, b"<rss>" + b"x" * 6_000_000)
        for source in room.sources():
            room.resume(source.id)
        work(room)
        alder, birch, cedar = room.sources()
        with pytest.raises(FetchFailed, match="only public addresses are fetched"):
            room.read("http://127.0.0.1:80/", collection="news")
    assert (alder.state, birch.state, cedar.state) == (State.ACTIVE, State.GONE, State.FAILING)
    assert "large" in cedar.reason or "MB" in cedar.reason
    assert [ailment.source.id for ailment in room.ailing()] == [alder.id, birch.id, cedar.id]
    assert moved in room.ailing()[0].said
