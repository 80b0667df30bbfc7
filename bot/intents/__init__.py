"""What kind of question somebody asked, and its slots.

A kind is one file with a frozen record and `recognise(question) -> record | None`, and one line in `RECOGNISERS`.
"""

from bot.intents import fact, greeting, latest, search, trend, usage, what_happened
from bot.intents.fact import FactQuestion
from bot.intents.greeting import Greeting
from bot.intents.latest import LatestQuestion
from bot.intents.search import Search
from bot.intents.trend import Trend
from bot.intents.usage import Help
from bot.intents.what_happened import WhatHappened
from bot.intents.window import window

Intent = Help | Greeting | Search | LatestQuestion | WhatHappened | Trend | FactQuestion

RECOGNISERS = (
    usage.recognise,
    greeting.recognise,
    search.recognise,
    what_happened.recognise,
    latest.recognise,
    trend.recognise,
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


__all__ = [
    "RECOGNISERS",
    "FactQuestion",
    "Greeting",
    "Help",
    "Intent",
    "LatestQuestion",
    "Search",
    "Trend",
    "WhatHappened",
    "classify",
    "window",
]
