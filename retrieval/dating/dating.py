"""A sentence's place on the two axes of time."""

from retrieval.dating.calendar import place, reported
from retrieval.dating.clauses import Hold, hold
from retrieval.dating.phrases import Named, Phrase, phrases
from retrieval.dating.records import Basis, Dating, Days, Grain
from retrieval.types import Sentence

_FINEST = tuple(Grain)


def may_be_dated(text: str) -> bool:
    """Whether there are words of time in a text at all; quick, for choosing what to annotate."""
    return bool(phrases(text))


def date_of(sentence: Sentence) -> Dating:
    """When the event that a sentence tells happened or will, seen from its own article; and when it was reported.

    Words that date another event ("after the talks that stopped last month"), bound a state ("since Monday") or stand
    in a clause of their own are passed over: a wrong date is worse than none.
    """
    published = sentence.article.published_at
    out = reported(published)
    chosen = _chosen(sentence)
    if chosen is None:
        return Dating(basis=Basis.REPORTED, event=None, reported=out)
    phrase, held = chosen
    event = place(phrase.told, published=published, ahead=held.ahead)
    if event is None:
        return Dating(basis=Basis.UNRESOLVED, event=None, reported=out, phrase=phrase.span)
    basis = Basis.EXPLICIT if isinstance(phrase.told, Named) else Basis.RESOLVED
    if phrase.clock is not None and event.grain is Grain.DAY and event.first == event.last:
        event = Days(first=event.first, last=event.last, grain=Grain.MINUTE)
        return Dating(basis=basis, event=event, reported=out, phrase=phrase.span, clock=phrase.clock)
    return Dating(basis=basis, event=event, reported=out, phrase=phrase.span)


def _chosen(sentence: Sentence) -> tuple[Phrase, Hold] | None:
    """The words that date the event: of the highest clause, hanging on its verb, the most exact, the first."""
    held = [(phrase, hold(sentence, phrase.span)) for phrase in phrases(sentence.text)]
    dating = [(phrase, how) for phrase, how in held if how.dates]
    if not dating:
        return None

    def order(pair: tuple[Phrase, Hold]) -> tuple[int, bool, int, int]:
        phrase, how = pair
        rough = place(phrase.told, published=sentence.article.published_at, ahead=how.ahead)
        exact = len(_FINEST) if rough is None else _FINEST.index(rough.grain)
        return how.depth, how.through_noun, exact, phrase.span.start

    return min(dating, key=order)
