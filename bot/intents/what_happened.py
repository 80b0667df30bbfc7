"""What happened on a day, or what is in the news: its stories, those with most independent texts first."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from bot.intents.cues import END, GIVE
from bot.intents.slots import Slots, only_a_time, slots

_PLACED = r"(?: (?:in|across|around|at|inside|near|from|out of|within|throughout) (?P<place>\S.*?))?"
_HAPPEN = (
    r"(?:happened|been happening|happening|going(?: on)?|went on|gone on|going down|went down|took place|taken"
    r" place|occurred|transpired|came to pass|unfolded|been going on|(?:is|was) (?:being )?reported|being"
    r" reported|made headlines|(?:was|is) (?:going on|happening))"
)
_WHAT = (
    rf"{GIVE}(?:(?:summari[sz]e|recap|describe|explain|sum up|outline|recount|report|say|about|brief me on|remind"
    rf" me) )?(?:and )?(?:what|whatever|everything(?: that)?|all(?: that)?)(?:['’]?s| is| has| have| was| else|"
    rf" all| exactly| actually| really| just| ever)*"
)
_HAPPENED = tuple(
    re.compile(pattern + END, re.I)
    for pattern in (
        rf"{_WHAT} {_HAPPEN}{_PLACED}",
        rf"(?:what(?: all)? (?:did|have|has|do)|what['’](?:ve|d)) (?:i|we) (?:been )?miss(?:ed|ing)?{_PLACED}",
        rf"(?:did|have) (?:i|we) miss(?:ed)? (?:anything|something|much)(?: (?:big|important|interesting))?{_PLACED}",
        rf"(?:did|has|have|is|was) (?:anything|something|much)(?: (?:big|important|interesting|major|new))?"
        rf" (?:happen(?:ed|ing)?|take place|taken place|go(?:ing)? on|occur(?:red)?)(?: of (?:note"
        rf"|interest))?{_PLACED}",
        rf"anything(?: (?:big|important|interesting|major|new))? (?:happen(?:ed|ing)?|going on){_PLACED}",
        rf"{GIVE}(?:(?:what (?:were|was|are|is) )?(?:the )?|(?:an? )?)(?:main |key |major |biggest |big |top |most"
        rf" important |important |day['’]s |week['’]s )*(?:events|happenings|occurrences|incidents){_PLACED}",
        rf"what (?:main |key |major |big |important )?(?:events|things) (?:happened|took place|occurred){_PLACED}",
    )
)
_TO_IT = re.compile(  # to, with or during something: its stories, of whatever day
    rf"{_WHAT} (?:happened|became|took place|occurred|went on|went down|transpired|been happening|went wrong"
    rf"|unfolded) (?:in the aftermath of |as a result of |right |shortly |immediately |just )?(?:to|with|of|in|at|on"
    rf"|during|after|before"
    rf"|around|across|near|inside|outside|over|following|since|between|aboard|behind|throughout) (?P<topic>\S.*?){END}",
    re.I,
)
_OUTCOME = re.compile(r"what (?:came out of|resulted from) (?P<topic>\S.*?)" + END, re.I)
_SUMMED_UP = re.compile(
    rf"(?:summari[sz]e|recap|sum up|recount|outline|{GIVE}(?:an? |the )?(?:recap|summary|overview) of) (?:the"
    rf" )?(?:main |key |latest |recent )*(?:events|happenings|developments|news)"
    r" (?:in|at|of|from|around|on|about|across) (?P<topic>\S.*?)" + END,
    re.I,
)
_RECAP = re.compile(
    rf"(?:{GIVE}(?:an? |the )?(?:quick |short |brief |full |daily |weekly |news )*(?:recap|summary|round-?up"
    rf"|run-?down|wrap-?up|digest|overview|briefing|debrief|synopsis|review)(?: (?:of|on|for|about))?"
    r"|(?:please )?(?:recap|summari[sz]e|sum up|wrap up|round up|run down)) (?P<topic>\S.*?)" + END,
    re.I,
)
_BIG = (
    r"(?:top|main|biggest|big|day['’]?s|most important|important|major|key|leading|lead|front[ -]page|today['’]?s"
    r"|yesterday['’]?s|this week['’]?s|last week['’]?s|this morning['’]?s|breaking|latest|general|overall)"
)
_NEWS = re.compile(
    rf"(?:what(?:['’]?s| is| was| were| are| made)? |whats |{GIVE})?"
    rf"(?:in (?:the |today['’]s |yesterday['’]s )?(?:news|headlines|papers)|(?<=['’s] )new|(?<=is )new"
    rf"|(?:the )?(?:{_BIG} )+(?:news|stories|headlines|story|news stories|news items|topics)"
    rf"|(?:any|some)(?:thing)? (?:new|news|headlines|big news|breaking news|important news|big|major|important"
    rf"|interesting|notable)|(?:the )?(?:news"
    rf"|headlines|news of the day|day in brief|day['’]s news|front pages)|(?:making|made|hit|hitting|dominating"
    rf"|dominated) (?:the )?(?:news|headlines)"
    rf"|trending|big|news from|(?:an? |the )?(?:(?:quick|short|brief|daily|morning|evening|news) )*(?:recap"
    rf"|summary|round-?up"
    rf"|run-?down|wrap-?up|digest|briefing|overview)(?: of (?:the )?(?:news|day|events|headlines))?"
    rf"|(?:recap|summari[sz]e|sum up|catch me up on|brief me on|update me on|bring me up to (?:date|speed) on)"
    rf" (?:the )?(?:news|headlines|events|day)|catch me up|brief me){_PLACED}" + END,
    re.I,
)
_ANYTHING = re.compile(r"(?:what(?:['’]?s| is) (?:new|big|trending)|any|some)", re.I)
_TODAY = re.compile(r"\b(today|yesterday|this week|last week|this morning)['’]?s\b", re.I)
_THE_TIME = re.compile(
    r"(?:the |this |last |past |my )*(?P<unit>day|week|weekend|month|year)(?:['’]s (?:news|events|headlines"
    r"|stories))?(?: in (?:brief|review|news|the news))?(?: so far)?(?: (?:in|at|for|from|around|across)"
    r" (?P<place>\S.*))?",
    re.I,
)
_EVENTS_OF = re.compile(
    rf"{GIVE}(?:what were |what was )?(?:the )?(?:main |key |major |biggest |top |latest |most important"
    rf" )*(?:events|news|happenings|developments|headlines|stories)(?: (?:in|of|from|on|at|about|around|during|for)"
    rf" (?P<place>\S.*))?",
    re.I,
)
_UNITS = {"day": "today", "week": "this week", "weekend": "last weekend", "month": "this month", "year": "this year"}
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|when|why|how|that|if|because|so|where|whether|were|is|are|do|does|did|been)\b|\bwas\b",
    re.I,
)
_NO_TOPIC = re.compile(
    r"(?:(?:the )?(?:end|start|beginning|half|top|bottom|last minute|final whistle|break|half-?time)\b|(?:it|this"
    r"|that|them|him|her|you|me|us|these|those)\b|(?:my|your|his|her|their|its) )",
    re.I,
)
_GOING_ON = re.compile(r"\b(?:happening|going on)\b", re.I)
_IN_REVIEW = re.compile(
    r"(?:the |my |this |last )*(?P<unit>day|week|weekend|month|year) in (?:review|brief|news)\W*", re.I
)
_LONGEST = 9  # words of what it happened to


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatHappened:
    """Someone wants the stories of a time."""

    NAME: ClassVar[str] = "what_happened"

    place: str | None = None  # what they are to be about: "Gaza", "the ferry"
    since: str | None = None  # as written; None and no `until`: of whatever time, with a `place`
    until: str | None = None
    one: bool = False  # it happened to one thing: a sentence may answer
    source: str | None = None


def recognise(question: str) -> WhatHappened | None:
    """ "what happened yesterday (in Gaza)?", "what's in the news?", "what happened to the ferry?", "recap the week".

    Without a time and a thing only the news is asked for. What holds a clause ("what happened when ...") is a fact.
    """
    taken = slots(question, open=True)
    asks = " ".join(taken.asks.split())
    timed = taken.since is not None or taken.until is not None
    day = _TODAY.search(asks)
    if (news := _NEWS.fullmatch(asks)) is not None:
        if not timed and news["place"] and (day is None or _ANYTHING.match(asks)):
            return None  # "what's new in Gaza?" wants the latest, of whatever day
        return _told(taken, news["place"], "today" if day is None else day[1].lower())
    happened = next((found for pattern in _HAPPENED if (found := pattern.fullmatch(asks))), None)
    if happened is not None and (timed or happened["place"]):
        place = happened["place"]
        if place and not timed and _GOING_ON.search(asks):
            return None  # the latest
        return None if place and not (timed or _is_topic(place)) else _told(taken, place)
    if (found := _SUMMED_UP.fullmatch(asks)) is not None and (timed or _is_topic(found["topic"])):
        return _told(taken, found["topic"])
    if (found := _TO_IT.fullmatch(asks) or _OUTCOME.fullmatch(asks)) is not None:
        return replace(_told(taken, found["topic"]), one=True) if _is_topic(found["topic"]) else None
    if not timed and (of := _EVENTS_OF.fullmatch(asks)) is not None and of["place"] and only_a_time(of["place"]):
        return _told(slots(f"events on {of['place']}", open=True), None)
    if (review := _IN_REVIEW.fullmatch(asks)) is not None:
        return _told(taken, None, _UNITS[review["unit"].lower()])
    if (found := _RECAP.fullmatch(asks)) is None:
        return None
    if (time := _THE_TIME.fullmatch(found["topic"])) is not None:
        return _told(taken, time["place"], _UNITS[time["unit"].lower()])
    if (events := _EVENTS_OF.fullmatch(found["topic"])) is not None:
        return _told(taken, events["place"], "today" if events["place"] is None else None)
    return _told(taken, found["topic"]) if _is_topic(found["topic"]) else None


def _told(taken: Slots, place: str | None, otherwise: str | None = None) -> WhatHappened:
    """The kind with its slots; ``otherwise`` is the time where none is named."""
    about = (place or "").strip(" ?!.,") or None
    since, until = taken.since, taken.until
    if since is None and until is None:
        since = until = otherwise
    return WhatHappened(place=about, since=since, until=until, source=taken.source)


def _is_topic(words: str) -> bool:
    """Whether words name a thing to which something happened, and tell no story themselves."""
    return len(words.split()) <= _LONGEST and _CLAUSE.search(words) is None and _NO_TOPIC.match(words) is None
