"""What is known of the time of an event: days on a calendar, how exactly, and on what ground."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from retrieval.types import Span


class Grain(StrEnum):
    """How exactly a time is told."""

    MINUTE = "minute"
    DAY = "day"  # one day, or the days from the first to the last
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """What a time rests on."""

    EXPLICIT = "explicit"  # the sentence names it, with the year
    RESOLVED = "resolved"  # the sentence's words, seen from the day of publication
    REPORTED = "reported"  # no words of the sentence date its event; at most publication is known
    UNRESOLVED = "unresolved"  # words that cannot be placed: the article is undated, or they are ambiguous


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Whole days, both ends included."""

    first: date
    last: date
    grain: Grain

    def meets(self, other: "Days", *, apart: int = 0) -> bool:
        """Whether the two share a day, or lie at most so many days apart."""
        gap = max(self.first.toordinal() - other.last.toordinal(), other.first.toordinal() - self.last.toordinal())
        return gap <= apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The two axes of a sentence: when its event was or will be, and when the article came out."""

    basis: Basis
    event: Days | None  # set when explicit or resolved
    reported: Days | None  # the day of publication (UTC); None when undated
    phrase: Span | None = None  # the words that date the event, relative to the sentence
    clock: time | None = None  # as told, in whatever zone the place has; only with the grain of a minute
    planned: bool = False  # the sentence tells of it as still to come
    verb: str | None = None  # lemma of the verb that the phrase dates
