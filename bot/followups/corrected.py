"""The last question asked again with what was put right."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers import Choice
from bot.followups.corrections import Correction, correction, is_role
from bot.followups.exchange import exchanged, in_full, name_of
from bot.followups.fragments import Fragment, fragment, is_bare_name
from bot.followups.known import Known
from bot.followups.parts import half, instead, joined, parted
from bot.followups.phrases import put_last, put_name
from bot.followups.pronouns import WANTED, resolved
from bot.followups.referents import PERSON, Wanted, referent
from bot.followups.time_put import another_time, of_its_kind
from bot.followups.topics import topics
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.words import words

Again = str | tuple[Choice, ...] | None

_PREPOSITION = re.compile(r"^(?:in|on|at|to|from|with|by|about|for|of|since|until) ", re.I)
_PRONOUNS = frozenset(WANTED) | {"that", "this"}


def corrected(put: Correction, earlier: Sequence[Turn], known: Known) -> Again:
    """The question that was meant; several, when it is not sure which; None when it does not fit the last one."""
    last = earlier[-1]
    if put.other is not None:
        return _other(put.other, put.old, earlier, known)
    new = resolved(put.new, earlier) if put.new.split()[0].lower() in _PRONOUNS else put.new
    if new is None:
        return None
    if put.old:
        if put.old.lower() in _PRONOUNS:
            again = _bound_anew(last, earlier, new=new, pronoun=put.old.lower())
            return again or _instead(new, earlier, known)
        if (again := _exchanged_old(put.old, new, earlier, known)) is not None:
            return again
    return _instead(new, earlier, known)


def _instead(new: str, earlier: Sequence[Turn], known: Known) -> Again:
    """What was meant, without what it stands for: it takes the place of what is of its kind."""
    last = earlier[-1]
    parts, meant = parted(last.question), half(new)
    if not meant.asks:
        if meant.when and (another := of_its_kind(_PREPOSITION.sub("", new), parts.asks)) is not None:
            return joined(replace(parts, asks=another))  # the time is in what is asked: "when did he, in June, ..."
        when = instead(another_time(meant.when, parts.when), parts.when) if meant.when else parts.when
        return joined(replace(parts, when=when, source=meant.source or parts.source))
    bare = _PREPOSITION.sub("", new)
    if (another := of_its_kind(bare, last.question)) is not None:
        return another
    if (outlet := known.outlet(bare)) is not None and (parts.source or not is_bare_name(bare)):
        return joined(replace(parts, source=f"according to {outlet}"))
    if (again := _bound_anew(last, earlier, new=new)) is not None:
        return again
    if is_bare_name(bare) and (again := _fuller(bare, last, known)) is not None:
        return again
    if (pair := _pair(new, parts.asks)) is not None:
        return joined(replace(parts, asks=pair))
    spoken = [word.lower for word in words(parts.asks)]
    if is_role(new) and words(new)[-1].lower not in spoken and (somebody := _person(last, earlier)) is not None:
        return joined(replace(parts, asks=put_name(parts.asks, somebody, new)))
    piece = fragment(new, led=True, known=known) or Fragment(what=new)
    again = exchanged(piece, earlier)
    if again is None and not is_bare_name(bare):
        about = topics(replace(last, question=parts.asks))
        asks = put_name(parts.asks, about[0], new) if len(about) == 1 else put_last(parts.asks, new)
        again = None if asks is None else joined(replace(parts, asks=asks))
    return again


def _pair(new: str, asks: str) -> str | None:
    """ "Trump and Putin" in the place of "Putin and Zelenskyy"; None when either is no pair of names."""
    two, old = names_in(f"and {new}"), names_in(asks)
    if len(two) != 2 or new.casefold() != f"{two[0]} and {two[1]}".casefold():
        return None
    for one, other in pairwise(old):
        if f"{one} and {other}" in asks:
            return asks.replace(f"{one} and {other}", f"{two[0]} and {two[1]}", 1)
    return None


def _exchanged_old(old: str, new: str, earlier: Sequence[Turn], known: Known) -> str | None:
    """The last question with ``new`` where ``old`` stands, or where the name stands that ``old`` is a part of."""
    last = earlier[-1]
    for one, other in ((old, new), (_PREPOSITION.sub("", old), _PREPOSITION.sub("", new))):
        bare = re.sub(r"^(?:the|a|an) ", "", one, flags=re.I)
        if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", last.question, re.I):
            return put_name(last.question, one, other)
        if re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", last.question, re.I):
            without = re.sub(r"^(?:the|a|an) ", "", other, flags=re.I)
            return put_name(last.question, bare, other if is_bare_name(bare) else without)
    spoken = set(old.casefold().split())
    for name in names_in(last.question):
        full = name_of(name, earlier).full or name
        if spoken <= set(full.casefold().split()):
            return _fuller(new, last, known) or put_name(last.question, name, new)
    return None


def _other(name: str, old: str, earlier: Sequence[Turn], known: Known) -> Again:
    """Somebody else of the name in the last question; or whoever else "he" can be."""
    last = earlier[-1]
    if not name and last.readings:
        return last.readings
    if not name and (again := _bound_anew(last, earlier, pronoun=old.lower() if old.lower() in _PRONOUNS else "")):
        return again
    spoken = names_in(last.question)
    people = [text for text in spoken if (text.split()[-1].casefold() == name.split()[-1].casefold() if name else True)]
    if old and old.lower() not in _PRONOUNS:
        people = [text for text in people if text.casefold().split()[-1] == old.casefold().split()[-1]]
    for text in people:
        meant = (name_of(text, earlier).full or text).casefold()
        said = old.casefold() if len(old.split()) > 1 else meant
        full = [each for each in known.namesakes(text.split()[-1]) if each.casefold() not in (meant, said)]
        questions = [put_name(last.question, text, each) for each in full]
        if len(full) == 1:
            return questions[0]
        if full:
            return tuple(Choice(label=each, question=asks) for each, asks in zip(full, questions, strict=True))
    return None


def _bound_anew(last: Turn, earlier: Sequence[Turn], *, new: str = "", pronoun: str = "") -> str | None:
    """What was written, its pronoun bound to ``new``, or to the next that it can stand for; None when it has none."""
    if correction(last.said) is not None:
        return None  # its pronoun was what it put right
    for word in words(last.said):
        base = word.lower.partition("'")[0]
        wanted = WANTED.get(base)
        if wanted is None or (pronoun and WANTED.get(pronoun, Wanted.THING) is not wanted):
            continue
        before = earlier[:-1]
        bound = [name for name in names_in(last.question) if name not in names_in(last.said)]
        if new and not _fits(new, wanted, earlier):
            continue
        name = new or referent(wanted, before, taken=tuple(bound))
        if name is None:
            continue
        stands_in = Turn(
            question=f"who is {name}", names=(replace(name_of(name, earlier), text=name, label=_label(wanted)),)
        )
        again = resolved(last.said, (*before, stands_in))
        return None if again is None else _without_lead(again)
    return None


def _label(wanted: Wanted) -> str:
    return "PERSON" if wanted in (Wanted.MAN, Wanted.WOMAN) else "GPE" if wanted is Wanted.PLACE else "ORG"


def _fits(new: str, wanted: Wanted, earlier: Sequence[Turn]) -> bool:
    somebody = wanted in (Wanted.MAN, Wanted.WOMAN)
    if is_role(new):
        return somebody
    if new.lower().startswith("the ") and not is_bare_name(new):
        return wanted is (Wanted.THEM if new.endswith("s") else Wanted.THING)
    if not is_bare_name(new):
        return False
    label = name_of(new, earlier).label
    return label is None or (label in PERSON) == somebody


def _fuller(new: str, last: Turn, known: Known) -> str | None:
    """The question with "Ali", or "Ali Umerov", where it has "Umerov" or "Rustem Umerov"."""
    meant = in_full(new, last, known) or new
    for name in names_in(last.question):
        if meant.casefold().split()[-1] == name.casefold().split()[-1] and meant.casefold() != name.casefold():
            return put_name(last.question, name, meant)
    return None


def _person(last: Turn, earlier: Sequence[Turn]) -> str | None:
    """Whom the last question is about: the first person in it, by name or by office."""
    asks = parted(last.question).asks
    names = [name_of(text, earlier) for text in names_in(asks)]
    people = [name.text for name in names if name.label in PERSON] or [n.text for n in names if n.label is None]
    offices = [topic for topic in topics(replace(last, question=asks)) if is_role(topic)]
    return next(iter((*people, *offices)), None)


def _without_lead(question: str) -> str:
    return re.sub(r"^(?:\W*\b(?:and|but|so|ok|okay|well|then|also)\b[\s,]*)+", "", question, flags=re.I)
