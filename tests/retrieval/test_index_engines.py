"""Every engine's list is the reference's: the formula over every sentence, whatever was saved, deleted and asked."""

import math
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.index.memory import MemoryIndex
from retrieval.index.opensearch import open_opensearch
from retrieval.index.protocol import SentenceIndex
from retrieval.index.tantivy_engine import open_index
from retrieval.types import IndexedArticle, IndexedSentence, IndexedVersion, LogEntry, Query, TermOrigin
from tests.opensearch import urls
from tests.retrieval.index_parts import DAY, NOW, START, ListRecord, article, filled, query
from tests.retrieval.index_reference import changes, expected, expected_articles, queries


def _tantivy(folder: str) -> SentenceIndex:
    return open_index(Path(folder))


def _memory(_: str) -> SentenceIndex:
    return MemoryIndex()


def _opensearch(_: str) -> SentenceIndex:
    return open_opensearch(urls(), prefix=f"t{uuid4().hex}", replicas=0)


ENGINES = {"tantivy": _tantivy, "memory": _memory, "opensearch": _opensearch}
EVERY = [*list(ENGINES)[:2], pytest.param("opensearch", marks=[pytest.mark.slow, pytest.mark.opensearch])]


@pytest.fixture(params=EVERY)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SentenceIndex:
    return ENGINES[request.param](str(tmp_path / "index"))


def apply(index: SentenceIndex, *articles: IndexedArticle) -> ListRecord:
    record = ListRecord()
    for one in articles:
        record.save(one)
    index.apply(record.entries)
    return record


def ids(index: SentenceIndex, asked: Query, limit: int = 10) -> list[str]:
    return [candidate.sentence_id for candidate in index.search(asked, limit=limit, top_articles=30).candidates]


def agree(index: SentenceIndex, articles: Sequence[IndexedArticle], asked: Query, limit: int) -> None:
    found = index.search(asked, limit=limit, top_articles=30)
    reference = expected(articles, asked, limit)
    assert [candidate.sentence_id for candidate in found.candidates] == [name for name, _ in reference]
    for candidate, (_, score) in zip(found.candidates, reference, strict=True):
        assert math.isclose(candidate.score, score, rel_tol=1e-12)
        assert math.isclose(math.fsum(share.share for share in candidate.terms), candidate.score, abs_tol=1e-9)
    whole = expected_articles(articles, asked)
    around = {(candidate.collection, candidate.article_key) for candidate in found.candidates}
    top = sorted(whole, key=lambda name: (-whole[name], *reversed(name)))[:30]
    assert set(found.articles) == {*around, *top}
    for name, score in found.articles.items():
        assert math.isclose(score, whole.get(name, 0.0), rel_tol=1e-12)


def _same_as_reference(make: Callable[[str], SentenceIndex], examples: int) -> None:
    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )
    @given(changes, st.lists(queries, min_size=1, max_size=6), st.integers(1, 6), st.integers(2, 14))
    def check(steps: list[tuple[bool, IndexedArticle]], asked: list[Query], limit: int, size: int) -> None:
        record = filled(ListRecord(), steps)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # merges may still write
            index = make(folder)
            for start in range(0, len(record.entries), size):
                index.apply(record.entries[start : start + size])
            for one in asked:
                agree(index, record.articles(), one, limit)
                live = [
                    s for a in record.articles() if a.collection in one.collections for s in a.versions[-1].sentences
                ]
                stats = index.stats(one.terms, one.collections)
                assert stats.sentences == len(live)
                holds = [{*s.tokens, *s.mention_tokens, *s.title_tokens} for s in live]
                assert dict(stats.document_frequency) == {t: sum(t in held for held in holds) for t in one.terms}

    check()


@pytest.mark.parametrize("engine", EVERY)
def test_every_list_is_the_reference(engine: str) -> None:
    _same_as_reference(ENGINES[engine], 10)


@pytest.mark.slow
@pytest.mark.parametrize("engine", EVERY)
def test_every_list_is_the_reference_at_length(engine: str) -> None:
    _same_as_reference(ENGINES[engine], 20 if engine == "opensearch" else 150)  # a refresh costs a tenth of a second


def test_ties_are_broken_by_id_however_many_there_are(index: SentenceIndex) -> None:
    record = apply(index, *(article(f"k{n:03}", ["trump set a deadline", "nothing here"]) for n in range(300)))
    agree(index, record.articles(), query("trump deadline"), 10)
    assert ids(index, query("deadline"), 3) == ["news/k000:1:0", "news/k001:1:0", "news/k002:1:0"]


def test_long_and_odd_terms_are_found(index: SentenceIndex) -> None:
    odd = ["a" * 40, "b" * 3000, "b" * 2999 + "c", "two words", "nbsp\u00a0inside", "\ud800", "\\", "\\20;", " "]
    sentences = tuple(
        IndexedSentence(sentence_id=f"s{number}", tokens=(term, "", "plain")) for number, term in enumerate(odd)
    )
    version = IndexedVersion(version=1, valid_from=None, valid_to=None, sentences=sentences)
    one = IndexedArticle(
        key="odd", collection="news", source=None, published_at=None, title_tokens=(), versions=(version,)
    )
    index.apply([LogEntry(seq=1, collection="news", key="odd", article=one)])
    for number, term in enumerate(odd):
        asked = Query(text=term, terms=(term,), collections=("news",), as_of=NOW)
        found = index.search(asked, limit=10).candidates
        assert [candidate.sentence_id for candidate in found] == [f"s{number}"], term
        assert found[0].terms[0].term == term
    assert index.stats(["plain"], ["news"]).average_length == 2


def test_nothing_asked_nothing_matching_and_nothing_there(index: SentenceIndex) -> None:
    assert index.search(query("anything"), limit=5).candidates == ()
    assert index.stats(["anything"], ["news"]).sentences == 0
    apply(index, article("a", ["the minister spoke"]), article("empty", [""]), article("bare", []))
    assert index.search(query(""), limit=5).candidates == ()  # only function words: no terms are left
    assert index.search(query("unheard of"), limit=5).candidates == ()
    assert dict(index.search(query("unheard of"), limit=5).articles) == {}


def test_a_deleted_article_is_gone_from_lists_and_statistics(index: SentenceIndex) -> None:
    record = apply(index, *(article(f"k{n}", ["trump spoke", f"word{n}"]) for n in range(20)))
    assert index.stats(["trump"], ["news"]).document_frequency["trump"] == 20
    assert index.delete("news", ["k3", "k4", "k3", "never"]) == 4
    stats = index.stats(["trump"], ["news"])
    assert (stats.sentences, stats.document_frequency["trump"]) == (36, 18)
    assert index.search(query("word3"), limit=5).candidates == ()
    left = [one for one in record.articles() if one.key not in {"k3", "k4"}]
    agree(index, left, query("trump word7"), 30)


def test_applying_an_older_batch_again_changes_nothing(index: SentenceIndex) -> None:
    record = apply(index, article("a", ["first text"]), article("b", ["other text"]))
    record.save(article("a", ["first text"], ["second text"], fetched=[START + DAY]))
    record.delete("news", "b")
    index.apply(record.entries[2:])
    before = index.search(query("text"), limit=9), index.stats(["text"], ["news"])
    index.apply(record.entries[:2])
    index.apply(record.entries)
    assert (index.search(query("text"), limit=9), index.stats(["text"], ["news"])) == before
    assert index.watermark() == 4


def test_collections_never_see_each_other(index: SentenceIndex) -> None:
    mine = [article(f"k{n}", ["trump spoke of ukraine", "nothing"]) for n in range(3)]
    alone = MemoryIndex()
    apply(alone, *mine)
    apply(index, *mine, *(article(f"x{n}", ["trump trump ukraine " * 9], collection="other") for n in range(50)))
    asked = query("trump ukraine")
    assert index.search(asked, limit=100) == alone.search(asked, limit=100)
    assert index.stats(["trump", "spoke"], ["news"]) == alone.stats(["trump", "spoke"], ["news"])


def test_filters_do_not_change_the_statistics(index: SentenceIndex) -> None:
    days = [article(f"k{n}", ["trump spoke"], source="AB"[n % 2], published=START + n * DAY) for n in range(10)]
    apply(index, *days, article("undated", ["trump spoke"], published=None))
    every = {c.sentence_id: c.score for c in index.search(query("trump"), limit=99).candidates}
    assert len(every) == 11
    narrow = [
        (query("trump", as_of=START + 4 * DAY), 6),  # what has no date is never hidden
        (query("trump", since=START + 2 * DAY, until=START + 3 * DAY), 2),  # but has no place in a window
        (query("trump", sources=("A",)), 5),
        (query("trump", exclude_sources=("A",)), 6),  # an article of no known source is from nobody left out
        (query("trump", articles=("k1", "k9")), 2),
        (query("trump", exclude_articles=("k1", "undated")), 9),
    ]
    for asked, count in narrow:
        found = index.search(asked, limit=99).candidates
        assert len(found) == count
        assert all(every[c.sentence_id] == c.score for c in found)


def test_the_version_of_the_time_is_read(index: SentenceIndex) -> None:
    changed = START + 5 * DAY
    apply(index, article("a", ["early words"], ["late words"], fetched=[changed]))
    assert ids(index, query("words", as_of=changed - DAY / 10**6)) == ["news/a:1:0"]
    assert ids(index, query("words", as_of=changed)) == ["news/a:2:0"]
    assert ids(index, query("words")) == ["news/a:2:0"]
    assert index.stats(["words"], ["news"]).document_frequency["words"] == 1


def test_each_term_says_where_it_matched(index: SentenceIndex) -> None:
    apply(index, article("a", ["he chaired kyiv kyiv"], title="kyiv talks", mentions="umerov"), article("b", ["x"]))
    candidate = index.search(query("umerov kyiv chaired"), limit=1).candidates[0]
    assert [(share.term, share.origin) for share in candidate.terms] == [
        ("umerov", TermOrigin.MENTION),
        ("kyiv", TermOrigin.SENTENCE),
        ("kyiv", TermOrigin.TITLE),
        ("chaired", TermOrigin.SENTENCE),
    ]
    kyiv = [share.share for share in candidate.terms if share.term == "kyiv"]
    assert math.isclose(kyiv[0], 2 * kyiv[1])
    assert math.isclose(math.fsum(share.share for share in candidate.terms), candidate.score, abs_tol=1e-9)
