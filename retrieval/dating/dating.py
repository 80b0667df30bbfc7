"""A sentence's place on the two axes of time."""

import re
from datetime import timedelta

from retrieval.dating.calendar import place, reported
from retrieval.dating.clauses import Hold, hold
from retrieval.dating.phrases import phrases
from retrieval.dating.records import Basis, Dating, Days, Grain
from retrieval.dating.told import DayOfMonth, Named, Phrase
from retrieval.types import Sentence, Span

_HEADING = re.compile(r"\s*[:–—]")
BACKGROUND = timedelta(days=7)  # what was over so long before an article came out is no news in it
_FINEST = tuple(Grain)


def may_be_dated(text: str) -> bool:
    """Whether there are words of time in a text at all; quick, for choosing what to annotate."""
    return bool(phrases(text))


def date_of(sentence: Sentence) -> Dating:
    """When the event that a sentence tells happened or will, seen from its own article; and when it was reported.

    Words that date another event ("after the talks that stopped last month"), bound a state ("since Monday") or stand
    in a clause of their own are passed over: a wrong date is worse than none.
    """
    chosen = _chosen(sentence)
    if chosen is None:
        return Dating(basis=Basis.REPORTED, event=None, reported=reported(sentence.article.published_at))
    return _dating(sentence, *chosen)


def dated_by(sentence: Sentence, span: Span) -> Dating | None:
    """What the words of time at a span date; None where there are none, or where they date no event."""
    for phrase in phrases(sentence.text):
        if phrase.span.start < span.end and span.start < phrase.span.end:
            held = hold(sentence, phrase.span)
            return _dating(sentence, phrase, held) if held.dates else None
    return None


def _dating(sentence: Sentence, phrase: Phrase, held: Hold) -> Dating:
    published = sentence.article.published_at
    out = reported(published)
    event = _place(sentence, phrase, held)
    if event is None:
        return Dating(basis=Basis.UNRESOLVED, event=None, reported=out, phrase=phrase.span, verb=held.verb)
    planned = held.ahead is True and not held.present and (published is None or event.last >= published.date())
    basis = Basis.EXPLICIT if isinstance(phrase.told, Named) else Basis.RESOLVED
    clock = phrase.clock if event.grain is Grain.DAY and event.first == event.last else None
    if clock is not None:
        event = Days(first=event.first, last=event.last, grain=Grain.MINUTE)
    return Dating(
        basis=basis, event=event, reported=out, phrase=phrase.span, clock=clock, planned=planned, verb=held.verb
    )


def tells_of_old(sentence: Sentence) -> bool:
    """Whether the event that a sentence tells was surely over `BACKGROUND` before its article came out."""
    dating = date_of(sentence)
    if dating.event is None or dating.reported is None or dating.planned:
        return False
    return dating.event.last + BACKGROUND < dating.reported.first


def _place(sentence: Sentence, phrase: Phrase, held: Hold) -> Days | None:
    """A day of a month told in the present, or before a colon, may be either side of publication: it is the nearest."""
    heading = phrase.span.start == 0 and _HEADING.match(sentence.text[phrase.span.end :]) is not None
    either = held.present or heading
    ahead = None if either and isinstance(phrase.told, DayOfMonth) else held.ahead
    return place(phrase.told, published=sentence.article.published_at, ahead=ahead)


def _chosen(sentence: Sentence) -> tuple[Phrase, Hold] | None:
    """The words that date the event: of the highest clause, hanging on its verb, the most exact, the first."""
    held = [(phrase, hold(sentence, phrase.span)) for phrase in phrases(sentence.text)]
    dating = [(phrase, how) for phrase, how in held if how.dates]
    if not dating:
        return None

    def order(pair: tuple[Phrase, Hold]) -> tuple[int, bool, int, int]:
        phrase, how = pair
        rough = _place(sentence, phrase, how)
        exact = len(_FINEST) if rough is None else _FINEST.index(rough.grain)
        return how.depth, how.through_noun, exact, phrase.span.start

    return min(dating, key=order)
