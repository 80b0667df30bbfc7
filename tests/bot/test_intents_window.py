"""Words for times become instants in the asker's zone; dates that only describe what is asked for do not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intents import window
from bot.intents.slots import slots
from bot.intents.times import as_of_in

KYIV = ZoneInfo("Europe/Kyiv")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2025, 7, 18, 22, 30, tzinfo=UTC)  # a Friday in London, already Saturday in Kyiv


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", 19),
        ("Yesterday", 18),
        ("Saturday", 19),
        ("last Saturday", 12),
        ("monday", 14),
        ("Sunday", 13),
        ("2025-07-04", 4),
    ],
)
def test_a_day_runs_from_its_first_to_its_last_moment(words: str, day: int) -> None:
    since, until = window(words, words, now=NOW, zone=KYIV)
    assert since == datetime(2025, 7, day, tzinfo=KYIV)
    assert until == datetime(2025, 7, day, 23, 59, 59, 999999, tzinfo=KYIV)


@pytest.mark.parametrize(
    "words", [None, "2025-99-99", "the war", "", "31 June", "04/07/2025", "next week", "9999 years ago"]
)
def test_words_that_name_no_day_bound_nothing(words: str | None) -> None:
    assert window(words, None, now=NOW, zone=UTC) == (None, None)


# Asked in Kyiv on Saturday, 19 July 2025, at half past one in the night: whole days, inclusive, month-day.
DAYS = [
    ("what did Peskov say yesterday?", "07-18", "07-18"),
    ("what happened today?", "07-19", "07-19"),
    ("what happened earlier today?", "07-19", "07-19"),
    ("what did Peskov say the day before yesterday?", "07-17", "07-17"),
    ("Yesterday, what did Peskov say?", "07-18", "07-18"),
    ("who resigned on Friday?", "07-18", "07-18"),
    ("who resigned Friday in Kyiv?", "07-18", "07-18"),
    ("On Friday, who resigned?", "07-18", "07-18"),
    ("who resigned last Saturday?", "07-12", "07-12"),
    ("who resigned this past Thursday?", "07-17", "07-17"),
    ("what was said this Monday?", "07-14", "07-14"),
    ("who was hurt early on Thursday?", "07-17", "07-17"),
    ("what did the minister announce this week?", "07-13", "07-20"),
    ("what did the minister announce last week?", "07-07", "07-13"),
    ("what was in last week's report?", "07-07", "07-13"),
    ("what was in yesterday's speech?", "07-18", "07-18"),
    ("what happened at the weekend?", "07-19", "07-20"),
    ("what happened last weekend?", "07-12", "07-13"),
    ("what happened over the weekend?", "07-19", "07-20"),
    ("what happened this month?", "07-01", "07-31"),
    ("what happened last month?", "06-01", "06-30"),
    ("what happened earlier this month?", "07-01", "07-31"),
    ("what happened in early July?", "07-01", "07-10"),
    ("what happened in mid-July?", "07-11", "07-20"),
    ("what happened in late June?", "06-21", "06-30"),
    ("what happened at the end of June?", "06-21", "06-30"),
    ("what happened in the first half of June?", "06-01", "06-15"),
    ("what happened in the first week of July?", "07-01", "07-07"),
    ("what happened in the last week of June?", "06-24", "06-30"),
    ("what happened in July?", "07-01", "07-31"),
    ("who resigned in july", "07-01", "07-31"),
    ("who resigned in may?", "05-01", "05-31"),
    ("what did he say on 18 July?", "07-18", "07-18"),
    ("what did he say on the 18th of July?", "07-18", "07-18"),
    ("what did he say on July 18?", "07-18", "07-18"),
    ("what did he say July 18th, 2025?", "07-18", "07-18"),
    ("what did he say on 18/07/2025?", "07-18", "07-18"),
    ("what did he say on 7/18/2025?", "07-18", "07-18"),
    ("what did he say on 4.7.2025?", "07-04", "07-04"),
    ("what did he say on the 4th?", "07-04", "07-04"),
    ("what did he say on 1-7 July?", "07-01", "07-07"),
    ("what happened in 2025-06?", "06-01", "06-30"),
    ("what happened in Q2?", "04-01", "06-30"),
    ("what happened in the second quarter of 2025?", "04-01", "06-30"),
    ("what happened last quarter?", "04-01", "06-30"),
    ("what happened this year?", "01-01", "12-31"),
    ("what happened in 2025?", "01-01", "12-31"),
    ("what happened in early 2025?", "01-01", "04-30"),
    ("what happened in the first half of 2025?", "01-01", "06-30"),
    ("what has he said since Monday?", "07-14", None),
    ("what has he said since yesterday?", "07-18", None),
    ("what has he said since last week?", "07-07", None),
    ("what has he said since 1 July?", "07-01", None),
    ("what has happened since June?", "06-01", None),
    ("who resigned after Tuesday?", "07-16", None),
    ("what happened after June?", "07-01", None),
    ("who resigned before last Friday?", None, "07-17"),
    ("who resigned before July?", None, "06-30"),
    ("what was agreed until Wednesday?", None, "07-16"),
    ("who resigned between Monday and Wednesday?", "07-14", "07-16"),
    ("who resigned between Friday and Monday?", "07-11", "07-14"),
    ("who resigned from Monday to Wednesday?", "07-14", "07-16"),
    ("who resigned between 1 and 4 July?", "07-01", "07-04"),
    ("what happened from 30 June to 2 July?", "06-30", "07-02"),
    ("what happened between May and June?", "05-01", "06-30"),
    ("who said what, two weeks ago?", "06-30", "07-06"),
    ("what happened three days ago?", "07-16", "07-16"),
    ("search tariffs last month", "06-01", "06-30"),
]


@pytest.mark.parametrize(("question", "first", "last"), DAYS)
def test_a_time_in_a_question_is_a_window_of_days(question: str, first: str | None, last: str | None) -> None:
    taken = slots(question)
    since, until = window(taken.since, taken.until, now=NOW, zone=KYIV)
    assert (since, until) == (
        None if first is None else datetime.fromisoformat(f"2025-{first}T00:00").replace(tzinfo=KYIV),
        None if last is None else datetime.fromisoformat(f"2025-{last}T23:59:59.999999").replace(tzinfo=KYIV),
    )
    assert taken.asks != question
    assert not {"yesterday", "july", "monday", "week"} & set(taken.asks.lower().rstrip("?").split())


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("last night", "18T17:00", "19T05:59"),
        ("this morning", "19T00:00", "19T11:59"),
        ("Thursday evening", "17T17:00", "17T23:59"),
        ("yesterday afternoon", "18T12:00", "18T17:59"),
        ("the last 24 hours", "18T01:30", "19T01:30"),
        ("the past hour", "19T00:30", "19T01:30"),
        ("past 3 days", "16T00:00", "19T01:30"),
        ("the last couple of days", "17T00:00", "19T01:30"),
        ("the past week", "12T00:00", "19T01:30"),
        ("the past few weeks", "-28T00:00", "19T01:30"),
    ],
)
def test_parts_of_days_and_what_reaches_back_from_now(words: str, first: str, last: str) -> None:
    since, until = window(words, words, now=NOW, zone=KYIV)
    month = "2025-06" if first.startswith("-") else "2025-07-"
    assert since == datetime.fromisoformat(month + first).replace(tzinfo=KYIV)
    assert until is not None
    assert until.replace(second=0, microsecond=0) == datetime.fromisoformat("2025-07-" + last).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("July 2023", date(2023, 7, 1), date(2023, 7, 31)),
        ("August", date(2024, 8, 1), date(2024, 8, 31)),
        ("last July", date(2024, 7, 1), date(2024, 7, 31)),
        ("July last year", date(2024, 7, 1), date(2024, 7, 31)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("20 July", date(2024, 7, 20), date(2024, 7, 20)),
        ("29 Feb. 2024", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_what_names_no_year_is_the_latest_that_has_begun(words: str, first: date, last: date) -> None:
    since, until = window(words, words, now=NOW, zone=UTC)
    assert since is not None
    assert until is not None
    assert (since.date(), until.date()) == (first, last)


@pytest.mark.parametrize(
    "question",
    [
        "who won the 2022 election?",
        "who planned the July 7 bombing?",
        "what did the May government decide?",
        "who is leading Friday prayers?",
        "what was sold on Black Friday?",
        "what did the Mail on Sunday report?",
        "what did USA TODAY write?",
        "Wednesday was National Pizza Day.",
        "when did Trump set the deadline on Friday?",
        "what day was it on Monday?",
        "who will play in Leeds on Saturday?",
        "who is playing in Leeds on Saturday?",
        "which teams are set to meet on Sunday?",
        "what is the largest rise since 1994?",
        "who was the first to win since 1912?",
        "what happens if talks fail today?",
        "which song won in 2019?",
        "how many people moved to Spain last year?",
        "how much did prices rise in March?",
        "how many died during the riot on January 6, 2021?",
        "which minister fell after the vote last week?",
        "who is the man who was arrested on Friday?",
        "what did the minister who resigned last week say?",
        "The storm hit Leeds on Monday. How many houses were flooded?",
        "may Russia march on Kyiv?",
        "what did the president sat on?",
        "who must leave by 2030?",
        "what happened in the second half?",
        "which of the 18 captains died?",
        "how old is the March family?",
    ],
)
def test_a_date_that_describes_what_is_asked_for_is_no_window(question: str) -> None:
    taken = slots(question)
    assert (taken.since, taken.until, taken.asks) == (None, None, question)


def test_a_year_in_an_open_question_is_a_window() -> None:
    assert slots("what happened in 2023?").since == "2023"
    assert slots("who won the cup in 2023?").since is None
    assert slots("the cup in 2023", open=True).since == "2023"


def test_days_begin_where_the_asker_is() -> None:
    assert window("today", "today", now=NOW, zone=NEW_YORK)[0] == datetime(2025, 7, 18, tzinfo=NEW_YORK)
    assert window("today", "today", now=NOW, zone=KYIV)[0] == datetime(2025, 7, 19, tzinfo=KYIV)


def test_a_day_on_which_the_clocks_change_is_whole() -> None:
    autumn = datetime(2025, 11, 3, 12, tzinfo=UTC)
    since, until = window("Sunday", "Sunday", now=autumn, zone=NEW_YORK)
    assert since is not None
    assert until is not None
    assert until.astimezone(UTC) - since.astimezone(UTC) == timedelta(hours=25) - timedelta(microseconds=1)


def test_as_of_is_no_window() -> None:
    assert as_of_in("who led the talks as of Friday?") == ("Friday", 18, 30)
    assert as_of_in("as of 2021, how many?") is None
    assert as_of_in("what will be banned as of 1 January?") is None
    assert slots("who leads the talks as of this week?").since is None
    assert as_of_in("who leads the talks?") is None


@given(st.text(alphabet="0123456789 -/.abcdefghijklmnopqrstuvwyxz", max_size=40), st.text(max_size=40))
def test_no_words_break_it(one: str, other: str) -> None:
    for zone in (UTC, KYIV):
        since, until = window(one, other, now=NOW, zone=zone)
        assert since is None or until is None or since <= until
    slots(f"what happened on {one} since {other}?")
