"""The events of a topic in the order in which they happened, each with the sentence that tells it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.events import FEW, MOST, Event, chosen, entry, merged
from bot.answering.shape import CITED, Told, declined, shown
from bot.answering.tools import LOOKED_THROUGH, Tools
from bot.answering.topic import on_topic
from bot.answers import Answer, Status
from bot.intents import Timeline
from bot.questions import Question
from retrieval.dating import Basis, Dating, date_of, may_be_dated
from retrieval.types import Hit, Query

LOOKED_AT = 300  # sentences among which events are looked for
PARSED = 80  # of them, with words of time, that are parsed


def timeline(tools: Tools, question: Question, text: str, intent: Timeline, as_of: datetime) -> Told:
    """Up to `MOST` events by their own time; what is only reported fills up, and what has no date stands last.

    A window is one of events: what is told later of a day inside it belongs to it.
    """
    asked = tools.query(question, intent.topic, as_of, (intent.since, intent.until))
    query = replace(
        asked,
        names=intent.names,
        sources=question.sources or tools.outlet(question, intent.source),
        until=question.until,  # an event is often told after its day
    )
    if not query.terms:
        return Told(answer=declined(text, as_of, (), messages.NOTHING_TO_LOOK_FOR, intent="timeline"))
    found = tools.search.sentences(query, limit=LOOKED_AT)
    hits = tools.same_text.once(on_topic(found, query), as_of=as_of)
    dated = _dated(tools, hits, asked)
    if sum(dating.basis is not Basis.REPORTED for _, dating in dated) < FEW:
        known = {hit.sentence.sentence_id for hit in hits}
        beside = [hit for hit in on_topic(found, query, titled=True) if hit.sentence.sentence_id not in known]
        more = tools.same_text.once(beside, as_of=as_of)
        dated += [pair for pair in _dated(tools, more, asked) if pair[1].basis is not Basis.REPORTED]
        hits += more
    groups = tools.same_text.groups({_pair(hit) for hit in hits}, as_of=as_of)
    originals = {pair: (group[0].article.collection, group[0].article.key) for pair, group in groups.items()}
    events = chosen(merged(dated, originals), as_of=as_of.date())
    if not events:
        words = messages.NOTHING_DATED if hits else messages.NOTHING_NEAR
        return tools.told(declined(text, as_of, hits[:CITED], words, intent="timeline"), query, hits[:LOOKED_THROUGH])
    return tools.told(_told(text, as_of, events), query, hits[:LOOKED_THROUGH])


def _dated(tools: Tools, hits: Sequence[Hit], asked: Query) -> list[tuple[Hit, Dating]]:
    """The hits of the window with their times; those with words of time are parsed first."""
    timed = [hit for hit in hits if may_be_dated(hit.sentence.text)][:PARSED]
    parsed = {hit.sentence.sentence_id: hit for hit in tools.search.annotated(timed)}
    known = [parsed.get(hit.sentence.sentence_id, hit) for hit in hits]
    dated = [(hit, date_of(hit.sentence)) for hit in known]
    return [pair for pair in dated if _inside(pair[1], asked, tools)]


def _told(text: str, as_of: datetime, events: list[Event]) -> Answer:
    first = [event.hits[0] for event in events]
    more = [hit for event in events for hit in event.hits[1:]][: MOST - len(first)]
    cited = shown([*first, *more])
    number = {citation.sentence.sentence_id: citation.n for citation in cited}
    entries = tuple(
        entry(
            event, tuple(number[hit.sentence.sentence_id] for hit in event.hits if hit.sentence.sentence_id in number)
        )
        for event in events
    )
    loose = [event for event in events if event.dating.basis is Basis.UNRESOLVED]
    remark = messages.SOME_UNPLACED if loose else None
    if all(event.dating.event is None and event.dating.reported is None for event in events):
        remark = messages.UNPLACED
    return Answer(
        question=text,
        intent="timeline",
        status=Status.ANSWERED,
        as_of=as_of,
        citations=cited,
        entries=entries,
        remark=remark,
        confidence=1.0,
    )


def _inside(dating: Dating, asked: Query, tools: Tools) -> bool:
    """Whether an event falls into the window asked for; without a date of its own, its report."""
    since, until = asked.since, asked.until
    days = dating.event or dating.reported
    if (since is None and until is None) or days is None:
        return since is None and until is None
    begun = since is None or days.last >= since.astimezone(tools.zone).date()
    return begun and (until is None or days.first <= until.astimezone(tools.zone).date())


def _pair(hit: Hit) -> tuple[str, str]:
    return hit.sentence.article.collection, hit.sentence.article.key
