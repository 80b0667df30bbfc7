"""How much was written about something, day by day."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.cues import END, GIVE
from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_BE = r"(?:was|is|has|have|had|were|are|did|does|do)"
_PRESS = r"(?:the )?(?:news|headlines|papers|press|media|spotlight|reports|articles)"
_NEWS = (
    rf"(?:(?:been )?in {_PRESS}|(?:been |get |gets |got )?(?:mentioned|named|covered|written about|reported on"
    rf"|talked about|cited|discussed in {_PRESS})"
    rf"|(?:make|made|hit|makes) (?:the )?(?:news|headlines)|(?:come|came) up|appear(?:ed)?(?: in {_PRESS})?"
    rf"|feature[d]?(?: in {_PRESS})?)"
)
_TEXTS = (
    r"(?:articles?|stories|reports?|texts|news ?(?:items|stories|articles|reports)|mentions|pieces|headlines"
    r"|references)"
)
_COVERAGE = (
    rf"(?:{_TEXTS}|(?:news |media |press |public )?(?:coverage|attention|volume|interest|mentions|frequency"
    rf"|reporting|exposure|buzz)|news)"
)
_OF = r"(?:of|about|on|for|in|to|mentioning|around|regarding|covering|referring to)"
_PICTURE = (
    r"(?:graph|plot|chart|track|visuali[sz]e|draw|map|count|tally|measure|a? ?(?:bar )?(?:graph|plot|chart|sparkline"
    r"|histogram|curve|picture|count|tally) of"
    r"|(?:graph|plot|chart|count|tally) of)"
)
_BY_DAY = (
    r"(?:,? (?:over time|over the (?:years|weeks|months|days)|(?:by|per|a|each|every) (?:day|week|month|year)|day"
    r" by day|week by week|month by month|daily|weekly|monthly|through time))"
)
_MOVES = (
    r"(?:(?:going |trending )?(?:up|down)(?: or (?:up|down))?|ris(?:e|ing|en)|increas(?:e|ing|ed)|grow(?:ing|n)?"
    r"|declin(?:e|ing|ed)|fall(?:ing|en)?|drop(?:ping|ped)?|rose|fell|grew"
    r"|decreas(?:e|ing|ed)|fad(?:e|ing|ed)|shrink(?:ing)?|peak(?:ing|ed)?|slow(?:ing|ed)(?: down)?|chang(?:e|ed|ing)"
    r"|develop(?:ed|ing)?|evolv(?:e|ed|ing)"
    r"|picking up|picked up|dried up|drying up|spik(?:e|ed|ing)|surg(?:e|ed|ing)|wan(?:ed|ing))(?: or \w+)?"
)
_X = r"(?P<topic>\S.*?)"
_WHOLE = tuple(
    re.compile(pattern + END, re.I)
    for pattern in (
        rf"how (?:often|frequently|many times|regularly|much) {_BE} {_X} {_NEWS}{_BY_DAY}?",
        rf"how much (?:news |press |media |public )?(?:coverage|attention|press|news|interest) (?:{_BE}|is there)"
        rf" {_X}(?: (?:get|gets|got|gotten|getting|had|have|receive|receives|received|receiving|attract|attracted"
        rf"|generate|generated))",
        rf"how much (?:news |press |media )?(?:coverage|attention|news|reporting) (?:(?:is|was|has been|were)"
        rf" (?:there )?)?{_OF} {_X}",
        rf"how much (?:was|is|has been|gets|got) (?:written|reported|published) (?:about|on) {_X}",
        rf"{GIVE}(?:what(?:['’]?s| is) )?(?:the |an? )?(?:news )?trends? (?:of|for|in (?:the )?(?:coverage|mentions"
        rf"|news|reporting) (?:of|on|about)) (?:(?:news |media )?(?:mentions|coverage|stories|articles) (?:of|about"
        rf"|on) )?{_X}{_BY_DAY}?",
        rf"{GIVE}(?:the )?{_COVERAGE} trends? {_OF} {_X}",
        rf"how many {_TEXTS} (?:(?:are|were|have been|do you have|did you have|do we have|came out|appeared|have"
        rf" you(?: got)?) )?(?:(?:there|written|published) )*(?:about|mention(?:ed|ing|s)?|named?|of|on|covering"
        rf"|covered)"
        rf" {_X}(?: (?:were|are|have) (?:there|been published|been written|published|written)| do (?:you|we) have|"
        rf" have you(?: got)?| came out| appeared| did (?:you|we) (?:have|see))?{_BY_DAY}?",
        rf"{GIVE}{_PICTURE} (?:the |all )?(?:number of |volume of |frequency of |amount of )?{_COVERAGE} {_OF}"
        rf" {_X}{_BY_DAY}?",
        rf"{GIVE}{_PICTURE} (?:how (?:often|much|frequently) )?{_X} (?:(?:is|was|has been|gets) )?(?:in the news"
        rf"|mentioned|mentions|coverage|covered|over time)",
        rf"{GIVE}(?:the )?(?:daily |weekly |monthly )?(?:number|count|volume|frequency|amount|level|total) of"
        rf" {_COVERAGE} (?:of|about|on|mentioning|regarding|covering) {_X}{_BY_DAY}?",
        rf"{GIVE}(?:the )?(?:daily |weekly |monthly )?{_COVERAGE} (?:count|volume|numbers?|trend|graph|chart|plot"
        rf"|frequency) {_OF} {_X}{_BY_DAY}?",
        rf"{GIVE}(?:the )?(?:daily |weekly |monthly ){_COVERAGE} {_OF} {_X}",
        rf"{GIVE}(?:the )?{_COVERAGE} {_OF} {_X}{_BY_DAY}",
        rf"{GIVE}(?:the )?(?!(?:what|who|which|where|when|why|how|is|are|was|did|does|has|have)\b){_X}(?:['’]s)?"
        rf" (?:in the news|mentions|coverage|news coverage|media coverage|news volume|media presence|mention count"
        rf"|coverage trend){_BY_DAY}",
        rf"{GIVE}(?!(?:what|who|which|where|when|why|how|is|are|was|did|does|has|the latest|any)\b){_X}(?:['’]s)?"
        rf" (?:mentions|coverage trend|news volume|mention count|media attention|mentions trend|news trend)",
        rf"(?:is|are|was|were|has|have|did|does|do|how (?:has|have|did|is|are)) (?:the |there )?(?:number of "
        rf"|volume of |amount of )?(?:any )?{_COVERAGE} (?:of|about|on|in|around) {_X} (?:been |still"
        rf" )?{_MOVES}{_BY_DAY}?",
        rf"(?:has|have|did|is|are) {_X} (?:been )?(?:fallen?|drop(?:ped)?|disappear(?:ed|ing)?|vanish(?:ed)?|gone"
        rf"|fade[d]?"
        rf"|slip(?:ped)?|dropping|falling) (?:out of|from|off) {_PRESS}(?: .*)?",
        rf"(?:are|were|have) there (?:been )?(?:more|fewer|less) {_COVERAGE} (?:of|about|on|for) {_X}"
        rf"(?: (?:than|now|these days|lately|recently)\b.*)?",
        rf"{GIVE}how (?:the )?(?:number of |volume of )?{_COVERAGE} (?:of|about|on) {_X} (?:has |have"
        rf" )?{_MOVES}{_BY_DAY}?",
        rf"(?:has|have|is|are|did|does|was|were) {_X} (?:been |being |become |becoming |getting )?(?:in (?:the"
        rf" )?(?:news|headlines)|mentioned|covered|reported on|written about|talked about)"
        r" (?:more|less|(?:more|less) (?:often|frequently)|(?:more )?(?:or less)|increasingly)(?: .*)?",
        rf"(?:is|are|has|have|was|were|did) {_X} (?:been )?(?:getting|got|get|gotten|receiving|received|receive"
        rf"|attracting|losing|gaining) (?:more|less|much|enough|any)?(?: or (?:more|less))? ?(?:news |media |press"
        rf" )?(?:coverage|attention|press|interest|mentions)(?: .*)?",
        rf"(?:is|was|has) there (?:been )?(?:a |any )?(?:more|less|spike|surge|rise|drop|peak|increase|decline"
        rf"|jump)(?: in)? (?:the )?{_COVERAGE} (?:of|about|on|for) {_X}",
        rf"how (?:popular|big|prominent|hot|present|visible|important|dominant|well covered|widely covered) (?:is"
        rf"|was|has|are|were) (?:the )?(?:topic |subject |issue |story )?(?:of )?{_X} (?:been )?(?:in (?:the"
        rf" )?{_PRESS}|as a (?:topic|story))",
        rf"(?:what(?:['’]?s| is| are) )?(?:the )?(?:trending|hot|rising|popular) (?:topics?|stories|subjects?"
        rf"|themes?) (?:around|in|on|about|for) {_X}",
        rf"what(?:['’]?s| is) trending (?:around|in|on|about) {_X}",
        rf"when (?:was|were|did|has|is) {_X} (?:most|peak(?:ed)?|mostly)(?: (?:often|frequently|talked about"
        rf"|covered|mentioned))?(?: in (?:the )?(?:news|headlines|press|media|coverage))",
        rf"when (?:was|were) {_X} (?:most|the most) (?:often |frequently )?(?:in the news|mentioned|covered|talked"
        rf" about|reported on|written about)",
        rf"when did (?:the )?{_COVERAGE} (?:of|about|on|for|in) {_X} (?:peak|spike|rise|fall|drop|start|take off"
        rf"|surge|die down|fade)",
        rf"(?:on )?(?:which|what) (?:day|date|week|month)s? (?:had|has|saw|have|were|was)(?: there)? (?:the )?most"
        rf" {_COVERAGE} (?:of|about|on|mentioning) {_X}",
        rf"{GIVE}(?:the )?(?:peaks?|spikes?) (?:in|of) (?:the )?{_COVERAGE} (?:of|about|on|for) {_X}",
    )
)
_SINCE = re.compile(r" (?:since|from|after|before|until|between|in|over|during) (?!the news|the headlines)[^?]*", re.I)


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
    """ "how often was Umerov in the news this month?", "how much coverage did X get?", "plot mentions of X"."""
    taken = slots(polite_off(question), open=True)
    asks = " ".join(taken.asks.split())
    found = _asked(asks)
    if found is None and taken.since is None and (tail := _SINCE.search(asks)) is not None:
        taken = slots(f"news {tail.group()}", open=True)  # "has X been mentioned since May": how long is not asked
        found = _asked(asks[: tail.start()]) if taken.since is not None or taken.until is not None else None
    if found is None:
        return None
    topic = found["topic"].strip(" \"“”'?!.,:;")
    if not any(character.isalnum() for character in topic):
        return None
    return Trend(topic=topic, names=names_in(topic), since=taken.since, until=taken.until, source=taken.source)


def _asked(asks: str) -> re.Match[str] | None:
    return next((match for pattern in _WHOLE if (match := pattern.fullmatch(asks))), None)
