"""What the reranker asks for beside the hits: the text around each, and how rare the question's terms are."""

from collections.abc import Callable, Sequence

from retrieval.types import CollectionStats, Hit, Surroundings

Around = Callable[[Sequence[Hit]], Sequence[Surroundings]]  # as many as hits, in their order
Stats = Callable[[Sequence[str], Sequence[str]], CollectionStats]  # of (terms, collections): `SentenceIndex.stats`


def nothing_around(hits: Sequence[Hit]) -> Sequence[Surroundings]:
    """For hits whose neighbours nobody knows."""
    return (Surroundings(),) * len(hits)
