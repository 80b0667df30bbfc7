"""Standing queries against new sentences, thousands against thousands.

A sentence is for a query when the query's terms that it has carry at least `COVERAGE` of the query's weight, by idf
(its own words, the names its mentions stand for, its article's title; without the title at least `OWN`); when it has
two of them at least, where there are two; and when it has all terms of one of the query's names, where there are names.
Only queries that can reach that are looked at: each is filed under its rarest terms, just so many that a sentence
without any of them cannot reach it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from retrieval.index.okapi import idf
from retrieval.types import CollectionStats, IndexedArticle, IndexedSentence

# Chosen on quiz questions of 2022 and their articles (docs/follows.md).
COVERAGE, OF_SHORT, SHORT = 0.5, 0.6, 4  # of queries of so many terms or fewer, one word is too much of them
OWN = 0.3
PRIOR = 1_000  # sentences without any of the words, thought of in addition: among a few dozen, chance makes words rare
FEWEST = 2  # terms of a query that a sentence has


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A query that waits for news. ``terms`` are distinct index terms; ``names`` the terms of each name in it."""

    id: int
    terms: tuple[str, ...]
    names: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A new sentence that is for a standing query; ``score`` is the share of the query's weight, in (0, 1]."""

    standing: int
    sentence_id: str
    score: float


@dataclass(frozen=True, slots=True)
class _Filed:
    id: int
    weights: Mapping[str, float]
    least: float  # what the terms of a sentence have to weigh
    own: float  # and those outside the title
    total: float
    fewest: int
    names: tuple[frozenset[str], ...]


class Percolator:
    """Standing queries over the same collections, whose ``stats`` of all their terms say how rare each is."""

    def __init__(
        self,
        standing: Iterable[Standing],
        stats: CollectionStats,
        *,
        coverage: float | None = None,
        own: float = OWN,
    ) -> None:
        self._filed: dict[str, list[_Filed]] = {}
        frequency = stats.document_frequency
        for query in standing:
            terms = tuple(dict.fromkeys(query.terms))
            if not terms:
                continue
            weights = {term: idf(stats.sentences + PRIOR, frequency.get(term, 0)) for term in terms}
            total = sum(weights.values())
            share = coverage or (OF_SHORT if len(terms) <= SHORT else COVERAGE)
            filed = _Filed(
                id=query.id,
                weights=weights,
                least=share * total,
                own=own * total,
                total=total,
                fewest=min(FEWEST, len(terms)),
                names=tuple(frozenset(name) for name in query.names if name),
            )
            for term in _rarest(filed):
                self._filed.setdefault(term, []).append(filed)

    def matches(self, article: IndexedArticle) -> tuple[Match, ...]:
        """What the article's live version has for whom, in the order of its sentences, then of the queries."""
        live = article.versions[-1].sentences if article.versions else ()
        found: list[Match] = []
        title = frozenset(article.title_tokens)
        for sentence in live:
            found += self._of(sentence, title)
        return tuple(found)

    def _of(self, sentence: IndexedSentence, title: Collection[str]) -> list[Match]:
        own = {*sentence.tokens, *sentence.mention_tokens}
        terms = own | frozenset(title)
        looked_at: dict[int, _Filed] = {
            filed.id: filed for term in terms if term in self._filed for filed in self._filed[term]
        }
        found = []
        for number in sorted(looked_at):
            score = _score(looked_at[number], own, terms)
            if score:
                found.append(Match(standing=number, sentence_id=sentence.sentence_id, score=score))
        return found


def _rarest(filed: _Filed) -> list[str]:
    """The rarest terms, so many that all others together weigh too little."""
    by_weight = sorted(filed.weights, key=lambda term: (-filed.weights[term], term))
    left, chosen = filed.total, []
    for term in by_weight:
        if left < filed.least:
            break
        chosen.append(term)
        left -= filed.weights[term]
    return chosen


def _score(filed: _Filed, own: set[str], terms: set[str]) -> float:
    """The share of the query's weight that the sentence has, or 0 when that is not enough."""
    have = [term for term in filed.weights if term in terms]
    weight = sum(filed.weights[term] for term in have)
    if len(have) < filed.fewest or sum(filed.weights[term] for term in have if term in own) < filed.own:
        return 0.0
    if weight < filed.least or (filed.names and not any(name <= terms for name in filed.names)):
        return 0.0
    return min(1.0, weight / filed.total) if filed.total else 0.0
