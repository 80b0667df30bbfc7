"""Requests to see side by side what outlets say."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_KINDS = (
    r"(?:news\s+|media\s+)?(?:outlets|papers|newspapers|media|press|sites|organi[sz]ations|agencies|publications|publishers"
    r"|broadcasters)"
)
_OUTLETS = (
    r"(?:(?:the\s+)?(?:(?:different|various|other|several|local|international|national|foreign|major|all|your|our)\s+)*"
    rf"(?:the\s+)?{_KINDS}|(?:the\s+)?(?:different|various|several|all|your)\s+(?:news\s+)?sources)"
)
_HELP = r"(?:do|does|did|are|is|have|has)"
_TELL = r"(?:say(?:ing)?|said|report(?:ing|ed)?|writ(?:e|ing|ten)|wrote|tell(?:ing)?|told)"
_COVER = (
    r"(?:cover(?:ing|ed)?|report(?:ing|ed)?(?:\s+(?:on|about))?|describ(?:e|ing|ed)|present(?:ing|ed)?|fram(?:e|ing|ed)|treat(?:ing|ed)?"
    r"|portray(?:ing|ed)?|see|differ(?:ing|ed)?\s+(?:on|about|over|in)|disagree(?:d|ing)?\s+(?:on|about|over)"
    r"|say\s+about|write\s+about)"
)
_COVERAGE = r"(?:coverage|reporting|reports|accounts|versions|articles|stories)"
_ABOUT = r"(?:about|on|of|regarding|over|around)"
_NAME = r"(?:the\s+|The\s+)?(?-i:[A-Z])[\w&.’'-]*(?:\s+(?:(?-i:[A-Z])[\w&.’'-]*|of))*"
_TWO = rf"(?P<one>{_NAME})(?:['’]s)?,?\s+(?:and|&|vs\.?|versus|with)\s+(?P<two>{_NAME})"
_WHOLE = tuple(
    re.compile(pattern + r"[?.!]*", re.I)
    for pattern in (
        rf"what\s+(?:{_HELP}\s+)?{_OUTLETS}\s+(?:been\s+)?{_TELL}\s+{_ABOUT}\s+(?P<topic>\S.*?)",
        rf"(?:compare\s+)?how\s+(?:{_HELP}\s+)?{_OUTLETS}\s+(?:been\s+)?{_COVER}\s+(?P<topic>\S.*?)",
        rf"(?:do|did|does|where\s+do|where\s+does|on\s+what\s+do)\s+{_OUTLETS}\s+(?:all\s+)?(?:agree|disagree|differ)"
        rf"\s+{_ABOUT}\s+(?P<topic>\S.*?)",
        rf"how\s+(?:is|was|are|were|has|have)\s+(?P<topic>\S.*?)\s+(?:being\s+|been\s+)?(?:covered|reported|described)"
        rf"\s+(?:by|in|across)\s+{_OUTLETS}",
        rf"compare\s+{_OUTLETS}\s+{_ABOUT}\s+(?P<topic>\S.*?)",
        rf"compare\s+what\s+{_OUTLETS}\s+{_TELL}\s+{_ABOUT}\s+(?P<topic>\S.*?)",
        rf"compare\s+(?:the\s+)?(?:news\s+|media\s+|press\s+)?{_COVERAGE}\s+(?:of|on|about)\s+(?P<topic>\S.*?)"
        rf"(?:\s+(?:by|in|from|between)\s+{_TWO})?",
        rf"compare\s+{_TWO}\s+(?:{_COVERAGE}\s+)?(?:on|about|of|over)\s+(?P<topic>\S.*?)",
        rf"compare\s+(?:how|what)\s+{_TWO}\s+(?:{_COVER}|{_TELL}\s+{_ABOUT})\s+(?P<topic>\S.*?)",
        rf"how\s+(?:do|does|did)\s+{_TWO}\s+(?:differ|disagree|compare)\s+(?:on|about|over|in\s+(?:their\s+)?{_COVERAGE}\s+(?:of|on))"
        r"\s+(?P<topic>\S.*?)",
        rf"how\s+(?:does|did)\s+(?P<one>{_NAME}?)['’]s?\s+{_COVERAGE}\s+(?:of|on)\s+(?P<topic>\S.*?)\s+(?:differ|compare)"
        rf"\s+(?:from|with|to)\s+(?P<two>{_NAME}?)(?:['’]s?)?",
    )
)
_OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """Someone wants to see what outlets say of a topic, side by side."""

    NAME: ClassVar[str] = "compare"

    topic: str  # what to look for, window taken out
    outlets: tuple[str, ...] = ()  # as written; none means all
    names: tuple[str, ...] = ()
    since: str | None = None  # as written: "Monday", "2025-07-18"
    until: str | None = None


def recognise(question: str) -> Compare | None:
    """A comparison when the message speaks of outlets or coverage, or of how two names differ on something.

    Whether the two names are outlets only the record knows.
    """
    asked = polite_off(question).strip()
    found = next((match for pattern in _WHOLE if (match := pattern.fullmatch(asked))), None)
    if found is None:
        return None
    said = found.groupdict()
    taken = slots(said["topic"])
    words = taken.asks.strip(" ?!.,:;")
    if not any(character.isalnum() for character in words):
        return None
    outlets = tuple(_OWNER.sub("", name).strip(" ,.") for name in (said.get("one"), said.get("two")) if name)
    return Compare(topic=words, outlets=outlets, names=names_in(words), since=taken.since, until=taken.until)
