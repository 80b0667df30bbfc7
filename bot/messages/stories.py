"""What the bot says with stories: what is new, what happened, how much was written."""

from collections.abc import Sequence
from datetime import date

NOTHING_THEN = "No article I have was published then; name another day, or ask `/news status` what I have."
NOTHING_OF_IT_THEN = "No article I have from then is about that; ask without the place, or name another day."
NOT_IN_THE_NEWS = "No article I have from then mentions that; ask about another time, or spell the name another way."


def told_by(outlets: int, texts: int) -> str:
    """How widely a story is told: "4 outlets, 2 texts"; copies of one text count once."""
    if outlets == texts == 1:
        return "1 outlet"
    return f"{outlets} {'outlet' if outlets == 1 else 'outlets'}, {texts} {'text' if texts == 1 else 'texts'}"


def texts_counted(count: int) -> str:
    return f"{count} {'text' if count == 1 else 'texts'}"


def happened(stories: int, more: int | None) -> str:
    """Before the stories of a time: how many there are, and how many are not shown (None: nobody counted)."""
    if more is None:
        return f"The {stories} stories told by most independent texts:"
    if more:
        return f"{stories + more} stories; the {stories} told by most independent texts:"
    return "One story:" if stories == 1 else f"{stories} stories, those with most independent texts first:"


def trend(texts: int, days: int, first: date, last: date) -> str:
    """How much was written in a time."""
    said = f"{texts} independent {'text' if texts == 1 else 'texts'} on {days} {'day' if days == 1 else 'days'}"
    return f"{said}, {_day(first)} to {_day(last)}."


def bars(each: int, drawn: str) -> str:
    """A line of bars, and what each of them stands for."""
    return f"{'A bar a day' if each == 1 else f'A bar for {each} days'}: {drawn}"


def chart_title(topic: str, each: int) -> str:
    """Over a picture of bars."""
    return f"Texts {'a day' if each == 1 else f'per {each} days'} that mention {topic}"


def chart_told(
    topic: str,
    each: int,
    sums: Sequence[tuple[date, int]],
    last: date,
    peaks: Sequence[tuple[date, int, str]],
) -> str:
    """A picture of bars in words: the highest days with their stories, then every bar that is not empty."""
    told = [f"{chart_title(topic, each)}, {_day(sums[0][0])} to {_day(last)}."]
    if peaks:
        highest = "; ".join(f"{_day(on)}, {texts_counted(texts)}, “{story}”" for on, texts, story in peaks)
        told.append(f"Highest: {highest}.")
    several = "" if each == 1 else " from"
    told.append(f"By day{several}: " + ", ".join(f"{on.day} {on:%b} {n}" for on, n in sums if n) + "; none otherwise.")
    return " ".join(told)


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
