"""The exact best documents of a shelf: tantivy proposes, rank-bm25 decides, and a bound says when enough were read."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from tantivy import FieldType, Occur
from tantivy import Query as Engine

from retrieval.index.bounds import Bound, curvature
from retrieval.index.entries import instant
from retrieval.index.okapi import idf
from retrieval.index.second_stage import Scored, SecondStage, best
from retrieval.index.snapshot import Snapshot, owner_of
from retrieval.index.stored import Counted
from retrieval.types import Query

DEPTH = 64  # documents asked of tantivy at first
FIRST = 16  # documents read before the first look at the bound
Clauses = list[tuple[Any, Any]]


def filters(snapshot: Snapshot, query: Query) -> Clauses:
    """The query's filters as clauses that add nothing to a score. Those that let everything through are left out."""
    schema, state, now = snapshot.schema, snapshot.state, instant(query.as_of)
    clauses: Clauses = []

    def among(name: str, values: Sequence[str]) -> None:
        clauses.append((Occur.Must, Engine.const_score_query(snapshot.any_of(name, values), 0.0)))

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
        clauses.append((Occur.MustNot, snapshot.any_of("key", query.exclude_articles)))
    if query.exclude_sources:
        clauses.append((Occur.MustNot, snapshot.any_of("source", query.exclude_sources)))
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

    def _propose(self, limit: int) -> list[tuple[float, Any]]:
        """The engine's best, best first."""
        found: Any = Engine.boolean_query([(Occur.Should, query) for _, query in self._proposing])
        if self._filters:
            found = Engine.boolean_query([(Occur.Must, found), *self._filters])
        hits: list[tuple[float, Any]] = self._snapshot.searcher.search(found, limit, count=False).hits
        return hits

    def best(self, limit: int) -> list[Scored]:
        """The ``limit`` best documents, exactly as if rank-bm25 had scored every one; ties by name."""
        if not self._proposing or limit < 1:
            return []
        kept: list[Scored] = []
        done: set[tuple[int, int]] = set()
        bound: Bound | None = None
        depth = max(DEPTH, 3 * limit)
        while True:
            hits = self._propose(depth)
            fresh = [hit for hit in hits if (hit[1].segment_ord, hit[1].doc) not in done] if done else hits
            at = 0
            while at < len(fresh):
                until = min(at + max(FIRST, limit), len(fresh))
                if bound is not None and len(kept) == limit:  # all that may still be among the best, in one go
                    needed = bound.needed(kept[-1].score)
                    until = bisect_right(fresh, -needed, lo=at, key=lambda hit: -hit[0])
                    if until == at:
                        return kept
                addresses = [address for _, address in fresh[at:until]]
                read = self._snapshot.read(addresses, self._stage.terms)
                kept = best([*kept, *self._stage.scored(read)], limit)
                bound = bound or self._bound(fresh[0][1], read[0])
                at = until
            if len(hits) < depth:
                return kept
            done.update((address.segment_ord, address.doc) for _, address in fresh)
            depth *= 4

    def _bound(self, address: Any, document: Counted) -> Bound:
        term = next(term for term, _ in self._proposing if document.total[term])
        u = curvature(self._stage.average_length, self._snapshot.engine_average(address, term))
        return Bound([self._stage.weights[term] for term, _ in self._proposing], u)

    def of_articles(self, articles: Sequence[tuple[str, str]]) -> list[Scored]:
        """The documents of these articles that pass the filters, scored, in no order."""
        if not self._proposing or not articles:
            return []
        owners = self._snapshot.any_of("owner", [owner_of(*article) for article in articles])
        both = Engine.boolean_query([(Occur.Must, owners), *self._filters]) if self._filters else owners
        hits = self._snapshot.searcher.search(both, len(articles), count=False).hits
        return self._stage.scored(self._snapshot.read([address for _, address in hits], self._stage.terms))
