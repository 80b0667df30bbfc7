"""What a server's headers ask for, as spans of time. Pure; whatever cannot be read asks for nothing."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

DAY = timedelta(days=1)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?:$|[\s,=])", re.IGNORECASE)


def freshness(headers: Mapping[str, str], now: datetime) -> tuple[timedelta, str] | None:
    """How long the server says that its response is good, and in which words; None when it does not say."""
    control = headers.get("cache-control", "")
    if _UNCACHED.search(control):
        return None
    found = _MAX_AGE.search(control)
    if found:
        age = headers.get("age", "").strip()
        seconds = int(found[1]) - (int(age) if age.isdigit() and len(age) < 10 else 0)
        return (timedelta(seconds=seconds), "its Cache-Control") if seconds > 0 else None
    expires = moment(headers.get("expires"))
    if expires is None:
        return None
    # By the server's own clock, where it shows one: clocks differ.
    left = expires - (moment(headers.get("date")) or now)
    return (left, "its Expires") if left > timedelta() else None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the server wants to be left alone, a day at most; None when it does not say."""
    said = headers.get("retry-after", "").strip()
    if said.isdigit():
        return min(timedelta(seconds=int(said[:9])), DAY)
    until = moment(said)
    return None if until is None else max(timedelta(), min(until - now, DAY))


def moment(said: str | None) -> datetime | None:
    """An HTTP date in UTC."""
    try:
        at = parsedate_to_datetime(said or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        return None
