"""A question that one sentence answers: the span read in it, or an honest no."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot import messages
from bot.answering.post import asked_post, other_words
from bot.answering.posts import of_post
from bot.answering.readings import asked_back
from bot.answering.shape import CITED, Told, by_bearing, cited, declined
from bot.answering.sides import both_sides
from bot.answering.thread import preferred
from bot.answering.tools import READ, Tools
from bot.answers import Answer, Status
from bot.intents import FactQuestion, name_of
from bot.intents.words import AUXILIARIES, WH
from bot.questions import Question
from retrieval.types import AnswerType, Hit, Query, Reading

_BARE = frozenset(["a", "an", "the", "he", "she", "him", "her", "his", "they", "them", "their", "it", "its"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was looked for and found: hits by confidence, readings best first."""

    query: Query
    hits: tuple[Hit, ...] = ()
    readings: tuple[Reading, ...] = ()


def fact(tools: Tools, question: Question, text: str, intent: FactQuestion, as_of: datetime) -> Told:
    """The best reading above the threshold, cited; below it the nearest sentences."""
    looked = look(tools, question, intent, as_of)
    if looked.readings:
        query, hits = looked.query, looked.hits[:READ]
        complete, sure = tools.search.annotated, tools.reader.threshold
        several = asked_back(query, text, hits, complete, looked.readings, threshold=sure, as_of=as_of)
        if several is not None:
            return tools.told(several, query, hits)
    return told(tools, text, intent, looked)


def look(tools: Tools, question: Question, intent: FactQuestion, as_of: datetime) -> Looked:
    """The best hits of a question, read. Nothing is looked for without a word to look for."""
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
    if intent.whole and topic == intent.topic:  # what was looked for; what is judged is the question as it stands
        query = replace(query, text=intent.whole)
    if not query.terms:
        return Looked(query=query)
    query = replace(query, text=_marked(query.text))
    post = asked_post(query.text)
    if post is not None:
        terms = tuple(dict.fromkeys((*query.terms, *other_words(post))))
        query = replace(query, answer_type=AnswerType.PERSON, terms=terms)
    hits = tools.ranked(query, thread=question.thread)
    readings = tuple(found for found in tools.reader.read(query, hits[:READ]) if not _is_bare(found))
    if post is not None:
        readings = of_post(post, tools.search.annotated(hits[:READ]), readings)
    readings = preferred(readings, question.thread, threshold=tools.reader.threshold)
    return Looked(query=query, hits=by_bearing(hits, readings), readings=readings)


def _marked(text: str) -> str:
    """A question as the reader knows questions: with its mark, which people who type leave out."""
    opener = text.partition(" ")[0].lower().replace("’", "'").removesuffix("'s")
    asks = opener in WH | AUXILIARIES and not text.rstrip().endswith(("?", ".", "!"))
    return f"{text.rstrip(' ,;:…')}?" if asks else text


def _is_bare(reading: Reading) -> bool:
    """Whether an article or a pronoun that stands for nobody known was read: nobody's answer."""
    return reading.mention is None and (reading.value or "").lower() in _BARE


def told(tools: Tools, text: str, intent: FactQuestion, looked: Looked) -> Told:
    """The answer to what was found."""
    query, hits, readings = looked.query, looked.hits, looked.readings
    if not query.terms:
        return Told(answer=declined(text, query.as_of, (), messages.NOTHING_TO_LOOK_FOR, intent=name_of(intent)))
    best = readings[0] if readings else None
    if best is None or best.confidence < tools.reader.threshold:
        return silent(tools, text, intent, looked)
    answer = Answer(
        question=text,
        intent=name_of(intent),
        status=Status.ANSWERED,
        as_of=query.as_of,
        answer=best.value,
        confidence=best.confidence,
        citations=cited(best, readings, hits),
        remark=None if best.value else messages.BEARS,
    )
    return tools.told(both_sides(tools, query, answer, readings), query, hits[:READ])


def silent(tools: Tools, text: str, intent: FactQuestion, looked: Looked) -> Told:
    """The honest no, with the nearest sentences."""
    near = looked.hits[:CITED] if any(hit.terms for hit in looked.hits) else ()  # else no sentence has a word of it
    words = messages.NEAREST if near else messages.NOTHING_NEAR
    no = declined(text, looked.query.as_of, near, words, intent=name_of(intent))
    best = looked.readings[0].confidence if looked.readings else 0.0
    return tools.told(replace(no, confidence=best), looked.query, looked.hits[:READ])
