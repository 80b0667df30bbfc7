"""Writing into one OpenSearch index: what articles have in it, its statistics, and how far the log is applied."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opensearchpy import NotFoundError
from opensearchpy.helpers import BulkIndexError, bulk, scan

from retrieval.index.entries import Maker, newest_of_each
from retrieval.index.opensearch.shape import document, stored
from retrieval.index.opensearch.shelf import Shelf
from retrieval.index.snapshot import STATE, owner_of
from retrieval.index.state import State, Tally, Totals
from retrieval.types import IndexedArticle, LogEntry

_AT_ONCE = 500  # documents in one request
_OWNERS = 1_000  # articles in one question
_COLLECTIONS = 50_000  # in one question
_LIVE = {"filter": {"exists": {"field": "live_in"}}, "aggs": {"terms": {"sum": {"field": "length"}}}}
_BEGUN = b" "  # before the state of a shelf that is being changed; JSON allows for it
_WRITTEN_ANEW = 409  # since it was found


class Writing:
    """Changes a shelf in one turn, under the ``alias`` that `Place` gives; ``maker`` says what an article has in it.

    The shelf's state is written last, and first as well, with a mark that nobody sees: so whoever comes after a writer
    that did not end its turn knows it.
    """

    def __init__(self, shelf: Shelf, maker: Maker, alias: str) -> None:
        self._shelf, self._maker, self._alias = shelf, maker, alias
        self._client = shelf.client

    def apply(self, batch: Sequence[LogEntry]) -> None:
        """Entries that were applied already are passed over; seen all together, and again and again without harm."""
        state = self._settled()
        entries = newest_of_each(batch, state.watermark)
        if not entries:
            return
        articles = [(entry.collection, entry.key) for entry in entries]
        tally = Tally(state)
        here = self._take_out(tally, articles)
        turn = self._begin(state)
        self._send(self._actions(entries, tally, turn))
        self._forget(here, before=turn)
        tally.watermark = max(tally.watermark, *(entry.seq for entry in entries))
        self.commit(tally)

    def fill(self, entries: Iterable[LogEntry], tally: Tally) -> None:
        """Adds articles that each come once; seen after `commit`."""
        self._send(self._actions(entries, tally, tally.watermark))

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        state = self._settled()
        tally = Tally(state)
        articles = [(collection, key) for key in dict.fromkeys(keys)]
        here = self._take_out(tally, articles)
        gone = state.documents - tally.documents
        if gone:
            self._forget(here, before=self._begin(state))
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
        self._client.indices.refresh(index=self._shelf.name)
        state = self._shelf.state()
        if begun:
            tally = self._counted(state)
            self.commit(tally)
            return tally.state()
        return state

    def _is_begun(self) -> bool:
        """Also when nothing of it is seen yet: a document asked for by its id is the one written last."""
        try:
            written = self._client.get(index=self._shelf.name, id=STATE)
        except NotFoundError:
            return False
        return stored(written["_source"]).startswith(_BEGUN)

    def _counted(self, state: State) -> Tally:
        """The state with its statistics counted anew."""
        tally = Tally(state)
        tally.documents, tally.totals = 0, {}
        whole = {"collections": {"terms": {"field": "collection", "size": _COLLECTIONS}, "aggs": {"live": _LIVE}}}
        found = self._client.search(index=self._shelf.name, body={"size": 0, "aggs": whole})
        for bucket in found["aggregations"]["collections"]["buckets"]:
            tally.documents += int(bucket["doc_count"])
            live = bucket["live"]
            tally.totals[json.loads(f'"{bucket["key"]}"')] = [int(live["doc_count"]), int(live["terms"]["value"])]
        return tally

    def _actions(self, entries: Iterable[LogEntry], tally: Tally, turn: int) -> Iterator[dict[str, Any]]:
        for entry in entries:
            for number, held in enumerate(self._maker(entry.article) if entry.article is not None else ()):
                tally.add(held)
                yield {
                    "_op_type": "index",
                    "_index": self._alias,
                    "_id": _name(entry.article, number),
                    "version": turn,
                    "version_type": "external_gte",
                    "_source": document(held, turn),
                }

    def _send(self, actions: Iterator[dict[str, Any]], **how: bool) -> list[dict[str, Any]]:
        """What was refused, if ``how`` says that it may be."""
        how = {"require_alias": True, **how}
        _, refused = bulk(self._client, actions, chunk_size=_AT_ONCE, max_retries=5, initial_backoff=0.2, **how)
        return list(refused)

    def _take_out(self, tally: Tally, articles: Sequence[tuple[str, str]]) -> list[str]:
        """What these articles have here is subtracted; the owners of those that have something."""
        here: list[str] = []
        for at in range(0, len(articles), _OWNERS):
            some = {owner_of(*article): article[0] for article in articles[at : at + _OWNERS]}
            found = self._client.search(
                index=self._shelf.name,
                body={
                    "size": 0,
                    "query": {"terms": {"owner": list(some)}},
                    "aggs": {"owners": {"terms": {"field": "owner", "size": len(some)}, "aggs": {"live": _LIVE}}},
                },
            )
            for bucket in found["aggregations"]["owners"]["buckets"]:
                totals = Totals(documents=int(bucket["live"]["doc_count"]), terms=int(bucket["live"]["terms"]["value"]))
                tally.remove(some[bucket["key"]], int(bucket["doc_count"]), totals)
                here.append(bucket["key"])
        return here

    def _forget(self, owners: Sequence[str], *, before: int) -> None:
        """Documents of these owners that were written before a turn; what is written in it stays.

        Found and deleted by requests of ours: one that did both on the cluster would go on after the place is lost.
        """
        for at in range(0, len(owners), _OWNERS):
            older = [{"terms": {"owner": owners[at : at + _OWNERS]}}, {"range": {"seq": {"lt": before}}}]
            query = {"query": {"bool": {"filter": older}}, "_source": False, "seq_no_primary_term": True}
            found = scan(self._client, index=self._shelf.name, query=query)
            refused = self._send(map(self._deletion, found), raise_on_error=False)
            if any(answer["delete"]["status"] != _WRITTEN_ANEW for answer in refused):
                raise BulkIndexError(f"{len(refused)} documents were not deleted", refused)

    def _deletion(self, hit: dict[str, Any]) -> dict[str, Any]:
        return {
            "_op_type": "delete",
            "_index": self._alias,
            "_id": hit["_id"],
            "if_seq_no": hit["_seq_no"],
            "if_primary_term": hit["_primary_term"],
        }

    def commit(self, tally: Tally) -> None:
        """What was written is seen, and what the index says of itself with it."""
        self._keep(tally.state().encode())
        self._client.indices.refresh(index=self._shelf.name)

    def _keep(self, state: bytes) -> dict[str, Any]:
        body = {"kind": STATE, "body": base64.b64encode(state).decode()}
        kept: dict[str, Any] = self._client.index(
            index=self._alias, id=STATE, body=body, params={"require_alias": "true"}
        )
        return kept


def _name(article: IndexedArticle | None, number: int) -> str:
    assert article is not None
    return hashlib.blake2b(f"{owner_of(article.collection, article.key)}:{number}".encode(), digest_size=20).hexdigest()
