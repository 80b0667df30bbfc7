"""What is new on something: its stories, the newest first, each with the sentence that says most on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.shape import Told, declined
from bot.answering.stories import SHOWN, Line, answered, telling_of
from bot.answering.tools import Tools
from bot.intents import LatestQuestion
from bot.questions import Question
from retrieval.stories import Story
from retrieval.types import Hit, Query

NEAR_BEST = 0.5  # of the best score: what scores less is on the topic by one word only
_LOOKED_THROUGH = 400  # sentences among which the newest stories are found
_AS_GOOD = 0.75  # of a story's best score: among the articles that have one of these the newest is shown


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
    hits = tools.search.sentences(query, limit=_LOOKED_THROUGH)
    near = [hit for hit in hits if hit.score >= NEAR_BEST * hits[0].score]
    if not near:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_NEAR, intent="latest"), query=query)
    stories = tools.stories.of_articles({_pair(hit) for hit in near}, as_of=as_of)
    told: dict[object, list[Hit]] = {}
    for hit in near:
        story = stories.get(_pair(hit))
        told.setdefault(_pair(hit) if story is None else story.id, []).append(hit)
    newest = sorted(map(_newest, told.values()), key=lambda hits: (-_when(hits[0]), hits[0].rank))
    lines = [_line(tools, _of(hits[0], stories), hits, query) for hits in newest[:SHOWN]]
    answer = answered(text, "latest", as_of, lines, zone=tools.zone, words=messages.NEWEST)
    return tools.told(answer, query, tools.once(near, query))


def _newest(hits: Sequence[Hit]) -> list[Hit]:
    """Of one story's hits those in the newest article that says about as much on the topic as its best."""
    best = max(hit.score for hit in hits)
    good = [hit for hit in hits if hit.score >= _AS_GOOD * best]
    newest = max(good, key=lambda hit: (_when(hit), hit.score, -hit.rank))
    return [hit for hit in good if _pair(hit) == _pair(newest)]


def _line(tools: Tools, story: Story, hits: Sequence[Hit], query: Query) -> Line:
    sentence, score = telling_of(tools.stories, tools.search.record, story, hits, query.terms)
    return Line(story=story, sentence=sentence, score=score)


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
