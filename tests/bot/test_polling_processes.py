"""Two processes that poll over one record: polite to every host together, every feed polled, no article twice."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, or_, select, update

from bot import messages
from bot.app import App, open_app
from config.settings import Settings
from retrieval.newsroom.turns import GAP
from retrieval.store.database import read, write
from retrieval.store.news_tables import FEEDS
from retrieval.store.schema import INDEX_LOG, VERSIONS
from tests.retrieval.newsroom.servers import Served, serving
from tests.retrieval.newsroom.world import Item, page, rss

ROOT = Path(__file__).resolve().parents[2]
FEEDS_A_HOST, PAGES = 2, 1  # articles a feed, beside one that all of the host tell of
NAMES = ("http://one.example", "http://two.example")  # by which the server tells the processes apart
ROUNDS = 2  # of polls, at least
PATIENCE = 180  # seconds: far more than it takes, for a starved machine
PLAIN = [sys.executable, "-c", "from bot.cli import main; main()", "work"]
QUICK_GAP = 0.4  # seconds
QUICK = [sys.executable, "-m", "tests.bot.polling_worker", str(QUICK_GAP)]

pytestmark = [
    pytest.mark.sqlite,  # on PostgreSQL: test_processes.py
    pytest.mark.skipif(sys.platform != "linux", reason="loopback has more than one address"),
]


@contextmanager
def two_working(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """Two processes at work; they end well when they are told to."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_", "DATABASE"))}
    two = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=kept | environment | {"ONRECORD_PUBLIC_URL": name},
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in NAMES
    ]
    try:
        for process in two:
            begun = any(messages.SOURCES_ALONE.split()[0] in line for line in process.stderr)
            assert begun, f"it ended with {process.wait()}"
        yield
        for process in two:
            process.send_signal(signal.SIGTERM)
        for process in two:
            said = process.communicate(timeout=PATIENCE)[1]
            assert process.returncode == 0, said
    finally:
        for process in two:
            process.kill()
            process.communicate()


def feed_paths() -> list[str]:
    return [f"/feed-{n}" for n in range(FEEDS_A_HOST)]


def fill(served: Served, hosts: list[str]) -> int:
    """How many articles there are."""
    for host in hosts:
        at = datetime.now(UTC).replace(microsecond=0)
        for feed in feed_paths():
            paths = ["/report-of-all", *(f"/report-{n}-of{feed.replace('/', '-')}" for n in range(PAGES))]
            links = [served.url(host, path) for path in paths]
            served.pages[host, feed] = rss(*(Item(link, at=at - timedelta(hours=n)) for n, link in enumerate(links)))
            for path in paths:
                said = f"{path} at {host}: Mara Lind left the harbour on Monday, as the council of Alder said."
                served.pages[host, path] = page(f"Report {path} of {host}", said)
    return len(hosts) * (1 + FEEDS_A_HOST * PAGES)


def allowed(served: Served, hosts: list[str]) -> str:
    return ",".join(f"{host}:{served.port}" for host in hosts)


def opml(*addresses: str) -> bytes:
    lines = "".join(f'<outline type="rss" text="{url}" xmlUrl="{url}"/>' for url in addresses)
    return f'<opml version="2.0"><body>{lines}</body></opml>'.encode()


def polled(app: App, rounds: int) -> bool:
    """Whether every feed was polled so often and all that it told of is read."""
    f = FEEDS.c
    unfinished = select(func.count()).where(f.state == "active", or_(f.polls < rounds, f.holder.is_not(None)))
    with read(app.record.engine) as connection:
        left = connection.scalar(unfinished)
    return not left and not app.newsroom.waiting()


def until(done) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def poll_until_shared(app: App, served: Served) -> int:
    """Rounds of polls, until both processes had their part in them; how many."""
    rounds = 0
    while rounds < ROUNDS or len({asked.agent for asked in served.asked}) < len(NAMES):
        if rounds:
            with write(app.record.engine) as connection:
                connection.execute(update(FEEDS).where(FEEDS.c.state == "active").values(next_poll_at=app.clock()))
        rounds += 1
        until(lambda rounds=rounds: polled(app, rounds))
    return rounds


@pytest.mark.parametrize(
    ("command", "hosts", "gap"),
    [
        pytest.param(QUICK, 4, QUICK_GAP, id="quick"),
        pytest.param(PLAIN, 6, GAP.total_seconds(), id="plain", marks=pytest.mark.slow),
    ],
)
def test_two_processes_share_the_polling_and_are_polite_together(tmp_path, monkeypatch, command, hosts, gap):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    names = [f"127.0.0.{n}" for n in range(2, 2 + hosts)]
    with serving("0.0.0.0") as served:
        articles = fill(served, names)
        given = {"ONRECORD_DATA_DIR": str(tmp_path), "ONRECORD_ALLOW_HOSTS": allowed(served, names)}
        app = open_app(Settings(**given), say=print)
        app.newsroom.import_opml(opml("http://paused.example/feed"), collection="main")  # else there is nothing to do
        app.newsroom.pause(app.newsroom.sources()[0].id)
        with two_working(command, given):
            feeds = [served.url(host, path) for host in names for path in feed_paths()]
            app.newsroom.import_opml(opml(*feeds), collection="main")
            rounds = poll_until_shared(app, served)
    by_host = defaultdict(list)
    for asked in sorted(served.asked, key=lambda asked: asked.begun):
        by_host[asked.host].append(asked)
    closest = min(after.begun - before.ended for asked in by_host.values() for before, after in pairwise(asked))
    assert closest >= 0.99 * gap
    for host in names:
        paths = Counter(asked.path for asked in by_host[host])
        for feed in feed_paths():
            statuses = [asked.status for asked in by_host[host] if asked.path == feed]
            assert statuses == [200, *(304 for _ in range(rounds - 1))], (host, feed)
        reports = {path: times for path, times in paths.items() if path.startswith("/report")}
        assert set(reports.values()) == {1}, (host, reports)
        assert paths["/robots.txt"] <= len(NAMES), host
    with read(app.record.engine) as connection:
        versions = connection.execute(select(VERSIONS.c.number)).scalars().all()
        lines = connection.scalar(select(func.count()).select_from(INDEX_LOG))
    assert versions == [1] * articles
    assert app.record.summary(["main"]).articles == lines == articles
