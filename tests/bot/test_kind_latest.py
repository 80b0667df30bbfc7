"""What is new on something: a sentence from each of its stories, the newest first."""

import json

import pytest

from bot import messages
from bot.answers import Status, answer_json
from bot.blocks import answer_message
from bot.intents import LatestQuestion, classify, name_of
from bot.intents.latest import recognise
from bot.links import Links
from bot.questions import Question
from tests.bot.cited import HELD
from tests.bot.news_case import NOW, open_news

ASKED = [
    ("what's the latest on the quay?", "the quay"),
    ("What is the latest on Umerov?", "Umerov"),
    ("whats the latest news about the talks", "the talks"),
    ("what is new on tariffs?", "tariffs"),
    ("what's new with the ferry", "the ferry"),
    ("any news about Mara Lind?", "Mara Lind"),
    ("is there any news on the ceasefire", "the ceasefire"),
    ("Any updates on the prisoner exchange?", "the prisoner exchange"),
    ("latest on Gaza", "Gaza"),
    ("what's new in Gaza?", "Gaza"),
    ("the latest news from Aldmoor", "Aldmoor"),
    ("what are the latest developments in the trial?", "the trial"),
    ("do you have anything new about the quay", "the quay"),
    ("catch me up on the strike", "the strike"),
    ("please bring me up to date on the strike", "the strike"),
    ("news about the strike", "the strike"),
]
OTHERS = [
    "what deadline did Trump set?",
    "who leads Ukraine's delegation?",
    "what is the latest deadline?",
    "when did talks stall?",
    "did any of the ministers resign?",
    "What new laws were passed?",
    "who was at the latest talks in Istanbul?",
    "what is a ceasefire?",
    "any of them?",
    "How did Umerov react?",
    "what happened to the ferry?",
    "what news agency reported it?",
]


@pytest.mark.parametrize(("question", "topic"), ASKED)
def test_it_is_recognised_by_its_form(question, topic):
    intent = classify(question)
    assert isinstance(intent, LatestQuestion)
    assert intent.topic == topic


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_not(question):
    assert recognise(question) is None


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = open_news(tmp_path_factory.mktemp("news"))
    yield app
    app.record.engine.dispose()


def test_one_sentence_a_story_the_newest_first_with_its_texts_counted(app):
    answer = app.answering.answer(Question(text="what's the latest on Aldmoor?", collections=("main",)), now=NOW)
    assert (answer.intent, answer.status, answer.answer) == ("latest", Status.ANSWERED, None)
    assert answer.remark == messages.NEWEST
    first = answer.entries[0]
    assert first.label.endswith("(3 outlets, 3 texts)")
    assert first.when == "2026-02-04"
    assert first.value == answer.citations[0].sentence.text
    assert first.value.startswith("Aldmoor council ordered an inquiry")
    whens = [entry.when for entry in answer.entries]
    assert whens == sorted(whens, reverse=True)
    stories = [entry.label for entry in answer.entries]
    assert len(set(stories)) == len(stories)
    said = answer_json(answer, took_ms=1.0)
    assert said["entries"][0] == {
        "label": first.label, "value": first.value, "when": "2026-02-04", "speaker": None, "citations": [1]
    }  # fmt: skip


def test_a_firm_is_told_of_by_its_short_name_too(app):
    answer = app.answering.answer(Question(text="latest on Corvane Foods", collections=("main",)), now=NOW)
    assert [entry.when for entry in answer.entries] == ["2026-02-05", "2026-02-03"]


def test_the_command_gives_the_same_and_an_unknown_topic_is_declined(app):
    told = app.answering.latest(Question(text="the quay", collections=("main",)), now=NOW)
    assert told.answer.entries[0].when == "2026-02-04"
    none = app.answering.answer(Question(text="any news about zeppelins?", collections=("main",)), now=NOW)
    assert (none.intent, none.status, none.remark) == ("latest", Status.DECLINED, messages.NOTHING_NEAR)


def test_nothing_from_after_the_time_asked_for(app):
    early = NOW.replace(day=2, hour=12)
    question = Question(text="what's the latest on the quay?", collections=("main",), as_of=early)
    answer = app.answering.answer(question, now=NOW)
    assert [entry.label for entry in answer.entries] == ["Aldmoor quay collapses, three hurt (2 outlets, 1 text)"]


def test_a_sentence_that_is_cited_whole_is_not_said_twice(app):
    answer = app.answering.answer(Question(text="what's the latest on the quay?", collections=("main",)), now=NOW)
    said = json.dumps(answer_message(answer, answer_id="a", links=Links(), held=HELD).blocks)
    assert said.count("ordered an inquiry into the collapse") == 1
    assert "(3 outlets, 3 texts)" in said


PHRASINGS = """
latest on Sudan
latest from Kyiv
What's the latest on the strike?
what's new on the debt deal
whats the latest with boeing
any news on the hostages?
any update on the submarine
is there an update on the Baltimore bridge?
any developments in the Trump trial
give me an update on Haiti
can I get an update on the floods
update on the ceasefire talks
updates on Gaza please
most recent news about Twitter
newest on the Credit Suisse takeover
what is the state of play in the Brexit talks
state of play on the budget
what's the current situation in Niger
where do the coalition talks stand?
where does the case against Trump stand now
where are we with the grain deal?
how are the peace talks going
has anything changed on the border
has there been any progress on the hostage deal?
any progress in the climate talks?
catch me up on the writers' strike
bring me up to speed on the Fed
fill me in on the Sudan conflict
brief me on Nagorno-Karabakh
what's going on with Twitter
what's happening with the Post Office scandal
what's happening in Peru?
Gaza latest
Boeing news
Ukraine update
latest Gaza news
latest: Sudan
news from Khartoum
news about the submarine
recent developments in Myanmar
anything new on the Idaho murders?
what did I miss on the debt ceiling
what do we know so far about the shooting
what is the status of the peace deal
lastest on the election
what's up with Twitter
latest from the COP talks
newest reports on the volcano
how are things with Boeing
how's the inquiry progressing
is there any fresh news on the hostages
what changed in the talks since yesterday
what has changed in Ukraine
did anything new come out about the crash
fresh info on the shooting
any movement on the pay deal?
give me the newest on Evergrande
today's news on Gaza
what do we know about the crash now
keep me up to date on the strike
tell me the latest about TikTok
news update on Sudan
latest re: Boeing
latest headlines about the Fed
breaking news on the quake
Sudan: any news?
current status of the deal
status of the grain deal
where have the talks got to
how have the talks moved on
are there new developments in the case
any word on the hostages
heard anything about the submarine?
what's the word on the merger
what is the current state of the ceasefire
what is the current situation with the strike
what are the newest developments around Intel
how does it look in Gaza now
what is the newest from Kyiv
what are the latest headlines on Tesla
do you have news on Assange
is there anything new in the Trump case?
current state of the talks
and the latest on the strike?
i need the latest on bird flu
latest bird flu news
where does the Brexit deal currently stand
how is the vaccine rollout coming along
what's the state of the Brexit talks
what's the present state of affairs in Haiti
any recent reports about the volcano?
how do things stand in Sudan
"""
LOOK_ALIKES = """
what is the latest film of Wes Anderson?
what is the latest deadline?
what was the latest inflation figure?
what new rules were agreed?
which news agency was closed?
who owns Fox News?
who is in the latest poll ahead?
where does the president live?
where is the ship now?
how is steel made?
how are votes counted?
is there any oil in Guyana?
did anything survive the fire?
what progress did the army make?
what updates did Apple announce?
latest death toll
what was new in the second version of the phone?
where do refugees go?
who updated the law?
when was the last update of the app?
what is the news agency's name?
how many updates were there?
what changed the outcome?
what is going up in price?
what is the status symbol of the rich?
any of the ministers?
where does the money come from?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "latest"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "latest"] == []
