"""What is new on something: its stories, the newest first."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_NEWS = r"(?:news|updates?|developments?|word|headlines?|reports?|information)"
_ASKS = (
    r"(?:what(?:['’]?s|\s+is|\s+are)\s+|whats\s+|is\s+there\s+|are\s+there\s+|(?:do\s+)?you\s+have\s+"
    r"|have\s+you\s+got\s+|got\s+)?"
)
_ON = r"(?:on|about|with|from|in|regarding|concerning|around|surrounding)"
_LATEST = re.compile(
    rf"(?:{_ASKS}(?:the\s+|any\s+|some\s+)?(?:very\s+)?(?:latest|newest|recent|new)(?:\s+{_NEWS})?\s+{_ON}\s+"
    rf"|{_ASKS}(?:any|anything)\s+(?:new\s+|more\s+)?(?:{_NEWS}\s+)?(?:{_ON}|of)\s+"
    rf"|what(?:['’]?s|\s+is)\s+(?:the\s+)?(?:{_NEWS}|new|going\s+on|happening)\s+(?:{_ON}|of)\s+"
    rf"|(?:{_NEWS})\s+(?:on|about)\s+"
    r"|(?:catch\s+me\s+up|bring\s+me\s+up\s+to\s+(?:date|speed)|update\s+me|fill\s+me\s+in)\s+(?:on|about|with)\s+"
    r")(?P<topic>\S.*)",
    re.I | re.S,
)
# "any of the ministers", "what's new in the treaty that they signed?" ask for something else.
_NOT_TOPICS = re.compile(r"^(?:these|those|them|us|you|it|that|which|who|what|how|why|when|where)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestQuestion:
    """Someone wants what is new on a topic."""

    NAME: ClassVar[str] = "latest"

    topic: str  # window and source taken out
    names: tuple[str, ...] = ()
    since: str | None = None  # as written; see `window`
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> LatestQuestion | None:
    """A wish for news when the message opens like one: "what's the latest on X", "any news about X"."""
    found = _LATEST.fullmatch(polite_off(question))
    if found is None or _NOT_TOPICS.match(found["topic"]):
        return None
    taken = slots(found["topic"])
    topic = taken.asks.rstrip("?!. ")
    if not any(character.isalnum() for character in topic):
        return None
    return LatestQuestion(topic=topic, names=names_in(topic), since=taken.since, until=taken.until, source=taken.source)
