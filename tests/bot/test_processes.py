"""Several processes on one PostgreSQL: the index's writer dies and another takes over, and `onrecord work` twice shares
the polling without a page read twice, and finishes what it has in hand when it is told to stop."""

import os
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
from bot.migrate import upgrade
from retrieval.index import Keeper, open_index
from retrieval.store.database import connect, held
from retrieval.store.record import Record
from retrieval.types import RawArticle
from tests import postgres
from tests.retrieval.newsroom.servers import Served, serving
from tests.retrieval.newsroom.world import Item, Stops, page, rss

ROOT = Path(__file__).resolve().parents[2]
HOSTS = tuple(f"127.0.0.{n}" for n in range(2, 8))  # loopback has more than one address
PAGES = 3
TAKE_OVER = 10.0  # seconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]


@pytest.fixture
def database(tmp_path: Path) -> str:
    server = postgres.server()
    url = server.create()
    upgrade(connect(url), lock_path=tmp_path / "migrate.lock")
    yield url
    server.drop(url)


def test_another_writer_takes_over_when_one_is_killed(database: str, tmp_path: Path) -> None:
    engine = connect(database)
    record = Record(engine)
    record.ensure_collection("news")
    raw = RawArticle(key="a", url=None, title="Lind leaves", source=None, published_at=None, text="Mara Lind left.")
    record.save("news", raw, Stops().light(raw.title, raw.text), now=datetime.now(UTC))
    keeper = Keeper.open(tmp_path / "index", record, lock=partial(held, engine))
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.retrieval.lock_holder", database, "writer"],
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


def test_a_lock_of_a_machine_that_is_gone_is_free_within_seconds(database: str) -> None:
    """The server asks whoever is connected whether they are still there; else it would believe so for two hours."""
    with connect(database).connect() as connection:
        idle, interval, count = (
            int(str(connection.exec_driver_sql(f"SHOW tcp_keepalives_{name}").scalar()))
            for name in ("idle", "interval", "count")
        )
    assert idle + interval * count < TAKE_OVER


def _working(database: str, folder: Path, port: int) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "work"],
        env=kept
        | {
            "DATABASE_URL": database,
            "ONRECORD_DATA_DIR": str(folder),
            "ONRECORD_ALLOW_HOSTS": ",".join(f"{host}:{port}" for host in HOSTS),
        },
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if messages.SOURCES_ALONE.split()[0] in line:
            return process
    raise AssertionError(f"it ended with {process.wait()}")


def test_the_index_goes_on_when_whoever_wrote_it_is_killed(database: str, tmp_path: Path) -> None:
    """Either of two is killed in its turn, so one of them had the writer's place."""
    record, folder = Record(connect(database)), tmp_path / "var"
    record.ensure_collection("news")
    with serving("0.0.0.0") as served, ExitStack() as stack:
        _sources(record, served)  # which answer 404; without a source there would be nothing to work for

        def start() -> "subprocess.Popen[str]":
            process = _working(database, folder, served.port)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        two = [start(), start()]
        for n in range(3):
            two.pop(0).kill()
            killed = time.monotonic()
            text = f"Mara Lind left for the {n}th time."
            raw = RawArticle(key=f"a{n}", url=None, title="Lind leaves", source=None, published_at=None, text=text)
            seq = record.save("news", raw, Stops().light(raw.title, raw.text), now=datetime.now(UTC)).seq
            _until(lambda seq=seq: open_index(folder / "index").watermark() >= seq)
            assert time.monotonic() - killed < TAKE_OVER
            two.append(start())


def _fill(served: Served) -> None:
    for host in HOSTS:
        paths = [f"/report-{n}-of-{host.rpartition('.')[2]}" for n in range(PAGES)]
        at = datetime.now(UTC)
        items = (Item(served.url(host, path), at=at - timedelta(hours=n)) for n, path in enumerate(paths))
        served.pages[host, "/feed"] = rss(*items)
        for path in paths:
            text = f"{path} at {host}: Mara Lind left the harbour on Monday, as the council of Alder said."
            served.pages[host, path] = page(f"Report {path}", text)


def test_two_that_work_read_every_page_once_and_finish_what_they_have_in_hand(database: str, tmp_path: Path) -> None:
    record = Record(connect(database))
    with serving("0.0.0.0") as served:
        _fill(served)
        _sources(record, served)
        two = [_working(database, tmp_path / "var", served.port) for _ in range(2)]
        try:
            _until(lambda: _articles(record) == len(HOSTS) * PAGES)
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
            _poll(record)
            assert inside.wait(60)
            for process in two:
                process.send_signal(signal.SIGTERM)
            time.sleep(1.0)  # they have been told, and the page is still on its way
            on.set()
            for process in two:
                said = process.communicate(timeout=60)[1]
                assert process.returncode == 0, said
        finally:
            for process in two:
                process.kill()
    assert _articles(record) == len(HOSTS) * PAGES + 1
    assert Counter(a.path for a in served.asked)["/report-late"] == 1


def _sources(record: Record, served: Served) -> None:
    from tests.retrieval.newsroom.test_real_servers import room_over

    lines = "".join(f'<outline type="rss" text="{h}" xmlUrl="{served.url(h, "/feed")}"/>' for h in HOSTS)
    room_over(record, served).import_opml(
        f'<opml version="2.0"><body>{lines}</body></opml>'.encode(), collection="news"
    )


def _poll(record: Record) -> None:
    """The first source is polled next."""
    with record.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE feeds SET next_poll_at = added_at WHERE id = (SELECT min(id) FROM feeds)")


def _articles(record: Record) -> int:
    return record.summary(["news"]).articles


def _until(done, timeout: float = 180.0) -> None:
    deadline = time.monotonic() + timeout
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)
