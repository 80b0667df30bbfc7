"""Several processes on one PostgreSQL: the index's writer dies and another takes over, and `onrecord work` twice shares
the polling without a page read twice, and finishes what it has in hand when it is told to stop."""

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot import messages
from retrieval.errors import StorageError
from retrieval.index import Keeper, open_index
from retrieval.store.database import connect, held
from retrieval.store.record import Record
from retrieval.types import LogEntry, Query, RawArticle
from tests import postgres
from tests.bot.working import (
    HOSTS,
    ROOT,
    TAKE_OVER,
    Processes,
    add_sources,
    allowed,
    poll_first,
    until_true,
)
from tests.retrieval.newsroom.servers import Served, serving
from tests.retrieval.newsroom.world import Item, Stops, page, rss

PAGES = 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]


def test_another_writer_takes_over_when_one_is_killed(postgresql: str, tmp_path: Path) -> None:
    engine = connect(postgresql)
    record = Record(engine)
    record.ensure_collection("news")
    raw = RawArticle(key="a", url=None, title="Lind leaves", source=None, published_at=None, text="Mara Lind left.")
    record.save("news", raw, Stops().light(raw.title, raw.text), now=datetime.now(UTC))
    keeper = Keeper.open(tmp_path / "index", record, lock=partial(held, engine))
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.retrieval.lock_holder", postgresql, "writer"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    reached: list[int] = []
    catching_up = threading.Thread(target=lambda: reached.append(keeper.catch_up()), daemon=True)
    catching_up.start()
    catching_up.join(0.5)
    assert catching_up.is_alive(), "the other has the lock"
    holder.kill()
    killed = time.monotonic()
    catching_up.join(TAKE_OVER)
    assert reached == [record.last_seq()]
    assert time.monotonic() - killed < TAKE_OVER
    assert holder.wait(30) == -signal.SIGKILL


def test_a_writer_that_has_lost_its_lock_brings_nothing_old_back(postgresql: str, tmp_path: Path) -> None:
    """PostgreSQL ends its connection when it has read what to apply; another goes on from there, then it does."""
    lock, others_lock = (partial(held, connect(postgresql)) for _ in "ab")
    record = Record(connect(postgresql))
    record.ensure_collection("news")

    def come(key: str, text: str) -> None:
        raw = RawArticle(key=key, url=None, title=key, source=None, published_at=None, text=text)
        record.save("news", raw, Stops().light(raw.title, raw.text), now=datetime.now(UTC))

    other = Keeper.open(tmp_path / "index", record, lock=others_lock)

    class Read:
        """The record, until what was read of its log is old."""

        last_seq, everything = record.last_seq, record.everything

        def log(self, after: int, limit: int) -> list[LogEntry]:
            batch = record.log(after, limit)
            with record.engine.connect() as connection:
                ended = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                assert connection.exec_driver_sql(ended).all() == [(True,)]
            record.delete("news", ["gone"])
            come("changed", "Mara Lind came back.")
            other.catch_up()
            return batch

    come("gone", "Tom Reyes left.")
    come("changed", "Mara Lind left.")
    with pytest.raises(StorageError):
        Keeper.open(tmp_path / "index", Read(), lock=lock).catch_up()
    index = open_index(tmp_path / "index")
    assert index.watermark() == record.last_seq()
    asked = Query(text="", terms=("mara", "tom"), collections=("news",), as_of=datetime.now(UTC))
    assert [found.sentence_id for found in index.search(asked, limit=9).candidates] == ["news/changed:2:0"]
    index.check()


def test_a_lock_of_a_machine_that_is_gone_is_free_within_seconds(postgresql: str) -> None:
    """The server asks whoever is connected whether they are still there; else it would believe so for two hours."""
    with connect(postgresql).connect() as connection:
        idle, interval, count = (
            int(str(connection.exec_driver_sql(f"SHOW tcp_keepalives_{name}").scalar()))
            for name in ("idle", "interval", "count")
        )
    assert idle + interval * count < TAKE_OVER


def _start(processes: Processes) -> "subprocess.Popen[bytes]":
    return processes.start("work", until=messages.SOURCES_ALONE.split()[0])


def test_the_index_goes_on_when_whoever_wrote_it_is_killed(postgresql: str, tmp_path: Path) -> None:
    """Either of two is killed in its turn, so one of them had the writer's place."""
    record = Record(connect(postgresql))
    record.ensure_collection("news")
    with ExitStack() as stack:
        served = stack.enter_context(serving("0.0.0.0"))
        add_sources(record, served, collection="news")  # which answer 404; without any there would be no work
        given = {"DATABASE_URL": postgresql, "ONRECORD_ALLOW_HOSTS": allowed(served)}
        processes = stack.enter_context(Processes(tmp_path, **given))
        two = [_start(processes), _start(processes)]
        for n in range(3):
            processes.kill(two.pop(0))
            killed = time.monotonic()
            text = f"Mara Lind left for the {n}th time."
            raw = RawArticle(key=f"a{n}", url=None, title="Lind leaves", source=None, published_at=None, text=text)
            seq = record.save("news", raw, Stops().light(raw.title, raw.text), now=datetime.now(UTC)).seq
            until_true(lambda seq=seq: open_index(tmp_path / "var" / "index").watermark() >= seq)
            assert time.monotonic() - killed < TAKE_OVER
            two.append(_start(processes))


def _fill(served: Served) -> None:
    for host in HOSTS:
        paths = [f"/report-{n}-of-{host.rpartition('.')[2]}" for n in range(PAGES)]
        at = datetime.now(UTC)
        items = (Item(served.url(host, path), at=at - timedelta(hours=n)) for n, path in enumerate(paths))
        served.pages[host, "/feed"] = rss(*items)
        for path in paths:
            text = f"{path} at {host}: Mara Lind left the harbour on Monday, as the council of Alder said."
            served.pages[host, path] = page(f"Report {path}", text)


def test_two_that_work_read_every_page_once_and_finish_what_they_have_in_hand(postgresql: str, tmp_path: Path) -> None:
    record = Record(connect(postgresql))
    with ExitStack() as stack:
        served = stack.enter_context(serving("0.0.0.0"))
        _fill(served)
        add_sources(record, served, collection="news")
        given = {"DATABASE_URL": postgresql, "ONRECORD_ALLOW_HOSTS": allowed(served)}
        processes = stack.enter_context(Processes(tmp_path, **given))
        two = [_start(processes) for _ in range(2)]
        until_true(lambda: _articles(record) == len(HOSTS) * PAGES)
        reports = Counter((a.host, a.path) for a in served.asked if a.path.startswith("/report"))
        assert set(reports.values()) == {1}, "no page twice"
        assert len(reports) == len(HOSTS) * PAGES
        assert Counter(a.host for a in served.asked if a.path == "/feed") == dict.fromkeys(HOSTS, 1)
        # One is told to stop while it reads a page that takes its time; nobody else has it then or later.
        inside, on = threading.Event(), threading.Event()
        late = served.url(HOSTS[0], "/report-late")

        def slowly() -> tuple[int, dict[str, str], bytes]:
            inside.set()
            on.wait(30)
            return 200, {"Content-Type": "text/html; charset=utf-8"}, page("Late", "It came late, said Mara Lind.")

        served.pages[HOSTS[0], "/report-late"] = slowly
        served.pages[HOSTS[0], "/feed"] = rss(Item(late, at=datetime.now(UTC)))
        poll_first(record)
        assert inside.wait(60)
        for process in two:
            process.send_signal(signal.SIGTERM)
        time.sleep(1.0)  # they have been told, and the page is still on its way
        on.set()
        processes.stop(*two)
    assert _articles(record) == len(HOSTS) * PAGES + 1
    assert Counter(a.path for a in served.asked)["/report-late"] == 1


def _articles(record: Record) -> int:
    return record.summary(["news"]).articles
