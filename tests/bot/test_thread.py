"""A thread goes on about the articles that its answers cite."""

from dataclasses import replace

import pytest

from bot.answering.thread import preferred, promoted
from bot.answers import Status
from bot.app import App
from bot.questions import Question
from retrieval.types import Reading, Span
from tests.bot.kind_case import NOW, app_over
from tests.bot.test_readings import hit

ROWS = [
    (
        "mine",
        "Coast Echo",
        "2026-03-02T08:00:00Z",
        "Miners walk out at Corran",
        "Some 400 miners walked out at Corran on Monday. The union wants ten percent more pay. "
        "Its leader, Hanne Brix, said she would not give way.",
    ),
    (
        "rail",
        "Quay Times",
        "2026-03-04T08:00:00Z",
        "Rail strike in Vardo",
        "Trains stood still in Vardo on Tuesday. The union wants shorter shifts. Edvin Bron leads the drivers. "
        "The minister called it a bad day.",
    ),
    (
        "ruling",
        "Coast Echo",
        "2026-03-04T10:00:00Z",
        "Court stops mine",
        'The minister regretted the ruling and said: "The country needed the metal."',
    ),
    (
        "trial",
        "Coast Echo",
        "2026-03-04T09:00:00Z",
        "Four years for Haas",
        "Rolf Haas was jailed in Vardo on Friday. The prosecutor had asked for six years.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("thread"), ROWS)


@pytest.mark.parametrize(("thread", "wants"), [("mine", "ten percent more pay"), ("rail", "shorter shifts")])
def test_of_two_unions_the_one_of_the_thread_is_meant(app: App, thread: str, wants: str) -> None:
    question = Question(text="what does the union want?", collections=("main",), thread=(thread,))
    answer = app.answering.answer(question, now=NOW)
    assert (answer.status, answer.answer) == (Status.ANSWERED, wants)


def test_a_sentence_of_the_thread_that_shares_no_word_with_the_question_is_read(app: App) -> None:
    question = Question(text="what did the prosecution want?", collections=("main",), thread=("trial",))
    answer = app.answering.answer(question, now=NOW)
    assert answer.answer == "six years"


def test_the_minister_who_is_quoted_is_the_thread_s_own(app: App) -> None:
    question = Question(text="what did the minister say?", collections=("main",))
    assert app.answering.answer(question, now=NOW).answer == "The country needed the metal."
    here = app.answering.answer(replace(question, thread=("rail",)), now=NOW)
    assert here.answer is None or "metal" not in here.answer


def test_what_only_another_article_tells_is_answered_from_there(app: App) -> None:
    question = Question(text="who leads the drivers?", collections=("main",), thread=("mine",))
    assert app.answering.answer(question, now=NOW).answer == "Edvin Bron"


@pytest.mark.parametrize(("gender", "names"), [("f", ("Hanne Brix",)), ("m", ())])
def test_who_is_she_in_an_article(app: App, gender: str, names: tuple[str, ...]) -> None:
    assert app.answering.people(("mine",), gender, collections=("main",), now=NOW) == names


def test_an_article_of_another_collection_tells_of_nobody(app: App) -> None:
    assert app.answering.people(("mine",), "f", collections=("elsewhere",), now=NOW) == ()
    question = Question(text="what does the union want?", collections=("elsewhere",), thread=("mine",))
    assert app.answering.answer(question, now=NOW).status is Status.DECLINED


def test_two_of_the_first_four_are_the_thread_s_own_and_no_hit_is_lost() -> None:
    hits = [replace(hit("Oskel was appointed.", n), rank=n) for n in range(1, 15)]
    own = {hits[at].sentence.article.key for at in (6, 9, 13)}
    found = promoted(hits, tuple(own))
    assert [one.sentence.sentence_id for one in found[:4]] == [hits[at].sentence.sentence_id for at in (0, 1, 6, 9)]
    assert hits[13].sentence.sentence_id in {one.sentence.sentence_id for one in found[:12]}
    assert [one.rank for one in found] == list(range(1, 15))
    assert {one.sentence.sentence_id for one in found} == {one.sentence.sentence_id for one in hits}
    assert promoted(hits, ("another",)) == tuple(hits)


@pytest.mark.parametrize(("sure", "first"), [(0.85, 1), (0.75, 0), (0.4, 0)])
def test_a_thread_s_own_answer_comes_first_where_it_is_nearly_as_sure(sure: float, first: int) -> None:
    here, there = (
        Reading(hit=hit("Oskel was appointed.", n), span=Span(start=0, end=5), value="Oskel", confidence=confidence)
        for n, confidence in ((1, 0.9), (2, sure))
    )
    found = preferred((here, there), (there.hit.sentence.article.key,), threshold=0.55)
    assert found[0] is (here, there)[first]
    assert set(map(id, found)) == {id(here), id(there)}
