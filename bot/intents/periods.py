"""Words for a time as the first and last moment they name: "last week", "early July", "the past 3 days", "Q2 2025".

Everything is seen from a moment in the asker's zone. What names no year is the latest one that has begun: in March,
"July" is last year's. A week begins on Monday. A date in numbers that can be read two ways names nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_SHORT = {"sept": 9} | {month[:3]: at for at, month in enumerate(MONTHS, 1)}
_SHORT_DAYS = {"tues": 1, "thur": 3, "thurs": 3} | {day[:3]: at for at, day in enumerate(DAYS)}
_SPELT = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_NUMBERS = {word: n for n, word in enumerate(_SPELT, 1)} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 5}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_HOURS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (17, 30)}  # of a day, half-open

DAY = rf"(?:{'|'.join(DAYS)})"
MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
YEAR = r"(?:19|20)\d\d"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
PART_OF_DAY = rf"(?:{'|'.join(_HOURS)})"
PART = r"(?:early|mid|late|(?:the )?(?:beginning|start|middle|end|first half|second half) of)"
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Inclusive, in the zone it was seen from."""

    first: datetime
    last: datetime


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


def days(first: date, last: date, now: datetime) -> Period:
    """Whole days."""
    return Period(
        first=datetime.combine(first, time.min, now.tzinfo), last=datetime.combine(last, time.max, now.tzinfo)
    )


def _day(day: date, now: datetime) -> Period:
    return days(day, day, now)


def _part_of_day(day: date, part: str, now: datetime) -> Period:
    begin, end = _HOURS[part]
    midnight = datetime.combine(day, time.min, now.tzinfo)
    # Wall clock: a day on which the clocks change has its evening at five all the same.
    return Period(
        first=midnight + timedelta(hours=begin), last=midnight + timedelta(hours=end) - timedelta(microseconds=1)
    )


def _weekday(found: re.Match[str], now: datetime) -> Period:
    name, today = found["day"], now.date()
    at = DAYS.index(name) if name in DAYS else _SHORT_DAYS[name]
    back = (today.weekday() - at) % 7
    day = today - timedelta(days=7 if found["last"] and back == 0 else back)
    return _day(day, now) if found["part"] is None else _part_of_day(day, found["part"], now)


def _near(found: re.Match[str], now: datetime) -> Period:
    back = {"today": 0, "tonight": 0, "yesterday": 1, "the day before yesterday": 2, "day before yesterday": 2}
    day = now.date() - timedelta(days=back[found["near"]])
    part = "night" if found["near"] == "tonight" else found["part"]
    return _day(day, now) if part is None else _part_of_day(day, part, now)


def _this_part(found: re.Match[str], now: datetime) -> Period:
    if found["last"] == "last":  # only "last night"
        return _part_of_day(now.date() - timedelta(days=1), "night", now)
    return _part_of_day(now.date(), found["part"], now)


def _unit(found: re.Match[str], now: datetime) -> Period | None:
    """This or last week, weekend, month, quarter, year, or a part of it."""
    today, which, unit = now.date(), found["which"] or "this", found["unit"]
    if which == "past" and unit != "weekend":
        return _back(1, unit, now)
    back = 0 if which in ("this", "current") else 1
    monday = today - timedelta(days=today.weekday())
    match unit:
        case "week":
            monday -= timedelta(days=7 * back)
            # On a Monday "this week" is not the last few hours: it reaches back seven days, whatever the day.
            whole = days(monday if back else today - timedelta(days=6), monday + timedelta(days=6), now)
        case "weekend":
            saturday = monday + timedelta(days=5)
            ahead = found["which"] == "this" and today.weekday() > 1  # on a Monday "this weekend" is behind
            if back or (today < saturday and not ahead):
                saturday -= timedelta(days=7)
            whole = days(saturday, saturday + timedelta(days=1), now)
        case "month":
            whole = _month(*_months_back(today, back), now)
        case "quarter":
            year, month = _months_back(today, 3 * back)
            whole = _quarter(year, (month - 1) // 3 + 1, now)
        case _:
            whole = _year(today.year - back, now)
    return _part(found["of"], whole, now)


def _months_back(today: date, back: int) -> tuple[int, int]:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return year, month + 1


def _month(year: int, month: int, now: datetime) -> Period:
    return days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), now)


def _quarter(year: int, n: int, now: datetime) -> Period:
    return days(date(year, 3 * n - 2, 1), _month(year, 3 * n, now).last.date(), now)


def _year(year: int, now: datetime) -> Period:
    return days(date(year, 1, 1), date(year, 12, 31), now)


def _part(part: str | None, whole: Period, now: datetime) -> Period:
    """A third (or half) of a time; of a month its days 1-10, 11-20 and the rest."""
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


def _count(found: re.Match[str], now: datetime) -> Period:
    return _back(_number(found["n"]), found["unit"], now)


def _number(words: str) -> int:
    plain = words.removeprefix("a ").removesuffix(" of") if words != "a" else words
    return int(plain) if plain.isdigit() else _NUMBERS[plain]


def _back(n: int, unit: str, now: datetime) -> Period:
    """The last so many of a unit up to now; days and longer from the beginning of their first day."""
    today = now.date()
    if unit.startswith(("minute", "hour")):
        minutes = n * (60 if unit.startswith("hour") else 1)
        return Period(first=now - timedelta(minutes=minutes), last=now)
    if unit.startswith("month"):
        year, month = _months_back(today, n)
        first = date(year, month, min(today.day, monthrange(year, month)[1]))
    elif unit.startswith("year"):
        first = date(today.year - n, today.month, min(today.day, 28))
    else:
        first = today - timedelta(days=n * (7 if unit.startswith("week") else 1))
    return Period(first=datetime.combine(first, time.min, now.tzinfo), last=now)


def _ago(found: re.Match[str], now: datetime) -> Period:
    """The day, week, month or year so long ago; of hours the hour."""
    n, unit, today = _number(found["n"]), found["unit"], now.date()
    if unit.startswith(("minute", "hour")):
        first = now - timedelta(minutes=n * (60 if unit.startswith("hour") else 1))
        return Period(first=first, last=min(now, first + timedelta(hours=1)))
    if unit.startswith("day"):
        return _day(today - timedelta(days=n), now)
    if unit.startswith("week"):
        monday = today - timedelta(days=today.weekday() + 7 * n)
        return days(monday, monday + timedelta(days=6), now)
    return _month(*_months_back(today, n), now) if unit.startswith("month") else _year(today.year - n, now)


def _named_month(name: str) -> int:
    plain = name.rstrip(".")
    return MONTHS.index(plain) + 1 if plain in MONTHS else _SHORT[plain]


def _date(found: re.Match[str], now: datetime) -> Period:
    """A day of a month, or a run of days; without a year the latest that has begun."""
    first = int(re.sub(r"\D", "", found["d"]))
    last = int(re.sub(r"\D", "", found["e"])) if found.groupdict().get("e") else first
    month, today = _named_month(found["month"]), now.date()
    year = int(found["year"]) if found["year"] else today.year
    if not found["year"] and (month, first) > (today.month, today.day):
        year -= 1
    return days(date(year, month, first), date(year, month, last), now)


def _of_month(found: re.Match[str], now: datetime) -> Period | None:
    """ "the 18th": of this month, or of the last when it has not come."""
    day, today = int(re.sub(r"\D", "", found["d"])), now.date()
    year, month = _months_back(today, 0 if day <= today.day else 1)
    return _day(date(year, month, day), now)


def _numbers(found: re.Match[str], now: datetime) -> Period | None:
    """18/07/2025 and 7/18/2025 can be read in one way, 04/07/2025 in two."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if a <= 12 and b <= 12 and a != b and found["mark"] != ".":  # with full stops nobody writes the month first
        return None
    day, month = (a, b) if b <= 12 else (b, a)
    return _day(date(year, month, day), now)


def _whole_month(found: re.Match[str], now: datetime) -> Period:
    month, today = _named_month(found["month"]), now.date()
    if found["year"]:
        year = int(found["year"])
    elif found["which"] in ("this", "last") and found["back"] is None:
        year = today.year if found["which"] == "this" or month < today.month else today.year - 1
    elif found["back"]:
        year = today.year - (found["back"] == "last")
    else:
        year = today.year if month <= today.month else today.year - 1
    return _part(found["of"], _month(year, month, now), now)


def _week_of(found: re.Match[str], now: datetime) -> Period | None:
    whole = period(found["month"], now=now)
    if whole is None:
        return None
    first, last = whole.first.date(), whole.last.date()
    if found["n"] == "last":
        return days(last - timedelta(days=6), last, now)
    begin = first + timedelta(days=7 * (_ORDINALS[found["n"]] - 1))
    return days(begin, min(begin + timedelta(days=6), last), now)


def _named_quarter(found: re.Match[str], now: datetime) -> Period:
    n, today = int(found["n"]) if found["n"].isdigit() else _ORDINALS[found["n"]], now.date()
    year = int(found["year"]) if found["year"] else today.year - (n > (today.month - 1) // 3 + 1)
    return _quarter(year, n, now)


def _whole_year(found: re.Match[str], now: datetime) -> Period:
    return _part(found["of"], _year(int(found["year"]), now), now)


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
        (rf"(?:last|past|previous) (?P<n>a couple of|{COUNT}(?: of)?) {_UNITS}", _count),
        (r"(?:last|past) (?P<unit>hour|day)", lambda found, now: _back(1, found["unit"], now)),
        (rf"(?P<n>a couple of|a few|{COUNT}) {_UNITS} ago", _ago),
        (
            r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
            lambda f, now: _day(date(int(f["y"]), int(f["m"]), int(f["d"])), now),
        ),
        (r"(?P<y>\d{4})-(?P<m>\d\d)", lambda found, now: _month(int(found["y"]), int(found["m"]), now)),
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
