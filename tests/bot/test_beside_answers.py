"""What is shown with an answer and in place of one: what bears on the question, in whatever words it is asked."""

import pytest

from bot.answers import Status
from tests.bot.kind_case import app_over, asked

ROWS = (
    (
        "bridge",
        "A",
        "2026-03-08T08:00:00Z",
        "Bridge to close",
        "The bridge at Tarn Ford will close for repairs until October, the county council announced.",
    ),
    (
        "detour",
        "B",
        "2026-03-08T10:00:00Z",
        "Drivers face a detour",
        "Until the bridge at Tarn Ford opens again in October, drivers have to go by Alder.",
    ),
    (
        "ferry",
        "A",
        "2026-03-08T09:00:00Z",
        "Ferry crews win a raise",
        "Ferry crews in Pell Point won a raise of 7 percent, the union told reporters after the talks.",
    ),
    (
        "hail",
        "B",
        "2026-03-08T11:00:00Z",
        "Hail over Birch Hill",
        "Farmers near Birch Hill lost a third of their barley to hail, their association estimates.",
    ),
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return app_over(tmp_path_factory.mktemp("beside"), ROWS)


def test_what_has_nothing_to_do_with_the_question_is_not_shown(app):
    answer = asked(app, "How much of their barley did farmers lose?")
    assert answer.answer == "a third"
    assert [citation.sentence.article.key for citation in answer.citations] == ["hail"]


def test_what_says_the_same_is(app):
    answer = asked(app, "Until when is the bridge at Tarn Ford closed?")
    assert "October" in (answer.answer or "")
    assert {citation.sentence.article.key for citation in answer.citations} == {"bridge", "detour"}


def test_a_question_without_a_word_of_the_record_is_answered_where_a_sentence_does(app):
    answer = asked(app, "What will be shut?")
    assert (answer.answer, answer.citations[0].sentence.article.key) == ("The bridge", "bridge")


def test_one_that_no_sentence_answers_has_nothing_near(app):
    answer = asked(app, "Which airline cancelled flights?")
    assert (answer.status, answer.nearest) == (Status.DECLINED, ())
