"""Times of feeds with a known truth: written by the tz database, then read back by us and by feedparser alone.

No table of ours has a part in the truth: a place's own name for its zone at that moment is asked of the database.
Each time is read through a whole feed, in the formats feeds use.
"""

import calendar
import io
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from retrieval.feeds import read_feed
from retrieval.types import Precision

_PLACES = (  # where there are outlets; a place whose zone has no name is written with its offset
    ("Europe/Moscow", "ru"),
    ("Asia/Kolkata", "in"),
    ("Asia/Jerusalem", "il"),
    ("Europe/Dublin", "ie"),
    ("Europe/London", "uk"),
    ("Europe/Paris", "fr"),
    ("Europe/Kiev", "ua"),
    ("Europe/Helsinki", "fi"),
    ("Africa/Johannesburg", "za"),
    ("Africa/Nairobi", "ke"),
    ("Africa/Lagos", "ng"),
    ("Asia/Karachi", "pk"),
    ("Asia/Jakarta", "id"),
    ("Asia/Manila", "ph"),
    ("Asia/Hong_Kong", "hk"),
    ("Asia/Shanghai", "cn"),
    ("Asia/Tokyo", "jp"),
    ("Asia/Seoul", "kr"),
    ("Australia/Sydney", "au"),
    ("Australia/Perth", "au"),
    ("Pacific/Auckland", "nz"),
    ("America/New_York", "com"),
    ("America/Chicago", "com"),
    ("America/Los_Angeles", "com"),
    ("America/Anchorage", "com"),
    ("America/Halifax", "ca"),
    ("America/St_Johns", "ca"),
    ("Asia/Dubai", "ae"),
    ("Asia/Kathmandu", "np"),
)
_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_MOMENTS = tuple(datetime(2026, month, day, hour, 41, 7, tzinfo=UTC) for month, day, hour in ((1, 15, 3), (7, 15, 20)))


def written() -> Iterator[tuple[str, str, str, datetime]]:
    """Group, top level domain, the time as written, and the moment it means."""
    for place, domain in _PLACES:
        for moment in _MOMENTS:
            local = moment.astimezone(ZoneInfo(place))
            name = local.tzname() or ""
            if not name.startswith(("+", "-")):
                yield "named zone", domain, f"{local:%a, %d %b %Y %H:%M:%S} {name}", moment
                yield "named zone, 12 hours", domain, f"{local:%B} {local.day}, {local:%Y %I:%M:%S %p} {name}", moment
            yield "tz database name", domain, f"{local:%a, %d %b %Y %H:%M:%S} {place}", moment
            yield "RFC 822", domain, format_datetime(local), moment
            yield "ISO 8601", domain, local.isoformat(), moment
            offset = local.isoformat()[-6:]
            yield "GMT with an offset", domain, f"{local:%a, %d %b %Y %H:%M:%S} GMT{offset}", moment
    for days in (1, 40, 10_000):
        yield "in the future", "com", format_datetime(_NOW + timedelta(days=days)), _NOW


def measure() -> dict[str, dict[str, int]]:
    """By group: how many there are, and of ours and feedparser's the right ones and those off by more than a minute.

    Ours may keep a day alone where a zone is unknown: then it is neither right nor wrong, if it is that day.
    """
    figures: dict[str, Counter[str]] = {}
    for group, domain, text, truth in written():
        body = _feed(text)
        figure = figures.setdefault(group, Counter(n=0, right=0, wrong=0, feedparser_right=0, feedparser_wrong=0))
        figure["n"] += 1
        entry = read_feed(body, url=f"https://outlet.{domain}/feed", now=_NOW).entries[0]
        figure["right"] += _near(entry.published_at, truth)
        day_alone = entry.precision is Precision.DAY and abs((entry.published_at or _NOW) - truth) < timedelta(days=2)
        figure["wrong"] += entry.published_at is not None and not _near(entry.published_at, truth) and not day_alone
        theirs = _theirs(body)
        figure["feedparser_right"] += _near(theirs, truth)
        figure["feedparser_wrong"] += theirs is not None and not _near(theirs, truth)
    return {group: dict(figure) for group, figure in figures.items()}


def _near(found: datetime | None, truth: datetime) -> bool:
    return found is not None and abs((found - truth).total_seconds()) < 60


def _feed(text: str) -> bytes:
    item = f"<item><title>A title</title><link>/1</link><pubDate>{text}</pubDate></item>"
    return f'<rss version="2.0"><channel><title>Outlet</title>{item}</channel></rss>'.encode()


def _theirs(body: bytes) -> datetime | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser  # type: ignore[import-untyped]

        moment = feedparser.parse(io.BytesIO(body)).entries[0].get("published_parsed")
    return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None
