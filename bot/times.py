"""Times a person types, as aware UTC instants: ISO dates and times, today and yesterday."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from retrieval.errors import BadInput

_LAST = timedelta(microseconds=1)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The last instant of the day: bounds are inclusive."""
    return day_start(day + timedelta(days=1), zone) - _LAST


def parse_time(text: str, *, zone: ZoneInfo, now: datetime, option: str, end_of_day: bool) -> datetime:
    """The instant ``text`` names; a bare date is its day's end (or start). A time without offset is in ``zone``.

    Raises BadInput naming ``option`` when it is neither.
    """
    words = text.strip()
    today = now.astimezone(zone).date()
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        day = days.get(words.lower()) or date.fromisoformat(words)
    except ValueError:
        day = None
    try:
        if day is not None:
            return day_end(day, zone) if end_of_day else day_start(day, zone)
        moment = datetime.fromisoformat(words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadInput(
            f"{option} {text!r}", "not a date or time", "write 2025-07-20, 2025-07-20T08:30 or 2025-07-20T08:30+03:00"
        ) from error
