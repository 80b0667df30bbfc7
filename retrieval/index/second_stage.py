"""The second stage: rank-bm25 scores what an engine found, with the collections' own statistics, and explains it."""

from collections.abc import Mapping, Sequence

from retrieval.index.body import Body, indexable
from retrieval.index.okapi import Candidates, idf
from retrieval.types import Candidate, CollectionStats, TermOrigin, TermShare

ORIGINS = (TermOrigin.SENTENCE, TermOrigin.MENTION, TermOrigin.TITLE)  # the order of a body's parts


def query_terms(terms: Sequence[str]) -> dict[str, str]:
    """Each distinct term as engines hold it, in order, and the term as it was asked."""
    asked: dict[str, str] = {}
    for term in terms:
        for held in indexable((term,)):
            asked.setdefault(held, term)
    return asked


def weights(terms: Sequence[str], stats: CollectionStats) -> dict[str, float]:
    """The idf of each term in the collections asked."""
    return {term: idf(stats.sentences, stats.document_frequency.get(term, 0)) for term in terms}


class SecondStage:
    """Scores bodies for one query; the same body gets the same float whatever it is scored beside."""

    def __init__(self, asked: Mapping[str, str], stats: CollectionStats) -> None:
        self.asked = asked
        self.terms = list(asked)
        self.weights = weights(self.terms, stats)
        self.average_length = stats.average_length

    def _okapi(self, bodies: Sequence[Body]) -> Candidates:
        return Candidates(
            [{term: body.count(term) for term in self.terms} for body in bodies],
            [body.length for body in bodies],
            idf=self.weights,
            average_length=self.average_length,
        )

    def scores(self, bodies: Sequence[Body]) -> list[float]:
        """rank-bm25's score of each body."""
        return [float(score) for score in self._okapi(bodies).get_scores(self.terms)] if bodies else []

    def explained(self, ranked: Sequence[tuple[float, Body]]) -> tuple[Candidate, ...]:
        """Candidates in the order given, each term's share split over the parts by its frequency in them."""
        if not ranked:
            return ()
        okapi = self._okapi([body for _, body in ranked])
        by_term = [(term, okapi.get_scores([term])) for term in self.terms]
        return tuple(
            Candidate(
                sentence_id=body.name,
                article_key=body.key,
                collection=body.collection,
                score=score,
                terms=tuple(
                    share
                    for term, shares in by_term
                    for share in _split(self.asked[term], f" {term} ", float(shares[i]), body)
                ),
            )
            for i, (score, body) in enumerate(ranked)
        )


def _split(term: str, spaced: str, share: float, body: Body) -> list[TermShare]:
    counts = [part.count(spaced) for part in body.parts]
    total = sum(counts)
    return [
        TermShare(term=term, origin=origin, share=share * count / total)
        for origin, count in zip(ORIGINS, counts, strict=True)
        if count
    ]


def best(scored: Sequence[tuple[float, Body]], limit: int) -> list[tuple[float, Body]]:
    """The ``limit`` best with a score above 0, ties by name."""
    return sorted((s for s in scored if s[0] > 0), key=lambda s: (-s[0], s[1].collection, s[1].name))[:limit]
