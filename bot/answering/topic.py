"""Which hits are about a topic as a whole rather than about one of its words."""

from collections.abc import Sequence
from math import ceil

from retrieval.text.tokens import content_terms
from retrieval.types import Hit, Query

NEAR_BEST = 0.35  # of the best score
SHARE = 2 / 3  # of the topic's terms that a sentence, its title and its mentions hold together


def on_topic(hits: Sequence[Hit], query: Query) -> tuple[Hit, ...]:
    """The hits that hold most of the topic's terms, and of each name in it the last word; in their order."""
    if not hits:
        return ()
    least = ceil(SHARE * len(query.terms))
    names = [terms[-1] for name in query.names if (terms := content_terms(name))]
    kept = []
    for hit in hits:
        held = {share.term for share in hit.terms}
        if len(held.intersection(query.terms)) >= least and held.issuperset(set(names).intersection(query.terms)):
            kept.append(hit)
    return tuple(hit for hit in kept if hit.score >= NEAR_BEST * kept[0].score)
