"""Requests for what happened in order of time."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_LIST = (
    r"(?:time\s?line|chronology|chronological\s+(?:list|order|account|overview|summary)(?:\s+of\s+events)?"
    r"|(?:sequence|order|course)\s+of\s+events|key\s+dates)"
)
_STEPS = r"(?:step[\s-]+by[\s-]+step|day[\s-]+by[\s-]+day|(?:in\s+)?chronological(?:ly|\s+order)|blow\s+by\s+blow)"
_SORT = r"(?:(?:short|full|brief|quick|complete|detailed|rough|simple)\s+)?"
_ASKED = re.compile(
    r"(?:(?:please\s+)?(?:(?:give|show|get|make|build|draw|write|create|print|list|send|compile|construct)(?:\s+(?:me|us))?"
    rf"|i\s+(?:want|need)|what(?:\s+is|\s+was|[’']s))\s+)?(?:an?\s+|the\s+|some\s+)?{_SORT}{_LIST}"
    r"\s*(?::|of|about|regarding|around|behind|surrounding|leading\s+(?:up\s+)?to|in|on|for)\s+(?P<topic>\S.*)",
    re.I,
)
_SCHEDULE = re.compile(r"what(?:\s+is|\s+was|[’']s)\s+the\s+time\s?line\s+(?:for|in|on|about)\b", re.I)
_BEHIND = re.compile(rf"(?P<topic>\S.*?)(?:['’]s)?\s+(?:time\s?line|chronology|{_LIST})[?.!]*", re.I)
_BARE = re.compile(r"(?:time\s?line|chronology)\s*:?\s+(?P<topic>\S.*)", re.I)
_UNFOLDED = re.compile(
    r"how\s+(?:did|has|have)\s+(?P<topic>\S.*?)\s+(?:unfold(?:ed)?|play(?:ed)?\s+out)(?:\s+so\s+far)?(?:,?\s+"
    rf"{_STEPS})?[?.!]*",
    re.I,
)
_STEPWISE = (
    re.compile(
        rf"(?:when|how)\s+(?:did|has|have)\s+(?P<topic>\S.*?)\s+(?:happen(?:ed)?|develop(?:ed)?|go|gone|come\s+about|evolved?)"
        rf",?\s+{_STEPS}[?.!]*",
        re.I,
    ),
    re.compile(
        rf"(?:what|tell\s+me\s+what|describe\s+what|list\s+what)\s+(?:has\s+)?happened\s+(?:(?:in|with|at|during|to|around)\s+)?"
        rf"(?P<topic>\S.*?),?\s+{_STEPS}[?.!]*",
        re.I,
    ),
    re.compile(
        rf"(?:what|tell\s+me\s+what|describe\s+what|list\s+what)\s+(?:has\s+)?happened,?\s+{_STEPS},?\s+(?:in|with|at|during|to|around)"
        r"\s+(?P<topic>\S.*)",
        re.I,
    ),
    re.compile(
        rf"(?:(?:walk|take|guide)\s+(?:me|us)\s+through|go\s+through|list|show|summari[sz]e|describe)\s+"
        rf"(?:(?:the\s+)?(?:events|developments)\s+(?:of|in|around)\s+)?(?P<topic>\S.*?),?\s+{_STEPS}[?.!]*",
        re.I,
    ),
)
_ASKS = re.compile(r"(?:who|what|which|when|where|why|how|whose|is|was|are|were|do|does|did|has|have|can|will)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Someone wants the events of a topic in the order in which they happened."""

    NAME: ClassVar[str] = "timeline"

    topic: str  # what to look for, window and source taken out
    names: tuple[str, ...] = ()
    since: str | None = None  # as written: "Monday", "2025-07-18"
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> Timeline | None:
    """A timeline when the message asks for one by that word or for events step by step.

    "What is the timeline for the withdrawal?" asks for a schedule: a fact.
    """
    asked = polite_off(question).strip()
    topic = _topic(asked)
    if topic is None:
        return None
    taken = slots(topic)
    words = taken.asks.strip(" ?!.,:;")
    if not any(character.isalnum() for character in words):
        return None
    return Timeline(topic=words, names=names_in(words), since=taken.since, until=taken.until, source=taken.source)


def _topic(asked: str) -> str | None:
    if _SCHEDULE.match(asked):
        return None
    for pattern in (_ASKED, _UNFOLDED, *_STEPWISE):
        if found := pattern.fullmatch(asked):
            return found["topic"]
    if _ASKS.match(asked):
        return None
    for pattern in (_BARE, _BEHIND):
        if (found := pattern.fullmatch(asked)) and len(found["topic"].split()) <= 8:
            return found["topic"]
    return None
