"""PostgreSQL and a real OpenSearch: of two `onrecord work`, the one that writes the index is killed in mid-writing, or
loses its turn there and lives."""

import json
import signal
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from bot import messages
from bot.app import MAIN
from retrieval.index.opensearch import OpenSearchIndex, open_opensearch
from retrieval.language.analyse import Analyser
from retrieval.store.database import connect, held, lock_number
from retrieval.store.record import Record
from retrieval.text.tokens import content_terms
from retrieval.types import Query, RawArticle
from tests import postgres
from tests.bot.working import TAKE_OVER, Processes, add_sources, allowed, until_true
from tests.opensearch import urls
from tests.retrieval.newsroom.servers import serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.opensearch,
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed"),
]
TURNS, ARTICLES = 2, 300  # so many come before each of them is lost
PART = 20  # sentences of a batch that are written when the writer is halted, or more
FAILED = "index not caught up"
OURS = "onrecord-*"  # the indices of processes that nobody told another name


@pytest.fixture
def cluster() -> Iterator[str]:
    """Nodes without an index of ours."""
    nodes = urls()

    def clear() -> None:
        url = f"{nodes.partition(',')[0]}/{OURS}?expand_wildcards=all"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=60).close()

    clear()
    yield nodes
    clear()


def articles_come(record: Record, turn: int) -> None:
    """While nobody may write the index: then all of them are to be written at once."""
    analyser = Analyser()
    with held(record.engine, "writer"):
        for n in range(ARTICLES):
            text = f"The harbour of Alder took in {n} ships. Its harbour master counted them. The harbour is full."
            raw = RawArticle(key=f"{turn}-{n}", url=None, title=f"Ships {n}", source=None, published_at=None, text=text)
            record.save(MAIN, raw, analyser.light(raw.title, raw.text), now=datetime.now(UTC))


def writer(record: Record) -> str | None:
    """Which process has the writer's place, by the name that it told the database."""
    number = lock_number("writer") % 2**64
    with record.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory'"
            f" AND granted AND classid::bigint = {number >> 32} AND objid::bigint = {number % 2**32}"
        ).scalar()
    return None if found is None else str(found)


def written(nodes: str) -> int:
    """How many sentences were written so far, seen or not."""
    with urllib.request.urlopen(f"{nodes.partition(',')[0]}/onrecord-sentences/_stats/indexing", timeout=60) as answer:
        return int(json.load(answer)["_all"]["primaries"]["indexing"]["index_total"])


class Workers:
    """Two that work, each known to the database by its number."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._by_name: dict[str, subprocess.Popen[bytes]] = {}
        self._count = 0

    def fill_up(self) -> None:
        while len(self._by_name) < 2:
            self._count += 1
            name = f"worker-{self._count}"
            said = messages.SOURCES_ALONE.split()[0]
            self._by_name[name] = self._processes.start("work", until=said, PGAPPNAME=name)

    def halted(self, record: Record, index: OpenSearchIndex, nodes: str) -> str:
        """The writer, stopped where it is: it has written a part of a batch that nobody sees yet."""
        deadline = time.monotonic() + 120
        reached, before = -1, 0
        while time.monotonic() < deadline:
            if (now := index.watermark()) != reached:
                reached, before = now, written(nodes)
            name = writer(record)
            if name not in self._by_name or written(nodes) < before + PART:
                continue
            self._by_name[name].send_signal(signal.SIGSTOP)
            if writer(record) == name and index.watermark() == reached:
                return name
            self._by_name[name].send_signal(signal.SIGCONT)
        raise AssertionError("nobody was met writing")

    def overtaken(self, record: Record, name: str) -> None:
        """The writer has lost its connection, and so its turn, and does not know it yet."""
        with record.engine.connect() as connection:
            found = connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", (name,)
            )
            assert found.all()

    def go_on(self, name: str) -> None:
        """It lives, and says that its turn came to nothing."""
        said = partial(self._processes.said, self._by_name[name])
        before = said().count(FAILED)
        self._by_name[name].send_signal(signal.SIGCONT)
        until_true(lambda: said().count(FAILED) > before)

    def kill(self, name: str) -> None:
        self._processes.kill(self._by_name.pop(name))

    def stop(self) -> None:
        self._processes.stop(*self._by_name.values())


def killed(workers: Workers, _: Record, index: OpenSearchIndex, name: str) -> None:
    """The other takes over, in time."""
    reached = index.watermark()
    workers.kill(name)
    killed = time.monotonic()
    until_true(lambda: index.watermark() > reached, pause=0.02)
    assert time.monotonic() - killed < TAKE_OVER


def overtaken(workers: Workers, record: Record, index: OpenSearchIndex, name: str) -> None:
    """The other takes over and comes to the end before the first goes on."""
    workers.overtaken(record, name)
    until_true(lambda: index.watermark() == record.last_seq())
    workers.go_on(name)


@pytest.mark.parametrize("loses", [killed, overtaken])
def test_another_takes_over_and_every_sentence_is_there_once(
    postgresql: str, cluster: str, tmp_path: Path, loses: Callable[[Workers, Record, OpenSearchIndex, str], None]
) -> None:
    record = Record(connect(postgresql))
    record.ensure_collection(MAIN)
    index = open_opensearch(cluster)
    gone: list[str] = []
    with serving("0.0.0.0") as served:
        add_sources(record, served, collection=MAIN)  # which answer 404; without any there would be no work
        given = {"DATABASE_URL": postgresql, "OPENSEARCH_URL": cluster, "ONRECORD_ALLOW_HOSTS": allowed(served)}
        with Processes(tmp_path, **given) as processes:
            workers = Workers(processes)
            for turn in range(TURNS):
                workers.fill_up()
                articles_come(record, turn)
                name = workers.halted(record, index, cluster)
                reached = index.watermark()
                assert reached < record.last_seq(), "it was in the middle"
                # What it has just written is gone from the record before the other comes to it.
                keys = [entry.key for entry in record.log(reached, 20)]
                record.delete(MAIN, keys)
                gone += keys
                loses(workers, record, index, name)
            until_true(lambda: index.watermark() == record.last_seq())
            workers.stop()
    articles = [entry.article for entry in record.everything() if entry.article is not None]
    assert len(articles) == TURNS * ARTICLES - len(set(gone))
    sentences = [sentence.sentence_id for article in articles for sentence in article.versions[-1].sentences]
    asked = Query(text="harbour", terms=content_terms("harbour"), collections=(MAIN,), as_of=datetime.now(UTC))
    found = Counter(candidate.sentence_id for candidate in index.search(asked, limit=2 * len(sentences)).candidates)
    assert found == Counter(sentences)
    assert index.stats((), [MAIN]).sentences == len(sentences)
    index.check()
