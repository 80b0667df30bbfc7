"""How much was written about something: independent texts a day, and the stories behind the days with most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot import messages
from bot.answering.shape import Told, declined
from bot.answering.stories import day, telling_of
from bot.answering.tools import Tools
from bot.answers import Answer, Citation, Entry, Status
from bot.intents import Trend
from bot.questions import Question
from retrieval.stories import Story
from retrieval.types import Hit, Query, Sentence

_MENTIONS = 3_000  # sentences that are looked at
_PEAKS = 3
_DAYS = 30  # looked back when no time is named
_BARS = 62  # at most; a longer time has a bar for several days
_LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A sentence that names the topic, with its text's number and its day."""

    hit: Hit
    text: object
    day: date


def trend(tools: Tools, question: Question, text: str, intent: Trend, as_of: datetime) -> Told:
    """Texts a day as bars, the highest days with their story; copies of one text on one day count once."""
    outlet = tools.outlet(question, intent.source)
    query = replace(
        tools.query(question, intent.topic, as_of, (intent.since, intent.until)),
        sources=question.sources or outlet,
        names=intent.names,
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR, intent="trend"))
    query = replace(query, since=query.since or (query.until or as_of) - timedelta(days=_DAYS))
    hits = [
        hit
        for hit in tools.search.sentences(query, limit=_MENTIONS)
        if {share.term for share in hit.terms} >= set(query.terms)
    ]
    named = _named(tools, hits, as_of)
    if not named:
        return Told(answer=declined(text, as_of, (), messages.NOT_IN_THE_NEWS, intent="trend"), query=query)
    counts = Counter(on for on, _ in {(one.day, one.text) for one in named})
    assert query.since is not None
    first = min(query.since.astimezone(tools.zone).date(), min(counts))
    last = max((query.until or as_of).astimezone(tools.zone).date(), max(counts))
    last = min(last, max(as_of.astimezone(tools.zone).date(), max(counts)))
    said = messages.trend(len({one.text for one in named}), len(counts), first, last, bars(counts, first, last))
    peaks = sorted(counts, key=lambda on: (-counts[on], -on.toordinal()))[:_PEAKS]
    stories = tools.stories.of_articles({_pair(one.hit) for one in named if one.day in peaks}, as_of=as_of)
    best = [_peak(tools, [one for one in named if one.day == on], stories, query) for on in peaks]
    answer = Answer(
        question=text,
        intent="trend",
        status=Status.ANSWERED,
        as_of=as_of,
        confidence=1.0,
        remark=said,
        citations=tuple(
            Citation(n=n, sentence=sentence, answer_span=None, score=score)
            for n, (_, sentence, score) in enumerate(best, start=1)
        ),
        entries=tuple(
            Entry(
                label=" ".join(title.split()),
                value=messages.texts_counted(counts[on]),
                when=on.isoformat(),
                citations=(n,),
            )
            for n, (on, (title, _, _)) in enumerate(zip(peaks, best, strict=True), start=1)
        ),
    )
    return tools.told(answer, query, tools.once(hits, query))


def _peak(
    tools: Tools, named: Sequence[_Named], stories: Mapping[tuple[str, str], Story], query: Query
) -> tuple[str, Sentence, float]:
    """Of a day's stories the one told by most texts: its title and the sentence that says most of it."""
    told: dict[object, list[_Named]] = {}
    for one in named:
        story = stories.get(_pair(one.hit))
        told.setdefault(_pair(one.hit) if story is None else story.id, []).append(one)
    most = max(told.values(), key=lambda ones: (len({one.text for one in ones}), max(one.hit.score for one in ones)))
    best = max(most, key=lambda one: (one.hit.score, -one.hit.rank)).hit
    story = stories.get(_pair(best))
    if story is None:
        return best.sentence.article.title, best.sentence, best.score
    hits = [one.hit for one in most if _pair(one.hit) == _pair(best)]
    sentence, score = telling_of(tools.stories, tools.search.record, story, hits, query.terms)
    return story.title, sentence, score


def bars(counts: Counter[date], first: date, last: date) -> str:
    """A bar for each day from the first to the last, in eight heights; a day without any is a dot."""
    days = (last - first).days + 1
    each = -(-days // _BARS)
    sums = [0] * -(-days // each)
    for on, n in counts.items():
        sums[(on - first).days // each] += n
    most = max(sums)
    return "".join("·" if not n else _LEVELS[max(0, -(-n * len(_LEVELS) // most) - 1)] for n in sums)


def _named(tools: Tools, hits: Sequence[Hit], as_of: datetime) -> list[_Named]:
    groups = tools.same_text.groups({_pair(hit) for hit in hits}, as_of=as_of)
    named = []
    for hit in hits:
        on = day(hit.sentence.article, tools.zone)
        if on is not None:
            group = groups.get(_pair(hit))
            key = _pair(hit) if not group else (group[0].article.collection, group[0].article.key)
            named.append(_Named(hit=hit, text=key, day=date.fromisoformat(on)))
    return named


def _pair(hit: Hit) -> tuple[str, str]:
    return hit.sentence.article.collection, hit.sentence.article.key
