"""Which of many standing queries a sentence is for: never other ones than comparing each with each gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.index.okapi import idf
from retrieval.percolate import Percolator, Standing
from retrieval.percolate.percolator import COVERAGE, OF_SHORT, OWN, PRIOR, SHORT
from retrieval.types import CollectionStats, IndexedArticle, IndexedSentence, IndexedVersion

TERM = st.sampled_from("abcdefgh")
TERMS = st.lists(TERM, max_size=8)
STANDING = st.tuples(TERMS, st.lists(st.lists(TERM, min_size=1, max_size=2), max_size=2))
SENTENCES = st.lists(st.tuples(TERMS, TERMS), max_size=4)
FREQUENCIES = st.fixed_dictionaries({term: st.integers(0, 50) for term in "abcdefgh"})


def article(sentences: list[tuple[list[str], list[str]]], title: list[str]) -> IndexedArticle:
    held = tuple(
        IndexedSentence(
            sentence_id=f"news/a:1:{n}", tokens=tuple(own), mention_tokens=tuple(named), title_tokens=tuple(title)
        )
        for n, (own, named) in enumerate(sentences)
    )
    version = IndexedVersion(version=1, valid_from=None, valid_to=None, sentences=held)
    return IndexedArticle(
        key="a", collection="news", source=None, published_at=None, title_tokens=tuple(title), versions=(version,)
    )


@settings(deadline=None, max_examples=40)
@given(st.lists(STANDING, max_size=5), SENTENCES, TERMS, FREQUENCIES)
def test_what_is_found_is_what_comparing_each_with_each_finds(
    queries: list[tuple[list[str], list[list[str]]]],
    sentences: list[tuple[list[str], list[str]]],
    title: list[str],
    frequencies: dict[str, int],
) -> None:
    standing = [
        Standing(id=n, terms=tuple(dict.fromkeys(terms)), names=tuple(map(tuple, names)))
        for n, (terms, names) in enumerate(queries)
    ]
    stats = CollectionStats(sentences=60, average_length=5.0, document_frequency=frequencies)
    found = {
        (match.standing, match.sentence_id) for match in Percolator(standing, stats).matches(article(sentences, title))
    }
    wanted = {
        (query.id, f"news/a:1:{n}")
        for n, (own, named) in enumerate(sentences)
        for query in standing
        if _is_for(query, {*own, *named}, {*own, *named, *title}, frequencies)
    }
    assert found == wanted


def _is_for(query: Standing, own: set[str], all_terms: set[str], frequencies: dict[str, int]) -> bool:
    weights = {term: idf(60 + PRIOR, frequencies[term]) for term in query.terms}
    if not weights:
        return False
    share = OF_SHORT if len(weights) <= SHORT else COVERAGE
    have = sum(weight for term, weight in weights.items() if term in all_terms)
    mine = sum(weight for term, weight in weights.items() if term in own)
    total = sum(weights.values())
    enough = have >= share * total and mine >= OWN * total
    words = sum(term in all_terms for term in weights) >= min(2, len(weights))
    return enough and words and (not query.names or any(set(name) <= all_terms for name in query.names))
