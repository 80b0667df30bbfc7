"""What kind of question somebody asked, and its slots.

A kind is one file with a frozen record and `recognise(question) -> record | None`, and one line in `RECOGNISERS`.
"""

from bot.intents import (
    compare,
    fact,
    greeting,
    how,
    latest,
    lists,
    quote,
    search,
    timeline,
    trend,
    usage,
    what_happened,
    who_is,
    why,
    yes_no,
)
from bot.intents.compare import Compare
from bot.intents.fact import FactQuestion
from bot.intents.greeting import Greeting
from bot.intents.how import HowQuestion
from bot.intents.latest import LatestQuestion
from bot.intents.lists import ListQuestion
from bot.intents.quote import Quote
from bot.intents.search import Search
from bot.intents.timeline import Timeline
from bot.intents.trend import Trend
from bot.intents.usage import Help
from bot.intents.what_happened import WhatHappened
from bot.intents.who_is import WhoIs
from bot.intents.why import WhyQuestion
from bot.intents.window import window
from bot.intents.yes_no import YesNoQuestion

Intent = (
    Help
    | Greeting
    | Quote
    | Search
    | WhatHappened
    | LatestQuestion
    | Trend
    | Timeline
    | Compare
    | WhoIs
    | WhyQuestion
    | HowQuestion
    | ListQuestion
    | YesNoQuestion
    | FactQuestion
)

RECOGNISERS = (
    usage.recognise,
    greeting.recognise,
    compare.recognise,
    quote.recognise,
    search.recognise,
    what_happened.recognise,
    latest.recognise,
    trend.recognise,
    timeline.recognise,
    who_is.recognise,
    why.recognise,
    how.recognise,
    lists.recognise,
    yes_no.recognise,
    fact.recognise,  # last: reads anything
)

LONGEST = 10_000  # characters that are read; a question that needs more is not one


def classify(question: str) -> Intent:
    """The first kind that recognises a question. Never raises, whatever the text."""
    text = " ".join(question[:LONGEST].split())
    for recognise in RECOGNISERS:
        if (intent := recognise(text)) is not None:
            return intent
    raise AssertionError("the last recogniser reads anything")


def name_of(intent: Intent) -> str:
    """The name of a kind as `Answer.intent` has it: "yes_no"."""
    return intent.NAME


__all__ = [
    "RECOGNISERS",
    "Compare",
    "FactQuestion",
    "Greeting",
    "Help",
    "HowQuestion",
    "Intent",
    "LatestQuestion",
    "ListQuestion",
    "Quote",
    "Search",
    "Timeline",
    "Trend",
    "WhatHappened",
    "WhoIs",
    "WhyQuestion",
    "YesNoQuestion",
    "classify",
    "name_of",
    "window",
]
