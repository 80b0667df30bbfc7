"""The formula spelled out over every sentence, and corpora and questions for it by Hypothesis."""

import json
import math
from collections import Counter
from collections.abc import Sequence

from hypothesis import strategies as st

from retrieval.types import IndexedArticle, IndexedSentence, IndexedVersion, Query
from tests.retrieval.index_parts import DAY, NOW, START, article, query


def _lets_through(query: Query, article: IndexedArticle, version: IndexedVersion) -> bool:
    published = article.published_at
    return (
        article.collection in query.collections
        and (not query.sources or article.source in query.sources)
        and (not query.articles or article.key in query.articles)
        and article.key not in query.exclude_articles
        and article.source not in query.exclude_sources
        and (published is None or published <= query.as_of)
        and (query.since is None or (published is not None and published >= query.since))
        and (query.until is None or (published is not None and published <= query.until))
        and (version.valid_from is None or version.valid_from <= query.as_of)
        and (version.valid_to is None or query.as_of < version.valid_to)
    )


def _terms(sentence: IndexedSentence) -> list[str]:
    return [*sentence.tokens, *sentence.mention_tokens, *sentence.title_tokens]


def _scored(
    live: Sequence[Sequence[str]], found: Sequence[tuple[str, Sequence[str]]], terms: Sequence[str]
) -> dict[str, float]:
    """The formula, written out once more without any of the code under test."""
    n, average = len(live), (sum(map(len, live)) / len(live) if live else 0.0) or 1.0
    scores = {}
    for name, document in found:
        counts = Counter(document)
        score = 0.0
        for term in terms:
            df = sum(1 for other in live if term in other)
            idf = math.log(1 + (n - df + 0.5) / (df + 0.5))
            norm = 1.5 * (1 - 0.75 + 0.75 * len(document) / average)
            score += idf * (counts[term] * 2.5 / (counts[term] + norm))
        if score > 0:
            scores[name] = score
    return scores


def expected(articles: Sequence[IndexedArticle], query: Query, limit: int) -> list[tuple[str, float]]:
    """The best sentences by the formula over everything."""
    mine = [a for a in articles if a.collection in query.collections]
    live = [_terms(s) for a in mine for s in a.versions[-1].sentences]
    found = [
        (s.sentence_id, _terms(s)) for a in mine for v in a.versions if _lets_through(query, a, v) for s in v.sentences
    ]
    scores = _scored(live, found, query.terms)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:limit]


def expected_articles(articles: Sequence[IndexedArticle], query: Query) -> dict[tuple[str, str], float]:
    """The score of every matching article by the formula."""

    def words(a: IndexedArticle, v: IndexedVersion) -> list[str]:
        return [*a.title_tokens, *a.title_tokens, *(t for s in v.sentences for t in s.tokens)]

    mine = [a for a in articles if a.collection in query.collections]
    live = [words(a, a.versions[-1]) for a in mine]
    found = [
        (json.dumps([a.collection, a.key]), words(a, v)) for a in mine for v in a.versions if _lets_through(query, a, v)
    ]
    scores = _scored(live, found, query.terms)
    return {tuple(json.loads(name)): score for name, score in scores.items()}  # type: ignore[misc]


WORDS = [*"abcdefghij", "the", "x" * 47, "naïve", "50"]
_texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
_days = st.integers(0, 9).map(lambda day: START + day * DAY)


@st.composite
def articles_strategy(draw: st.DrawFn) -> IndexedArticle:
    versions = draw(st.lists(st.lists(_texts, max_size=5), min_size=1, max_size=3))
    fetched = sorted(draw(st.lists(_days, min_size=len(versions) - 1, max_size=len(versions) - 1, unique=True)))
    return article(
        draw(st.sampled_from(["one", "two", "thr:ee", "fo/ur", 'f"ive'])),
        *versions,
        collection=draw(st.sampled_from(["news", "sport", "sample"])),
        title=draw(st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)),
        mentions=draw(st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join)),
        source=draw(st.sampled_from([None, "Herald", "Post"])),
        published=draw(st.none() | _days),
        fetched=fetched,
    )


changes = st.lists(st.tuples(st.booleans(), articles_strategy()), max_size=14)
queries = st.builds(
    lambda terms, collections, as_of, since, until, sources, only, without: query(
        " ".join(terms), collections=collections, as_of=as_of, since=since, until=until, sources=tuple(sources),
        articles=tuple(only), exclude_articles=tuple(without),
    ),
    st.lists(st.sampled_from([*WORDS, "unheard"]), max_size=7, unique=True),
    st.lists(st.sampled_from(["news", "sport", "sample", "nowhere"]), min_size=1, max_size=3, unique=True),
    _days | st.just(NOW),
    st.none() | _days,
    st.none() | _days,
    st.lists(st.sampled_from(["Herald", "Post"]), max_size=1),
    st.lists(st.sampled_from(["one", "two", "thr:ee"]), max_size=2, unique=True),
    st.lists(st.sampled_from(["one", "fo/ur"]), max_size=1),
)  # fmt: skip
