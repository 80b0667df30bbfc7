"""Requests for a list of sentences rather than an answer."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_THINGS = r"(?:articles?|sentences?|stories|news|coverage|reports?|everything|anything|something|mentions?|quotes?)"
_NAMING = (
    r"(?:mentioning|containing|(?:that|which|where)\s+(?:mention|contain|name|discuss|cover|refer\s+to|are\s+about)s?"
    r"|with\s+the\s+(?:words?|phrases?|name|term))"
)
_BEARING = rf"(?:about|on|for|of|regarding|related\s+to|{_NAMING}|with)"
_TEXTS = r"(?:articles?|sentences?|stories|passages)"  # what a message without a verb asks for
_SEARCH = re.compile(
    rf"(?:(?:please\s+)?(?:search|look\s*up|google)(?:\s+(?:for|the\s+record\s+for))?\s*:?\s+(?:{_THINGS}\s+(?:about|on|of)\s+)?"
    rf"|(?:find|show|list|get|give|pull\s+up)(?:\s+(?:me|us))?(?:\s+(?:all|the|every|some|any|more|latest|recent))*\s+{_THINGS}"
    rf"\s+{_BEARING}\s+"
    rf"|(?:all\s+|any\s+|every\s+)?{_TEXTS}\s+{_BEARING}\s+|(?:any|every)thing\s+{_NAMING}\s+"
    r"|find\s*:?\s+)(?P<words>\S.*)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Someone wants the sentences that bear on some words."""

    NAME: ClassVar[str] = "search"

    words: str  # what to look for, window and source taken out
    names: tuple[str, ...] = ()
    since: str | None = None  # as written: "Monday", "2025-07-18"
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> Search | None:
    """A search when the message opens like one: "search X", "find articles about X"."""
    found = _SEARCH.fullmatch(polite_off(question))
    if found is None:
        return None
    taken = slots(found["words"], open=True)
    words = taken.asks.rstrip("?!. ")
    if not any(character.isalnum() for character in words):
        return None
    return Search(words=words, names=names_in(words), since=taken.since, until=taken.until, source=taken.source)
