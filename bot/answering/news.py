"""What is new on something: its stories, the newest first, each with the sentence that says most on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import messages
from bot.answering.shape import Told, declined
from bot.answering.stories import SHORTEST, SHOWN, Line, answered, telling_of
from bot.answering.tools import Tools
from bot.intents import LatestQuestion
from bot.intents.nouns import is_noun
from bot.questions import Question
from retrieval.stories import Story
from retrieval.text.tokens import content_terms
from retrieval.types import Hit, Query, Sentence

NEAR_BEST = 0.5  # of the best score: what scores less is on the topic by one word only
_ABOUT = 0.04  # of what a story's articles share: below, the topic is mentioned by the way ("follow us on Twitter")
_LATELY = timedelta(days=14)
_LOOKED_THROUGH = 400  # sentences among which the newest stories are found
_PARSED = 20  # sentences in which a firm's short name is looked for
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
    query = _shortened(tools, query)
    near = _near(tools, query)
    if not near:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_NEAR, intent="latest"), query=query)
    stories = tools.stories.of_articles({_pair(hit) for hit in near}, as_of=as_of)
    told: dict[object, list[Hit]] = {}
    for hit in near:
        story = stories.get(_pair(hit))
        told.setdefault(_pair(hit) if story is None else story.id, []).append(hit)
    newest = sorted(told.values(), key=lambda hits: (-_when(_newest(hits)[0]), -_newest(hits)[0].score))
    about = [hits for hits in newest if _is_about(tools, stories.get(_pair(hits[0])), intent.topic)]
    lines = [_line(tools, _of(hits[0], stories), hits, query) for hits in (about or newest)[:SHOWN]]
    answer = answered(text, "latest", as_of, lines, zone=tools.zone, words=messages.NEWEST)
    return tools.told(answer, query, tools.once(near, query))


def _is_about(tools: Tools, story: Story | None, topic: str) -> bool:
    """Whether the topic is among what a story's articles share; one that is not clustered yet is."""
    return story is None or tools.stories.nearness(story, [topic])[0] >= _ABOUT


def _shortened(tools: Tools, query: Query) -> Query:
    """The query with "Harcastle" for "Harcastle Foods", where a sentence has it as a name by itself: as firms are told
    of once they are named."""
    for first, *rest in (name.split() for name in query.names):
        if not rest or is_noun(first.lower()) or not is_noun(rest[-1].lower()):
            continue
        alone = replace(query, text=first, terms=content_terms(first))
        hits = tools.search.annotated(tools.search.sentences(alone, limit=_PARSED)) if alone.terms else ()
        if any(_calls(hit.sentence, first) for hit in hits):
            without = set(content_terms(" ".join(rest)))
            query = replace(query, terms=tuple(term for term in query.terms if term not in without))
    return query


def _calls(sentence: Sentence, name: str) -> bool:
    entities = sentence.annotation.entities if sentence.annotation else ()
    return any(sentence.text[entity.start : entity.end].removesuffix("'s") == name for entity in entities)


def _near(tools: Tools, query: Query) -> list[Hit]:
    """The sentences on the topic, those of the last days looked for by themselves: of all, the shortest come first."""
    hits = list(tools.search.sentences(query, limit=_LOOKED_THROUGH))
    if hits and query.since is None:
        lately = replace(query, since=(query.until or query.as_of) - _LATELY)
        known = {hit.sentence.sentence_id for hit in hits}
        fresh = tools.search.sentences(lately, limit=_LOOKED_THROUGH)
        hits += [hit for hit in fresh if hit.sentence.sentence_id not in known]
    wanted = set(query.terms)
    near = [h for h in hits if h.score >= NEAR_BEST * hits[0].score or {share.term for share in h.terms} >= wanted]
    return [replace(hit, rank=rank) for rank, hit in enumerate(near, start=1)]


def _newest(hits: Sequence[Hit]) -> list[Hit]:
    """Of one story's hits those in the newest article that says about as much on the topic as its best."""
    best = max(hit.score for hit in hits)
    good = [hit for hit in hits if hit.score >= _AS_GOOD * best]
    newest = max(good, key=lambda hit: (_when(hit), hit.score, -hit.rank))
    return [hit for hit in good if _pair(hit) == _pair(newest)]


def _line(tools: Tools, story: Story, hits: Sequence[Hit], query: Query) -> Line:
    """The story with the sentence of its newest article on the topic, or of another where that has a mere heading."""
    sentence, score = telling_of(tools.stories, tools.search.record, story, _newest(hits), query.terms)
    if len(sentence.text) < SHORTEST:
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
