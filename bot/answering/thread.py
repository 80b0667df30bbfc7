"""A thread goes on about what it has been about: the articles that its answers were read in come first.

"What does the union want?" asks of the union of this thread, whatever other unions want.
"""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.types import Hit, Reading

PLACES = ((4, 2), (12, 6))  # of so many hits so many are the thread's own: the reader reads four, or twelve
NEARLY = 0.1  # of confidence, by which another article's answer must be surer


def promoted(hits: Sequence[Hit], articles: Sequence[str]) -> tuple[Hit, ...]:
    """The hits with the best of the articles (keys) among the first; their ranks as they then stand."""
    own = [hit for hit in hits if _is_of(hit, articles)]
    if not own:
        return tuple(hits)
    others = [hit for hit in hits if not _is_of(hit, articles)]
    told: dict[str, Hit] = {}
    for places, kept in PLACES:
        first = (*own[:kept], *others[: places - min(kept, len(own))])
        told |= {hit.sentence.sentence_id: hit for hit in sorted(first, key=lambda hit: hit.rank)}
    told |= {hit.sentence.sentence_id: hit for hit in hits}
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(told.values(), start=1))


def preferred(readings: Sequence[Reading], articles: Sequence[str], *, threshold: float) -> tuple[Reading, ...]:
    """The readings with the best of the articles first, where it is above the threshold and nearly as sure."""
    own = next((reading for reading in readings if _is_of(reading.hit, articles)), None)
    if own is None or own.confidence < max(threshold, readings[0].confidence - NEARLY):
        return tuple(readings)
    return (own, *(reading for reading in readings if reading is not own))


def _is_of(hit: Hit, articles: Sequence[str]) -> bool:
    return hit.sentence.article.key in articles
