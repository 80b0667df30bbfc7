"""How much was written about something, day by day."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_BE = r"(?:was|is|has|have|had|were|are|did|does|do)"
_NEWS = (
    r"(?:(?:been\s+)?in\s+the\s+(?:news|headlines|papers|press)|(?:been\s+)?(?:mentioned|named|covered|written\s+about|reported\s+on)"
    r"|(?:make|made)\s+(?:the\s+)?(?:news|headlines)|(?:come|came)\s+up|appear(?:ed)?(?:\s+in\s+the\s+(?:news|press))?)"
)
_TREND = re.compile(
    rf"how\s+(?:often|frequently|many\s+times)\s+{_BE}\s+(?P<a>\S.*?)\s+{_NEWS}\W*"
    rf"|how\s+much\s+(?:news\s+|press\s+|media\s+)?(?:coverage|attention|press)\s+{_BE}\s+(?P<b>\S.*?)"
    r"\s+(?:get|gets|got|gotten|had|have|receive|receives|received)\W*"
    r"|how\s+much\s+(?:was|is|has\s+been)\s+(?:written|reported)\s+(?:about|on)\s+(?P<c>\S.*?)\W*"
    r"|(?:(?:show\s+(?:me\s+)?|what(?:['’]?s|\s+is)\s+)?(?:the\s+)?(?:news\s+)?trend\s+(?:of|for|in\s+coverage\s+of)|coverage\s+trend\s+(?:of|for))"
    r"\s+(?P<d>\S.*?)\W*"
    r"|how\s+many\s+(?:articles|stories|reports|texts)\s+(?:(?:are|were)\s+(?:there\s+)?(?:written\s+)?about|mention(?:ed)?|named?)"
    r"\s+(?P<f>\S.*?)\W*"
    r"|(?:news\s+)?coverage\s+of\s+(?P<e>\S.*?)\s+over\s+time\W*",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Someone wants to know how much was written about something over time."""

    NAME: ClassVar[str] = "trend"

    topic: str
    names: tuple[str, ...] = ()
    since: str | None = None  # as written; None: the last month
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> Trend | None:
    """ "how often was Umerov in the news this month?", "how much coverage did the strike get?", "trend of X"."""
    taken = slots(polite_off(question))
    found = _TREND.fullmatch(taken.asks)
    if found is None:
        return None
    topic = next(group for group in found.groups() if group)
    return Trend(topic=topic, names=names_in(topic), since=taken.since, until=taken.until, source=taken.source)
