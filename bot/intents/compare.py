"""Requests to see side by side what outlets say."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.cues import END, FAMOUS, GIVE, OUTLETS
from bot.intents.names import names_in
from bot.intents.slots import polite_off, slots

_HELP = r"(?:do|does|did|are|is|have|has)"
_TELL = r"(?:say(?:s|ing)?|said|report(?:s|ing|ed)?|writ(?:e|es|ing|ten)|wrote|tell(?:ing)?|told|claim(?:s|ed|ing)?)"
_COVER = (
    r"(?:cover(?:s|ing|ed)?|report(?:s|ing|ed)?(?: (?:on|about))?|describ(?:e|es|ing|ed)|present(?:s|ing|ed)?"
    r"|fram(?:e|es|ing|ed)"
    r"|treat(?:s|ing|ed)?|portray(?:s|ing|ed)?|view(?:s|ed)?|spin|tell|handled?|play(?:ed)?|see|report on"
    r"|(?:differ|diverg|disagre|compar|vary|varied)(?:e|es|s|ing|ed)? (?:on|about|over|in (?:their )?(?:coverage"
    r"|reporting) (?:of|on)|in)"
    r"|vary (?:on|about)|(?:say|write|said|wrote) about|tell the story of)"
)
_ABOUT = r"(?:about|on|of|regarding|concerning|over|around|for)"
_COVERAGE = r"(?:coverage|reporting|reports?|accounts?|versions?|articles|stories)"
_VERSIONS = (
    rf"(?:{_COVERAGE}|figures?|numbers?|claims?|estimates?|tolls?|details|information|narratives?|takes"
    rf"|descriptions?|headlines|statements)"
)
_SOURCES = (
    rf"(?:{OUTLETS}|(?:(?:the|different|various|news|all) )*(?:sources|reports|accounts|articles|stories|versions"
    rf"|reporters|journalists)"
    rf"|(?:{FAMOUS}, )*{FAMOUS}(?:,? (?:and|or|&) {FAMOUS})+|estimates|figures|numbers)"
)
_DIFFER = (
    r"(?:contradict(?:s|ed)?|disagree[sd]?|differ(?:s|ed)?|conflict(?:s|ed)?|clash(?:es|ed)?|diverge[sd]?|vary"
    r"|varies|varied|agree[sd]?"
    r"|match(?:es)?|(?:say|says|said|report|reports|reported|claims?|think) (?:otherwise|the same(?: thing)?"
    r"|(?:something |things )?differently"
    r"|something (?:else|different)|different (?:things|figures|numbers)|the opposite)|tell (?:a different|another"
    r"|the same) story"
    r"|have (?:a |an? )?(?:different|other|differing) \w+|disput(?:e|es|ed)|compared?|line up|part ways|challenged?)"
    r"(?: (?:with )?(?:each other|one another|themselves))?"
)
_APART = (
    r"(?:conflicting|contradict(?:ory|ing)|differing|different|competing|diverging|divergent|opposing"
    r"|inconsistent|rival|clashing)"
)
_NAME = r"(?:[Tt]he )?(?-i:[A-Z])[\w&.’'-]*(?: (?:(?-i:[A-Z])[\w&.’'-]*|of))*"
_WORDS = r"[\w.&’'-]+(?: (?!and\b)[\w.&’'-]+){0,3}?"
_AND = r",? (?:and|&|vs\.?|versus|with|or|compared (?:to|with)|against|to) "
_TWO = rf"(?P<one>{_NAME}?)(?:['’]s?)?{_AND}(?P<two>{_NAME}?)(?:['’]s?)?"
_TWO_FAMOUS = rf"(?P<one>{FAMOUS})(?:, {FAMOUS})*{_AND}(?P<two>{FAMOUS})"
_TWO_WITH = rf"(?P<one>{FAMOUS}) (?:agree|disagree|differ|contradict|compare) (?:with|from|to) (?P<two>{FAMOUS})"
_TWO_WITH_ON = rf"(?P<one>{_NAME}|{FAMOUS})(?:,? (?:and|&|or) )(?P<two>{_NAME}|{FAMOUS}) (?:on|about)"
_X = r"(?P<topic>\S.*?)"
_WHAT_ARE = rf"(?:{GIVE}|what(?:['’]?s| is| are) |(?:is|are) there )"
_WHOLE = tuple(
    re.compile(pattern + END, re.I)
    for pattern in (
        # what do the papers say about it? how do they cover it?
        rf"what (?:{_HELP} )?{OUTLETS} (?:been |all )?{_TELL} {_ABOUT} {_X}",
        rf"what (?:{_HELP} )?{OUTLETS} (?:been )?(?:think|make|made) (?:of|about) {_X}",
        rf"(?:compare |contrast )?how (?:{_HELP} )?{OUTLETS} (?:been |each |all )?(?:{_COVER}|react(?:ed)? to"
        rf"|respond(?:ed)? to) {_X}",
        rf"{GIVE}how (?:is |was |are |were |has |have )?{_X} (?:(?:is|was|are|were|has|have) )?(?:being |been"
        rf" )?(?:covered|reported(?: on)?|described"
        rf"|framed|portrayed|presented|told|treated|received|seen|viewed|played)(?: differently)? (?:by|in|across)"
        rf" {_SOURCES}",
        rf"(?:who|which (?:outlets?|papers?|sources?)) (?:says?|reports?|writes?|claims?) what {_ABOUT} {_X}",
        rf"{GIVE}(?:the )?(?:media|press) (?:reactions?|reviews?|coverage|responses?|views?|opinion) (?:to|on|of"
        rf"|about) {_X}",
        # which outlets cover it? who has it?
        rf"(?:which|what) {OUTLETS} (?:(?:are|have|has|is) )?(?:been )?(?:cover(?:s|ing|ed)?|report(?:s|ing|ed)? (?:on"
        rf"|about)|writ(?:es?|ing|ten) (?:on|about)|wrote about|carr(?:y|ies|ied)|ran|mention(?:s|ed)?) {_X}",
        rf"who(?:['’]s| is| has been) (?:covering|reporting on|writing about) {_X}",
        # compare coverage of it (by A and B)
        rf"(?:compare|contrast) {OUTLETS} {_ABOUT} {_X}",
        rf"(?:compare|contrast) what {OUTLETS} {_TELL} {_ABOUT} {_X}",
        rf"{GIVE}(?:compare|contrast|a comparison of|comparison of) (?:the )?(?:different |various )?(?:news |media "
        rf"|press )?{_VERSIONS} (?:of|on|about) {_X}"
        rf"(?: (?:by|in|from|between|across) (?:{_TWO}|{_SOURCES}))?",
        rf"(?:compare|contrast) {_TWO} (?:{_COVERAGE} )?{_ABOUT} {_X}",
        rf"(?:compare|contrast) {_TWO_FAMOUS} (?:{_COVERAGE} )?{_ABOUT} {_X}",
        rf"(?:compare|contrast) (?:how|what) {_TWO} (?:{_COVER}|{_TELL} {_ABOUT}) {_X}",
        # how do A and B differ on it? A vs B on it
        rf"(?:how|where) (?:do|does|did) {_TWO} (?:differ|disagree|compare|diverge) (?:on|about|over|in (?:their"
        rf" )?{_COVERAGE} (?:of|on)) {_X}",
        rf"how (?:does|did) (?P<one>{_NAME}?)['’]s? {_COVERAGE} (?:of|on) {_X} (?:differ|compare) (?:from|with|to)"
        rf" (?P<two>{_NAME}?)(?:['’]s?)?",
        rf"(?:what|how) (?:do|did|does|are|have|is) {_TWO_FAMOUS} (?:each |both )?(?:{_COVER}|{_TELL} {_ABOUT}) {_X}",
        rf"how (?:do|did|does|have|are|is|has) (?P<one>{FAMOUS}) (?:cover(?:ed|ing)?|fram(?:ed?|ing)|portray(?:ed"
        rf"|ing)?|report(?:ed|ing)?(?: (?:on|about))?) {_X}",
        rf"(?:do|does|did) {_TWO_FAMOUS} {_DIFFER} {_ABOUT} {_X}",
        rf"(?P<one>{_NAME}|{FAMOUS})(?:['’]s)? (?:vs\.?|versus) (?P<two>{_NAME}?|{FAMOUS})(?:['’]s?)?(?:"
        rf" {_VERSIONS})? ?(?:{_ABOUT} |: ?|, ){_X}",
        rf"{GIVE}{_X}[:,]? (?P<one>{_NAME}|{FAMOUS})(?:['’]s)? (?:vs\.?|versus) (?P<two>{_NAME}?|{FAMOUS})(?:"
        rf" {_COVERAGE})?",
        rf"{_WHAT_ARE}(?:the |a |any )?(?:differences?|contradictions?|discrepanc(?:y|ies)|disagreements?"
        rf"|contrasts?) between (?:what |how )?(?P<one>{_WORDS})(?:['’]s)? (?:and|&|or) (?:what |how"
        rf" )?(?P<two>{_WORDS})"
        rf"(?:['’]s?)? (?:(?:{_TELL}|have {_TELL}|{_COVERAGE}) )?(?:{_ABOUT}|in {_COVERAGE} (?:of|on)) {_X}",
        # which outlets contradict each other on it? how do accounts of it vary?
        rf"(?:which|what|who|do|does|did|where do|where did|how do|how did|how much do|why do|on what do)(?: any|"
        rf" all)? {_SOURCES} (?:all )?{_DIFFER} {_ABOUT} {_X}",
        rf"(?:which|what|do|does|did) {_SOURCES} (?:contradict|dispute|den(?:y|ie)|challenge|question|confirm|back"
        rf" up|back)(?:e?[sd])? (?:\S+ ){{1,4}}?{_ABOUT} {_X}",
        rf"who (?:reports? |says )(?:otherwise|differently|something (?:else|different)) {_ABOUT} {_X}",
        rf"(?:do|does|did|how do|how did|how does|where do) (?:the |any )?(?:different |various )?{_VERSIONS} (?:of"
        rf"|on|about|for) {_X} {_DIFFER}"
        rf"(?: (?:from|between|by|across|in) {_SOURCES})?",
        rf"(?:are|is) (?:the )?{_VERSIONS} (?:of|on|about|for) {_X} (?:conflicting|contradictory|consistent"
        rf"|inconsistent|the same)(?: (?:across|between|in) {_SOURCES})?",
        rf"{_WHAT_ARE}?(?:the |any |some )?{_APART} {_VERSIONS} (?:are there )?(?:of|on|about|for|over|regarding"
        rf"|concerning) {_X}",
        rf"(?:is|are) there (?:any |a )?(?:disagreement|contradiction|discrepanc(?:y|ies)|conflict|dispute)s?"
        rf" (?:between|among|across) {_SOURCES} {_ABOUT} {_X}",
        rf"(?:is|are) there (?:any |a )?(?:disagreements?|contradictions?|consensus|discrepanc(?:y|ies)|conflicts?)"
        rf" (?:(?:between|among|in|across) {_SOURCES} )?"
        rf"(?:about|on|over|in (?:the )?{_VERSIONS} (?:of|on|about)) {_X}",
        rf"{_WHAT_ARE}(?:the |any )?(?:differences?|discrepanc(?:y|ies)|contradictions?|disagreements?) (?:in"
        rf"|between|among|across) (?:how {OUTLETS} {_COVER}"
        rf"|(?:the )?(?:news |media |press )?(?:{_VERSIONS}|{_SOURCES}) {_ABOUT}) {_X}",
        rf"(?:what|which) (?:different )?versions (?:of|on) {_X} (?:are there|exist|circulate|are circulating|do"
        rf" (?:we|you) have)",
        rf"(?:does|do) (?:everyone|everybody|they all|all reports) {_DIFFER} {_ABOUT} {_X}",
        # one against another
        rf"(?:do|does|did) {_TWO_WITH} (?:on|about|over) {_X}",
        rf"(?:do|does) (?P<one>{_NAME}) and (?P<two>{_NAME}) (?:agree|disagree|differ|say the same|contradict each"
        rf" other) (?:about|over|on) {_X}",
        rf"(?:what|how) (?:do|did) (?P<one>{_NAME}) and (?P<two>{_NAME}) (?:(?:each|both|respectively) )?(?:say"
        rf"|think|claim) about {_X}",
        rf"(?:compare|contrast|where do|where did) (?P<one>{_WORDS}) (?:and|with|to|vs\.?|versus) (?P<two>{_WORDS})"
        rf" (?:differ |disagree |diverge |clash )?(?:on|about|over) {_X}",
        rf"how (?:do|did) (?P<one>{_NAME}) and (?P<two>{_NAME}) (?:each )?{_COVER} {_X}",
        rf"(?:{GIVE}|compare )?(?:the )?(?P<one>[A-Z]\w+) (?:and|vs\.?|versus|or) (?:the )?(?P<two>[A-Z]\w+)"
        rf" {_VERSIONS} (?:of|on|about) {_X}",
        rf"(?:which|do|does) (?:any |other )*(?:outlets?|papers?|sources?|newspapers) (?:confirm|dispute|deny|doubt"
        rf"|contradict|question|back|support)s? {_X}",
        rf"side by side:? {_TWO} (?:on|about) {_X}",
        rf"{_TWO_WITH_ON} {_X}(?:[:,] (?:any |what )?(?:differences?|disagreements?|compare[d]?|side by side|how do"
        rf" they differ))",
        rf"what (?:do|does|is|are|did) (?P<one>(?:\w+ ){{0,2}}(?:media|press|papers|outlets)|{FAMOUS}|{_NAME})"
        rf" (?:say|saying|report|reporting|claim) (?:compared (?:to|with)|versus|vs\.?|and what (?:does|do)|as"
        rf" opposed to)"
        rf" (?P<two>(?:\w+ ){{0,2}}(?:media|press|papers|outlets)|{FAMOUS}|{_NAME})(?: say)? (?:on|about) {_X}",
        rf"what (?:do|does|is|are|did) (?P<one>{FAMOUS}) (?:say|saying|report|reporting|claim) (?:on|about) {_X}"
        rf" (?:compared (?:to|with)|versus|vs\.?|and what (?:does|do)|as opposed to) (?:what )?"
        rf"(?P<two>{FAMOUS}|{_NAME})(?: (?:say|says|do|does))?",
        rf"how (?:does|do|did|is|are) (?:the )?(?P<one>\S+(?: \S+)?)(?:['’]s)? (?:{_COVERAGE}|position|stance|view"
        rf"|line|statement|take|plan) (?:of|on|about) {_X} (?:differ|different|vary|diverge|compare) (?:from|with|to)"
        rf" (?:the )?(?P<two>\S+(?: \S+)??)(?:['’]s?)?(?: (?:{_COVERAGE}|position|one))?",
        rf"how (?:does|do|did) (?:the )?(?P<one>\S+(?: \S+)?)['’]s? (?:{_COVERAGE}|position|stance|view|line"
        rf"|statement|take|plan)s? (?:differ|vary|diverge|compare) (?:from|with|to) (?:the )?(?P<two>\S+(?:"
        rf" \S+)??)['’]s?"
        rf" (?:(?:{_COVERAGE}|position|stance|view) )?(?:on|about|over) {_X}",
        rf"is (?:the )?(?P<one>\S+(?: \S+)?)['’]s? {_COVERAGE} (?:of|on|about) {_X} (?:any )?different (?:from|to"
        rf"|than) (?:the )?(?P<two>\S+(?: \S+)??)(?:['’]s?)?",
        rf"how (?:does|do|did) (?:the )?(?P<one>\w+) and (?:the )?(?P<two>\w+) {_VERSIONS} (?:of|on|about) {_X}"
        rf" (?:differ|vary|diverge|compare)",
        rf"(?:compare|contrast) (?:the )?(?:positions?|stances?|views?|statements?|reactions?|takes?|lines?"
        rf"|responses?|words) of (?P<one>{_NAME}) (?:and|with|to) (?P<two>{_NAME}) (?:on|about|to) {_X}",
        rf"(?:are|is|do) (?:all |the )*(?:outlets|papers|newspapers|media|sources|everyone|everybody) (?:all"
        rf" )?report(?:ing)? (?:the )?same (?:{_VERSIONS}|thing|story|facts|cause)(?: {_ABOUT} {_X})",
        rf"how differently (?:do|did|is|was|has|have) (?:{OUTLETS} {_COVER} )?{_X}(?: (?:covered|reported|told))?",
        rf"(?:{GIVE}|see )how (?:the )?(?:{OUTLETS}|{_VERSIONS}) (?:differ|disagree|vary|diverge|compare) (?:on"
        rf"|about|over|of) {_X}",
        rf"(?:which|what) {_SOURCES} (?:report|give|have|cite|publish|name|print|carry|say)s? (?:a |an |some"
        rf" )?(?:different|other|another|lower|higher|conflicting) {_VERSIONS} ?(?:of|for|on|about)? ?{_X}",
        rf"(?:which|what) {_SOURCES} (?:report|give|have|cite|publish)s? (?:a |an )?(?:different|other|another"
        rf"|conflicting) {_X}",
        rf"(?:who|which (?:outlets?|papers?|sources?)) (?:has|have|gives?|tells?|offers?) (?:a |an )?(?:different"
        rf"|other|another|rival) (?:version|account|story|view|take|figure|number)s? (?:of|on|about|for) {_X}",
        rf"(?:what|which) (?:are )?(?:the )?(?:different|rival|various) (?:angles|takes|views|perspectives"
        rf"|accounts) (?:are there )?(?:on|of|about) {_X}",
        rf"{GIVE}(?:the )?(?:different|rival|various) (?:angles|takes|views|perspectives) (?:on|of|about) {_X}",
        rf"who (?:disagrees|differs|disputes? (?:it|that|this)|contradicts? (?:whom|who|each other)) (?:on|about"
        rf"|over) {_X}",
        rf"(?:{_WHAT_ARE})?(?:the |any )?differences? in (?:how|the way) {_X} (?:is|was|are|were|has been)"
        rf" (?:covered|reported|described|portrayed|told)(?: (?:by|in|across) {_SOURCES})?",
        # compare it in the outlets
        rf"(?:compare|contrast) (?:the )?{_X} (?:in|across|between|by|from|among) (?:{OUTLETS}|{_SOURCES})",
        # side by side
        rf"(?:{GIVE}|compare |put )(?:the )?(?:{_VERSIONS} (?:of|on|about) )?{_X},? (?:side by side|across (?:all"
        rf" )?(?:the )?(?:different )?outlets|by outlet|outlet by outlet|next to each other|from (?:several"
        rf"|different|various|all) (?:outlets|sources|papers))",
    )
)
_OWNER = re.compile(r"['’]s?$")
_NO_TOPIC = re.compile(r"(?:compare|according|show|who|what|which|when|where|why|how|is|are|did|does|do)\b", re.I)


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
    asked = " ".join(polite_off(question).split())
    found = next((match for pattern in _WHOLE if (match := pattern.fullmatch(asked))), None)
    if found is None:
        return None
    said = found.groupdict()
    taken = slots(said["topic"])
    words = taken.asks.strip(" ?!.,:;")
    if not any(character.isalnum() for character in words) or _NO_TOPIC.match(words):
        return None
    outlets = tuple(_OWNER.sub("", name).strip(" ,.") for name in (said.get("one"), said.get("two")) if name)
    return Compare(topic=words, outlets=outlets, names=names_in(words), since=taken.since, until=taken.until)
