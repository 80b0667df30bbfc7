"""Times of a digest as they are read: in its own zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import messages
from retrieval.types import Article, Precision

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def day_said(day: date) -> str:
    """ "Monday, 21 July 2025"."""
    return f"{messages.DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_said(moment: datetime, zone: str, *, near: date) -> str:
    """ "08:30" on that day, "Friday 08:30" in the week around it, else "18 July, 08:30"."""
    local = moment.astimezone(ZoneInfo(zone))
    away = abs((local.date() - near).days)
    if not away:
        return f"{local:%H:%M}"
    if away < 7:
        return f"{messages.DAYS[local.weekday()]} {local:%H:%M}"
    return f"{local.day} {_MONTHS[local.month - 1]}, {local:%H:%M}"


def published_said(article: Article, zone: str, *, near: date) -> str:
    """When an article was published; a day stays a day in every zone."""
    moment = article.published_at
    if moment is None:
        return messages.UNDATED
    if article.precision is Precision.DAY:
        return f"{moment.day} {_MONTHS[moment.month - 1]}"
    return moment_said(moment, zone, near=near)


def why_said(ground: str, supporters: int, texts: int, kinds: tuple[str, ...]) -> str:
    """Why this sentence of a story is quoted."""
    match ground:
        case "most":
            return messages.most_say(supporters, texts)
        case "new":
            return messages.new_said(kinds)
        case "asked":
            return messages.NEAREST_TO_TOPIC
    return messages.ALONE if texts == 1 else messages.OPENS
