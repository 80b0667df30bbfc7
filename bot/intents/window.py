"""The time a question is about, as instants."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def window(
    since: str | None, until: str | None, *, now: datetime, zone: tzinfo
) -> tuple[datetime | None, datetime | None]:
    """Inclusive instants for a question's own words: ISO dates, "today", "yesterday", weekdays.

    A day counts in the asker's zone, from its first to its last microsecond. A weekday is the latest one that has
    begun ("last" skips today's). Words that name no day give None: no bound is better than a wrong one.
    """
    today = now.astimezone(zone).date()
    first, last = day(since, today=today), day(until, today=today)
    return (
        None if first is None else datetime.combine(first, time.min, zone),
        None if last is None else datetime.combine(last, time.max, zone),
    )


def day(words: str | None, *, today: date) -> date | None:
    """The day some words name, seen from today; None when they name none."""
    if words is None:
        return None
    said = re.sub(r"^(?:on|this)\s+", "", words.strip().lower())
    if said == "today":
        return today
    if said == "yesterday":
        return today - timedelta(days=1)
    last = said.startswith("last ")
    said = said.removeprefix("last ").strip()
    if said in _DAYS:
        back = (today.weekday() - _DAYS.index(said)) % 7
        return today - timedelta(days=7 if last and back == 0 else back)
    try:
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said) else None
    except ValueError:
        return None
