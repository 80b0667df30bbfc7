"""What the bot says with timelines, comparisons, and outlets that disagree."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from bot.messages.counting import counted
from bot.messages.said import UNDATED, UNNAMED_SOURCE
from retrieval.types import Precision

UNPLACED = (
    "The articles are undated, so words like “last week” have no place in a calendar and stand as they are written."
)
SOME_UNPLACED = "Where an article is undated or its words are ambiguous, its words of time stand as written, last."
NOTHING_DATED = "No article I have says when any of this happened. The nearest sentences:"
ONE_OUTLET = "Only one outlet writes about this."
ONE_TEXT = "The outlets that write about this have the same text."
NO_OUTLET = "No article here says who published it, so there are no outlets to compare. The nearest sentences:"
CONFLICT = "Outlets disagree, and neither is clearly later; both are shown:"
UPDATE = "A later article says otherwise than an earlier one; the later value is given."
LATER_ELSEWHERE = "Articles of different times say different things; the later one is marked."
EARLIER = "earlier"
LATER = "later"


def month_day(day: date) -> str:
    """18 Jul 2025."""
    return f"{day.day} {day:%b %Y}"


def days(first: date, last: date) -> str:
    """18 Jul 2025, 17-20 Jul 2025, 28 Jun - 3 Jul 2025."""
    if first == last:
        return month_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{month_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%b} – {month_day(last)}"
    return f"{month_day(first)} – {month_day(last)}"


def month(day: date) -> str:
    return f"{day:%B %Y}"


def week(first: date) -> str:
    return f"week of {month_day(first)}"


def at_time(day: date, clock: time) -> str:
    return f"{month_day(day)}, {clock:%H:%M}"


def published(moment: datetime | None, precision: Precision | None) -> str:
    """When an article came out, as exactly as it is known, in UTC."""
    if moment is None:
        return UNDATED
    moment = moment.astimezone(UTC)
    day = month_day(moment.date())
    return day if precision is Precision.DAY else f"{day}, {moment:%H:%M} UTC"


def reported(day: date | None, outlet: str | None, *, planned: bool, texts: int) -> str:
    """The label of an event: "reported 20 Jul 2025, Harbour Wire; 3 independent texts"."""
    when = "in an undated article" if day is None else month_day(day)
    label = f"{'planned, ' if planned else ''}reported {when}, {outlet or UNNAMED_SOURCE}"
    return label if texts < 2 else f"{label}; {counted(texts, 'independent text')}"


def only_reported(day: date) -> str:
    """For what is not dated itself: "by 20 Jul 2025"."""
    return f"by {month_day(day)}"


def no_articles_from(outlets: Sequence[str]) -> str:
    return f"No article here is from {' or '.join(outlets)}."


def same_text_in(outlet: str, others: Sequence[str]) -> str:
    """An outlet and those that have its text: "Harbour Wire (same text: Quay Times, Coast Echo)"."""
    return f"{outlet} (same text: {', '.join(others)})" if others else outlet


def earlier_of(outlet: str) -> str:
    return f"{outlet}, {EARLIER}"


def later_of(outlet: str) -> str:
    return f"{outlet}, {LATER}"
