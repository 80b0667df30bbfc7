"""The second stage: rank-bm25 scores what an engine found, with the collections' own statistics, and explains it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from retrieval.index.okapi import Candidates, idf
from retrieval.index.stored import Counted
from retrieval.types import Candidate, CollectionStats, TermOrigin, TermShare

ORIGINS = (TermOrigin.SENTENCE, TermOrigin.MENTION, TermOrigin.TITLE)  # the order of a sentence's parts


class Scored(NamedTuple):
    """A document, rank-bm25's score of it, and what each term gave to that, in the order of the terms."""

    score: float
    document: Counted
    shares: Sequence[float]


class SecondStage:
    """Scores documents for one query; the same document gets the same float whatever it is scored beside."""

    def __init__(self, asked: Mapping[str, str], stats: CollectionStats) -> None:
        self._asked = asked
        self.terms = list(asked)
        n = stats.document_frequency
        self.weights = {term: idf(stats.sentences, n.get(term, 0)) for term in self.terms}
        self.average_length = stats.average_length

    def scored(self, documents: Sequence[Counted]) -> list[Scored]:
        """Each document with rank-bm25's score, in the order given."""
        if not documents:
            return []
        okapi = Candidates(
            [document.total for document in documents],
            [document.length for document in documents],
            idf=self.weights,
            average_length=self.average_length,
        )
        shares = np.array([okapi.get_scores([term]) for term in self.terms])
        scores = reduce(np.add, shares)  # in order, as `get_scores` of all terms adds: the very same floats
        return [
            Scored(score, document, share)
            for score, document, share in zip(scores.tolist(), documents, shares.T.tolist(), strict=True)
        ]

    def explained(self, ranked: Sequence[Scored]) -> tuple[Candidate, ...]:
        """Candidates in the order given, each term's share split over the parts by its frequency in them."""
        return tuple(self._candidate(scored) for scored in ranked)

    def _candidate(self, scored: Scored) -> Candidate:
        document = scored.document
        collection, key = document.article()
        parts = document.parts.tolist()
        terms = []
        for number, (term, share) in enumerate(zip(self.terms, scored.shares, strict=True)):
            if total := document.total[term]:
                terms += [
                    TermShare(self._asked[term], origin, share * part[number] / total)
                    for origin, part in zip(ORIGINS, parts, strict=True)
                    if part[number]
                ]
        return Candidate(
            sentence_id=document.name(),
            article_key=key,
            collection=collection,
            score=scored.score,
            terms=tuple(terms),
        )


def best(scored: Iterable[Scored], limit: int) -> list[Scored]:
    """The ``limit`` best with a score above 0, ties by name."""
    found = [one for one in scored if one.score > 0]
    return sorted(found, key=lambda one: (-one.score, one.document.tie, one.document.owner))[:limit]
