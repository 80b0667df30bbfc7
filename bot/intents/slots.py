"""What a question says about where and when to look, and what is left to look for."""

import re
from dataclasses import dataclass

from bot.intents.times import when

_NAME = r"(?:the\s+)?(?-i:[A-Z])[\w&.'’-]*(?:\s+(?:(?-i:[A-Z])[\w&.'’-]*|of|and|the|\d+))*"
_LOWER_NAME = r"[\w&.'’-]+(?:\s+[\w&.'’-]+){0,3}"
_SOURCES = (
    re.compile(rf"\baccording to (?P<source>{_NAME}|{_LOWER_NAME}(?=\s*[,?:]|\s*$))\s*[,:]?\s*", re.I),
    re.compile(rf"\b(?:as )?(?:reported|published|written) by (?P<source>(?-i:{_NAME}))\s*[,:]?\s*", re.I),
)
_NOT_SOURCES = re.compile(
    r"^(?:a|an|the|his|her|their|its|this|that|these|those|new|newly|data|research|some|many|recent|official|"
    r"him|them|it|one|two|reports?|sources?|officials?|experts?|scientists?|researchers?)\b(?!\s+(?-i:[A-Z]))",
    re.I,
)

# "does know": of "does @bot know". A colon, comma or dash may follow each.
_POLITE = re.compile(
    r"^(?:\W*\b(?:u+m+|u+h+|e+r+m*|hm+|so|well|ok|okay|oh|and|but|please|pls|"
    r"(?:hey|hi|hello)(?: (?:all|everyone|team|there|folks))?|"
    r"(?:a )?quick (?:question|one|q)|(?:one|1) (?:more|last)(?: question| thing)?|"
    r"(?:another|next) question|question|btw|by the way|"
    r"tell (?:me|us)|(?:can|could|would|will) (?:you|u|someone|anyone)(?: please)?(?: tell (?:me|us))?|"
    r"do (?:you|we|u) know|does (?:anyone )?know|let(?:['’]s| us) ask|any idea|"
    r"i(?:'d| would) like to know|i want to know|"
    r"i(?:'m| am)? (?:was )?wonder(?:ing)?|just wondering|remind me(?: again)?|"
    r"let me know|@?on the record)\b[\s,:;.…-]*)+",
    re.I,
)


_PLEASE = re.compile(
    r"[\s,–-]+(?:please|pls|plz|thanks|thank you|thx|cheers|asap|if you can|if possible)((?:\s*[?.!])*)\s*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The words of a question that narrow the search, as written, and the question without them."""

    asks: str  # the question without politeness, source and window
    whole: str  # the same with the words of the window that articles use, too: "on Friday"
    since: str | None
    until: str | None
    source: str | None


def slots(question: str, *, open: bool | None = None) -> Slots:  # noqa: A002
    """Takes a question apart. "on Monday" fills both ends; a question that asks *when* keeps its words.

    ``open``: it asks for no one fact, so that a whole year is a time to look in too; None: by its words.
    """
    rest = polite_off(question)
    source, rest = _source(rest)
    rest = polite_off(rest)
    whole = rest or question.strip()
    since = until = None
    if (found := when(rest, open=open)) is not None:
        left = _cut(rest, found.start, found.end, found.instead)
        if re.search(r"\w", left):
            since, until, rest = found.since, found.until, left
            whole = whole if found.in_articles else left
    return Slots(asks=rest or question.strip(), whole=whole, since=since, until=until, source=source)


def polite_off(question: str) -> str:
    """A question without what people say before it: "umm", "tell me", "could you tell me"."""
    stripped = question.strip()
    rest = _PLEASE.sub(r"\1", _POLITE.sub("", stripped)).strip()
    return rest if re.search(r"\w", rest) else stripped


def only_a_time(words: str) -> bool:
    """Whether words name a time and nothing else: "July 14, 2023"."""
    return slots(f"events on {words}", open=True).asks.lower().split() == ["events"]


def _source(text: str) -> tuple[str | None, str]:
    for pattern in _SOURCES:
        found = pattern.search(text)
        if found is None:
            continue
        source = found["source"].strip(" ,.?'’")
        if _NOT_SOURCES.match(source):
            continue
        rest = _without(text, found)
        if re.search(r"\w", rest):
            return source, rest
    return None, text


def _without(text: str, found: re.Match[str]) -> str:
    return _cut(text, found.start(), found.end())


def _cut(text: str, start: int, end: int, instead: str = "") -> str:
    rest = text[:start].rstrip(" ,") + f" {instead} " + text[end:].lstrip(" ,")
    return re.sub(r"\s+([?.!,])", r"\1", re.sub(r"\s+", " ", rest)).strip(" ,")
