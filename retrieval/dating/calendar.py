"""Words of time on the calendar, seen from the day an article came out."""

from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from retrieval.dating.phrases import month_days
from retrieval.dating.records import Days, Grain
from retrieval.dating.told import Away, DayOfMonth, HoursAgo, Lately, Month, Named, Told, Weekday

_SLACK = timedelta(days=1)  # a day of publication in UTC may be the day after where it was written
_UNSURE_BACK = 6
_HALF_YEAR, _MOST_OF_A_YEAR = 183, 330


def place(told: Told, *, published: datetime | None, ahead: bool | None) -> Days | None:
    """The days that the words mean; ``ahead`` tells whether the event is still to come, None when nobody can say.

    None where the words need a day of publication that is not known, or a tense that is not.
    """
    match told:
        case Named():
            return told.days
        case _ if published is None:
            return None
        case HoursAgo():
            return _one((published - timedelta(hours=told.hours)).astimezone(UTC).date())
    day = published.astimezone(UTC).date()
    match told:
        case DayOfMonth():
            return _day_of_month(told, day, ahead)
        case Month():
            return _month(told, day, ahead)
        case Weekday():
            return _weekday(told, day, ahead)
        case Lately():
            return Days(first=day - timedelta(days=told.days), last=day, grain=Grain.DAY)
        case Away():
            return _away(told, day, ahead)
    assert_never(told)


def reported(published: datetime | None) -> Days | None:
    """The day of publication."""
    return None if published is None else _one(published.astimezone(UTC).date())


def _one(day: date) -> Days:
    return Days(first=day, last=day, grain=Grain.DAY)


def _day_of_month(told: DayOfMonth, seen: date, ahead: bool | None) -> Days | None:
    """The latest such day that has begun, or the next to come; the nearest where nobody can say.

    A weekday beside it settles the year. None where the day would be most of a year away: nobody writes so.
    """
    near = []
    for year in (seen.year - 1, seen.year, seen.year + 1):
        try:
            first, last = date(year, told.month, told.first), date(year, told.month, told.last)
        except ValueError:  # 29 February
            continue
        near.append(Days(first=first, last=last, grain=Grain.DAY))
    fitting = [days for days in near if days.first.weekday() == told.weekday]
    if fitting:
        near, ahead = fitting, None
    if ahead is True:
        near = [days for days in near if days.last >= seen - _SLACK]
    elif ahead is False:
        near = [days for days in near if days.first <= seen + _SLACK]
    best = min(near, key=lambda days: abs((days.first - seen).days), default=None)
    furthest = _HALF_YEAR if ahead is None else _MOST_OF_A_YEAR
    return best if best is not None and abs((best.first - seen).days) < furthest else None


def _month(told: Month, seen: date, ahead: bool | None) -> Days | None:
    if told.step:
        years = range(seen.year - 2, seen.year + 3)
        months = [month_days(year, told.month) for year in years]
        if told.step < 0:
            return next(days for days in reversed(months) if days.last < seen)
        return next(days for days in months if days.first > seen)
    if told.month == seen.month:
        return month_days(seen.year, told.month)
    if ahead is None:
        return None
    later = told.month > seen.month
    return month_days(seen.year + (ahead and not later) - (not ahead and later), told.month)


def _weekday(told: Weekday, seen: date, ahead: bool | None) -> Days | None:
    """A day of publication counts as its own weekday; "last" skips it, "next" is a day of the week after this one."""
    back = (seen.weekday() - told.weekday) % 7
    if told.step < 0:
        return _one(seen - timedelta(days=back or 7))
    if told.step > 0:
        return _one(seen + timedelta(days=7 - seen.weekday() + told.weekday))
    if ahead is None:
        return None
    if ahead:
        return _one(seen + timedelta(days=(told.weekday - seen.weekday()) % 7))
    # "on Monday" in an article of a Sunday: six days ago, or the day after, in another zone.
    return None if back == _UNSURE_BACK else _one(seen - timedelta(days=back))


def _away(told: Away, seen: date, ahead: bool | None) -> Days:
    match told.grain:
        case Grain.DAY | Grain.MINUTE:
            return _one(seen + timedelta(days=told.count))
        case Grain.WEEK:
            monday = seen - timedelta(days=seen.weekday()) + timedelta(weeks=told.count)
            days = Days(first=monday, last=monday + timedelta(days=6), grain=Grain.WEEK)
        case Grain.MONTH:
            months = seen.year * 12 + seen.month - 1 + told.count
            days = month_days(months // 12, months % 12 + 1)
        case Grain.YEAR:
            year = seen.year + told.count
            days = Days(first=date(year, 1, 1), last=date(year, 12, 31), grain=Grain.YEAR)
        case _:
            assert_never(told.grain)
    if told.part < 0 or (told.count == 0 and ahead is False and told.part == 0):
        return Days(first=days.first, last=seen, grain=days.grain)
    if told.part > 0:
        return Days(first=seen, last=days.last, grain=days.grain)
    return days
