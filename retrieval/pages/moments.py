"""Times as pages write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from retrieval.types import Precision

EARLIEST_YEAR = 1900
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?=\D|$)|[+-]\d{2}(?=\D|$))?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{4})?")
_EPOCH = re.compile(r"(1\d{9})(\d{3})?")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time of day with or without its offset, or a day."""

    at: datetime  # aware, UTC; a time without offset is taken for UTC, a day starts in UTC
    precision: Precision
    zone_known: bool


def _offset(written: str | None) -> timedelta | None:
    if not written:
        return None
    if written[0] not in "+-":
        return timedelta()
    digits = written[1:].replace(":", "").ljust(4, "0")
    far = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -far if written[0] == "-" else far


def _numbers(match: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute, second, zone = match.groups()
    try:
        if hour is None:
            return whole_day(date(int(year), int(month), int(day)))
        clock = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59), tzinfo=UTC)
        return timed(clock, _offset(zone))
    except (ValueError, OverflowError):
        return None


def whole_day(day: date) -> Moment:
    return Moment(at=datetime.combine(day, time(), UTC), precision=Precision.DAY, zone_known=False)


def timed(clock: datetime, offset: timedelta | None) -> Moment:
    """A time by the clock on the wall (its own zone is not looked at). Midnight in no zone is how a day is written."""
    wall = clock.replace(tzinfo=UTC)
    if offset is None and wall.time() == time():
        return whole_day(wall.date())
    return Moment(at=wall - (offset or timedelta()), precision=Precision.MINUTE, zone_known=offset is not None)


def read_moment(written: object) -> Moment | None:
    """The time that ``written`` is, in any of the ways of machines: ISO 8601 and its misspellings, e-mail, epochs."""
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    text = " ".join(str(written).split())[:64]
    if epoch := _EPOCH.fullmatch(text):
        return timed(datetime.fromtimestamp(int(epoch[1]), UTC), timedelta())
    for match in (_COMPACT.fullmatch(text), _ISO.match(text)):
        if match:
            return _numbers(match)
    try:
        mail = parsedate_to_datetime(text)
        return timed(mail.replace(microsecond=0), mail.utcoffset())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def possible(moment: Moment, now: datetime) -> bool:
    """Whether an article can have been published then: after printing was digitised, and not after tomorrow."""
    return moment.at.year >= EARLIEST_YEAR and moment.at <= now + _DAY


def best(moments: Iterable[Moment], now: datetime) -> Moment | None:
    """The first time that can be true, made more exact by a later one of the same hour or day that agrees with it."""
    known = [moment for moment in moments if possible(moment, now)]
    if not known:
        return None
    first = known[0]
    for later in known[1:] if not first.zone_known else ():
        if later.zone_known and _agree(first, later):
            return later
    if first.precision is Precision.DAY:
        return next((m for m in known if m.precision is Precision.MINUTE and m.at.date() == first.at.date()), first)
    return first


def _agree(vague: Moment, exact: Moment) -> bool:
    """Whether ``exact`` can be ``vague`` with its zone: the same day, or the same clock in another zone."""
    apart = abs(exact.at - vague.at)
    if vague.precision is Precision.DAY:
        return -timedelta(hours=14) <= exact.at - vague.at <= timedelta(hours=36)
    seconds = int(apart.total_seconds()) % 900
    return apart <= timedelta(hours=14) and min(seconds, 900 - seconds) < 60
