"""The earlier question with one part of it exchanged: its time, its source, a name, or what it asks about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.followups.fragments import Fragment, is_bare_name
from bot.followups.known import Known
from bot.followups.names import Name, named
from bot.followups.parts import joined, parted
from bot.followups.phrases import in_place, noun_exchanged, put_name
from bot.followups.pronouns import owner
from bot.followups.referents import PERSON, PLACES
from bot.followups.time_put import DAYS, another_time, of_its_kind
from bot.followups.topics import acts, head_of
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.nouns import singular
from retrieval.types import AnswerType

_INCOMING = re.compile(r"\b(?:new|next|incoming|newly|will be|becomes|became)\b", re.I)
_IN = re.compile(r"^(?:in|on) ", re.I)
_PLACE = PLACES | {"NORP"}


def exchanged(fragment: Fragment, earlier: Sequence[Turn]) -> str | None:
    """The earlier question with the fragment in place of what it takes the place of; None when there is no place."""
    last = earlier[-1]
    parts = parted(last.question)
    if (another := of_its_kind(fragment.what, last.question)) is not None:
        return another
    if not fragment.what and (another := of_its_kind(_IN.sub("", fragment.when), parts.asks)) is not None:
        return joined(replace(parts, asks=another, source=fragment.source or parts.source))
    if fragment.source:
        parts = replace(parts, source=fragment.source)
    if fragment.when:
        if not parts.when and DAYS.search(parts.asks):  # "when did ... on Friday" keeps its day in what it asks
            parts = replace(parts, asks=DAYS.sub(fragment.when, parts.asks, count=1))
        else:
            parts = replace(parts, when=another_time(fragment.when, parts.when))
    if fragment.what:
        if (before := _holder_before(fragment, parts.asks)) is not None:
            return joined(replace(parts, asks=before))
        if fragment.what.casefold() in parts.asks.casefold():
            return None  # it was about that already
        change = _name if is_bare_name(fragment.what) else noun_exchanged
        asks = change(fragment, parts.asks, last, earlier) or _doer(fragment, parts.asks)
        if asks is None:
            return f"find everything about {fragment.what}" if fragment.about else None
        parts = replace(parts, asks=asks)
    return joined(parts)


def _holder_before(fragment: Fragment, asks: str) -> str | None:
    """ "and before him?", "and after Lund?" of who holds a post; None of all else. Who is new has replaced somebody."""
    if not re.match(r"who\b", asks, re.I) or not is_bare_name(fragment.what):
        return None
    match fragment.preposition:
        case "before":
            new = _INCOMING.search(asks) is not None
            return f"who did {fragment.what} replace" if new else f"who was {owner(fragment.what)} predecessor"
        case "after":
            return f"who replaced {fragment.what}"
    return None


def _doer(fragment: Fragment, asks: str) -> str | None:
    """ "and the owners of Fenwick?" in place of the name that the question asks what it did; None of other phrases."""
    head = head_of(fragment.what)
    names = names_in(asks)
    if fragment.preposition or not fragment.what.startswith("the ") or not names or not acts(singular(head)):
        return None
    put = put_name(asks, names[0], fragment.what)
    return put if singular(head) == head else re.sub(rf"\bdoes (?={re.escape(fragment.what)})", "do ", put)


def _name(fragment: Fragment, question: str, last: Turn, earlier: Sequence[Turn]) -> str:
    new = replace(name_of(fragment.what, earlier), text=fragment.what)
    old = [name_of(text, earlier) for text in names_in(question)]
    alike = [name for name in old if _alike(name, new)] or [name for name in old if _namesake(name, new)]
    placed = [name for name in old if name.label in PLACES]
    if fragment.preposition:
        if (put := in_place(fragment.preposition, new.text, question)) is not None:
            return put
        if len(alike) == 1 and fragment.preposition in ("in", "for"):
            return put_name(question, alike[0].text, new.text)
        if len(placed) == 1 and fragment.preposition == "in" and new.label is None:
            return put_name(question, placed[0].text, new.text)
        if len(old) > 1 and fragment.preposition in ("to", "with"):  # "tell Trump": the second name, without "to"
            return put_name(question, (alike or old)[-1].text, new.text)
        return f"{question} {fragment.preposition} {new.text}"
    unknown = [name for name in old if name.label is None or new.label is None]
    if alike or (unknown and len(old) == 1) or (old and not fragment.about):
        return put_name(question, (alike or unknown or old)[0].text, new.text)
    if (put := in_place("about", new.text, question)) is not None:
        return put
    if not old and new.label in _PLACE:
        return f"{question} in {new.text}"
    return f"{question} {'about' if last.answer_type == AnswerType.STATEMENT.value else 'for'} {new.text}"


def name_of(text: str, earlier: Sequence[Turn]) -> Name:
    """A name with what the turns know of it."""
    known = {name.text.casefold(): name for turn in earlier for name in turn.names}
    return named(text.removeprefix("the "), known)


def _namesake(one: Name, other: Name) -> bool:
    """ "East Farrow" and "West Farrow"."""
    return (
        " " in one.text and " " in other.text and one.text.split()[-1].casefold() == other.text.split()[-1].casefold()
    )


def in_full(new: str, last: Turn, known: Known) -> str | None:
    """ "Bram Oskell" of "Bram", where the question has another Oskell; None when the record knows no such one."""
    if " " in new:
        return None
    for name in names_in(last.question):
        full = [each for each in known.namesakes(name.split()[-1]) if each.casefold().startswith(f"{new.casefold()} ")]
        if len(full) == 1:
            return full[0]
    return None


def _alike(one: Name, other: Name) -> bool:
    if one.label is None or other.label is None:
        return False
    if (one.label in PERSON) != (other.label in PERSON):
        return False
    return one.label in PERSON or (one.label in _PLACE) == (other.label in _PLACE) or "ORG" in (one.label, other.label)
