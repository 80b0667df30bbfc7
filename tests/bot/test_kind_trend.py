"""How much was written about something: independent texts a day, the highest days with their story."""

from collections import Counter
from datetime import date

import pytest

from bot import messages
from bot.answering.trend import bars
from bot.answers import Status
from bot.intents import Trend, classify
from bot.intents.trend import recognise
from bot.questions import Question
from tests.bot.news_case import NOW, open_news

ASKED = [
    ("how often was Umerov in the news?", "Umerov"),
    ("How often has the ferry been in the news", "the ferry"),
    ("how many times was Mara Lind mentioned?", "Mara Lind"),
    ("how often did tariffs make headlines?", "tariffs"),
    ("how much coverage did the strike get since Monday?", "the strike"),
    ("how much attention has Gaza received?", "Gaza"),
    ("how much was written about the cup final?", "the cup final"),
    ("how many articles mention Umerov?", "Umerov"),
    ("how many stories were about the strike", "the strike"),
    ("trend of tariffs", "tariffs"),
    ("show me the trend for Umerov", "Umerov"),
    ("coverage of the strike over time", "the strike"),
]
OTHERS = [
    "how often do the talks take place?",
    "how many people were hurt?",
    "how many articles does the treaty have?",
    "how much did the bridge cost?",
    "how many times was the treaty broken?",
    "what is the trend in prices?",
    "how much aid did Ukraine receive from Norway?",
    "how much money did the club get?",
    "who is often in the news?",
]


@pytest.mark.parametrize(("question", "topic"), ASKED)
def test_it_is_recognised_by_its_form(question, topic):
    intent = classify(question)
    assert isinstance(intent, Trend)
    assert intent.topic == topic


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_not(question):
    assert recognise(question) is None


def test_a_bar_for_each_day_or_stretch_of_days():
    counts = Counter({date(2026, 2, 2): 2, date(2026, 2, 4): 1})
    assert bars(counts, date(2026, 2, 1), date(2026, 2, 5)) == "·█·▄·"
    year = bars(counts, date(2025, 3, 1), date(2026, 2, 28))
    assert len(year) <= 62
    assert "█" in year


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = open_news(tmp_path_factory.mktemp("news"))
    yield app
    app.record.engine.dispose()


def test_texts_a_day_with_the_highest_days_cited(app):
    asked = Question(text="how often was Mara Lind in the news since 2026-02-01?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW)
    assert (answer.intent, answer.status, answer.answer) == ("trend", Status.ANSWERED, None)
    first, last = date(2026, 2, 1), date(2026, 2, 6)
    assert answer.remark is not None
    assert answer.remark.endswith(messages.trend(3, 2, first, last, "·█·▄··"))
    assert [(entry.when, entry.value) for entry in answer.entries] == [
        ("2026-02-02", "2 texts"),
        ("2026-02-04", "1 text"),
    ]
    for entry, citation in zip(answer.entries, answer.citations, strict=True):
        assert entry.citations == (citation.n,)
        assert "Mara Lind" in citation.sentence.text


def test_what_nobody_wrote_about_is_declined(app):
    asked = Question(text="how often were zeppelins in the news?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW)
    assert (answer.status, answer.remark) == (Status.DECLINED, messages.NOT_IN_THE_NEWS)
