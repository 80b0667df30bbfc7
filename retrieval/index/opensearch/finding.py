"""The exact best documents of a shelf: OpenSearch proposes, rank-bm25 decides, a bound says when enough were read.

OpenSearch gives a term of weight w that occurs f times in a document of length l

    w y,   y = f / (f + a'),   a' = 1.5 (0.25 + 0.75 l' / L')

with l' <= l (lengths of 40 and more are rounded down) and L' the constant of `shape.py`; rank-bm25 gives w x with
x = 2.5 f / (f + a), a = 1.5 (0.25 + 0.75 l / L). That is `retrieval/index/bounds.py` with saturation at 1 instead of
2.2 and u = a / a' >= min(1, L' / L).
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from retrieval.index.bounds import Bound
from retrieval.index.entries import instant
from retrieval.index.opensearch.shape import plain
from retrieval.index.opensearch.shelf import Shelf
from retrieval.index.second_stage import Scored, SecondStage, best
from retrieval.index.snapshot import STATE, owner_of
from retrieval.index.state import State
from retrieval.types import Query

DEPTH = 128  # documents asked for at first
SATURATED = 1.0
Clauses = list[dict[str, Any]]


def filters(state: State, query: Query) -> tuple[Clauses, Clauses]:
    """What a document must be like, and what not; filters that let everything through are left out."""
    now = instant(query.as_of)
    must: Clauses = []
    never: Clauses = [{"term": {"kind": STATE}}]
    collections = [plain(collection) for collection in query.collections]
    is_present = state.horizon is None or now >= state.horizon  # then every version but the live ones has ended
    if is_present and state.older:
        must.append({"terms": {"live_in": collections}})
    elif not set(state.totals) <= set(query.collections):
        must.append({"terms": {"collection": collections}})
    if not is_present:
        never += [{"range": {"published": {"gt": now}}}, {"range": {"begins": {"gt": now}}}]
        never += [{"range": {"ends": {"lte": now}}}]
    if query.since is not None or query.until is not None:
        bounds = {name: instant(at) for name, at in (("gte", query.since), ("lte", query.until)) if at is not None}
        must.append({"range": {"published": bounds}})
    if query.sources:
        must.append({"terms": {"source": [plain(source) for source in query.sources]}})
    if query.articles:
        must.append({"terms": {"key": [plain(key) for key in query.articles]}})
    if query.exclude_sources:
        never.append({"terms": {"source": [plain(source) for source in query.exclude_sources]}})
    if query.exclude_articles:
        never.append({"terms": {"key": [plain(key) for key in query.exclude_articles]}})
    return must, never


class Finding:
    """One query against one shelf, as ``state`` describes it."""

    def __init__(self, shelf: Shelf, stage: SecondStage, query: Query, state: State, held: Sequence[str]) -> None:
        self._shelf, self._stage, self._terms = shelf, stage, list(held)
        self._must, self._never = filters(state, query)

    def best(self, limit: int) -> list[Scored]:
        """The ``limit`` best documents, exactly as if rank-bm25 had scored every one; ties by name."""
        if not self._terms or limit < 1:
            return []
        bound = self._bound()
        depth, kept, done = max(DEPTH, 3 * limit), list[Scored](), 0
        while True:
            hits = self._propose(done, depth)
            kept = best([*kept, *self._stage.scored(self._shelf.read(hits, self._stage.terms))], limit)
            done += len(hits)
            if len(hits) < depth:
                return kept
            if len(kept) == limit:
                needed = bound.needed(kept[-1].score)
                scores = [-float(hit["_score"]) for hit in hits]
                if bisect_right(scores, -needed) < len(hits):  # what comes after is too low to be among the best
                    return kept
            depth *= 3

    def of_articles(self, articles: Sequence[tuple[str, str]]) -> list[Scored]:
        """The documents of these articles that pass the filters, scored, in no order."""
        if not self._terms or not articles:
            return []
        mine = {"terms": {"owner": [owner_of(*article) for article in articles]}}
        query = {"bool": {"filter": [mine, *self._must], "must_not": self._never}}
        hits = self._shelf.search({"size": len(articles), "query": query, "_source": ["body"], "sort": ["_doc"]})
        return self._stage.scored(self._shelf.read(hits, self._stage.terms))

    def _propose(self, start: int, count: int) -> list[dict[str, Any]]:
        """The engine's best from a place on, best first."""
        weights = self._stage.weights
        should = [{"term": {"terms": {"value": term, "boost": weights[term]}}} for term in self._terms]
        query: dict[str, Any] = {"should": should, "minimum_should_match": 1, "must_not": self._never}
        if self._must:
            query["filter"] = self._must
        return self._shelf.search(
            {"from": start, "size": count, "query": {"bool": query}, "_source": ["body"], "sort": ["_score", "_doc"]}
        )

    def _bound(self) -> Bound:
        average = self._stage.average_length
        u = min(1.0, self._shelf.average / average) if average > 0 else 1.0
        return Bound([self._stage.weights[term] for term in self._terms], u, saturated=SATURATED)
