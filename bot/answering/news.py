"""What is new on something: its stories, the newest first, each with the sentence that says most on it."""

from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.listing import NEAR_BEST, NEWEST_OF
from bot.answering.shape import Told, declined
from bot.answering.stories import SHOWN, Line, answered
from bot.answering.tools import Tools
from bot.intents import LatestQuestion
from bot.questions import Question
from retrieval.stories import Story
from retrieval.types import Hit

_AS_GOOD = 0.75  # of a story's best score: among these the newest sentence is shown


def latest(tools: Tools, question: Question, text: str, intent: LatestQuestion, as_of: datetime) -> Told:
    """The newest stories on a topic; undated ones come last."""
    outlet = tools.outlet(question, intent.source)
    query = replace(
        tools.query(question, intent.topic, as_of, (intent.since, intent.until)),
        sources=question.sources or outlet,
        names=intent.names,
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR, intent="latest"))
    hits = tools.search.sentences(query, limit=NEWEST_OF)
    near = tools.once([hit for hit in hits if hit.score >= NEAR_BEST * hits[0].score], query)
    if not near:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_NEAR, intent="latest"), query=query)
    pairs = {_pair(hit) for hit in near}
    stories = tools.stories.of_articles(pairs, as_of=as_of)
    told: dict[object, list[Hit]] = {}
    for hit in near:
        story = stories.get(_pair(hit))
        told.setdefault(_pair(hit) if story is None else story.id, []).append(hit)
    lines = [
        Line(story=_of(hit, stories), sentence=hit.sentence, score=hit.score) for hit in map(_newest, told.values())
    ]
    lines.sort(key=lambda line: (-_published(line), -line.score, line.sentence.sentence_id))
    answer = answered(text, "latest", as_of, lines[:SHOWN], zone=tools.zone, words=messages.NEWEST)
    return tools.told(answer, query, near)


def _newest(hits: list[Hit]) -> Hit:
    """Of the sentences of one story that say about as much on the topic as its best, the one published last."""
    best = max(hit.score for hit in hits)
    good = [hit for hit in hits if hit.score >= _AS_GOOD * best]
    return max(good, key=lambda hit: (_when(hit), hit.score, -hit.rank))


def _of(hit: Hit, stories: dict[tuple[str, str], Story]) -> Story:
    """The hit's story; an article that is in none yet is one of its own."""
    article = hit.sentence.article
    at = article.published_at or article.fetched_at
    alone = Story(
        id=0,
        collection=article.collection,
        title=article.title,
        articles=(article,),
        groups=(0,),
        first_at=at,
        last_at=at,
    )
    return stories.get(_pair(hit), alone)


def _pair(hit: Hit) -> tuple[str, str]:
    return hit.sentence.article.collection, hit.sentence.article.key


def _when(hit: Hit) -> float:
    published = hit.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()


def _published(line: Line) -> float:
    published = line.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()
