"""Times of the calendar as their first and last moment: days and parts of one, weeks, months, quarters, years.

Seen from a moment in the asker's zone, where that matters. A week begins on Monday. A date that there is not (the 31st
of June) raises ValueError, a year beyond the calendar ValueError or OverflowError.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

PARTS_OF_DAY = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (17, 30)}  # hours, half-open


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Inclusive, in the zone it was seen from."""

    first: datetime
    last: datetime


def days(first: date, last: date, now: datetime) -> Period:
    """Whole days."""
    return Period(
        first=datetime.combine(first, time.min, now.tzinfo), last=datetime.combine(last, time.max, now.tzinfo)
    )


def day(one: date, now: datetime, *, part: str | None = None) -> Period:
    """A whole day, or what is named of it."""
    if part is None:
        return days(one, one, now)
    begin, end = PARTS_OF_DAY[part]
    midnight = datetime.combine(one, time.min, now.tzinfo)
    # Wall clock: a day on which the clocks change has its evening at five all the same.
    return Period(
        first=midnight + timedelta(hours=begin), last=midnight + timedelta(hours=end) - timedelta(microseconds=1)
    )


def months_back(today: date, back: int) -> tuple[int, int]:
    """The year and the month so many months ago."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return year, month + 1


def month(year: int, n: int, now: datetime) -> Period:
    return days(date(year, n, 1), date(year, n, monthrange(year, n)[1]), now)


def quarter(year: int, n: int, now: datetime) -> Period:
    return days(date(year, 3 * n - 2, 1), month(year, 3 * n, now).last.date(), now)


def year(number: int, now: datetime) -> Period:
    return days(date(number, 1, 1), date(number, 12, 31), now)


def this_or_last(unit: str, now: datetime, *, last: bool, ahead: bool = False) -> Period:
    """The week, weekend, month, quarter or year that it is, or the one before; ``ahead``: a weekend may be to come."""
    today, back = now.date(), int(last)
    monday = today - timedelta(days=today.weekday())
    match unit:
        case "week":
            monday -= timedelta(days=7 * back)
            # On a Monday "this week" is not the last few hours: it reaches back seven days, whatever the day.
            return days(monday if last else today - timedelta(days=6), monday + timedelta(days=6), now)
        case "weekend":
            saturday = monday + timedelta(days=5)
            if last or (today < saturday and not (ahead and today.weekday() > 1)):  # on a Monday it is behind
                saturday -= timedelta(days=7)
            return days(saturday, saturday + timedelta(days=1), now)
        case "month":
            return month(*months_back(today, back), now)
        case "quarter":
            of_year, first = months_back(today, 3 * back)
            return quarter(of_year, (first - 1) // 3 + 1, now)
    return year(today.year - back, now)


def part_of(whole: Period, part: str | None, now: datetime) -> Period:
    """A third (or half) of a time, as "early", "the second half of"; of a month its days 1-10, 11-20 and the rest."""
    if not part:
        return whole
    first, last = whole.first.date(), whole.last.date()
    length = (last - first).days + 1
    if "half" in part:
        half = first + timedelta(days=length // 2)
        if length > 300:
            half = date(first.year, 7, 1)
        return days(first, half - timedelta(days=1), now) if "first" in part else days(half, last, now)
    if length > 300:
        one, two = date(first.year, 5, 1), date(first.year, 9, 1)
    else:
        third = 10 if length > 27 else max(length // 3, 1)
        one, two = first + timedelta(days=third), first + timedelta(days=2 * third)
    if re.search("early|beginning|start", part):
        return days(first, one - timedelta(days=1), now)
    return days(one, two - timedelta(days=1), now) if "mid" in part else days(two, last, now)


def past(n: int, unit: str, now: datetime) -> Period:
    """The last so many of a unit up to now; days and longer from the beginning of their first day."""
    today = now.date()
    if (passed := _passed(n, unit)) is not None:
        return Period(first=now - passed, last=now)
    if unit.startswith("month"):
        of_year, n = months_back(today, n)
        first = date(of_year, n, min(today.day, monthrange(of_year, n)[1]))
    elif unit.startswith("year"):
        first = date(today.year - n, today.month, min(today.day, 28))
    else:
        first = today - timedelta(days=n * (7 if unit.startswith("week") else 1))
    return Period(first=datetime.combine(first, time.min, now.tzinfo), last=now)


def ago(n: int, unit: str, now: datetime) -> Period:
    """The day, week, month or year so long ago; of hours the hour."""
    today = now.date()
    if (passed := _passed(n, unit)) is not None:
        return Period(first=now - passed, last=min(now, now - passed + timedelta(hours=1)))
    if unit.startswith("day"):
        return day(today - timedelta(days=n), now)
    if unit.startswith("week"):
        monday = today - timedelta(days=today.weekday() + 7 * n)
        return days(monday, monday + timedelta(days=6), now)
    return month(*months_back(today, n), now) if unit.startswith("month") else year(today.year - n, now)


def _passed(n: int, unit: str) -> timedelta | None:
    """So many minutes or hours; None for longer units."""
    if not unit.startswith(("minute", "hour")):
        return None
    return timedelta(minutes=n * (60 if unit.startswith("hour") else 1))
