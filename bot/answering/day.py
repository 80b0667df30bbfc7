"""What happened in a time: its stories, those told by most independent texts first."""

from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.shape import Told, declined
from bot.answering.stories import SHOWN, Line, answered, telling
from bot.answering.tools import Tools
from bot.intents import WhatHappened
from bot.questions import Question
from retrieval.stories import Story

_LOOKED_AT = 200  # stories with most texts
_MENTIONS = 400  # sentences that name the place


def what_happened(tools: Tools, question: Question, text: str, intent: WhatHappened, as_of: datetime) -> Told:
    """The stories of a day, or of those that are about a place; declined when nothing was published then."""
    outlet = tools.outlet(question, intent.source)
    sources = question.sources or outlet
    query = tools.query(question, intent.place or "", as_of, (intent.since, intent.until))
    query = replace(query, sources=sources)
    whole = tools.stories.between(
        query.collections, query.since, query.until, as_of=as_of, limit=None if intent.place or sources else _LOOKED_AT
    )
    parts = [part for story in whole if (part := story.within(query.since, query.until)) is not None]
    if sources:
        kept = [story for part in parts if (story := part.only(lambda a: (a.source or "") in sources)) is not None]
        parts = kept
    words = messages.NOTHING_THEN
    if intent.place and query.terms and parts:
        hits = tools.search.sentences(query, limit=_MENTIONS)
        named = {
            (hit.sentence.article.collection, hit.sentence.article.key)
            for hit in hits
            if {share.term for share in hit.terms} >= set(query.terms)
        }
        parts = [part for part in parts if any((a.collection, a.key) in named for a in part.articles)]
        words = messages.NOTHING_OF_IT_THEN
    if question.exclude_articles:
        shut = set(question.exclude_articles)
        parts = [story for part in parts if (story := part.only(lambda a: a.key not in shut)) is not None]
    parts.sort(key=_rank)
    lines = [line for part in parts[:SHOWN] if (line := _line(tools, part)) is not None]
    if not lines:
        return Told(answer=declined(text, as_of, (), words, intent="what_happened"), query=query)
    more = None if len(whole) == _LOOKED_AT else max(0, len(parts) - len(lines))
    said = messages.happened(len(lines), more)
    return tools.told(answered(text, "what_happened", as_of, lines, zone=tools.zone, words=said), query, ())


def _rank(story: Story) -> tuple[int, int, float, int]:
    return -story.texts, -story.outlets, -story.last_at.timestamp(), story.id


def _line(tools: Tools, story: Story) -> Line | None:
    sentence = telling(tools.stories, tools.search.record, story)
    return None if sentence is None else Line(story=story, sentence=sentence)
