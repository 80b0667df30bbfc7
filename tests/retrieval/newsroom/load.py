"""A day of many feeds on few hosts, with every fault a server has; run as a program, so that it can be killed.

python -m tests.retrieval.newsroom.load FOLDER FEEDS HOSTS HOURS
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from retrieval.fetch import Fetched, Trouble
from retrieval.newsroom import Newsroom
from retrieval.pages import Page
from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.store.schema import create_tables
from tests.retrieval.newsroom.world import (
    START,
    Answer,
    Clock,
    Hit,
    Item,
    World,
    always,
    broken,
    conditional,
    newsroom,
    response,
    rss,
    work,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
A_DAY = (0.3, 2.0, 8.0, 2.0, 8.0, 0.3, 2.0, 8.0, 20.0, 0.3)  # articles of feeds in turn
SHOWN = 6  # articles a feed goes back
FAULTS = (
    "gone",
    "missing",
    "fresh",
    "moved",
    "ttl",
    "sent on",
    "tired",
    "slow",
    "broken",
    "away",
    "challenged",
)  # in the order of A_DAY: what shows only in a feed that is polled often has one


@dataclass(frozen=True)
class Outlet:
    """A feed of the world. The first feeds have a fault each."""

    number: int
    host: str

    @property
    def url(self) -> str:
        return f"https://{self.host}/feed-{self.number}"

    @property
    def fault(self) -> str | None:
        return FAULTS[self.number] if self.number < len(FAULTS) else None

    @property
    def gap(self) -> timedelta:
        return DAY / A_DAY[self.number % len(A_DAY)]

    def published(self, at: datetime) -> int:
        """The number of the newest article at a time."""
        return int((at - START + 20 * DAY + self.gap * (self.number % 7) / 7) / self.gap)

    def time(self, article: int) -> datetime:
        return START - 20 * DAY + self.gap * (article - (self.number % 7) / 7)

    def page(self, article: int) -> str:
        return f"https://{self.host}/feed-{self.number}/{article}"

    def body(self, at: datetime) -> bytes:
        newest = self.published(at)
        items = [
            Item(self.page(n), title=f"Report {n} of outlet {self.number}", at=self.time(n).replace(microsecond=0))
            for n in range(newest, max(0, newest - SHOWN), -1)
        ]
        return rss(*items, title=f"Outlet {self.number}", ttl=120 if self.fault == "ttl" else None)


def outlets(feeds: int, hosts: int) -> list[Outlet]:
    return [Outlet(number=n, host=f"host-{n % hosts}.example") for n in range(feeds)]


class Day(World):
    """The world of the outlets: pages are answered for whatever article is out."""

    def fill(self, all_outlets: list[Outlet]) -> None:
        for outlet in all_outlets:
            self.answers |= dict(_answers(outlet))

    def _answer(self, url: str, headers: dict[str, str]) -> Fetched:
        if url.count("/") == 4 and url not in self.answers:
            self.answers[url] = always(response(200, url.encode(), type="text/html"))
        return super()._answer(url, headers)


def _answers(outlet: Outlet) -> Iterator[tuple[str, Answer]]:
    headers = {"cache_control": "max-age=5400"} if outlet.fault == "fresh" else {}
    well = conditional(outlet.body, **headers)
    yield outlet.url, _with_fault(outlet, well)
    if outlet.fault in {"moved", "sent on"}:
        yield f"{outlet.url}-new", well


def _with_fault(outlet: Outlet, well: Answer) -> Answer:
    elsewhere = response(301 if outlet.fault == "moved" else 302, location=f"{outlet.url}-new")
    ill: dict[str | None, Answer] = {
        "gone": always(response(410)),
        "missing": always(response(404)),
        "tired": always(response(429, retry_after="3600")),
        "away": always(response(503, retry_after="1800")),
        "slow": broken(Trouble.TIMEOUT),
        "broken": always(response(200, b"<html><body>Sorry.</body></html>", type="text/html")),
        "challenged": always(response(403, cf_mitigated="challenge")),
    }
    if outlet.fault in {"moved", "sent on"}:
        return always(elsewhere)
    if outlet.fault not in ill:
        return well
    begins = START + 5 * HOUR
    ends = START + (99 * HOUR if outlet.fault in {"gone", "missing"} else 8 * HOUR)
    return lambda at, asked: (ill[outlet.fault] if begins <= at < ends else well)(at, asked)


def read_page(body: bytes, *, url: str, content_type: str, now: datetime) -> Page:  # noqa: ARG001
    """In the place of the real one, which would take most of the day's time."""
    return Page(title=f"Report {url.rpartition('/')[2]}", text=f"What happened is at {url}.", extractor="load", url=url)


def run(folder: Path, feeds: int, hosts: int, hours: float) -> None:
    """The day from where an earlier process, killed or not, has left it."""
    engine = connect(folder / "record.db")
    if not engine.connect().exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'feeds'").first():
        create_tables(engine)
    record = Record(engine)
    record.ensure_collection("news")
    log = folder / "hits.jsonl"
    past = hits(log)
    clock = Clock(at=past[-1].at + timedelta(seconds=0.1) if past else START)
    world = Day(clock=clock, log=log)
    all_outlets = outlets(feeds, hosts)
    world.fill(all_outlets)
    spread = iter(range(10**9))
    room = newsroom(record, world, jitter=lambda: ((next(spread) * 7919) % 2001) / 1000 - 1)
    with patch("retrieval.newsroom.reading.read_page", read_page):
        _import(room, all_outlets)
        work(room, world, START + hours * HOUR)
    (folder / "done").touch()


def _import(room: Newsroom, all_outlets: list[Outlet]) -> None:
    lines = "".join(f'<outline type="rss" text="{each.number}" xmlUrl="{each.url}"/>' for each in all_outlets)
    room.import_opml(f"<opml version='2.0'><body>{lines}</body></opml>".encode(), collection="news")


def hits(log: Path) -> list[Hit]:
    lines = log.read_text().splitlines() if log.exists() else []
    rows = [json.loads(line) for line in lines]
    return [Hit(at=datetime.fromisoformat(at).astimezone(UTC), host=h, path=p, status=s) for at, h, p, s in rows]


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
