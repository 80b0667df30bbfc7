"""Times as feeds write them: RFC 822 and ISO 8601, and what comes instead of them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from retrieval.feeds.zones import is_standard, offset
from retrieval.types import Precision

_LONGEST = 120  # characters of a time that are looked at
_EARLIEST_YEAR = 1900
_ZONE = r"(?:(?:GMT|UTC?)\s*)?[+\-−–]\d{1,2}(?::?\d\d)?(?!\d)|[^\W\d_]+(?:[/_][\w+\-]+)*"
_ISO = re.compile(
    rf"(\d{{4}})([-/.]?)(\d\d?)\2(\d\d?)(?:(?:T|\s|,)+(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*({_ZONE})?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?(?![\d.])\s*([ap]\.?m\b\.?)?\s*({_ZONE})?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([./\-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_STAMP = re.compile(r"\d{10}|\d{13}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<![\d:])\d{1,4}(?!\d|:)")
_REMARKS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MONTHS = """
jan jän ene gen ian sty oca янв січ
feb fév fev lut şub фев лют
mar mär mrz mrt maa мар бер
apr avr abr kwi nis апр кві
may mai maj mei mag май мая тра
jun juin giu cze haz июн чер
jul juil lug lip tem июл лип
aug aoû aou ago sie ağu авг сер
sep set wrz eyl сен вер
oct okt out ott paź eki окт жов
nov lis kas ноя лис
dec déc dez dic des gru ara дек гру
"""
_MONTH = {prefix: number for number, row in enumerate(_MONTHS.split("\n")[1:-1], 1) for prefix in row.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What a feed tells of where it is written: decides what "IST" means, and whether 3/4 is in March."""

    country: str | None = None  # two letters, lower case
    month_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time in UTC and how exactly it is known; ``note`` says what had to be mended."""

    at: datetime
    precision: Precision
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local:
    """A time by the wall clock of ``zone``; ``zone`` None when none is named, ``timed`` False for a date alone."""

    at: datetime
    zone: str | None
    timed: bool


def read_time(text: str, *, region: Region) -> Moment | None:
    """The time that ``text`` names; None when it names none, or one that is a program's zero.

    A time without zone is in UTC. A zone that nobody can place leaves the day alone: precision DAY, at its start.
    """
    written = " ".join(_REMARKS.sub(" ", text[:_LONGEST]).split()).strip(" ,;")
    stamp = _STAMP.fullmatch(written)
    if stamp:
        seconds = int(written) // (1000 if len(written) == 13 else 1)
        return Moment(at=datetime.fromtimestamp(seconds, UTC), precision=Precision.MINUTE)
    try:
        local = _iso(written) or _spelt(written, region)
        return None if local is None or _is_zero(local.at) else _placed(local, region)
    except (ValueError, OverflowError):  # 31 February, 25 o'clock, the end of the year 9999
        return None


def _placed(local: _Local, region: Region) -> Moment:
    at = local.at.replace(tzinfo=UTC)
    if not local.timed:
        return Moment(at=at, precision=Precision.DAY)
    if local.zone is None:
        return Moment(at=at, precision=Precision.MINUTE)
    ahead = offset(local.zone, local.at, region.country)
    if ahead is None:
        day = at.replace(hour=0, minute=0, second=0)
        return Moment(
            at=day, precision=Precision.DAY, note=f"its time zone {local.zone!r} is unknown: only the day is kept"
        )
    note = None if is_standard(local.zone) else f"its time zone {local.zone!r} was read as {_shown(ahead)}"
    return Moment(at=at - ahead, precision=Precision.MINUTE, note=note)


def _shown(ahead: timedelta) -> str:
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _is_zero(at: datetime) -> bool:
    """Whether it is what programs write for "no time": the year 1, or the first second of 1970."""
    return at.year < _EARLIEST_YEAR or at == datetime(1970, 1, 1)  # noqa: DTZ001  wall clock


def _iso(written: str) -> _Local | None:
    found = _ISO.fullmatch(written)
    if found is None:
        return None
    if not found[2] and not (len(found[3]) == len(found[4]) == 2):
        return None
    day = _day(int(found[1]), int(found[3]), int(found[4]))
    return _clocked(day, found[5], found[6], found[7], None, found[8])


def _spelt(written: str, region: Region) -> _Local | None:
    """RFC 822, asctime, "November 25, 2026 3:04 PM EST", "25 нояб. 2026", "25.11.2026 15:04"."""
    numeric = _NUMERIC.search(written)
    if numeric:
        day = _numeric_day(numeric, region)
        written = written[: numeric.start()] + " " + written[numeric.end() :]
    clock = _CLOCK.search(written)
    zone = clock[5] if clock else None
    rest = written
    if clock:
        named = zone is not None and _month(zone) is not None
        zone = None if named or (zone or "").lower() in {"on", "le", "am", "den", "de", "uhr"} else zone
        rest = f"{written[: clock.start()]} {clock[5] if named else ''} {written[clock.end() :]}"
    if not numeric:
        found = _spelt_day(rest)
        if found is None:
            return None
        day = found
    return (
        _clocked(day, clock[1], clock[2], clock[3], clock[4], zone) if clock else _Local(at=day, zone=None, timed=False)
    )


def _spelt_day(text: str) -> datetime | None:
    months = [month for word in _WORD.findall(text) if (month := _month(word)) is not None]
    numbers = _NUMBER.findall(text)
    years = [number for number in numbers if len(number) == 4]
    small = [number for number in numbers if len(number) <= 2]
    if not months or not small:
        return None
    if not years:
        if len(small) < 2:
            return None
        years = [str(_full_year(int(small[1])))]
    return _day(int(years[0]), months[-1], int(small[0]))  # the last: "mar, 3 nov" is a Tuesday in November


def _numeric_day(found: re.Match[str], region: Region) -> datetime:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) if len(found[4]) == 4 else _full_year(int(found[4]))
    month_first = found[2] == "/" and (region.month_first or second > 12)
    if month_first and first <= 12:
        first, second = second, first
    return _day(year, second, first)


def _full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= 90 else 2000)


def _month(word: str) -> int | None:
    lower = word.lower()
    return _MONTH.get(lower[:4]) or _MONTH.get(lower[:3])


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)  # noqa: DTZ001  wall clock: its zone comes later


def _clocked(
    day: datetime, hour: str | None, minute: str | None, second: str | None, half: str | None, zone: str | None
) -> _Local:
    if hour is None or minute is None:
        return _Local(at=day, zone=None, timed=False)
    hours = int(hour)
    if half and not 1 <= hours <= 12:
        half = None  # "15:04 PM"
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    if hours > 24 or int(minute) > 59:
        raise ValueError(f"{hour}:{minute}")
    since = timedelta(hours=hours, minutes=int(minute), seconds=min(int(second or 0), 59))
    return _Local(at=day + since, zone=zone, timed=True)
