"""Numbers and times in words."""

from datetime import timedelta

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def count(number: int, noun: str) -> str:
    """ "1 article", "3 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span(time: timedelta) -> str:
    """A span of time in its largest unit that leaves at least two, else one: "90 minutes", "2 days"."""
    seconds = max(0, round(time.total_seconds()))
    for size, noun in _UNITS:
        if seconds >= 2 * size or seconds == size:
            return count(round(seconds / size), noun)
    return "no time"
