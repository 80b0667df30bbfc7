"""Three real nodes, one of them killed while it is searched and written to: nothing wrong is found, nothing lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.errors import StorageError
from retrieval.index import Keeper
from retrieval.index.keeper import Opening
from retrieval.index.opensearch import open_opensearch
from tests.opensearch import Cluster
from tests.retrieval.index_parts import ListRecord, article, query
from tests.retrieval.index_reference import expected

pytestmark = [pytest.mark.slow, pytest.mark.opensearch]


@pytest.fixture(scope="module")
def nodes() -> Iterator[Cluster]:
    made = Cluster(3)
    yield made
    made.stop()


def test_a_node_dies_while_it_is_searched_and_written_to(nodes: Cluster, tmp_path: Path) -> None:
    record = ListRecord()
    for n in range(60):
        record.save(article(f"k{n:03}", [f"trump set deadline number{n}", "nothing else here"]))
    index = open_opensearch(nodes.urls, prefix="killed", replicas=2)
    keeper = Keeper(index, record, tmp_path)
    keeper.catch_up()
    nodes.wait(nodes=3, status=("green",))
    asked = query("trump deadline number7")
    before = expected(record.articles(), asked, 10)
    assert [hit.sentence_id for hit in index.search(asked, limit=10).candidates] == [name for name, _ in before]

    found: list[list[str]] = []
    stop = threading.Event()

    def search() -> None:
        own = open_opensearch(nodes.urls, prefix="killed", replicas=2)
        while not stop.is_set():
            found.append([hit.sentence_id for hit in own.search(query("number7"), limit=3).candidates])

    def write() -> None:
        for n in range(60, 200):
            record.save(article(f"k{n:03}", [f"putin spoke of number{n}"]))
            keeper.catch_up()

    threads = [threading.Thread(target=search), threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    nodes.wait(nodes=3)
    nodes.kill(1)
    threads[1].join(timeout=240)
    stop.set()
    threads[0].join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert found
    assert all(names == ["news/k007:1:0"] for names in found)
    index.check()
    assert index.watermark() == record.last_seq()
    for asked in (query("putin number150"), query("trump deadline")):
        after = expected(record.articles(), asked, 10)
        assert [hit.sentence_id for hit in index.search(asked, limit=10).candidates] == [name for name, _ in after]
    nodes.start(1)
    nodes.wait(nodes=3, status=("green",))
    index.check()


def test_another_versions_index_is_built_anew_and_said(nodes: Cluster, tmp_path: Path) -> None:
    record = ListRecord()
    record.save(article("a", ["trump spoke"]))
    Keeper(open_opensearch(nodes.urls, prefix="versions", analyser="1"), record, tmp_path).catch_up()
    said: list[str] = []
    opening = Opening(
        open=lambda: open_opensearch(nodes.urls, prefix="versions", analyser="2"),
        anew=lambda: open_opensearch(nodes.urls, prefix="versions", analyser="2", anew=True),
    )
    keeper = Keeper.open(tmp_path, record, opening=opening, say=said.append)
    assert len(said) == 1
    assert "it was written by another version" in said[0]
    assert [hit.article_key for hit in keeper.index.search(query("trump"), limit=5).candidates] == ["a"]
    keeper.rebuild()
    assert keeper.index.watermark() == record.last_seq()


def test_a_cluster_that_is_away_is_said_in_one_line() -> None:
    with pytest.raises(StorageError, match="OpenSearch: it cannot be reached"):
        open_opensearch("http://127.0.0.1:9")
