"""How the bot says what it made of a question: the time it looked in, the names it read, the outlets it left out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_MOMENT = timedelta(microseconds=1)


def span(first: datetime | None, last: datetime | None) -> str:
    """A window in words, its bounds in the asker's zone: "on 18 Jul 2025", "14-18 Jul 2025", "since 14 Jul 2025"."""
    if first is None and last is None:
        return "at any time"
    if last is None:
        assert first is not None
        return f"since {_moment(first, whole=_midnight(first))}"
    whole_end = _midnight(last + _MOMENT)
    if first is None:
        return f"up to {_moment(last, whole=whole_end)}"
    whole = _midnight(first) and whole_end
    if whole and first.date() == last.date():
        return f"on {_day(first)}"
    if whole and (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return f"in {first.year}"
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"from {first.day} to {_day(last)}"
    return f"from {_moment(first, whole=_midnight(first))} to {_moment(last, whole=whole_end)}"


def _midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _moment(moment: datetime, *, whole: bool) -> str:
    return _day(moment) if whole else f"{_day(moment)}, {moment:%H:%M}"


def looked_in(first: datetime | None, last: datetime | None) -> str:
    return f"Looked in articles published {span(first, last)}."


def told_of(first: datetime | None, last: datetime | None, published: str) -> str:
    return f"Nothing published {span(first, last)} says so; an article of {published} tells of that time."


def said_undated(words: str) -> str:
    return f"The article has no date that I know of; “{words}” is as it says itself."


def said_before(words: str, published: str) -> str:
    return f"I have nothing published since then; “{words}” is as the article of {published} says itself."


def nearest_within(first: datetime | None, last: datetime | None) -> str:
    return f"No article published {span(first, last)} says so. The nearest sentences:"


def nearest_outside(first: datetime | None, last: datetime | None, published: str) -> str:
    return f"I have nothing on this published {span(first, last)}; the nearest outside, of {published}:"


def nothing_within(first: datetime | None, last: datetime | None) -> str:
    return f"I have nothing near this, published {span(first, last)} or at any other time; ask with other words."


def as_of_said(moment: datetime) -> str:
    return f"As of {_moment(moment, whole=_midnight(moment + _MOMENT))}."


def read_as(written: str, read: str) -> str:
    return f"Reading “{written}” as “{read}”."


def left_out_outlets(names: Sequence[str]) -> str:
    return f"Left out: {', '.join(names)}."


NOT_IN_RECORD = "no article I have says so"
EACH_IN_TURN = "You asked more than one thing; each in turn."
