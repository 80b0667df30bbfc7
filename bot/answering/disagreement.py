"""Whether two outlets say different things to one question: agree, conflict, update, or speak of different matters.

A conflict that is none does more harm than one that is missed: every rule here asks for a reason to compare.
"""

import re
from datetime import timedelta
from enum import StrEnum

from bot.answering.claims import WELL_COVERED, Said, Slot, about, apart_at_most, covered, same_time
from bot.answering.offices import holders_differ
from bot.answering.quantities import Quantity, quantity, rounded, same
from retrieval.dating import Basis, Dating, Grain, date_of
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Sentence

_STORY = timedelta(days=14)  # articles further apart tell different events
_EVENTS_APART = 31  # days between the dates of what may be one event
_PLACE = frozenset({"GPE", "LOC", "FAC"})
_ORDINAL = re.compile(r"\b(first|second|third|fourth|fifth|final|last|\d+(?:st|nd|rd|th))\b")


class Verdict(StrEnum):
    AGREE = "agree"
    CONFLICT = "conflict"  # different, at the same time or at none known
    UPDATE = "update"  # different, and one is later
    UNRELATED = "unrelated"  # nothing to compare


def judge(slot: Slot, one: Said, other: Said) -> Verdict:
    """How two answers to one question stand to each other. Symmetric; which is later says `is_later`."""
    first, second = one.sentence.article, other.sentence.article
    if (first.collection, first.key) == (second.collection, second.key) or one.sentence.text == other.sentence.text:
        return Verdict.UNRELATED
    if not (about(slot, one.sentence) and about(slot, other.sentence)):
        return Verdict.UNRELATED
    differ = _differ(slot, one, other)
    if differ is None:
        return Verdict.UNRELATED
    if not differ:
        return Verdict.AGREE
    return Verdict.CONFLICT if same_time(first, second) else Verdict.UPDATE


def certain(slot: Slot, earlier: Said, later: Said) -> bool:
    """Whether an update surely holds: a count that only rises has risen, or an office was handed on."""
    before, after = _quantity(earlier), _quantity(later)
    if before is not None and after is not None:
        return before.grows and after.value > before.value and not same(before, after)
    return slot.answer_type is AnswerType.PERSON


def _differ(slot: Slot, one: Said, other: Said) -> bool | None:
    """None where the two cannot be compared."""
    match slot.answer_type:
        case AnswerType.AMOUNT | AnswerType.DURATION | AnswerType.THING:
            return _amounts_differ(slot, one, other)
        case AnswerType.PERSON:
            return holders_differ(slot, one, other)
        case AnswerType.TIME:
            return _times_differ(slot, one, other)
        case _:
            return None


def _amounts_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    first, second = _quantity(one), _quantity(other)
    if first is None or second is None or first.unit != second.unit or first.noun != second.noun:
        return None
    if first.deed is None or first.deed != second.deed or not apart_at_most(one, other, _STORY):
        return None
    measured = first.noun is None and first.unit in ("percent", "dollar", "euro", "pound")
    if measured and min(covered(slot, one.sentence), covered(slot, other.sentence)) < WELL_COVERED:
        return None
    if not _same_event(slot, one.sentence, other.sentence):
        return None
    if rounded(first, second):
        return False
    if same_time(one.sentence.article, other.sentence.article):
        return not same(first, second)
    return True


def _times_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    if min(covered(slot, one.sentence), covered(slot, other.sentence)) < WELL_COVERED:
        return None
    first, second = _time(slot, one), _time(slot, other)
    if first is None or second is None or first.event is None or second.event is None:
        return None
    if first.event.grain is not second.event.grain and Grain.MINUTE not in (first.event.grain, second.event.grain):
        return None
    if first.event.meets(second.event):
        return False
    near = first.event.meets(second.event, apart=_EVENTS_APART)
    return True if near and apart_at_most(one, other, _STORY) and first.verb == second.verb else None


def _time(slot: Slot, said: Said) -> Dating | None:
    """The time of what is asked: the words of the answer date the verb of the question."""
    dating = date_of(said.sentence)
    if dating.phrase is None or dating.verb is None or dating.basis in (Basis.REPORTED, Basis.UNRESOLVED):
        return None
    told = dating.phrase.start < said.span.end and said.span.start < dating.phrase.end
    return dating if told and set(content_terms(dating.verb)) & set(slot.terms) else None


def _quantity(said: Said) -> Quantity | None:
    return quantity(said.sentence, said.span)


def _same_event(slot: Slot, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences may tell of one event: no other places, no other days, and something that ties them."""
    places = _places(one), _places(other)
    if places[0] and places[1] and not places[0] & places[1]:
        return False
    ranks = set(_ORDINAL.findall(one.text.lower())), set(_ORDINAL.findall(other.text.lower()))
    if ranks[0] and ranks[1] and ranks[0] != ranks[1]:
        return False  # "in the first round", "in the second"
    first, second = date_of(one), date_of(other)
    if first.event is not None and second.event is not None and not first.event.meets(second.event):
        return False
    named = _proper(one), _proper(other)
    if named[0] and named[1]:
        return bool(named[0] & named[1])
    return min(covered(slot, one), covered(slot, other)) >= WELL_COVERED


def _places(sentence: Sentence) -> set[str]:
    """The last words of the places in a sentence, as index terms."""
    if sentence.annotation is None:
        return set()
    texts = [sentence.text[e.start : e.end] for e in sentence.annotation.entities if e.label in _PLACE]
    return {terms[-1] for text in texts if (terms := content_terms(text))}


def _proper(sentence: Sentence) -> set[str]:
    """The proper nouns of a sentence but for those of the calendar, as index terms."""
    if sentence.annotation is None:
        return set()
    dates = [e for e in sentence.annotation.entities if e.label in ("DATE", "TIME")]
    tokens = [
        token
        for token in sentence.annotation.tokens
        if token.pos == "PROPN" and not any(e.start <= token.start < e.end for e in dates)
    ]
    return {term for token in tokens for term in content_terms(sentence.text[token.start : token.end])}
