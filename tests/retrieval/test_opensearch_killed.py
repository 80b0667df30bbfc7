"""A writer of an index on OpenSearch dies after any of its requests, or is overtaken there; another goes on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from opensearchpy import OpenSearch, OpenSearchException
from opensearchpy.helpers import bulk

from retrieval.errors import Overtaken
from retrieval.index import Keeper
from retrieval.index.locks import Lock
from retrieval.index.opensearch import OpenSearchIndex, open_opensearch
from retrieval.index.opensearch.place import Place
from retrieval.types import LogEntry
from tests.opensearch import urls
from tests.retrieval.index_parts import ListRecord, article, query
from tests.retrieval.index_reference import expected

pytestmark = [pytest.mark.slow, pytest.mark.opensearch]


ASKING = ("search", "alias")
MANY = 10_000  # documents in one request, which then takes longer than the taking of a place
MOST = 3  # lines that the one which takes over applies at once; the other applied them all together


class Killed(BaseException):
    """The writer is gone, as by SIGKILL."""


@dataclass
class AsNow:
    """A record whose log gives articles as they are now, as the real one does; ``most`` lines of it at once."""

    record: ListRecord
    most: int

    def log(self, after: int, limit: int) -> list[LogEntry]:
        now = {(entry.collection, entry.key): entry.article for entry in self.record.entries}
        lines = {(entry.collection, entry.key): entry for entry in self.record.log(after, min(limit, self.most))}
        last = sorted(lines.values(), key=lambda entry: entry.seq)
        return [replace(entry, article=now[entry.collection, entry.key]) for entry in last]

    def last_seq(self) -> int:
        return self.record.last_seq()

    def everything(self) -> Iterator[LogEntry]:
        return self.record.everything()


def after(requests: int, then: Callable[[], None]) -> Callable[[str, str, float], None]:
    """What happens to a writer once it has made so many requests, not counting those that only ask."""
    left = count(requests - 1, -1)

    def observe(kind: str, _outcome: str, _seconds: float) -> None:
        if kind not in ASKING and not next(left):
            then()

    return observe


def die() -> None:
    raise Killed


def lost(_name: str, _wait: bool) -> nullcontext[bool]:
    """A lock that everybody gets: whoever had it before has lost it."""
    return nullcontext(True)


def before(record: ListRecord, name: str) -> None:
    for n in range(3):
        record.save(article(f"{name}-old{n}", ["common word", f"common number{n}"]))


def in_hand(record: ListRecord, name: str) -> None:
    """What the one that dies is to apply: articles that come, grow, go and change again."""
    record.save(article(f"{name}-new0", ["common first", "common second", "common third"]))
    record.save(article(f"{name}-new1", ["common first"]))
    record.save(article(f"{name}-old0", ["common word", "common number0", "common more"]))
    record.delete("news", f"{name}-old1")
    record.save(article(f"{name}-new1", ["common first", "common second"]))


def meanwhile(record: ListRecord, name: str) -> None:
    """What happens before the other takes over."""
    record.delete("news", f"{name}-new0")
    record.save(article(f"{name}-new1", ["common only"]))
    record.save(article(f"{name}-old2", ["common word"]))


def agrees(index: OpenSearchIndex, record: ListRecord, when: str) -> None:
    """Every sentence is there once, nothing else is, and the index knows how many there are."""
    asked = query("common")
    found = [candidate.sentence_id for candidate in index.search(asked, limit=1000).candidates]
    assert found == [name for name, _ in expected(record.articles(), asked, 1000)], when
    assert index.stats((), ["news"]).sentences == len(found), when
    index.check()


def test_nothing_is_lost_doubled_or_left_behind(tmp_path: Path) -> None:
    record, prefix = ListRecord(), f"t{uuid4().hex}"
    second = open_opensearch(urls(), prefix=prefix, replicas=0)
    for lives in count(1):
        before(record, f"{lives}")
        Keeper(second, record, tmp_path).catch_up()
        in_hand(record, f"{lives}")
        first = open_opensearch(urls(), prefix=prefix, replicas=0)
        first.watch(after(lives, die))
        try:
            Keeper(first, AsNow(record, 100), tmp_path).catch_up()
        except Killed:
            died = True
        else:
            died = False
        first.close()
        meanwhile(record, f"{lives}")
        Keeper(second, AsNow(record, MOST), tmp_path).catch_up()
        agrees(second, record, f"killed after {lives} requests")
        if not died:
            assert lives > 10
            return


def test_a_writer_that_lives_and_has_lost_its_turn_changes_nothing(tmp_path: Path) -> None:
    record, prefix = ListRecord(), f"t{uuid4().hex}"
    second = open_opensearch(urls(), prefix=prefix, replicas=0)
    lock: Lock = lost
    said: list[str] = []
    for requests in count(1):
        before(record, f"{requests}")
        Keeper(second, record, tmp_path, lock=lock).catch_up()
        in_hand(record, f"{requests}")
        overtaken: list[bool] = []

        def take_over(requests: int = requests, overtaken: list[bool] = overtaken) -> None:
            overtaken.append(True)
            meanwhile(record, f"{requests}")
            Keeper(second, AsNow(record, MOST), tmp_path, lock=lock).catch_up()

        first = open_opensearch(urls(), prefix=prefix, replicas=0)
        first.watch(after(requests, take_over))
        keeper = Keeper(first, AsNow(record, 100), tmp_path, lock=lock)
        try:
            keeper.catch_up()
        except Overtaken as error:
            said.append(str(error))
        if not overtaken:
            break
        agrees(second, record, f"overtaken after {requests} requests")
        record.save(article(f"{requests}-next", ["common next"]))
        keeper.catch_up()  # and then it is its turn again
        agrees(first, record, f"on its own after being overtaken after {requests} requests")
        first.close()
    assert len(said) > 8
    assert all(line.startswith("OpenSearch: another process has taken over writing it; ") for line in said)


def test_what_came_before_the_place_was_taken_is_waited_for() -> None:
    client, name = OpenSearch(hosts=[urls()]), f"t{uuid4().hex}"
    client.indices.create(index=name, body={"settings": {"number_of_replicas": 0, "refresh_interval": -1}})

    def write(alias: str) -> None:
        for turn in count():
            many = [{"_index": alias, "_id": f"{turn}-{n}", "_source": {"n": n}} for n in range(MANY)]
            try:
                bulk(client, many, chunk_size=MANY, require_alias=True)
            except OpenSearchException:
                return

    for _ in range(3):
        with Place(client, [name], "the index").taken() as aliases:
            writer = threading.Thread(target=write, args=[aliases[name]])
            writer.start()
            while not _under_way(client):
                pass
        with Place(client, [name], "the index").taken():
            found = _documents(client, name)
            writer.join(60)
            assert _documents(client, name) == found > 0


def _under_way(client: OpenSearch) -> bool:
    """Whether documents are being written."""
    found = client.tasks.list(params={"actions": "indices:data/write/bulk[s]*"})
    return any(node["tasks"] for node in found["nodes"].values())


def _documents(client: OpenSearch, name: str) -> int:
    client.indices.refresh(index=name)
    return int(client.count(index=name)["count"])
