"""The events of a topic in order of time, each dated by what its own sentence says."""

import json
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot import messages
from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.blocks import answer_message
from bot.blocks.records import Held
from bot.intents import FactQuestion, Timeline, classify
from bot.links import Links
from bot.terminal import answer_view
from tests.bot.kind_case import NOW, app_over, asked

ROWS = [
    (
        "one",
        "The Harbour Post",
        "2026-03-03T09:00:00Z",
        "Aldora sinks",
        "The ferry Aldora sank off Marrow Bay on Monday after it hit a reef. Divers have searched the ferry since.",
    ),
    (
        "two",
        "Quay Times",
        "2026-03-04T09:00:00Z",
        "Captain of Aldora arrested",
        "Police arrested the captain of the ferry Aldora on Tuesday in Garrow. "
        "The ferry Aldora hit a reef in the dark and sank near Marrow Bay on Monday.",
    ),
    (
        "three",
        "Coast Echo",
        "2026-03-06",
        "Inquiry into ferry",
        "Judges will hear the owners of the ferry Aldora in Marrow Bay on Thursday. "
        "The ferry Aldora was built in 1994 in the yard of Garrow. "
        "Nobody has said why the ferry Aldora left the harbour in the storm.",
    ),
    (
        "four",
        "Inland News",
        None,
        "Ferry line sold",
        "The owner of the ferry Aldora sold the line to a bank last month, two people said.",
    ),
    ("five", "Inland News", "2026-03-05", "Cheese fair", "The cheese fair of Garrow opened on Wednesday with a dance."),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    return app_over(tmp_path_factory.mktemp("timeline"), ROWS)


@pytest.fixture(scope="module")
def told(app: App) -> Answer:
    return asked(app, "Give me a timeline of the ferry Aldora")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("timeline of the talks", "the talks"),
        ("Can you give me a short timeline of the peace talks?", "the peace talks"),
        ("show me a chronology of the Aldora accident", "the Aldora accident"),
        ("when did the talks happen step by step", "the talks"),
        ("What happened in Marrow Bay, in chronological order?", "Marrow Bay"),
        ("how did the strike unfold?", "the strike"),
        ("walk me through the trial step by step", "the trial"),
        ("what's the sequence of events in the ferry accident?", "the ferry accident"),
        ("key dates of the trial", "the trial"),
        ("Umerov timeline", "Umerov"),
        ("timeline: Umerov", "Umerov"),
    ],
)
def test_recognised(question: str, topic: str) -> None:
    intent = classify(question)
    assert isinstance(intent, Timeline)
    assert intent.topic == topic


def test_its_window_and_its_names_are_slots() -> None:
    intent = classify("timeline of the talks with Lind since Monday")
    assert isinstance(intent, Timeline)
    assert (intent.topic, intent.since, intent.until, intent.names) == (
        "the talks with Lind",
        "Monday",
        None,
        ("Lind",),
    )


@pytest.mark.parametrize(
    "question",
    [
        "what is the timeline for the withdrawal?",
        "what timeline did Trump set?",
        "who set the timeline?",
        "when did the talks happen?",
        "how did the ferry sink?",
        "what happened in Marrow Bay?",
        "timeline",
        "when will the chronology be published?",
    ],
)
def test_not_recognised(question: str) -> None:
    assert isinstance(classify(question), FactQuestion)


def test_events_stand_in_order_of_their_own_time(told: Answer) -> None:
    assert told.intent == "timeline"
    assert told.status is Status.ANSWERED
    assert [entry.when for entry in told.entries] == [
        "1994",
        "2 Mar 2026",
        "3 Mar 2026",
        "by 6 Mar 2026",  # only reported
        "12 Mar 2026",
        "“last month”",
    ]
    assert told.entries[1].label == "reported 3 Mar 2026, The Harbour Post; 2 independent texts"
    assert told.entries[2].label == "reported 4 Mar 2026, Quay Times"
    assert told.entries[4].label == "planned, reported 6 Mar 2026, Coast Echo"
    assert told.entries[5].label == "reported in an undated article, Inland News"
    assert told.remark == messages.SOME_UNPLACED


def test_every_entry_is_a_cited_sentence(told: Answer) -> None:
    by_number = {citation.n: citation.sentence for citation in told.citations}
    for entry in told.entries:
        assert entry.value == by_number[entry.citations[0]].text
    assert len(told.entries[1].citations) == 2, "both texts of one event"
    shown = answer_json(told, took_ms=1.0)
    assert shown["intent"] == "timeline"
    assert shown["answer"] is None
    assert set(shown["entries"][0]) == {"label", "value", "when", "speaker", "citations"}


def test_what_an_entry_quotes_is_not_quoted_again(told: Answer) -> None:
    held = Held(articles=5, sources=4, first=NOW, last=NOW)
    message = answer_message(told, answer_id="a1", links=Links(), held=held)
    in_slack = json.dumps(message.blocks, ensure_ascii=False)
    terminal = Console(file=StringIO(), width=200)
    terminal.print(answer_view(told, zone=ZoneInfo("UTC")))
    assert isinstance(terminal.file, StringIO)
    for entry in told.entries:
        assert in_slack.count(entry.value) == 1
        assert terminal.file.getvalue().count(entry.value) == 1


def test_a_window_is_one_of_events(app: App) -> None:
    assert [entry.when for entry in asked(app, "timeline of the ferry Aldora on 2026-03-02").entries] == ["2 Mar 2026"]


def test_what_has_no_date_is_not_given_one(app: App) -> None:
    answer = asked(app, "timeline of the volcano Hekla")
    assert (answer.status, answer.intent, answer.entries) == (Status.DECLINED, "timeline", ())
    assert answer.remark == messages.NOTHING_NEAR
