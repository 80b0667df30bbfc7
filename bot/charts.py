"""How often something was written about, as numbers that a picture, a line of bars or a sentence is made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

MOST_BARS = 62  # a longer time has a bar for several days
_LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """One of the highest days, with the story behind it; numbered from 1 like its citation."""

    n: int
    day: date
    texts: int
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Independent texts that name a topic: one sum for each ``each`` days, the first to the last."""

    topic: str
    first: date
    last: date
    each: int
    sums: tuple[int, ...]
    peaks: tuple[Peak, ...] = ()

    @property
    def bars(self) -> str:
        """A bar for each sum in eight heights; none is a dot."""
        most = max(self.sums)
        return "".join("·" if not n else _LEVELS[max(0, -(-n * len(_LEVELS) // most) - 1)] for n in self.sums)

    def day(self, place: int) -> date:
        """The first day of a bar."""
        return self.first + timedelta(days=place * self.each)

    def place(self, day: date) -> int:
        """The bar a day is in."""
        return (day - self.first).days // self.each


def charted(topic: str, counts: Counter[date], first: date, last: date, peaks: tuple[Peak, ...] = ()) -> Chart:
    """The sums of days from the first to the last, in at most `MOST_BARS` bars."""
    days = (last - first).days + 1
    each = -(-days // MOST_BARS)
    sums = [0] * -(-days // each)
    for on, n in counts.items():
        sums[(on - first).days // each] += n
    return Chart(topic=topic, first=first, last=last, each=each, sums=tuple(sums), peaks=peaks)


def chart_json(chart: Chart) -> dict[str, Any]:
    """A chart as JSON, for the answer's row and for addresses."""
    return {
        "topic": chart.topic,
        "first": chart.first.isoformat(),
        "last": chart.last.isoformat(),
        "each": chart.each,
        "sums": list(chart.sums),
        "peaks": [[peak.n, peak.day.isoformat(), peak.texts, peak.story] for peak in chart.peaks],
    }


def chart_of(kept: Mapping[str, Any]) -> Chart:
    """What `chart_json` made JSON of. Raises KeyError, TypeError or ValueError when it is something else."""
    return Chart(
        topic=kept["topic"],
        first=date.fromisoformat(kept["first"]),
        last=date.fromisoformat(kept["last"]),
        each=kept["each"],
        sums=tuple(kept["sums"]),
        peaks=tuple(
            Peak(n=n, day=date.fromisoformat(day), texts=texts, story=story) for n, day, texts, story in kept["peaks"]
        ),
    )
