"""What happened on a day: its stories, those told by most independent texts first, one sentence each."""

import pytest

from bot import messages
from bot.answers import Status
from bot.intents import WhatHappened, classify, name_of
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
    "what happened to him?",
    "what happened when the ferry left?",
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


@pytest.mark.parametrize(
    ("question", "place", "since", "one"),
    [
        ("what happened to the ferry?", "the ferry", None, True),
        ("what happened to Griner on Monday?", "Griner", "Monday", True),
        ("what happened in Gaza?", "Gaza", None, False),
        ("recap the week in Aldmoor", "Aldmoor", "this week", False),
        ("main events of 14 July 2023", None, "14 July 2023", False),
    ],
)
def test_its_slots(question: str, place: str | None, since: str | None, one: bool) -> None:
    intent = classify(question)
    assert isinstance(intent, WhatHappened)
    assert (intent.place, intent.since, intent.one) == (place, since, one)


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


def test_what_happened_to_something_is_a_fact_or_its_stories(app):
    for text in ("what happened to the quay?", "what happened in Aldmoor?"):
        answer = app.answering.answer(Question(text=text, collections=("main",)), now=NOW)
        assert answer.status is Status.ANSWERED
        assert "quay" in answer.citations[0].sentence.text.lower()
    none = app.answering.answer(Question(text="what happened to the zeppelin Hekla?", collections=("main",)), now=NOW)
    assert (none.status, none.entries) == (Status.DECLINED, ())


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


PHRASINGS = """
what happened yesterday
what happened in Kyiv on Friday?
what happened last night
what's happened this week
what happened to Alexei Navalny?
what happened to the Titan submersible
what happened with Silicon Valley Bank
what happened at the Capitol on January 6
what happened in Bucha
what happened during the coup in Niger?
what happened after the election in Brazil
what took place in Khartoum last weekend?
what occurred in Maui
what went on at the summit
what went wrong with the Starliner mission?
what became of the Wagner group
tell me what happened in Beirut
can you summarise what happened in Gaza last week
recap of the week
recap yesterday's events
give me a recap of the debate
quick summary of today's news
summarise the week in Brussels
sum up the day
what did I miss this week?
what have I missed since Monday
did I miss anything yesterday
anything happen today?
did anything happen in Tehran last night?
what's in the news
what's in the headlines today?
whats in the papers this morning
top stories today
main news of last week
yesterday's headlines
news of the day
any news today
what made the news on Tuesday?
what were the biggest stories last week
main events of 14 July 2023
what events took place in Paris on Sunday
whats happening today
what is going on today?
so what happend in Davos yesterday
the week in review
daily briefing
and what happened in Westminster
what happened at COP28
what happened around the Al-Aqsa mosque this week
what happened with the chip deal
what happened to Jack Ma?
what all happened over the weekend
what's been going on in Haiti this week
what happened on the day of the vote
what happened before the coup
what happened since the ceasefire
what is being reported today
what came out of the summit
what's gone on in Georgia since Sunday
what was happening in Kabul in August 2021
give me a summary of what happened in Davos
what was the news on Friday?
what was in the news on 3 May
what big things happened this week
what went down in Caracas
"""
LOOK_ALIKES = """
what happened?
what happened to prices when the tax was cut?
what happened when he tried to cash the cheque?
what happened at the end of the match
what happened to him?
what happened to his car?
beachgoers were warned after what happened?
which events were cancelled?
what will happen in March?
what would happen if Greece left the euro?
when did it happen?
where did it happen?
why did it happen?
how did it happen?
who was there when it happened?
what news outlet was shut?
who wrote the summary?
what did the summary say?
what day did it happen?
what caused the fire yesterday?
who reviewed the deal?
what was announced yesterday?
what happens to the money?
which headline was wrong?
who makes the news agency's cameras?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "what_happened"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "what_happened"] == []
