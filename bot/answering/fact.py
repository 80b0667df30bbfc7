"""A question that one sentence answers: the span read in it, or an honest no."""

from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.shape import CITED, Told, by_bearing, cited, declined
from bot.answering.sides import both_sides
from bot.answering.tools import READ, Tools
from bot.answers import Answer, Status
from bot.intents import FactQuestion
from bot.questions import Question


def fact(tools: Tools, question: Question, text: str, intent: FactQuestion, as_of: datetime) -> Told:
    """The best reading above the threshold, cited; below it the nearest sentences."""
    outlet = tools.outlet(question, intent.source)
    # Who is no outlet of ours is somebody in the news: "according to Kyiv".
    topic = intent.topic if outlet or not intent.source else f"{intent.topic} according to {intent.source}"
    query = replace(
        tools.query(question, topic, as_of, (intent.since, intent.until)),
        sources=question.sources or outlet,
        answer_type=intent.answer_type,
        focus=intent.focus,
        names=intent.names,
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR))
    hits = tools.ranked(query)
    readings = tools.reader.read(query, hits[:READ])
    hits = by_bearing(hits, readings)
    best = readings[0] if readings else None
    if best is None or best.confidence < tools.reader.threshold:
        words = messages.NEAREST if hits else messages.NOTHING_NEAR
        answer = replace(declined(text, as_of, hits[:CITED], words), confidence=best.confidence if best else 0.0)
        return tools.told(answer, query, hits[:READ])
    answer = Answer(
        question=text,
        intent="fact",
        status=Status.ANSWERED,
        as_of=as_of,
        answer=best.value,
        confidence=best.confidence,
        citations=cited(best, readings, hits),
        remark=None if best.value else messages.BEARS,
    )
    return tools.told(both_sides(tools, query, answer, readings), query, hits[:READ])
