"""The time a question is about, as instants."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from bot.intents.periods import Period, period

_MOMENT = timedelta(microseconds=1)
_BESIDE = re.compile(r"\s*(?P<side>before|after)\s+(?P<words>.+)", re.I | re.S)


def window(
    since: str | None, until: str | None, *, now: datetime, zone: tzinfo
) -> tuple[datetime | None, datetime | None]:
    """Inclusive instants for a question's own words: "Monday", "last week", "early July", "before 2025-07-04".

    ``since`` gives the first moment its words name and ``until`` the last; with "before" or "after" in front, the
    moment beside. A day counts in the asker's zone. Of two weekdays the first is the one before the second. What names
    no time, begins after now, or ends before it begins, bounds nothing: no bound is better than a wrong one.
    """
    here = now.astimezone(zone)
    last = _end(until, here)
    first = _start(since, here)
    if first is not None and last is not None and first > last:
        first = _start(since, last)
    if first is not None and ((last is not None and first > last) or first > here):
        return None, None
    return first, last


def _start(words: str | None, here: datetime) -> datetime | None:
    side, found = _read(words, here)
    if found is None:
        return None
    return _plus(found.last) if side == "after" else found.first


def _end(words: str | None, here: datetime) -> datetime | None:
    side, found = _read(words, here)
    if found is None:
        return None
    return found.first - _MOMENT if side == "before" else found.last


def _read(words: str | None, here: datetime) -> tuple[str, Period | None]:
    if words is None:
        return "", None
    beside = _BESIDE.fullmatch(words)
    said = beside["words"] if beside else words
    return (beside["side"].lower() if beside else ""), period(said, now=here)


def _plus(moment: datetime) -> datetime:
    """The next moment, across a change of the clocks too."""
    return (moment.astimezone(UTC) + _MOMENT).astimezone(moment.tzinfo)
