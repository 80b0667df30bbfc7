"""Requests for what happened in order of time."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.cues import END, GIVE
from bot.intents.names import names_in
from bot.intents.slots import only_a_time, polite_off, slots

_LIST = (
    r"(?:time ?-?lines?|chronolog(?:y|ies)|chronological (?:list|order|account|overview|summary|history)(?: of events)?"
    r"|(?:sequence|order|course|chain|series|succession|string) of events"
    r"|(?:key|main|major|important|crucial|significant|critical|biggest|all(?: the)?) (?:dates|events|moments"
    r"|milestones|steps|stages|turning points|developments)"
    r"|(?:full |whole )?story so far|story(?= so far)|(?:an? )?day[ -]by[ -]day(?: account| record| summary| history"
    r"| list)?|(?:step[ -]by[ -]step|blow[ -]by[ -]blow) (?:account|summary|history)"
    r"|dates|milestones|turning points|stages|history|backstory|back story|lead-?up|run-?up|build-?up|evolution"
    r"|events leading(?: up)?)"
)
_STEPS = (
    r"(?:(?:,? ?)(?:step[ -]by[ -]step|day[ -]by[ -]day|date[ -]by[ -]date|hour[ -]by[ -]hour|week[ -]by[ -]week"
    r"|month[ -]by[ -]month|year[ -]by[ -]year|(?:in )?chronological(?:ly| order)"
    r"|in (?:the )?(?:order|sequence)(?: (?:of time|they happened|in which (?:they|it) happened))?|in time order|by"
    r" date|with dates|blow[ -]by[ -]blow|play[ -]by[ -]play"
    r"|from (?:the )?(?:start|beginning)(?: to (?:the )?(?:finish|end|now))?|start to finish|from a to z|in detail"
    r" and in order|over time|over the (?:years|months|weeks)|as (?:it|they) happened"
    r"|(?:first|one thing after (?:another|the other)) to last))"
)
_SORT = r"(?:(?:short|full|brief|quick|complete|detailed|rough|simple|little|whole|clear|dated|exact|entire|recent) )*"
_OF = (
    r" ?(?::|of|about|regarding|around|behind|surrounding|leading (?:up )?to|in|on|for|to|during|before|after|up"
    r" to|until) ?"
)
_ASKED = re.compile(
    rf"(?:{GIVE}|what(?: is| are| was| were|['’]?s) )?(?:an? |the |some )?{_SORT}{_LIST}{_OF}(?:events )?(?:(?:of"
    rf"|in|to|on) )?(?P<topic>\S.*)",
    re.I,
)
_SCHEDULE = re.compile(
    r"what(?: is| was| are| were|['’]?s) (?:the |an? )?(?:time ?lines? (?:for|in|on|about|to)|(?:dates|stages"
    r"|steps) (?:for|in|on|about))\b",
    re.I,
)
_BEHIND = re.compile(
    rf"(?P<topic>\S.*?)(?:['’]s)?[,:]? (?:time ?line|chronology|key dates|sequence of events|chain of events|course"
    rf" of events|milestones)(?: please)?{END}",
    re.I,
)
_BARE = re.compile(
    r"(?:time ?line|chronology|history|key dates|sequence of events|course of events) ?[:,–-]? (?P<topic>\S.*)", re.I
)
_HAPPEN = (
    r"(?:happen(?:ed)?|develop(?:ed)?|go|gone|come about|came about|evolve[d]?|unfold(?:ed)?|play(?:ed)? out"
    r"|progress(?:ed)?|start and end|begin and end|proceed(?:ed)?|take place|taken place"
    r"|occur(?:red)?|escalate[d]?|go down|change[d]?)"
)
_UNFOLDED = re.compile(
    rf"{GIVE}(?:how|in what order|in which order) (?:(?:did|has|have|is|are) )?(?P<topic>\S.*?) (?:been"
    rf" )?(?:unfold(?:ed|ing)?|play(?:ed|ing)? out|come about|came about|escalate[d]?|evolve[d]?|get to this point"
    rf"|got to this point"
    rf"|come to this|get here|got here|end up here)(?: so far)?{_STEPS}?{END}",
    re.I,
)
_WALK = (
    r"(?:(?:can you )?(?:walk|take|guide|run|talk|lead) (?:me|us) through|go (?:back )?(?:through|over)|trace"
    r"|retrace|recount|reconstruct|lay out|map out|piece together|chart the course of)"
)
_STEPWISE = tuple(
    re.compile(pattern + END, re.I)
    for pattern in (
        rf"(?:when|how) (?:did|has|have|was|were) (?P<topic>\S.*?) {_HAPPEN}{_STEPS}",
        rf"(?:what|tell me what|describe what|list what|{GIVE}what) (?:has |all )?(?:happened|took place|went on"
        rf"|occurred) (?:(?:in|with|at|during|to|around) )?(?P<topic>\S.*?){_STEPS}",
        rf"(?:what|tell me what|describe what|list what|{GIVE}what) (?:has |all )?(?:happened|took place|went on"
        rf"|occurred),? ?{_STEPS},? (?:in|with|at|during|to|around) (?P<topic>\S.*)",
        rf"{_WALK} (?:(?:the )?(?:events|developments|history|story|course|timeline|steps|stages) (?:of|in|around"
        rf"|leading (?:up )?to) )?(?P<topic>\S.*?){_STEPS}?",
        rf"(?:{GIVE}|list |summari[sz]e |describe |order |sort |outline |arrange |tell me about |about |explain "
        rf"|put )(?:(?:the |all |main |key |major )*(?:events|developments|steps|happenings|episodes) (?:of|in"
        rf"|around|during|at) )?(?P<topic>\S.*?){_STEPS}",
        # when did each round take place?
        r"(?:when|on (?:which|what) (?:dates?|days?)) (?:did|was|were|has|have|is|are) (?:each|every|all(?: of)?(?:"
        r" the)?|the (?:various|different|several|individual)) (?P<topic>\S.*?) (?:take place|taken place|happen"
        r"|occur|held|start|begin|come out"
        r"|announced|imposed|passed|signed|released|launched|set|meet)",
        # what led up to it; the events that led to it
        r"(?:what|which|the|list|list the|what were the|what are the|show (?:me )?the|give (?:me )?the) ?(?:main "
        r"|key |major )?(?:events|steps|developments|incidents|moments)? ?(?:that |which )?(?:led|leading) up to"
        r" (?P<topic>\S.*?)",
        r"(?:what|which|the|list|list the|what were the|what are the|show (?:me )?the|give (?:me )?the) (?:main "
        r"|key |major )?(?:events|steps|developments|incidents|moments) (?:that |which )?(?:led|leading) to"
        r" (?P<topic>\S.*?)",
        rf"{GIVE}(?:the )?(?:main |key |major )?(?:events|developments|episodes) (?:of|in|during|around"
        rf"|surrounding) (?P<topic>\S.*?) (?:so far|to date|up to now|until now|since .*|and (?:their|the) dates"
        rf"|with (?:their )?dates)",
        r"(?:what were|what are|what was|list|name) (?:the |all )+(?:main |key |major |important |big )*(?:events"
        r"|milestones|moments|turning points|stages|steps|phases) (?:of|in|during|on the way to|leading (?:up )?to)"
        r" (?P<topic>\S.*?)",
        r"how did (?:we|it|things|they) (?:get|come|go|end up|develop|escalate) (?:here|this far|to this(?: point)?"
        r"|there|so far)(?: (?:with|on|in|over))? (?P<topic>\S.*?)",
        rf"{GIVE}(?:the )?story (?:of|behind) (?P<topic>\S.*?) (?:so far|up to now|until now|to date)",
        r"(?:what|which) (?:events |things )?happened (?:first|when|and when|first and what next) (?:in|during|at"
        r"|with|on) (?P<topic>\S.*?)",
        rf"{_STEPS}[,:]? (?:what|how) (?:happened|did (?=.* (?:happen|unfold|go)))(?: (?:in|with|at|during|to"
        rf"|around|on|of))?"
        rf" (?P<topic>\S.*?)(?: (?:happen|unfold|go))?",
        r"(?:time ?line|chronology|(?:sequence|chain|course|series) of events|key dates) (?:at|inside|aboard"
        r"|near) (?P<topic>\S.*)",
        r"when did what happen (?:in|during|at|with|to|on) (?P<topic>\S.*?)",
        rf"how (?:did|have|has) (?:things|events|it all|everything|it|the situation|the story) (?:been"
        rf" )?(?:unfold(?:ed|ing)?|develop(?:ed|ing)?|evolve[d]?|play(?:ed)? out|progress(?:ed)?|go|gone"
        rf"|change[d]?) (?:so far )?(?:in|at|with|around|for|on|over) (?P<topic>\S.*?){_STEPS}?",
        r"how (?:did|has|have) (?P<topic>\S.*?) (?:develop(?:ed)?|evolve[d]?|progress(?:ed)?|chang(?:ed?)) (?:over"
        r" time|since .*|over the (?:years|months|weeks|last .*|past .*))",
        r"how did (?:we|they|it|things) (?:get|come|go) (?:to|from \S+ to) (?P<topic>\S.*?)",
        r"in (?:what|which) order did (?:the )?(?:events (?:of|in) )?(?P<topic>\S.*?) (?:happen|unfold|take place"
        r"|occur|develop)",
        r"(?:the )?(?:steps|events|developments|moments) (?:that |which )?led (?:up )?to (?P<topic>\S.*?)",
        r"(?:what (?:are|were)|list|name) (?:the )?(?:main |key |different |various )?(?:stages|phases|milestones"
        r"|turning points) (?:of|in) (?P<topic>\S.*?)",
        r"how did (?:it|things) (?:come|get|go) (?:to|from bad to worse in|so far in) (?P<topic>\S.*?)",
    )
)
_ASKS = re.compile(r"(?:who|what|which|when|where|why|how|whose|is|was|are|were|do|does|did|has|have|can|will)\b", re.I)
_OF_COVERAGE = re.compile(r"\b(?:coverage|mentions)\b.*\b(?:over|changed?|since)\b", re.I)
_WALKED = re.compile(rf"\W*{_WALK}", re.I)
_IN_ORDER = re.compile(rf"(?P<topic>\S.*?)(?!,? ?over t){_STEPS}{END}", re.I)


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
    topic = _topic(" ".join(polite_off(question).split()))
    if topic is None:
        return None
    taken = slots(topic)
    words = taken.asks.strip(" ?!.,:;")
    if only_a_time(topic) and not _WALKED.match(question):
        return None  # "main events of July 14": what happened
    if not any(character.isalnum() for character in words):
        return None
    return Timeline(topic=words, names=names_in(words), since=taken.since, until=taken.until, source=taken.source)


def _topic(asked: str) -> str | None:
    if _SCHEDULE.match(asked) or _OF_COVERAGE.search(asked):
        return None
    for pattern in (_ASKED, _UNFOLDED, *_STEPWISE):
        if found := pattern.fullmatch(asked):
            return found["topic"]
    if _ASKS.match(asked):
        return None
    for pattern in (_BARE, _BEHIND, _IN_ORDER):
        if (found := pattern.fullmatch(asked)) and len(found["topic"].split()) <= 8:
            return found["topic"]
    return None
