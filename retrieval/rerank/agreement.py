"""Hits beside the other hits of their query: answers several articles agree on, and an article's best sentence."""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.rerank.seen import Seen
from retrieval.types import Hit

Floats = NDArray[np.float64]


def votes(hits: Sequence[Hit], seen: Sequence[Seen], belief: Floats) -> dict[str, Floats]:
    """How much the hits agree on a possible answer, word by word; an article votes once, with its best evidence."""
    articles = [(hit.sentence.article.collection, hit.sentence.article.key) for hit in hits]
    best: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for article, one, weight in zip(articles, seen, belief.tolist(), strict=True):
        for answer, near in zip(one.answers, one.nearness, strict=True):
            evidence = weight * (0.2 + near)
            for term in answer.terms:
                by_article = best[term]
                if evidence > by_article.get(article, 0.0):
                    by_article[article] = evidence
    total = {term: sum(by_article.values()) for term, by_article in best.items()}
    top = max(total.values(), default=0.0) or 1.0
    agreed, near_agreed, elsewhere = (np.zeros(len(hits)) for _ in range(3))
    for i, (article, one) in enumerate(zip(articles, seen, strict=True)):
        for answer, near in zip(one.answers, one.nearness, strict=True):
            mine = sum(total[term] for term in answer.terms) / len(answer.terms)
            apart = sum(total[term] - best[term].get(article, 0.0) for term in answer.terms) / len(answer.terms)
            agreed[i] = max(agreed[i], mine)
            near_agreed[i] = max(near_agreed[i], mine * (0.2 + near))
            elsewhere[i] = max(elsewhere[i], apart)
    return {
        "votes": agreed / top,
        "near_votes": near_agreed / (near_agreed.max() or 1.0),
        "votes_elsewhere": np.log1p(elsewhere),
    }


def within_articles(hits: Sequence[Hit], prior: Floats) -> dict[str, Floats]:
    """How the hit compares with the other hits of its article, and its article with the others, by ``prior``."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, hit in enumerate(hits):
        groups[hit.sentence.article.collection, hit.sentence.article.key].append(i)
    highest = prior.max()
    below, best, count, apart = (np.zeros(len(hits)) for _ in range(4))
    for members in groups.values():
        top = max(members, key=lambda i: prior[i])
        for i in members:
            below[i] = prior[i] - prior[top]
            best[i] = prior[top] - highest
            count[i] = math.log1p(len(members))
            apart[i] = math.log1p(abs(hits[i].sentence.position - hits[top].sentence.position))
    ranks = np.argsort(np.argsort(-prior, kind="stable"), kind="stable")
    return {
        "below_article_best": below,
        "article_best": best,
        "article_hits": count,
        "apart_from_best": apart,
        "log_rank": np.log1p(ranks),
    }
