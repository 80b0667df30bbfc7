"""One OpenSearch index: documents of articles, their live statistics, and how far the log is applied."""

from collections.abc import Iterable, Sequence
from typing import Any

from opensearchpy import OpenSearch

from retrieval.index.opensearch.shape import plain, stored
from retrieval.index.snapshot import STATE
from retrieval.index.state import State, Totals
from retrieval.index.stored import Counted, count
from retrieval.types import CollectionStats


class Shelf:
    """Documents of articles in the index ``name``, as the newest refresh shows them.

    The statistics and the watermark are a document of the index itself, written last and seen with what they describe.
    """

    def __init__(self, client: OpenSearch, name: str, *, average: float) -> None:
        self.client, self.name = client, name
        self.average = average  # length that OpenSearch reckons with

    def state(self) -> State:
        """What the newest refresh shows."""
        query = {"term": {"kind": STATE}}
        hits = self.search({"size": 1, "query": query, "_source": ["body"]})
        return State.decode(stored(hits[0]["_source"])) if hits else State()

    def search(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.client.search(index=self.name, body={"track_total_hits": False, **asked})[
            "hits"
        ]["hits"]
        return found

    def read(self, hits: Sequence[dict[str, Any]], terms: Sequence[str]) -> list[Counted]:
        """What was found, with the frequencies of the terms."""
        return count([stored(hit["_source"]) for hit in hits], terms) if hits else []

    def stats(self, state: State, terms: Iterable[str], collections: Iterable[str]) -> CollectionStats:
        """Live statistics summed over the collections; ``terms`` as engines hold them."""
        asked, wanted = list(dict.fromkeys(collections)), list(terms)
        totals = [state.totals.get(collection, Totals()) for collection in asked]
        documents = sum(t.documents for t in totals)
        frequency = dict.fromkeys(wanted, 0)
        if wanted and documents:
            live = {"terms": {"live_in": [plain(collection) for collection in asked]}}
            filters = {str(n): {"term": {"terms": {"value": term}}} for n, term in enumerate(wanted)}
            found = self.client.search(
                index=self.name,
                body={"size": 0, "query": live, "aggs": {"terms": {"filters": {"filters": filters}}}},
            )
            buckets = found["aggregations"]["terms"]["buckets"]
            # No more than the state knows of: what a writer that died left may be seen a moment before it is counted.
            frequency = {term: min(documents, int(buckets[str(n)]["doc_count"])) for n, term in enumerate(wanted)}
        return CollectionStats(
            sentences=documents,
            average_length=sum(t.terms for t in totals) / documents if documents else 0.0,
            document_frequency=frequency,
        )

    def documents(self) -> int:
        """How many there are, that of the state left out."""
        query = {"bool": {"must_not": {"term": {"kind": STATE}}}}
        return int(self.client.count(index=self.name, body={"query": query})["count"])
