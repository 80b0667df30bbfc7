"""What happened on a day, or what is in the news: its stories, those with most independent texts first."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.slots import slots

_IN = r"(?:\s+(?:in|across|around)\s+(?P<place>\S.*))?"
_HAPPENED = re.compile(
    r"(?:what(?:['’]?s|\s+has|\s+have|\s+else|\s+all)?\s+(?:happened|been\s+happening|happening|going\s+on|went\s+on|did\s+(?:i|we)\s+miss)"
    rf"|what\s+did\s+(?:i|we)\s+miss|what\s+(?:was|is)\s+(?:happening|going\s+on)){_IN}\W*",
    re.I | re.S,
)
_NEWS = re.compile(
    r"(?:what(?:['’]?s|\s+is|\s+was|\s+were|\s+are)\s+|whats\s+|show\s+me\s+|give\s+me\s+)?"
    r"(?:in\s+the\s+(?:news|headlines|papers)|(?<=['’s]\s)new|(?<=is\s)new"
    r"|(?:the\s+)?(?:top|main|biggest|big|day['’]?s|most\s+important|today['’]?s|yesterday['’]?s)\s+(?:news|stories|headlines|story)"
    rf"|any(?:thing)?\s+(?:new|news|headlines)|(?:the\s+)?(?:news|headlines)|(?:making|made)\s+(?:the\s+)?(?:news|headlines)){_IN}\W*",
    re.I | re.S,
)
_ANYTHING = re.compile(r"(?:what(?:['’]?s|\s+is)\s+new|any)", re.I)
_TODAY = re.compile(r"\b(today|yesterday)['’]?s\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatHappened:
    """Someone wants the stories of a time."""

    NAME: ClassVar[str] = "what_happened"

    place: str | None = None  # what they are to be about: "Gaza"
    since: str | None = None  # as written; None: today
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> WhatHappened | None:
    """ "what happened yesterday (in Gaza)?", "what's in the news?"; what happened *to* something is a fact.

    Without a time only the news is asked for by its form: "what happened in Gaza?" may have one answer.
    """
    taken = slots(question)
    news = _NEWS.fullmatch(taken.asks)
    found = news or _HAPPENED.fullmatch(taken.asks)
    if found is None:
        return None
    since, until = taken.since, taken.until
    if since is None and until is None:
        day = _TODAY.search(taken.asks)
        if news is None or (found["place"] and _ANYTHING.match(taken.asks)):
            return None  # "what's new in Gaza?" wants the latest, of whatever day
        since = until = day[1].lower() if day else "today"
    place = (found["place"] or "").strip(" ?!.,") or None
    return WhatHappened(place=place, since=since, until=until, source=taken.source)
