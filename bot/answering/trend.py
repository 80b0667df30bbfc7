"""How much was written about something: independent texts a day, and the stories behind the days with most."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from textwrap import shorten

from bot import messages
from bot.answering.shape import Told, declined
from bot.answering.stories import day, telling_of
from bot.answering.tools import Tools
from bot.answers import Answer, Citation, Entry, Status
from bot.charts import Peak, charted
from bot.intents import Trend
from bot.questions import Question
from retrieval.types import Hit, Query, Sentence

_MENTIONS = 100_000  # sentences that are counted
_OF_A_PEAK = 40
_PEAKS = 3
_TITLE = 150  # characters
_DAYS = 30  # looked back when no time is named


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """An article that names the topic, with its text (copies share one) and its day."""

    pair: tuple[str, str]
    text: tuple[str, str]
    day: date


def trend(tools: Tools, question: Question, text: str, intent: Trend, as_of: datetime) -> Told:
    """Texts a day as a chart, the highest days with their story; copies of one text on one day count once."""
    outlet = tools.outlet(question, intent.source)
    query = replace(
        tools.query(question, intent.topic, as_of, (intent.since, intent.until)),
        sources=question.sources or outlet,
        names=intent.names,
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR, intent="trend"))
    if query.since is None:
        query = _lately(tools, query, as_of)
    named = _named(tools, query)
    if not named:
        return Told(answer=declined(text, as_of, (), messages.NOT_IN_THE_NEWS, intent="trend"), query=query)
    counts = Counter(on for on, _ in {(one.day, one.text) for one in named})
    assert query.since is not None
    first = min(query.since.astimezone(tools.zone).date(), min(counts))
    last = max((query.until or as_of).astimezone(tools.zone).date(), max(counts))
    last = min(last, max(as_of.astimezone(tools.zone).date(), max(counts)))
    peaks = sorted(counts, key=lambda on: (-counts[on], -on.toordinal()))[:_PEAKS]
    best = [_peak(tools, [one for one in named if one.day == on], query) for on in peaks]
    titles = [shorten(title, _TITLE, placeholder="…") for title, _, _ in best]
    numbered = list(enumerate(zip(peaks, titles, strict=True), start=1))
    labelled = tuple(Peak(n=n, day=on, texts=counts[on], story=title) for n, (on, title) in numbered)
    answer = Answer(
        question=text,
        intent="trend",
        status=Status.ANSWERED,
        as_of=as_of,
        confidence=1.0,
        remark=messages.trend(len({one.text for one in named}), len(counts), first, last),
        chart=charted(shorten(intent.topic, _TITLE, placeholder="…"), counts, first, last, labelled),
        citations=tuple(
            Citation(n=n, sentence=sentence, answer_span=None, score=hits[0].score)
            for n, (_, sentence, hits) in enumerate(best, start=1)
        ),
        entries=tuple(
            Entry(label=title, value=messages.texts_counted(counts[on]), when=f"{on}", citations=(n,))
            for n, (on, title) in numbered
        ),
    )
    return tools.told(answer, query, tuple(hit for _, _, hits in best for hit in hits))


def _lately(tools: Tools, query: Query, as_of: datetime) -> Query:
    """The last days until now; of a record that ends before, its own last days."""
    end = query.until or as_of
    since = end - timedelta(days=_DAYS)
    if query.until is None and not tools.search.record.published_since(query.collections, since):
        newest = tools.search.record.summary(query.collections).last_published
        if newest is not None:
            return replace(query, since=newest - timedelta(days=_DAYS), until=newest)
    return replace(query, since=since)


def _named(tools: Tools, query: Query) -> list[_Named]:
    """Every dated article with a sentence that has all the words, one a text and day."""
    found = tools.search.index.search(query, limit=_MENTIONS).candidates
    wanted = set(query.terms)
    pairs = {
        (candidate.collection, candidate.article_key)
        for candidate in found
        if {share.term for share in candidate.terms} >= wanted
    }
    articles = tools.search.record.articles(pairs, as_of=query.as_of)
    groups = tools.same_text.groups(pairs, as_of=query.as_of)
    unique: dict[tuple[object, date], _Named] = {}
    for pair in sorted(pairs & articles.keys()):
        on = day(articles[pair], tools.zone)
        first = groups[pair][0].article if pair in groups else articles[pair]
        if on is not None:
            one = _Named(pair=pair, text=(first.collection, first.key), day=date.fromisoformat(on))
            unique.setdefault((one.text, one.day), one)
    return list(unique.values())


def _peak(tools: Tools, named: Sequence[_Named], query: Query) -> tuple[str, Sentence, tuple[Hit, ...]]:
    """Of a day's stories the one that most texts tell: its title, the sentence that says most of it, and the hits."""
    stories = tools.stories.of_articles([one.pair for one in named], as_of=query.as_of)
    told: dict[object, list[tuple[str, str]]] = {}
    for one in named:
        story = stories.get(one.pair)
        told.setdefault(one.pair if story is None else story.id, []).append(one.pair)
    most = max(told.values(), key=lambda pairs: (len(pairs), pairs[0]))
    story = stories.get(most[0])
    only = replace(query, collections=(most[0][0],), articles=tuple(key for _, key in most))
    hits = tools.search.sentences(only, limit=_OF_A_PEAK)
    if story is None:
        return hits[0].sentence.article.title, hits[0].sentence, hits
    sentence, _ = telling_of(tools.stories, tools.search.record, story, hits, query.terms)
    return story.title, sentence, hits
