"""Times as Slack shows them: in the zone of whoever reads."""

from datetime import UTC, date, datetime

from bot import messages
from bot.blocks.records import Held
from retrieval.types import Article, Precision

FORMAT = "{date_short_pretty} {time}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def published(article: Article) -> str:
    """When an article was published, for a mrkdwn object. A day stays a day in every zone."""
    moment = article.published_at
    if moment is None:
        return messages.UNDATED
    return day(moment) if article.precision is Precision.DAY else token(moment)


def published_plain(article: Article) -> str:
    """The same in UTC, where Slack puts no dates in."""
    moment = article.published_at
    if moment is None:
        return messages.UNDATED
    return day(moment) if article.precision is Precision.DAY else clock(moment)


def token(moment: datetime) -> str:
    """Slack's own date, with the time in UTC where it cannot be shown."""
    return f"<!date^{int(moment.timestamp())}^{FORMAT}|{clock(moment)}>"


def day(moment: datetime) -> str:
    """18 July 2025, in UTC."""
    return _named(moment.astimezone(UTC).date(), year=True)


def clock(moment: datetime) -> str:
    """18 July 2025, 06:30 UTC."""
    return f"{day(moment)}, {moment.astimezone(UTC):%H:%M} UTC"


def days(held: Held, *, now: datetime) -> str:
    """The days that are covered: "18-20 July", with years where they are not this one; "" when nothing is dated."""
    if held.first is None or held.last is None:
        return ""
    first, last = held.first.astimezone(UTC).date(), held.last.astimezone(UTC).date()
    year = (first.year, last.year) != (now.astimezone(UTC).year,) * 2
    if first == last:
        return _named(last, year=year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{_named(last, year=year)}"
    return f"{_named(first, year=year and first.year != last.year)} - {_named(last, year=year)}"


def _named(when: date, *, year: bool) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")
