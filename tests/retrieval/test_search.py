"""From a query to hits: what shares a word with the question, and what stands beside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pytest_mock import MockerFixture

from retrieval.index import Keeper
from retrieval.language.analyse import Analyser
from retrieval.search import BESIDE, FEW, KEPT, MORE, REACH, Search
from retrieval.types import AnalysedVersion, Query, RawArticle
from tests.retrieval.index_parts import query as query_at
from tests.retrieval.store_cases import NOW, analyse, article, open_record


def query(words: str) -> Query:
    return query_at(words, as_of=NOW)


def light(raw: RawArticle) -> AnalysedVersion:
    return Analyser().light(raw.title, raw.text)


def _search(folder: Path, *texts: str, analysed: Callable[[RawArticle], AnalysedVersion] = analyse) -> Search:
    record = open_record(folder)
    for number, text in enumerate(texts):
        raw = article(f"k{number}", text, title=f"Title {number}")
        record.save("news", raw, analysed(raw), now=NOW)
    keeper = Keeper.open(folder / "index", record)
    keeper.catch_up()
    return Search(record=record, index=keeper.index, analyser=Analyser())


def test_sentences_beside_the_best_hits_follow_them_without_a_score(tmp_path: Path) -> None:
    search = _search(tmp_path, "The mayor met the press. Two bridges will close. Rain fell.", "A bakery opened.")
    hits = search.for_reranking(query("mayor press"))
    assert [hit.sentence.text for hit in hits] == ["The mayor met the press.", "Two bridges will close.", "Rain fell."]
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert hits[0].score > 0
    assert {(hit.score, hit.terms) for hit in hits[1:]} == {(0.0, ())}
    assert len({hit.article_score for hit in hits}) == 1  # the article's own, not the sentence's


def test_only_so_many_sentences_of_so_many_hits_are_looked_at(tmp_path: Path) -> None:
    far = " ".join(f"Nothing {word}." for word in "one two three four five six seven eight nine".split())  # noqa: SIM905
    search = _search(tmp_path, *(f"The mayor spoke {'again ' * n}here. {far}" for n in range(BESIDE + 2)))
    hits = search.for_reranking(query("mayor"))
    assert sum(hit.score > 0 for hit in hits) == BESIDE + 2
    assert sum(hit.score == 0 for hit in hits) == BESIDE * REACH


def test_plain_search_shows_only_what_shares_a_word(tmp_path: Path) -> None:
    search = _search(tmp_path, "The mayor met the press. Two bridges will close.")
    assert [hit.sentence.text for hit in search.sentences(query("mayor"), limit=9)] == ["The mayor met the press."]
    assert search.sentences(query("harbour"), limit=9) == ()


def test_where_nothing_shares_a_word_a_record_of_few_is_looked_at_whole(tmp_path: Path) -> None:
    search = _search(tmp_path, "The mayor met the press. Two bridges will close.", "A bakery opened.")
    asked = query("harbour")
    assert {hit.sentence.text for hit in search.for_reranking(asked)} == {
        "The mayor met the press.",
        "Two bridges will close.",
        "A bakery opened.",
    }
    without = search.for_reranking(replace(asked, exclude_articles=("k0",)))
    assert [hit.sentence.text for hit in without] == ["A bakery opened."]
    assert search.for_reranking(replace(asked, sources=("Nobody's Post",))) == ()
    assert search.for_reranking(replace(asked, as_of=NOW - timedelta(days=900))) == ()
    assert search.for_reranking(replace(asked, collections=("other",))) == ()


def test_a_larger_record_is_not(tmp_path: Path) -> None:
    search = _search(tmp_path, " ".join(f"Bakery number {n} opened." for n in range(FEW + 1)), analysed=light)
    assert search.for_reranking(query("harbour")) == ()


def test_a_sentence_is_parsed_once_however_often_a_question_needs_it(tmp_path: Path, mocker: MockerFixture) -> None:
    search = _search(tmp_path, "The mayor met the press. Two bridges will close. Rain fell.", analysed=light)
    parsing = mocker.spy(search.analyser, "annotate")
    hits = search.for_reranking(query("mayor press"))
    some = search.annotated(hits[:2])
    assert search.annotated(hits)[:2] == some
    assert [call.args[0] for call in parsing.call_args_list] == [
        ["The mayor met the press.", "Two bridges will close."],
        ["Rain fell."],
    ]


def test_what_stands_beside_the_best_is_looked_at_where_many_share_a_word_too(tmp_path: Path) -> None:
    others = "The weather stays as it was. " * 3
    many = [f"{others} The mayor of port {n} opened a bridge. {others}" for n in range(KEPT + 5)]
    search = _search(tmp_path, "The mayor met the press. She had crossed the river.", *many)
    hits = search.for_reranking(query("mayor press"))
    assert sum(hit.score > 0 for hit in hits) == KEPT
    assert KEPT < len(hits) <= KEPT + MORE
    assert "She had crossed the river." in [hit.sentence.text for hit in hits]
    assert len({hit.sentence.sentence_id for hit in hits}) == len(hits)
