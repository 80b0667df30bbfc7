"""Questions answered inside the time they name, and what is offered when that time is silent."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.answers import Answer, Status
from bot.app import App
from bot.questions import Question
from retrieval.types import Level
from tests.bot.dated import COLLECTIONS, open_dated


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return open_dated(tmp_path_factory.mktemp("within"))


def asked(app: App, text: str, zone: ZoneInfo | None = None) -> Answer:
    return app.answer(Question(text=text, collections=COLLECTIONS, zone=zone), keep=False)


@pytest.mark.parametrize(
    ("question", "value", "remark"),
    [
        ("Who resigned on Friday?", "Tomas Umerov", "Looked in articles published on 18 Jul 2025."),
        ("who announced the deal in June?", "Carl Osten", "Looked in articles published from 1 to 30 Jun 2025."),
        ("who resigned since Thursday?", "Tomas Umerov", "Looked in articles published since 17 Jul 2025."),
        ("who was elected before July?", "Bob Stone", "Looked in articles published up to 30 Jun 2025."),
        (
            "who was elected head of the council in May 2024?",
            "Bob Stone",
            "Looked in articles published from 1 to 31 May 2024.",
        ),
    ],
)
def test_the_window_is_searched_and_shown(app: App, question: str, value: str, remark: str) -> None:
    answer = asked(app, question)
    assert answer.status is Status.ANSWERED
    assert value in (answer.answer or "")
    assert answer.remark == remark


def test_what_is_told_of_the_time_afterwards_counts_when_the_sentence_says_so(app: App) -> None:
    answer = asked(app, "who was arrested on Friday?")
    assert answer.answer == "Jon Aldermann"
    assert answer.remark == "Nothing published on 18 Jul 2025 says so; an article of 19 Jul 2025 tells of that time."


def test_an_empty_window_offers_the_nearest_outside_and_says_so(app: App) -> None:
    answer = asked(app, "who was arrested on Thursday?")
    assert (answer.status, answer.answer, answer.citations) == (Status.DECLINED, None, ())
    assert "Jon Aldermann" in answer.nearest[0].sentence.text
    assert answer.remark == "I have nothing on this published on 17 Jul 2025; the nearest outside, of 19 Jul 2025:"


def test_a_search_in_an_empty_window_offers_the_nearest_outside(app: App) -> None:
    answer = asked(app, "search strike last week")
    assert (answer.intent, answer.status) == ("search", Status.DECLINED)
    assert "strike" in answer.nearest[0].sentence.text
    assert (answer.remark or "").endswith("the nearest outside, of 20 Jun 2025:")


def test_what_was_known_as_of_a_day(app: App) -> None:
    answer = asked(app, "who was elected head of the council as of Friday?", ZoneInfo("America/New_York"))
    assert "Bob Stone" in (answer.answer or "")
    assert answer.as_of == datetime(2025, 7, 19, 3, 59, 59, 999999, tzinfo=UTC)
    assert (answer.remark or "").startswith("As of 18 Jul 2025.")
    assert "Ada Quill" in (asked(app, "who was elected head of the council?").answer or "")


def test_now_means_lately_first_and_anything_after_that(app: App) -> None:
    assert "Ada Quill" in (asked(app, "who is now elected head of the council?").answer or "")
    older = asked(app, "who ended the strike, and what is the latest?")
    assert older.status is not None


def test_bounds_that_somebody_set_win_over_the_words(app: App) -> None:
    question = Question(
        text="who was elected head of the council on Saturday?",
        collections=COLLECTIONS,
        since=datetime(2024, 5, 1, tzinfo=UTC),
        until=datetime(2024, 5, 31, tzinfo=UTC),
    )
    answer = app.answer(question, keep=False)
    assert {citation.sentence.article.key for citation in answer.citations or answer.nearest} == {"a5"}


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("search Marrow Bay from the Quay Times", {"Quay Times"}),
        ("search Marrow Bay not from the Quay Times", {"Harbour Post", "The Lantern"}),
        ("search Marrow Bay except Harbour Post or the Lantern", {"Quay Times"}),
        ("search Marrow Bay from Norwich", {"Quay Times", "Harbour Post", "The Lantern"}),
    ],
)
def test_outlets_by_name(app: App, question: str, sources: set[str]) -> None:
    answer = asked(app, question)
    assert {citation.sentence.article.source for citation in answer.citations} == sources


def test_the_window_and_outlet_of_a_question_stand_in_the_query(app: App) -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    question = Question(text="what happened on Friday, not from The Lantern?", collections=COLLECTIONS, zone=kyiv)
    told = app.answering.asked(question, now=datetime(2025, 7, 21, 10, tzinfo=UTC))
    assert told.query is not None
    assert told.query.since == datetime(2025, 7, 18, tzinfo=kyiv)
    assert told.query.exclude_sources == ("The Lantern",)
    assert (told.answer.remark or "").startswith("Left out: The Lantern.")


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("undated")
    app = open_dated(folder)
    text = folder / "port.txt"
    text.write_text(
        "Marla Quist opened the port of Hull on Saturday. The mayor praised the crews of the harbour on Sunday.\n",
        encoding="utf-8",
    )
    app.ingest([str(text)], collection="plain", level=Level.FULL, on_progress=lambda _done, _total: None)
    return app


def in_plain(app: App, text: str) -> Answer:
    return app.answer(Question(text=text, collections=("plain",)), keep=False)


def test_an_article_without_a_date_counts_where_it_says_the_time_as_the_question_does(undated: App) -> None:
    answer = in_plain(undated, "Who opened the port of Hull on Saturday?")
    assert answer.answer == "Marla Quist"
    assert answer.remark == "The article has no date that I know of; “Saturday” is as it says itself."


def test_an_article_without_a_date_is_no_answer_for_another_day(undated: App) -> None:
    answer = in_plain(undated, "Who opened the port of Hull on Monday?")
    assert (answer.status, answer.answer) == (Status.DECLINED, None)
    assert (answer.remark or "").endswith("the nearest outside, of undated:")


def test_over_an_archive_a_day_may_be_the_one_that_its_article_speaks_of(app: App) -> None:
    question = Question(text="who was arrested on Friday?", collections=COLLECTIONS)
    later = app.answering.answer(question, now=datetime(2026, 3, 4, 10, tzinfo=UTC))
    assert later.answer == "Jon Aldermann"
    assert later.remark == "I have nothing published since then; “Friday” is as the article of 19 Jul 2025 says itself."
    other = replace(question, text="who was arrested on Monday?")
    assert app.answering.answer(other, now=datetime(2026, 3, 4, 10, tzinfo=UTC)).status is Status.DECLINED
