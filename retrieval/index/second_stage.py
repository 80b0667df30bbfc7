"""The second stage: rank-bm25 scores what an engine found, with the collections' own statistics, and explains it."""

from collections.abc import Mapping, Sequence

from retrieval.index.okapi import Candidates, idf
from retrieval.index.stored import Counted
from retrieval.types import Candidate, CollectionStats, TermOrigin, TermShare

ORIGINS = (TermOrigin.SENTENCE, TermOrigin.MENTION, TermOrigin.TITLE)  # the order of a sentence's parts
Ranked = list[tuple[float, Counted]]


class SecondStage:
    """Scores documents for one query; the same document gets the same float whatever it is scored beside."""

    def __init__(self, asked: Mapping[str, str], stats: CollectionStats) -> None:
        self._asked = asked
        self.terms = list(asked)
        n = stats.document_frequency
        self.weights = {term: idf(stats.sentences, n.get(term, 0)) for term in self.terms}
        self.average_length = stats.average_length

    def _okapi(self, documents: Sequence[Counted]) -> Candidates:
        return Candidates(
            [document.total for document in documents],
            [document.length for document in documents],
            idf=self.weights,
            average_length=self.average_length,
        )

    def scored(self, documents: Sequence[Counted]) -> Ranked:
        """Each document with rank-bm25's score."""
        if not documents:
            return []
        return list(zip(self._okapi(documents).get_scores(self.terms).tolist(), documents, strict=True))

    def explained(self, ranked: Ranked) -> tuple[Candidate, ...]:
        """Candidates in the order given, each term's share split over the parts by its frequency in them."""
        if not ranked:
            return ()
        okapi = self._okapi([document for _, document in ranked])
        shares = [(self._asked[term], okapi.get_scores([term]).tolist()) for term in self.terms]
        candidates = []
        for i, (score, document) in enumerate(ranked):
            collection, key = document.article()
            terms = tuple(
                TermShare(term=term, origin=origin, share=share[i] * count / total)
                for number, (term, share) in enumerate(shares)
                if (total := sum(part[number] for part in document.parts))
                for origin, part in zip(ORIGINS, document.parts, strict=True)
                if (count := part[number])
            )
            candidates.append(
                Candidate(sentence_id=document.name(), article_key=key, collection=collection, score=score, terms=terms)
            )
        return tuple(candidates)


def best(scored: Ranked, limit: int) -> Ranked:
    """The ``limit`` best with a score above 0, ties by name."""
    found = [one for one in scored if one[0] > 0]
    return sorted(found, key=lambda one: (-one[0], one[1].tie, one[1].owner))[:limit]
