"""One OpenSearch index: documents of articles, their live statistics, and how far the log is applied."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opensearchpy import NotFoundError, OpenSearch
from opensearchpy.helpers import bulk

from retrieval.index.entries import Maker, newest_of_each
from retrieval.index.opensearch.shape import document, plain, stored
from retrieval.index.snapshot import STATE, owner_of
from retrieval.index.state import State, Tally, Totals
from retrieval.index.stored import Counted, count
from retrieval.types import CollectionStats, IndexedArticle, LogEntry

_AT_ONCE = 500  # documents in one request
_OWNERS = 1_000  # articles in one question
_COLLECTIONS = 50_000  # in one question
_LIVE = {"filter": {"exists": {"field": "live_in"}}, "aggs": {"terms": {"sum": {"field": "length"}}}}
_BEGUN = b" "  # before the state of a shelf that is being changed; JSON allows for it


class Shelf:
    """Documents of articles in the index ``name``; ``maker`` says which documents an article has.

    The statistics and the watermark are a document of the index itself, written last and seen with what they describe.
    It is written first as well, with a mark that nobody sees: so whoever comes after a writer that died knows it.
    """

    def __init__(self, client: OpenSearch, name: str, maker: Maker, *, average: float) -> None:
        self.client, self.name, self._maker = client, name, maker
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

    def apply(self, batch: Sequence[LogEntry]) -> None:
        """Entries that were applied already are passed over; seen all together, and again and again without harm."""
        state = self._settled()
        entries = newest_of_each(batch, state.watermark)
        if not entries:
            return
        articles = [(entry.collection, entry.key) for entry in entries]
        tally = Tally(state)
        self._take_out(tally, articles)
        turn = self._begin(state)
        self._write(self._actions(entries, tally, turn))
        self._forget(articles, before=turn)
        tally.watermark = max(tally.watermark, *(entry.seq for entry in entries))
        self.commit(tally)

    def fill(self, entries: Iterable[LogEntry], tally: Tally) -> None:
        """Adds articles that each come once; seen after `commit`."""
        self._write(self._actions(entries, tally, tally.watermark))

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        state = self._settled()
        tally = Tally(state)
        articles = [(collection, key) for key in dict.fromkeys(keys)]
        self._take_out(tally, articles)
        gone = state.documents - tally.documents
        if gone:
            self._forget(articles, before=self._begin(state))
            self.commit(tally)
        return gone

    def _begin(self, state: State) -> int:
        """The shelf is being changed until `commit`. The turn's number is above that of every document in it.

        How often the state was written is part of it: a turn that came to nothing has used its number up.
        """
        return state.watermark + int(self._keep(_BEGUN + state.encode())["_version"])

    def _settled(self) -> State:
        """The state, with nothing written that is not seen; what a writer left half done is counted first."""
        begun = self._is_begun()
        self.client.indices.refresh(index=self.name)
        state = self.state()
        if begun:
            tally = self._counted(state)
            self.commit(tally)
            return tally.state()
        return state

    def _is_begun(self) -> bool:
        """Also when nothing of it is seen yet: a document asked for by its id is the one written last."""
        try:
            written = self.client.get(index=self.name, id=STATE)
        except NotFoundError:
            return False
        return stored(written["_source"]).startswith(_BEGUN)

    def _counted(self, state: State) -> Tally:
        """The state with its statistics counted anew."""
        tally = Tally(state)
        tally.documents, tally.totals = 0, {}
        whole = {"collections": {"terms": {"field": "collection", "size": _COLLECTIONS}, "aggs": {"live": _LIVE}}}
        found = self.client.search(index=self.name, body={"size": 0, "aggs": whole})
        for bucket in found["aggregations"]["collections"]["buckets"]:
            tally.documents += int(bucket["doc_count"])
            live = bucket["live"]
            tally.totals[json.loads(f'"{bucket["key"]}"')] = [int(live["doc_count"]), int(live["terms"]["value"])]
        return tally

    def documents(self) -> int:
        """How many there are, that of the state left out."""
        query = {"bool": {"must_not": {"term": {"kind": STATE}}}}
        return int(self.client.count(index=self.name, body={"query": query})["count"])

    def _actions(self, entries: Iterable[LogEntry], tally: Tally, turn: int) -> Iterator[dict[str, Any]]:
        for entry in entries:
            for number, held in enumerate(self._maker(entry.article) if entry.article is not None else ()):
                tally.add(held)
                yield {
                    "_op_type": "index",
                    "_index": self.name,
                    "_id": _name(entry.article, number),
                    "version": turn,
                    "version_type": "external_gte",
                    "_source": document(held, turn),
                }

    def _write(self, actions: Iterator[dict[str, Any]]) -> None:
        bulk(self.client, actions, chunk_size=_AT_ONCE, max_retries=5, initial_backoff=0.2, raise_on_error=True)

    def _take_out(self, tally: Tally, articles: Sequence[tuple[str, str]]) -> None:
        """What these articles have here is subtracted."""
        for at in range(0, len(articles), _OWNERS):
            some = {owner_of(*article): article[0] for article in articles[at : at + _OWNERS]}
            found = self.client.search(
                index=self.name,
                body={
                    "size": 0,
                    "query": {"terms": {"owner": list(some)}},
                    "aggs": {"owners": {"terms": {"field": "owner", "size": len(some)}, "aggs": {"live": _LIVE}}},
                },
            )
            for bucket in found["aggregations"]["owners"]["buckets"]:
                totals = Totals(documents=int(bucket["live"]["doc_count"]), terms=int(bucket["live"]["terms"]["value"]))
                tally.remove(some[bucket["key"]], int(bucket["doc_count"]), totals)

    def _forget(self, articles: Sequence[tuple[str, str]], *, before: int) -> None:
        """Documents of these articles that were written before a turn; what is written in it stays."""
        for at in range(0, len(articles), _OWNERS):
            owners = [owner_of(*article) for article in articles[at : at + _OWNERS]]
            older = [{"terms": {"owner": owners}}, {"range": {"seq": {"lt": before}}}]
            self.client.delete_by_query(
                index=self.name,
                body={"query": {"bool": {"filter": older}}},
                params={"conflicts": "proceed", "refresh": "false"},
            )

    def commit(self, tally: Tally) -> None:
        """What was written is seen, and what the index says of itself with it."""
        self._keep(tally.state().encode())
        self.client.indices.refresh(index=self.name)

    def _keep(self, state: bytes) -> dict[str, Any]:
        body = {"kind": STATE, "body": base64.b64encode(state).decode()}
        kept: dict[str, Any] = self.client.index(index=self.name, id=STATE, body=body)
        return kept


def _name(article: IndexedArticle | None, number: int) -> str:
    assert article is not None
    return hashlib.blake2b(f"{owner_of(article.collection, article.key)}:{number}".encode(), digest_size=20).hexdigest()
