"""Which hits are about a topic as a whole rather than about one of its words, the most telling first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from retrieval.text.tokens import content_terms
from retrieval.types import Hit, Query, TermOrigin

SHARE = 2 / 3  # of the topic's terms that a sentence, its title and its mentions hold together
ARTICLE = 1.0  # weight of the article's score beside the sentence's, both as shares of the best
NEAR_BEST = 0.6  # of the best worth
SHORTEST = 8  # words; what is shorter is a heading or an aside
_SENTENCE = re.compile(r"[.!…][\"”’»)\]]*\s*$")


def on_topic(hits: Sequence[Hit], query: Query, *, titled: bool = False) -> tuple[Hit, ...]:
    """The whole sentences that hold most of the topic's terms, one of them in their own words, best first.

    With ``titled`` those too that only their title puts on the topic. Of each name in the topic its last word must be
    held. Ranked anew.
    """
    least = ceil(SHARE * len(query.terms))
    names = {terms[-1] for name in query.names if (terms := content_terms(name))}.intersection(query.terms)
    kept = [hit for hit in hits if _holds(hit, query, least, names, titled) and _is_sentence(hit.sentence.text)]
    if not kept:
        return ()
    best, best_article = max(hit.score for hit in kept), max(hit.article_score for hit in kept)
    worth = {
        hit.sentence.sentence_id: hit.score / (best or 1.0) + ARTICLE * hit.article_score / (best_article or 1.0)
        for hit in kept
    }
    near = NEAR_BEST * max(worth.values())
    kept = [hit for hit in kept if worth[hit.sentence.sentence_id] >= near]
    kept.sort(key=lambda hit: (-worth[hit.sentence.sentence_id], hit.rank))
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1))


def _holds(hit: Hit, query: Query, least: int, names: set[str], titled: bool) -> bool:
    held = {share.term for share in hit.terms}
    own = {share.term for share in hit.terms if share.origin is not TermOrigin.TITLE}
    return len(held.intersection(query.terms)) >= least and held >= names and (titled or bool(own))


def _is_sentence(text: str) -> bool:
    """Whether a text tells something: not a heading, and no question."""
    return len(text.split()) >= SHORTEST and _SENTENCE.search(text) is not None
