"""Sentences listed rather than an answer: the best on some words."""

from collections.abc import Sequence
from datetime import datetime

from bot.answering.shape import Told, listing
from bot.answering.tools import Tools
from bot.intents import Search
from bot.questions import Question
from retrieval.types import Hit, Query

LISTED = 10  # sentences a search shows
LOOKED_AT = 60  # hits of which every text is shown once


def best(tools: Tools, question: Question, text: str, intent: Search, as_of: datetime) -> Told:
    """The sentences that fit the words best."""
    query = tools.query(question, intent.words, as_of, (intent.since, intent.until))
    return _listed(tools, text, "search", query, tools.search.sentences(query, limit=LOOKED_AT))


def _listed(tools: Tools, text: str, intent: str, query: Query, hits: Sequence[Hit]) -> Told:
    hits = tools.once(hits, query)
    return tools.told(listing(text, intent, query.as_of, hits[:LISTED]), query, hits)
