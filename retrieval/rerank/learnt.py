"""The reranker that ships: features of each hit, weighed by what was learnt from a year of news quizzes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.rerank.features import describe
from retrieval.rerank.model import Linear, load
from retrieval.rerank.question import understand
from retrieval.rerank.surroundings import Around, Stats, nothing_around
from retrieval.types import Hit, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class LearntReranker:
    """Judges hits by ``model``; ``around`` and ``stats`` give the text beside a hit and how rare a term is."""

    model: Linear
    around: Around
    stats: Stats

    def rerank(self, query: Query, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits best first with new ranks; ties by sentence id."""
        if not hits:
            return ()
        hits = sorted(hits, key=lambda hit: hit.sentence.sentence_id)  # so that no feature hangs on the order given
        asked = understand(query, self.stats(query.terms, query.collections))
        features = describe(asked, hits, self.around(hits))
        relevance = np.round(self.model.relevance(features), 9)
        order = sorted(range(len(hits)), key=lambda i: (-relevance[i], i))
        return tuple(
            replace(hits[i], rank=rank, relevance=float(relevance[i])) for rank, i in enumerate(order, start=1)
        )


def load_reranker(*, around: Around | None, stats: Stats) -> LearntReranker:
    """The packaged reranker for news; ``around`` None when nobody knows the neighbours."""
    return LearntReranker(model=load()["news"], around=around or nothing_around, stats=stats)
