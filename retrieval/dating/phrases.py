"""The words of time in a sentence, each read as what it says of a calendar."""

import re
from datetime import date, time, timedelta

from retrieval.dating.records import Days, Grain
from retrieval.dating.told import Away, DayOfMonth, HoursAgo, Lately, Month, Named, Phrase, Told, Weekday
from retrieval.types import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_GRAINS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}

_M = (
    r"(?P<month>(?-i:January|Jan\.?|February|Feb\.?|March|Mar\.|April|Apr\.?|May|June|Jun\.|July|Jul\.?"
    r"|August|Aug\.?|September|Sept?\.?|October|Oct\.?|November|Nov\.?|December|Dec\.?))"
)
_M2 = _M.replace("<month>", "<until>")
_D = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_D2 = _D.replace("<day>", "<to>")
_TO = (
    r"(?:\s?[-–]\s?(?P<to>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|\s(?:to|and)\s(?P<and>[12]?\d|3[01])(?:st|nd|rd|th)?)?"
)
_Y = r"(?P<year>(?:18|19|20)\d\d)"
_W = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_SIDE = r"(?:(?P<part>earlier|later)\s)?"
_N = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|month|year)"
_HALF = r"(?:(?:early|mid|late)[\s-](?:in\s)?)?"

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.I))
    for kind, pattern in (
        ("iso", r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"),
        ("range", rf"(?:from|between)\s{_M}\s{_D}\s(?:to|and|until|through)\s{_M2}\s{_D2}(?:,?\s{_Y})?"),
        ("day", rf"(?:{_W},?\s)?{_M}\s{_D}{_TO}(?:,?\s{_Y})?(?!,\d{{3}})(?!:\d)"),
        ("day", rf"(?:from|between)\s{_D}\s(?:to|and|until)\s{_D2}\s{_M}(?:,?\s{_Y})?"),
        ("day", rf"(?:{_W},?\s)?(?:the\s)?{_D}{_TO}\s(?:of\s)?{_M}(?:,?\s{_Y})?"),
        ("month year", rf"{_HALF}{_M},?\s(?:of\s)?{_Y}"),
        ("month", rf"(?P<step>last|this|next|in|early|mid|late)[\s-](?:in\s)?{_M}(?!\s\d)(?!\s(?-i:[A-Z][a-z]))"),
        ("ago", rf"{_N}\s{_UNIT}s?\sago"),
        ("hours", r"(?P<count>\d{1,2}|an|two|three|four|five|six|seven|eight|nine|ten|twelve)\shours?\sago"),
        (
            "lately",
            rf"(?P<within>in|over|during|within)\sthe\s(?:last|past)(?:\s{_N})?\s(?P<unit>hour|day|week|month)s?",
        ),
        ("weekday", rf"(?:(?P<step>last|this|next|this past|this coming)\s)?{_W}{_PART}"),
        ("near", rf"(?P<near>yesterday|(?-i:[Tt]oday)(?!['’])|tonight|tomorrow){_PART}"),
        ("night", r"(?P<night>last night|this morning|this afternoon|this evening)"),
        ("period", rf"{_SIDE}(?P<step>last|this|next)\s{_UNIT}"),
        ("year", rf"(?:in|{_HALF}in|the\s(?:spring|summer|autumn|fall|winter)\sof)\s(?:{_HALF}){_Y}"),
    )
)
_CLOCK = re.compile(
    r"\bat\s(?:about\s|around\s)?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?"
    r"(?:(?P<half>[ap])\.?m\b\.?|(?P<zone>GMT|UTC|BST|CET|local time|(?<=\d\d)(?=[\s,.]))\b)",
    re.I,
)
_CLOCK_NEAR = 30  # characters between a time of day and its day
_DATELINE = re.compile(r"^[A-Z][^()a-z]{2,40},?\s[^()]{0,25}\([^)]{2,30}\)\s?[-–—]+\s")
_ROUGH = re.compile(r"(?:more than|over|at least|less than|under|up to|almost|nearly|within)\s$", re.I)
_OTHER_DAY = re.compile(  # a day seen from another event, a custom, or the name of a day
    r"\b(?:that|following|previous|preceding|same|every|each|any|good|black|super|bloody|easter|palm|ash|cyber|"
    r"giving|shrove|maundy)\s$",
    re.I,
)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The words of time in order of place, the longest first where they overlap; those of a dateline are left out."""
    begin = len(found.group()) if (found := _DATELINE.match(text)) else 0
    taken: list[tuple[int, int, Told]] = []
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text, begin):
            if any(match.start() < end and start < match.end() for start, end, _ in taken):
                continue
            told = _read(kind, match, text)
            if told is not None:
                taken.append((match.start(), match.end(), told))
    clocks = tuple(_CLOCK.finditer(text))
    return tuple(
        Phrase(span=Span(start=start, end=end), told=told, clock=_clock(clocks, start, end))
        for start, end, told in sorted(taken, key=lambda item: item[:2])
    )


def _read(kind: str, match: re.Match[str], text: str) -> Told | None:
    said = {name: value for name, value in match.groupdict().items() if value is not None}
    step = {"last": -1, "this past": -1, "next": 1}.get(said.get("step", "").lower(), 0)
    match kind:
        case "iso":
            day = _date(*map(int, said["iso"].split("-")))
            return None if day is None else Named(days=Days(first=day, last=day, grain=Grain.DAY))
        case "range" if said["month"].rstrip(".").lower() != said["until"].rstrip(".").lower():
            return None  # over two months: rare, and the days between are many
        case "range" | "day":
            return _day(said)
        case "month year":
            return Named(days=month_days(int(said["year"]), _month(said)))
        case "month":
            return Month(month=_month(said), step=step)
        case "ago":
            if _ROUGH.search(text[: match.start()]):
                return None
            return Away(grain=_GRAINS[said["unit"].lower()], count=-_count(said))
        case "hours":
            return HoursAgo(hours=_count(said))
        case "lately":
            unit = said["unit"].lower()
            count = _count(said) if "count" in said else 1
            if unit == "hour":
                return Lately(days=max(1, round(count / 24))) if "count" in said else None
            return Lately(days=count * _LENGTHS[unit]) if count * _LENGTHS[unit] <= 62 else None
        case "weekday":
            if _OTHER_DAY.search(text[: match.start()]):
                return None
            return Weekday(weekday=_WEEKDAYS.index(said["weekday"].lower()), step=step)
        case "near":
            return Away(grain=Grain.DAY, count={"yesterday": -1, "tomorrow": 1}.get(said["near"].lower(), 0))
        case "night":
            return Away(grain=Grain.DAY, count=-1 if said["night"].lower() == "last night" else 0)
        case "period":
            return _period(said, step)
        case "year":
            year = int(said["year"])
            return Named(days=Days(first=date(year, 1, 1), last=date(year, 12, 31), grain=Grain.YEAR))
    return None


def _day(said: dict[str, str]) -> Told | None:
    month, first = _month(said), int(said["day"])
    last = int(said.get("to") or said.get("and") or first)
    if last < first:
        return None
    if "year" not in said:
        weekday = _WEEKDAYS.index(said["weekday"].lower()) if "weekday" in said else None
        there = _date(2024, month, last) is not None
        return DayOfMonth(month=month, first=first, last=last, weekday=weekday) if there else None
    start, end = _date(int(said["year"]), month, first), _date(int(said["year"]), month, last)
    return Named(days=Days(first=start, last=end, grain=Grain.DAY)) if start and end else None


def _period(said: dict[str, str], step: int) -> Told | None:
    grain = _GRAINS[said["unit"].lower()]
    if grain is Grain.DAY:
        return None  # "the previous day" is seen from another event
    part = {"earlier": -1, "later": 1}.get(said.get("part", "").lower(), 0)
    return Away(grain=grain, count=step, part=part if step == 0 else 0)


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return Days(first=date(year, month, 1), last=after - timedelta(days=1), grain=Grain.MONTH)


def _month(said: dict[str, str]) -> int:
    return _MONTHS[said["month"].lower().rstrip(".")]


def _count(said: dict[str, str]) -> int:
    words = said["count"].lower()
    return int(words) if words.isdigit() else _COUNTS[words]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(clocks: tuple[re.Match[str], ...], start: int, end: int) -> time | None:
    for found in clocks:
        if max(found.start() - end, start - found.end()) > _CLOCK_NEAR:
            continue
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if found["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
        elif not found["minute"]:
            return None
        return time(hour, minute)
    return None
