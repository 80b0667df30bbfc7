"""What is new on something: a sentence from each of its stories, the newest first."""

import json

import pytest

from bot import messages
from bot.answers import Status, answer_json
from bot.blocks import answer_message
from bot.intents import LatestQuestion, classify
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
