"""What words of time say of a calendar, before anybody knows from which day they are seen."""

from dataclasses import dataclass
from datetime import time

from retrieval.dating.records import Days, Grain
from retrieval.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A date that needs nothing else: "July 18, 2025", "July 2025", "in 2014"."""

    days: Days


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfMonth:
    """Days of a month whose year is not told: "July 18", "July 3-5"."""

    month: int
    first: int
    last: int
    weekday: int | None = None  # of the first, where it is told: "Sunday, March 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month whose year is not told; ``step`` is -1 for "last July", 1 for "next July"."""

    month: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week, Monday being 0; ``step`` is -1 for "last Friday", 1 for "next Friday"."""

    weekday: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """So many days, weeks, months or years from publication; ``part`` is -1 for "earlier this year", 1 for "later"."""

    grain: Grain
    count: int
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursAgo:
    """So many hours before publication."""

    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """Some time in the days up to publication: "in the past three days"."""

    days: int


Told = Named | DayOfMonth | Month | Weekday | Away | HoursAgo | Lately


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of time with what they say; ``clock`` where a time of day stands with them."""

    span: Span
    told: Told
    clock: time | None = None
