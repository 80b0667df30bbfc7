"""What happened on a day: its stories, those told by most independent texts first, one sentence each."""

import pytest

from bot import messages
from bot.answers import Status
from bot.intents import WhatHappened, classify
from bot.intents.what_happened import recognise
from bot.questions import Question
from tests.bot.news_case import NOW, open_news

ASKED = [
    ("what happened yesterday?", None),
    ("What happened on Monday?", None),
    ("what happened on 2026-02-02", None),
    ("what happened yesterday in Gaza?", "Gaza"),
    ("What happened in Aldmoor on Monday?", "Aldmoor"),
    ("what's happened since Monday?", None),
    ("what did I miss yesterday?", None),
    ("what's in the news today?", None),
    ("what is in the news?", None),
    ("what was in the headlines yesterday", None),
    ("top stories", None),
    ("What's new?", None),
    ("any news today?", None),
    ("headlines", None),
    ("what are today's headlines?", None),
    ("show me the top stories today", None),
    ("what's in the news in Gaza today?", "Gaza"),
]
OTHERS = [
    "what happened to the ferry?",
    "what happened to Griner on Monday?",
    "what happened in Gaza?",
    "what happened?",
    "new",
    "what deadline did Trump set yesterday?",
    "who was in the news yesterday?",
    "what happened at the end of the match",
    "which newspaper reported it yesterday?",
    "what did Umerov say yesterday?",
    "why is Umerov in the news?",
]


@pytest.mark.parametrize(("question", "place"), ASKED)
def test_it_is_recognised_by_its_form(question, place):
    intent = classify(question)
    assert isinstance(intent, WhatHappened)
    assert intent.place == place
    assert intent.since


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_not(question):
    assert recognise(question) is None


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = open_news(tmp_path_factory.mktemp("news"))
    yield app
    app.record.engine.dispose()


def test_the_stories_of_a_day_by_independent_texts(app):
    answer = app.answering.answer(Question(text="what happened on Monday?", collections=("main",)), now=NOW)
    assert (answer.intent, answer.status) == ("what_happened", Status.ANSWERED)
    assert answer.remark is not None
    assert answer.remark.endswith(messages.happened(2, 0))
    assert [entry.label.rpartition(" (")[2] for entry in answer.entries] == ["3 outlets, 2 texts)", "1 outlet)"]
    assert [entry.when for entry in answer.entries] == ["2026-02-02", "2026-02-02"]
    for entry, citation in zip(answer.entries, answer.citations, strict=True):
        assert entry.value == citation.sentence.text
        assert entry.citations == (citation.n,)
    assert answer.citations[1].sentence.article.key == "cup0"


def test_of_a_place_and_of_an_empty_day(app):
    asked = Question(text="what happened in Norwick yesterday?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW)
    assert [citation.sentence.article.key for citation in answer.citations] == ["ferry0"]
    asked = Question(text="what happened in Gaza on Monday?", collections=("main",))
    none = app.answering.answer(asked, now=NOW)
    assert (none.intent, none.status, none.entries) == ("what_happened", Status.DECLINED, ())
    assert none.remark
    today = app.answering.answer(Question(text="what's in the news today?", collections=("main",)), now=NOW)
    assert (today.status, today.entries) == (Status.DECLINED, ())


def test_only_from_the_outlet_and_without_what_is_left_out(app):
    asked = Question(text="what happened on Monday?", collections=("main",), sources=("Coast Echo",))
    answer = app.answering.answer(asked, now=NOW)
    assert [citation.sentence.article.key for citation in answer.citations] == ["quay2"]
    asked = Question(text="what happened on Monday?", collections=("main",), exclude_articles=("cup0",))
    assert len(app.answering.answer(asked, now=NOW).entries) == 1
