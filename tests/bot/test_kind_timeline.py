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
from bot.intents import Timeline, classify, name_of
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
    assert not isinstance(classify(question), Timeline)


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


PHRASINGS = """
timeline of the Ukraine war
timeline for the FTX collapse
give me a timeline of Brexit
can you make a timeline of the Titan search?
I need a timeline of the strike
show me the timeline of events in Sudan
Brexit timeline
Evergrande crisis timeline
timeline: Nord Stream
chronology of the Dreyfus affair
chronological list of events in the coup
put the events of the mutiny in order
events in the Niger coup in chronological order
sequence of events in the bridge collapse
what was the sequence of events before the crash?
what is the order of events in the Prigozhin mutiny
key dates in the Trump trial
key moments of the campaign
what were the key dates of the pandemic
main events of the Sudan war so far
milestones of the Artemis programme
history of the Iran nuclear deal
brief history of the conflict in Nagorno-Karabakh
what's the history of the dispute?
how did the protests unfold
how did the banking crisis play out
how has the war unfolded so far
how did the scandal develop step by step
walk me through the Post Office scandal
take me through the events of January 6
talk me through the collapse of SVB
trace the history of the border dispute
what led up to the invasion?
events leading to the resignation of Truss
events leading up to the crash
the run-up to the invasion
when did each rate rise happen
when did all the strikes take place?
what happened in Hong Kong, day by day
the crisis from start to finish
list the events of the mutiny by date
tiemline of the coup
timelime of the talks
dates of the ceasefires
how did it come to the war in Sudan
build me a chronology of the case
what happened first in the mutiny
in what order did the events of the coup happen
order of events in the coup
steps that led to the war
dates of the rounds of talks
evolution of the scandal
how has the conflict evolved since 2014
day by day account of the siege
a day-by-day of the mutiny
the siege, date by date
events around the referendum since 2014
tell me the story of the merger from the beginning
the story so far: Evergrande
story of the merger so far
how did things develop in Sudan
can you put together a timeline of the SVB collapse
please make me a timeline on the Chagos talks
what are the milestones in the fusion project
the main steps in the Brexit process, with dates
when did the different phases of the war begin
how did we get to the shutdown
how did events unfold in Sri Lanka
what's the chronology of the affair
lay out the sequence of events in the Nord Stream sabotage
how has the Ukraine war developed since February
when did what happen in the coup
the course of the negotiations from start to finish
development of the crisis over time
events of the Kabul evacuation in order
what were the stages of the Brexit negotiations
timeline on Brexit please
quick timeline of GameStop
what happened when in the Post Office scandal
full history of the case
"""
LOOK_ALIKES = """
what is the timeline for the withdrawal?
what timeline did the judge set?
who set the timeline?
who made history in the race?
when did the war begin?
when was the treaty signed?
how did the bank collapse?
how did he die?
what led to the crash?
who led the talks?
which day is the hearing?
what dates are the talks on?
what history book won the prize?
what is the date of the election?
when will the trial start?
what are the key demands?
how long did the trial take?
in which order did they finish?
who drew up the timetable?
what was the biggest fire in history?
when did the prime minister resign?
what steps did the bank take?
how did prices develop in May?
who walked through the gate?
when does the ceasefire end?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "timeline"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "timeline"] == []
