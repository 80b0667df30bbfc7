"""The exact best documents of a shelf: tantivy proposes, rank-bm25 decides, and a bound says when enough were read."""

from collections.abc import Sequence
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as Engine

from retrieval.index.body import Body
from retrieval.index.bounds import curvature, most
from retrieval.index.entries import instant
from retrieval.index.okapi import idf
from retrieval.index.second_stage import SecondStage, best
from retrieval.index.shelf import Snapshot, owner_of
from retrieval.types import Query

CHUNK = 16  # documents read between two looks at the bound
Clauses = list[tuple[Any, Any]]


def filters(snapshot: Snapshot, query: Query) -> Clauses:
    """The query's filters as clauses that add nothing to a score. Those that let everything through are left out."""
    schema, state, now = snapshot.schema, snapshot.state, instant(query.as_of)
    clauses: Clauses = []

    def among(name: str, values: Sequence[str]) -> None:
        clauses.append((Occur.Must, Engine.const_score_query(Engine.term_set_query(schema, name, list(values)), 0.0)))

    def window(occur: Any, name: str, low: int | None, high: int | None) -> None:
        both = {"lower_bound": low, "upper_bound": high}
        inside = Engine.range_query(schema, name, FieldType.Integer, **both)
        clauses.append((occur, Engine.const_score_query(inside, 0.0)))

    is_present = state.horizon is None or now >= state.horizon  # then every version but the live ones has ended
    if is_present and state.older:
        among("live_in", query.collections)
    elif not set(state.totals) <= set(query.collections):
        among("collection", query.collections)
    if not is_present:
        window(Occur.MustNot, "published", now + 1, None)  # what has no date is not in the window, and stays
        window(Occur.MustNot, "begins", now + 1, None)
        window(Occur.MustNot, "ends", None, now)
    if query.since is not None or query.until is not None:
        since = None if query.since is None else instant(query.since)
        window(Occur.Must, "published", since, None if query.until is None else instant(query.until))
    if query.sources:
        among("source", query.sources)
    if query.articles:
        among("key", query.articles)
    if query.exclude_articles:
        clauses.append((Occur.MustNot, Engine.term_set_query(schema, "key", list(query.exclude_articles))))
    return clauses


class Finding:
    """One query against one snapshot."""

    def __init__(self, snapshot: Snapshot, stage: SecondStage, query: Query) -> None:
        self._snapshot, self._stage = snapshot, stage
        self._filters = filters(snapshot, query)
        self._proposing = self._proposal()

    def _proposal(self) -> list[tuple[str, Any]]:
        """Each term that the shelf holds with its query, boosted so that it weighs what it weighs for rank-bm25."""
        snapshot, proposing = self._snapshot, []
        for term in self._stage.terms:
            frequency = int(snapshot.searcher.doc_freq("terms", term))
            if frequency:
                boost = self._stage.weights[term] / idf(snapshot.counted, frequency)
                proposing.append((term, Engine.boost_query(snapshot.term("terms", term), boost)))
        return proposing

    def _search(self, clauses: Clauses, limit: int) -> list[tuple[float, Any]]:
        found: Any = Engine.boolean_query([(Occur.Should, query) for _, query in self._proposing])
        if clauses:
            found = Engine.boolean_query([(Occur.Must, found), *clauses])
        hits: list[tuple[float, Any]] = self._snapshot.searcher.search(found, limit, count=False).hits
        return hits

    def best(self, limit: int) -> list[tuple[float, Body]]:
        """The ``limit`` best documents, exactly as if rank-bm25 had scored every one; ties by name."""
        if not self._proposing or limit < 1:
            return []
        weights = [self._stage.weights[term] for term, _ in self._proposing]
        kept: list[tuple[float, Body]] = []
        done: set[tuple[int, int]] = set()
        bend = 0.0
        depth = max(64, 4 * limit)
        while True:
            hits = self._search(self._filters, depth)
            fresh = [hit for hit in hits if (hit[1].segment_ord, hit[1].doc) not in done]
            for start in range(0, len(fresh), CHUNK):
                bodies = [self._snapshot.read(address) for _, address in fresh[start : start + CHUNK]]
                kept = best([*kept, *zip(self._stage.scores(bodies), bodies, strict=True)], limit)
                bend = bend or self._curvature(fresh[0][1], bodies[0])
                if (
                    len(kept) == limit
                    and most(fresh[min(start + CHUNK, len(fresh)) - 1][0], weights, bend) < kept[-1][0]
                ):
                    return kept
            if len(hits) < depth:
                return kept
            done.update((address.segment_ord, address.doc) for _, address in fresh)
            depth *= 4

    def _curvature(self, address: Any, body: Body) -> float:
        held = next(term for term, _ in self._proposing if body.count(term))
        return curvature(self._stage.average_length, self._snapshot.engine_average(address, held))

    def of_articles(self, articles: Sequence[tuple[str, str]]) -> list[tuple[float, Body]]:
        """The documents of these articles that match, scored, in no order."""
        if not self._proposing or not articles:
            return []
        owners = Engine.term_set_query(self._snapshot.schema, "owner", [owner_of(*article) for article in articles])
        clauses = [*self._filters, (Occur.Must, Engine.const_score_query(owners, 0.0))]
        bodies = [self._snapshot.read(address) for _, address in self._search(clauses, len(articles))]
        return list(zip(self._stage.scores(bodies), bodies, strict=True))
