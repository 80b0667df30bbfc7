"""Words for a time as the first and last moment they name: "last week", "early July", "the past 3 days", "Q2 2025".

Everything is seen from a moment in the asker's zone. What names no year is the latest one that has begun: in March,
"July" is last year's. A date in numbers that can be read two ways names nothing.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.intents import calendar
from bot.intents.calendar import PARTS_OF_DAY, Period

__all__ = ["COUNT", "DAY", "DAYS", "MONTH", "MONTHS", "NUMBER", "PART", "PART_OF_DAY", "YEAR", "Period", "period"]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
# Names, and the short forms that are written for them: Monday is 0, January is 1.
DAYS = {day: at for at, day in enumerate(_DAYS)} | {day[:3]: at for at, day in enumerate(_DAYS)}
DAYS |= {"tues": 1, "thur": 3, "thurs": 3}
MONTHS = {month: at for at, month in enumerate(_MONTHS, 1)} | {month[:3]: at for at, month in enumerate(_MONTHS, 1)}
MONTHS |= {"sept": 9}
_SPELT = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_NUMBERS = {word: n for n, word in enumerate(_SPELT, 1)} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 5}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

DAY = rf"(?:{'|'.join(_DAYS)})"
MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
YEAR = r"(?:19|20)\d\d"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
PART_OF_DAY = rf"(?:{'|'.join(PARTS_OF_DAY)})"
PART = r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end|first half|second half) of)"
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"


def period(words: str, *, now: datetime) -> Period | None:
    """What the words name, seen from ``now`` (in the asker's zone); None when they name no time."""
    said = " ".join(words.lower().replace("mid-", "mid ").split())
    said = re.sub(r"^(?:(?:on|in|at|over|during|within|throughout|of|from|for|the|earlier) )+", "", said)
    for pattern, read in _RULES:
        if found := pattern.fullmatch(said):
            try:
                return read(found, now)
            except (ValueError, OverflowError):  # the 31st of June, 999 years ago
                return None
    return None


def _weekday(found: re.Match[str], now: datetime) -> Period:
    name, today = found["day"], now.date()
    back = (today.weekday() - DAYS[name]) % 7
    day = today - timedelta(days=7 if found["last"] and back == 0 else back)
    return calendar.day(day, now, part=found["part"])


def _near(found: re.Match[str], now: datetime) -> Period:
    back = {"today": 0, "tonight": 0, "yesterday": 1, "the day before yesterday": 2, "day before yesterday": 2}
    day = now.date() - timedelta(days=back[found["near"]])
    part = "night" if found["near"] == "tonight" else found["part"]
    return calendar.day(day, now, part=part)


def _this_part(found: re.Match[str], now: datetime) -> Period:
    if found["last"] == "last":  # only "last night"
        return calendar.day(now.date() - timedelta(days=1), now, part="night")
    return calendar.day(now.date(), now, part=found["part"])


def _unit(found: re.Match[str], now: datetime) -> Period:
    """This or last week, weekend, month, quarter, year, or a part of it."""
    which, unit = found["which"], found["unit"]
    if which == "past" and unit != "weekend":
        return calendar.past(1, unit, now)
    last = which in ("last", "past", "previous")
    return calendar.part_of(calendar.this_or_last(unit, now, last=last, ahead=which == "this"), found["of"], now)


def _number(words: str) -> int:
    plain = words.removeprefix("a ").removesuffix(" of") if words != "a" else words
    return int(plain) if plain.isdigit() else _NUMBERS[plain]


def _date(found: re.Match[str], now: datetime) -> Period:
    """A day of a month, or a run of days; without a year the latest that has begun."""
    first = int(re.sub(r"\D", "", found["d"]))
    last = int(re.sub(r"\D", "", found["e"])) if found.groupdict().get("e") else first
    month, today = MONTHS[found["month"].rstrip(".")], now.date()
    year = int(found["year"]) if found["year"] else today.year
    if not found["year"] and (month, first) > (today.month, today.day):
        year -= 1
    return calendar.days(date(year, month, first), date(year, month, last), now)


def _of_month(found: re.Match[str], now: datetime) -> Period | None:
    """ "the 18th": of this month, or of the last when it has not come."""
    day, today = int(re.sub(r"\D", "", found["d"])), now.date()
    year, month = calendar.months_back(today, 0 if day <= today.day else 1)
    return calendar.day(date(year, month, day), now)


def _numbers(found: re.Match[str], now: datetime) -> Period | None:
    """18/07/2025 and 7/18/2025 can be read in one way, 04/07/2025 in two."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if a <= 12 and b <= 12 and a != b and found["mark"] != ".":  # with full stops nobody writes the month first
        return None
    day, month = (a, b) if b <= 12 else (b, a)
    return calendar.day(date(year, month, day), now)


def _whole_month(found: re.Match[str], now: datetime) -> Period:
    month, today = MONTHS[found["month"].rstrip(".")], now.date()
    if found["year"]:
        year = int(found["year"])
    elif found["which"] in ("this", "last") and found["back"] is None:
        year = today.year if found["which"] == "this" or month < today.month else today.year - 1
    elif found["back"]:
        year = today.year - (found["back"] == "last")
    else:
        year = today.year if month <= today.month else today.year - 1
    return calendar.part_of(calendar.month(year, month, now), found["of"], now)


def _week_of(found: re.Match[str], now: datetime) -> Period | None:
    whole = period(found["month"], now=now)
    if whole is None:
        return None
    first, last = whole.first.date(), whole.last.date()
    if found["n"] == "last":
        return calendar.days(last - timedelta(days=6), last, now)
    begin = first + timedelta(days=7 * (_ORDINALS[found["n"]] - 1))
    return calendar.days(begin, min(begin + timedelta(days=6), last), now)


def _named_quarter(found: re.Match[str], now: datetime) -> Period:
    n, today = int(found["n"]) if found["n"].isdigit() else _ORDINALS[found["n"]], now.date()
    year = int(found["year"]) if found["year"] else today.year - (n > (today.month - 1) // 3 + 1)
    return calendar.quarter(year, n, now)


def _whole_year(found: re.Match[str], now: datetime) -> Period:
    return calendar.part_of(calendar.year(int(found["year"]), now), found["of"], now)


_UNITS = r"(?P<unit>(?:minute|hour|day|week|month|year)s?)"
_AGAIN = rf"(?:{DAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_OF = rf"(?:(?P<of>{PART}) )?"
_SPAN = rf"(?P<d>{NUMBER})(?: ?(?:-|–|to|and|until) ?(?P<e>{NUMBER}))?"
_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], datetime], Period | None]]
_RULES: tuple[_Rule, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?P<near>today|tonight|yesterday|day before yesterday)(?: (?P<part>{PART_OF_DAY}))?", _near),
        (r"(?P<last>this|last) (?P<part>(?<=this )(?:morning|afternoon|evening)|(?<=last )night)", _this_part),
        (
            rf"(?:early |late )?(?:on )?(?:(?P<last>last)|this past|this|past)? ?"
            rf"(?P<day>{_AGAIN})(?: (?P<part>{PART_OF_DAY}))?",
            _weekday,
        ),
        (rf"{_OF}(?P<which>this|last|past|previous|current) (?P<unit>week|weekend|month|quarter|year)", _unit),
        (r"(?P<of>)?(?P<which>)?(?P<unit>weekend)", _unit),
        (
            rf"(?:last|past|previous) (?P<n>a couple of|{COUNT}(?: of)?) {_UNITS}",
            lambda f, now: calendar.past(_number(f["n"]), f["unit"], now),
        ),
        (r"(?:last|past) (?P<unit>hour|day)", lambda f, now: calendar.past(1, f["unit"], now)),
        (
            rf"(?P<n>a couple of|a few|{COUNT}) {_UNITS} ago",
            lambda f, now: calendar.ago(_number(f["n"]), f["unit"], now),
        ),
        (
            r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
            lambda f, now: calendar.day(date(int(f["y"]), int(f["m"]), int(f["d"])), now),
        ),
        (r"(?P<y>\d{4})-(?P<m>\d\d)", lambda f, now: calendar.month(int(f["y"]), int(f["m"]), now)),
        (r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)", _numbers),
        (rf"{_SPAN}(?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?", _date),
        (rf"(?P<month>{MONTH}) (?:the )?{_SPAN}(?:,? (?P<year>{YEAR}))?", _date),
        (r"(?P<d>\d{1,2}(?:st|nd|rd|th))", _of_month),
        (
            rf"{_OF}(?:(?P<which>this|last) )?(?P<month>{MONTH})"
            rf"(?:,?(?: of)? (?:(?P<year>{YEAR})|(?P<back>this|last) year))?",
            _whole_month,
        ),
        (rf"(?P<n>first|second|third|fourth|last) week of (?P<month>{MONTH}(?:,? {YEAR})?)", _week_of),
        (rf"(?:q(?P<n>[1-4]))(?:(?: of)? (?P<year>{YEAR}))?", _named_quarter),
        (rf"(?P<n>{'|'.join(_ORDINALS)}) quarter(?:(?: of)? (?P<year>{YEAR}))?", _named_quarter),
        (rf"{_OF}(?:year )?(?P<year>{YEAR})", _whole_year),
    )
)
