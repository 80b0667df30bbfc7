"""Whether two outlets say different things to one question: agree, conflict, update, or speak of different matters.

A conflict that is none does more harm than one that is missed: every rule here asks for a reason to compare.
"""

import re
from datetime import timedelta
from enum import StrEnum

from bot.answering.claims import WELL_COVERED, Said, Slot, about, apart_at_most, covered, is_later, same_time
from bot.answering.deeds import deed_of, other_names
from bot.answering.offices import holders_differ
from bot.answering.one_event import days_of, same_event
from bot.answering.places import places_differ
from bot.answering.quantities import Quantity, quantity, rounded, same
from retrieval.dating import Dating, Grain, dated_by
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType

_STORY = timedelta(days=14)  # articles further apart tell different events
_AT_ONCE = 10  # times that one toll may be another, unless it is told as rising
_EVENTS_APART = 31  # days between the dates of what may be one event
_AHEAD = re.compile(
    r"\b(?:will|would|to be held|(?:is|are|was|were) (?:due|set|expected|scheduled|planned|to))\b", re.I
)


class Verdict(StrEnum):
    AGREE = "agree"
    CONFLICT = "conflict"  # different, at the same time or at none known
    UPDATE = "update"  # different, and one is later; so is what one outlet says anew
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
    if not same_time(first, second):
        return Verdict.UPDATE
    if first.source is None or first.source != second.source:
        return Verdict.CONFLICT
    return Verdict.UPDATE if is_later(first, second) or is_later(second, first) else Verdict.UNRELATED


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
        case AnswerType.PLACE:
            return places_differ(slot, one, other) if _one_appointment(one, other) else None
        case _:
            return None


def _amounts_differ(slot: Slot, one: Said, other: Said) -> bool | None:
    first, second = _quantity(one), _quantity(other)
    if first is None or second is None or first.unit != second.unit or first.noun != second.noun:
        return None
    if first.deed is None or first.deed != second.deed or not apart_at_most(one, other, _STORY):
        return None
    if first.real != second.real:
        return None
    if (first.among ^ second.among) - set(slot.terms):
        return None  # of all, and of some
    measured = first.noun is None and first.unit in ("percent", "dollar", "euro", "pound")
    if measured and min(covered(slot, one.sentence), covered(slot, other.sentence)) < WELL_COVERED:
        return None
    if not same_event(slot, one.sentence, other.sentence, dated=not (first.counting or second.counting)):
        return None
    if rounded(first, second):
        return False
    if first.grows and not _one_count(one, first, other, second):
        return None
    if same_time(one.sentence.article, other.sentence.article):
        return not same(first, second)
    again = not first.measures and not first.grows and first.done and second.done
    return None if again and None in (days_of(one.sentence), days_of(other.sentence)) else True


def _one_count(one: Said, first: Quantity, other: Said, second: Quantity) -> bool:
    """Whether two tolls may be of one event: not that of an incident and of a war, nor one that fell by half."""
    if is_later(other.sentence.article, one.sentence.article):
        first, second = second, first
    late, early = first.value, second.value
    small, large = sorted((late, early))
    revised = same_time(one.sentence.article, other.sentence.article) or late * 2 >= early
    return revised and (large <= small * _AT_ONCE or first.counting or second.counting)


def _one_appointment(one: Said, other: Said) -> bool:
    """Whether what two sentences tell of may be held once: told at one time, or both times as still to come."""
    first, second = days_of(one.sentence), days_of(other.sentence)
    if first is not None and second is not None and not first.meets(second):
        return False
    ahead = all(_AHEAD.search(said.sentence.text) for said in (one, other))
    return same_time(one.sentence.article, other.sentence.article) or (ahead and apart_at_most(one, other, _STORY))


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
    return True if near and apart_at_most(one, other, _STORY) and _one_deed(first, second) else None


def _time(slot: Slot, said: Said) -> Dating | None:
    """The time of what is asked: the words of the answer date the verb of the question."""
    dating = dated_by(said.sentence, said.span)
    if dating is None or dating.verb is None or dating.event is None:
        return None
    verb = {*content_terms(dating.verb), *other_names((dating.verb,))}
    return dating if verb & set(slot.terms) else None


def _one_deed(first: Dating, second: Dating) -> bool:
    return first.verb is not None and second.verb is not None and deed_of(first.verb) == deed_of(second.verb)


def _quantity(said: Said) -> Quantity | None:
    return quantity(said.sentence, said.span)
