"""What kind of question somebody asked, and its slots.

A kind is one file with a frozen record and `recognise(question) -> record | None`, and one line in `RECOGNISERS`.
"""

from bot.intents import compare, fact, greeting, search, timeline, usage
from bot.intents.compare import Compare
from bot.intents.fact import FactQuestion
from bot.intents.greeting import Greeting
from bot.intents.search import Search
from bot.intents.timeline import Timeline
from bot.intents.usage import Help
from bot.intents.window import window

Intent = Help | Greeting | Search | Timeline | Compare | FactQuestion

RECOGNISERS = (
    usage.recognise,
    greeting.recognise,
    search.recognise,
    timeline.recognise,
    compare.recognise,
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
    "Compare",
    "FactQuestion",
    "Greeting",
    "Help",
    "Intent",
    "Search",
    "Timeline",
    "classify",
    "window",
]
