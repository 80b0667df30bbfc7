"""Sentences put in order of what they tell: merged where they tell one event, the best of them chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import messages
from bot.answers import Entry
from retrieval.dating import Basis, Dating, Days, Grain
from retrieval.text.tokens import content_terms
from retrieval.types import Hit

MOST = 12  # events of a timeline
FEW = 6  # events below which sentences that are only reported fill up
ALIKE, ALIKE_SAME_DAY = 0.6, 0.5  # share of the shorter sentence's terms that make two tell one event
_SHORTEST = 3  # terms; shorter sentences are alike only when equal


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What sentences say of one event; the first hit is the one that is shown. ``texts`` counts independent ones."""

    hits: tuple[Hit, ...]
    dating: Dating
    texts: int = 1


def merged(dated: Sequence[tuple[Hit, Dating]], originals: Mapping[tuple[str, str], tuple[str, str]]) -> list[Event]:
    """One event for sentences that tell the same of the same time, best first.

    ``originals`` maps (collection, article key) to the article whose copy it is; copies are no second voice.
    """
    events: list[Event] = []
    terms: list[frozenset[str]] = []
    for hit, dating in dated:
        words = frozenset(content_terms(hit.sentence.text))
        at = next((n for n, event in enumerate(events) if _same(event.dating, terms[n], dating, words)), None)
        if at is None:
            events.append(Event(hits=(hit,), dating=dating))
            terms.append(words)
        else:
            events[at] = replace(events[at], hits=(*events[at].hits, hit))
    return [replace(event, texts=_voices(event.hits, originals)) for event in events]


def _same(one: Dating, terms: frozenset[str], other: Dating, words: frozenset[str]) -> bool:
    shorter = min(len(terms), len(words))
    if shorter < _SHORTEST:
        return terms == words
    alike = len(terms & words) / shorter
    if one.event is None or other.event is None:
        return one.event is other.event and alike >= ALIKE
    same_day = one.event.first == other.event.first and one.event.last == other.event.last
    if same_day and one.event.grain in (Grain.DAY, Grain.MINUTE):
        return alike >= ALIKE_SAME_DAY
    return alike >= ALIKE and one.event.meets(other.event, apart=1)


def _voices(hits: Sequence[Hit], originals: Mapping[tuple[str, str], tuple[str, str]]) -> int:
    pairs = {(hit.sentence.article.collection, hit.sentence.article.key) for hit in hits}
    return len({originals.get(pair, pair) for pair in pairs})


def chosen(events: Sequence[Event], *, as_of: date) -> list[Event]:
    """At most `MOST` events in order of time: those with a date of their own first, every day once before any twice.

    Events whose words of time have no place in a calendar come last, in the order of their articles.
    """
    placed = [event for event in events if event.dating.event is not None]
    loose = [event for event in events if event.dating.basis is Basis.UNRESOLVED]
    told = [event for event in events if event.dating.basis is Basis.REPORTED and event.dating.reported is not None]
    kept = _every_day_first(placed)[:MOST]
    kept += loose[: MOST - len(kept)]
    if len(kept) < FEW:
        kept += _every_day_first(told)[: FEW - len(kept)]
    return sorted(kept, key=lambda event: _order(event, as_of))


def _every_day_first(events: Sequence[Event]) -> list[Event]:
    seen: dict[Days, int] = {}
    turns = []
    for at, event in enumerate(events):
        days = event.dating.event or event.dating.reported
        turn = seen.get(days, 0) if days is not None else 0
        if days is not None:
            seen[days] = turn + 1
        turns.append((turn, at))
    return [events[at] for _, at in sorted(turns)]


def _order(event: Event, as_of: date) -> tuple[bool, date, date, str, str, int]:
    sentence = event.hits[0].sentence
    days, clock = event.dating.event, event.dating.clock
    loose = event.dating.basis is Basis.UNRESOLVED
    if days is None:
        days = None if loose else event.dating.reported
    first, last = (days.first, days.last) if days is not None else (as_of, as_of)
    return loose, first, last, f"{clock or ''}", sentence.article.key, sentence.position


def entry(event: Event, citations: tuple[int, ...]) -> Entry:
    """An event as a line: its time, where it was reported, and the sentence word for word."""
    sentence, dating = event.hits[0].sentence, event.dating
    day = None if dating.reported is None else dating.reported.first
    return Entry(
        label=messages.reported(day, sentence.article.source, planned=dating.planned, texts=event.texts),
        value=sentence.text,
        when=_when(event),
        citations=citations,
    )


def _when(event: Event) -> str | None:
    dating, text = event.dating, event.hits[0].sentence.text
    if dating.event is not None:
        return spoken(dating)
    if dating.phrase is not None:
        return f"“{text[dating.phrase.start : dating.phrase.end]}”"
    return None if dating.reported is None else messages.only_reported(dating.reported.first)


def spoken(dating: Dating) -> str:
    """The days of an event as exactly as they are known."""
    days = dating.event
    assert days is not None
    match days.grain:
        case Grain.MINUTE if dating.clock is not None:
            return messages.at_time(days.first, dating.clock)
        case Grain.YEAR:
            return str(days.first.year)
        case Grain.MONTH:
            return messages.month(days.first)
        case Grain.WEEK:
            return messages.week(days.first)
        case _:
            return messages.days(days.first, days.last)
