"""Once a local date, on time, in every zone and over every change of its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.schedule import LATE, Due, decide, due, last_slot, next_slot, slot_on, window_start
from bot.store.digests_table import EVERY_DAY
from tests.bot.digest_cases import MONDAY, digest

ZONES = sorted(available_timezones())
DAY = timedelta(days=1)
TIMES = (time(0, 0), time(0, 30), time(1, 30), time(2, 30), time(8, 30), time(23, 45))


@cache
def changes(zone: str) -> tuple[date, ...]:
    """The local dates of 2025 and 2026 at whose end the clocks differ from its beginning."""
    there, found = ZoneInfo(zone), []

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time.min, there).utcoffset()

    week = date(2025, 1, 1)
    while week.year < 2027:
        if offset(week) != offset(week + 7 * DAY):
            days = (week + n * DAY for n in range(7))
            found.append(next(day for day in days if offset(day) != offset(day + DAY)))
        week += 7 * DAY
    return tuple(found)


@pytest.mark.parametrize("at", TIMES, ids=str)
def test_every_date_of_a_change_has_one_slot_in_every_zone(at: time) -> None:
    looked = 0
    for zone in ZONES:
        for day in changes(zone):
            there = ZoneInfo(zone)
            slots = [slot_on(day + DAY * n, at, there) for n in (-1, 0, 1)]
            moments = [slot.at for slot in slots if slot is not None]
            assert len(moments) == 3
            assert sorted(set(moments)) == moments, f"{zone} {day}: each later than the one before"
            local = moments[1].astimezone(there)
            passed_over = datetime.combine(day, at, there).astimezone(UTC).astimezone(there).time() != at
            assert passed_over or (local.date(), local.time(), local.fold) == (day, at, 0), f"{zone} {day}"
            assert timedelta(0) <= local.replace(tzinfo=None) - datetime.combine(day, at) <= timedelta(hours=2)
            looked += 1
    assert looked > 300


@settings(max_examples=40, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times(),
    near=st.integers(0, 100),
    minutes=st.integers(50, 170),
    days=st.sets(st.integers(0, 6), min_size=1),
)
def test_whoever_looks_however_often_sees_to_each_date_once(
    zone: str, at: time, near: int, minutes: int, days: set[int]
) -> None:
    """A worker that looks every so many minutes (under three hours) over a week with a change of clocks."""
    at = at.replace(second=0, microsecond=0)
    around = changes(zone)
    middle = around[near % len(around)] if around else date(2025, 3, 30)
    now = datetime.combine(middle - 4 * DAY, time(12), UTC)
    one = digest(zone=zone, at=at, days=tuple(sorted(days)), turned_on_at=now)
    posted: list[date] = []
    while now < datetime.combine(middle + 4 * DAY, time(12), UTC):
        now += timedelta(minutes=minutes)
        slot = due(one, now)
        if slot is not None and slot.day not in posted:
            assert decide(slot.at, now) is Due.POST
            assert slot.at <= now
            posted.append(slot.day)
    first = slot_on(posted[0], at, ZoneInfo(zone)) if posted else None
    assert posted == sorted(set(posted))
    expected = [middle + DAY * n for n in range(-5, 6)]
    slots = [slot_on(day, at, ZoneInfo(zone)) for day in expected if day.weekday() in days]
    assert posted == [s.day for s in slots if s is not None and one.turned_on_at < s.at <= now]
    assert first is None or first.at > one.turned_on_at


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Europe/Kyiv", date(2025, 3, 30), time(3, 30), "01:30"),  # 03:30 is not there: 04:30
        ("Europe/Kyiv", date(2025, 10, 26), time(3, 30), "00:30"),  # there twice: the first
        ("America/New_York", date(2026, 11, 1), time(1, 30), "05:30"),
        ("Australia/Lord_Howe", date(2025, 10, 5), time(2, 15), "15:45"),  # half an hour forward: 02:45
        ("Asia/Kathmandu", date(2025, 7, 21), time(8, 30), "02:45"),
    ],
)
def test_times_that_clocks_pass_over_or_have_twice(zone: str, day: date, at: time, utc: str) -> None:
    slot = slot_on(day, at, ZoneInfo(zone))
    assert slot is not None
    assert f"{slot.at:%H:%M}" == utc


def test_a_date_that_a_zone_does_not_have_has_no_slot() -> None:
    assert slot_on(date(2011, 12, 30), time(8, 30), ZoneInfo("Pacific/Apia")) is None
    eve = digest(zone="Pacific/Apia", days=EVERY_DAY)
    slot = last_slot(eve, datetime(2011, 12, 30, 18, 0, tzinfo=UTC))
    assert slot is not None
    assert slot.day == date(2011, 12, 29)


def test_three_hours_late_and_no_later() -> None:
    assert decide(MONDAY, MONDAY + LATE - timedelta(seconds=1)) is Due.POST
    assert decide(MONDAY, MONDAY + LATE) is Due.MISS


def test_turning_on_makes_up_for_nothing() -> None:
    assert due(digest(turned_on_at=MONDAY - timedelta(minutes=1)), MONDAY) is not None
    assert due(digest(turned_on_at=MONDAY), MONDAY) is None
    assert due(digest(turned_on_at=MONDAY + timedelta(hours=1)), MONDAY + timedelta(hours=2)) is None
    assert due(digest(active=False), MONDAY) is None


def test_the_next_slot_is_behind_now() -> None:
    upcoming = next_slot(digest(days=(0,)), MONDAY)
    assert upcoming is not None
    assert upcoming.at == MONDAY + 7 * DAY


@pytest.mark.parametrize(
    ("days", "looked", "expected"),
    [
        ((0, 1, 2, 3, 4), None, 3 * DAY),  # Monday has the weekend
        (EVERY_DAY, None, DAY),
        ((0,), None, 7 * DAY),
        (EVERY_DAY, timedelta(hours=20), timedelta(hours=20)),  # posted by hand before
        (EVERY_DAY, 3 * DAY, 3 * DAY),  # two were missed
        (EVERY_DAY, 25 * DAY, 7 * DAY),
        (EVERY_DAY, 31 * DAY, DAY),  # before it was turned on
    ],
)
def test_from_when_on_an_edition_tells(days: tuple[int, ...], looked: timedelta | None, expected: timedelta) -> None:
    one = digest(days=days)
    since = window_start(one, MONDAY, None if looked is None else MONDAY - looked)
    assert MONDAY - since == expected
