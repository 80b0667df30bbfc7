"""A writer of an index on OpenSearch dies after any of its requests, and another goes on from the record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest

from retrieval.index import Keeper
from retrieval.index.opensearch import OpenSearchIndex, open_opensearch
from retrieval.types import LogEntry
from tests.opensearch import urls
from tests.retrieval.index_parts import ListRecord, article, query
from tests.retrieval.index_reference import expected

pytestmark = [pytest.mark.slow, pytest.mark.opensearch]


ASKING = ("search", "alias")
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


def dying(requests: int) -> Callable[[str, str, float], None]:
    """What lets a writer live for so many requests, not counting those that only ask."""
    left = count(requests - 1, -1)

    def observe(kind: str, _outcome: str, _seconds: float) -> None:
        if kind not in ASKING and not next(left):
            raise Killed

    return observe


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
        first.watch(dying(lives))
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
