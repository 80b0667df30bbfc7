"""Questions about what somebody said, and about who said something."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.slots import slots

_ABOUT = (
    r"(?:about|on|regarding|concerning|over|of|to|in response to|in reaction to|with regards? to|as to|after|following|"
    r"when asked about)"
)
_X = r"(?P<speaker>(?!(?:you|i|we|it|this|that|there|he|she|they|people|everyone|anyone|someone)\b)[^,?]+?)"
_Y = r"(?P<topic>\S.*?)"
_DONE = r"(?:say|comment|speak|speak out|talk|respond|react|tell (?:reporters|the press|journalists))"
_SAID = r"(?:said|commented|spoken(?! (?:to|with)\b)|spoken out|talked(?! (?:to|with)\b)|responded|reacted)"
_LATELY = r"(?: (?:recently|lately|publicly|so far|yet|today|already|now))?"
_ANYTHING = r"(?: (?:anything|something|a word|much))?"
_WORDS = r"(?:quotes?|quotations?|statements?|remarks?|comments?|words)"
_TAKE = (
    r"(?:reactions?|responses?|comments?|remarks?|statements?|views?|opinions?|position|stance|take|thoughts|"
    r"words|quotes?)"
)
_END = r"\s*[?.!]*"

_ABOUT_WHAT = tuple(
    re.compile(pattern + _END, re.I)
    for pattern in (
        # what did Peskov say about the talks? what has Biden said? what is Musk saying about Twitter?
        rf"what (?:did|does|do|else did) {_X} (?:have to )?{_DONE}{_LATELY}(?: {_ABOUT} {_Y})?",
        rf"what (?:has|have|had) {_X}{_LATELY} (?:had to say|been saying|{_SAID}){_LATELY}(?: {_ABOUT} {_Y})?",
        rf"what (?:is|are|was|were) {_X} saying{_LATELY}(?: {_ABOUT} {_Y})?",
        rf"what (?:did|does|do) {_X} (?:think|make|thinks) (?:of|about) {_Y}",
        rf"how (?:did|does|do|has|have) {_X} (?:respond(?:ed)?|react(?:ed)?) {_ABOUT} {_Y}",
        # has Zelenskyy commented on tariffs? did Peskov say anything about the talks?
        rf"(?:has|have|had) {_X}{_LATELY} (?:ever )?{_SAID}{_ANYTHING}{_LATELY}(?: {_ABOUT} {_Y})?",
        rf"(?:did|does) {_X} (?:ever )?(?:say{_ANYTHING}|comment|speak out|respond|react){_LATELY}(?: {_ABOUT} {_Y})",
        # what is Peskov's position on the talks? Merkel's reaction to the vote
        rf"(?:what(?:'s|’s| is| was| are| were) )?(?P<of>{_X[:-1]})(?:['’]s|s['’]) (?:\w+ )?{_TAKE} {_ABOUT} {_Y})",
        rf"(?:what(?:'s|’s| is| was| are| were) )?(?:the )?{_TAKE} (?:of|by|from) {_X} {_ABOUT} {_Y}",
        rf"where (?:does|did) {_X} stand on {_Y}",
        # quotes by Peskov on the talks; any statement from Apple about iPhones?
        rf"(?:(?:show|give|find|get|list)(?: me| us)? )?(?:any |all |some |the |recent |latest |direct )*{_WORDS} "
        rf"(?:by|from) {_X}(?: {_ABOUT} {_Y})?",
        rf"(?:what|which) {_WORDS} (?:are there |do you have |is there )?(?:by|from) {_X}(?: {_ABOUT} {_Y})?",
    )
)
_WHO_SAID = re.compile(
    r"who (?:exactly |else )?(?:was it (?:that |who )?)?(?:has |have )?"
    r"(?P<verb>said|says|say|saying|claims|claimed|denied|denies|argued|argues|insisted|insists|stated|tweeted|"
    r"told (?:reporters|journalists|the press))\s+(?:that\s+)?(?P<said>\S.*?)" + _END,
    re.I,
)
_NOT_SAID = re.compile(
    r"(?:yes|no|so|what|it|this|that|these|those|anything|something|nothing|hello|goodbye)\b\W*(?:to\b.*)?", re.I
)
_DENYING = re.compile(r"deni", re.I)
_FEWEST = 3  # words of what was said
_ENOUGH = 8  # words of a speaker; what is longer is no name and no role


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Someone asks what somebody said, on what; or, when ``said`` is set, who said it."""

    NAME: ClassVar[str] = "quote"

    speaker: str | None  # as written: "Peskov", "the Kremlin spokesman"
    topic: str  # "" when any will do
    said: str | None = None
    denied: bool = False  # who denied it
    since: str | None = None  # as written
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> Quote | None:
    """Only what has the form of a question about speech: "what did Moscow tell Ukraine to turn down?" has not."""
    taken = slots(question)
    asks = re.sub(r"\s+", " ", taken.asks).strip()
    since, until, source = taken.since, taken.until, taken.source
    if (found := _WHO_SAID.fullmatch(asks)) is not None:
        said = found["said"].strip(" \"“”'")
        if _NOT_SAID.fullmatch(said) or len(said.split()) < _FEWEST:
            return None
        return Quote(
            speaker=None,
            topic=said,
            said=said,
            denied=bool(_DENYING.match(found["verb"])),
            since=since,
            until=until,
            source=source,
        )
    for pattern in _ABOUT_WHAT:
        if (found := pattern.fullmatch(asks)) is None:
            continue
        speaker = re.sub(r"\b(?:recently|also|just|actually|then|really|exactly)\b", "", found["speaker"], flags=re.I)
        speaker = " ".join(speaker.split()).strip("'’\" ")
        topic = re.sub(r"\s+at first$", "", (found["topic"] or "").strip(" \"“”'"), flags=re.I)
        if not speaker or len(speaker.split()) > _ENOUGH or _asks_for_more(topic):
            return None
        return Quote(speaker=speaker, topic=topic, since=since, until=until, source=source)
    return None


def _asks_for_more(topic: str) -> bool:
    """Whether the topic is a question of its own: "what did he say about who won?"."""
    return re.match(r"(?:who|whom|whose|when|which)\b", topic, re.I) is not None
