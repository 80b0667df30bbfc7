"""The question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import Choice
from bot.followups.bare import bare, is_bare, said_when
from bot.followups.cased import as_named, as_recorded
from bot.followups.corrected import corrected
from bot.followups.corrections import asks, correction, picked
from bot.followups.exchange import exchanged, in_full
from bot.followups.fragments import fragment, is_bare_name
from bot.followups.inherit import inherited
from bot.followups.known import NOTHING, Known
from bot.followups.names import Name
from bot.followups.onward import onward
from bot.followups.parts import joined, parted
from bot.followups.posts import another_one
from bot.followups.pronouns import WANTED, resolved, with_firm
from bot.followups.reported import asks_who_said, whether_true, who_did_so, who_said
from bot.followups.shape import shape
from bot.followups.slips import put_right
from bot.followups.telegram import focus, telegram
from bot.followups.turns import Turn, told_apart
from bot.intents import greeting, search, usage
from bot.intents.words import words

_LEAD = re.compile(
    r"^(?:\W*\b(?:and|but|so|ok|okay|oh|well|then|also|now|hm+|u+m+|thanks|thank you|great|cool|yes|"
    r"no(?! way\W+\w)|yeah|neither|never mind|forget it)\b"
    r"[\s,:;.!–—-]*)+",
    re.I,
)
_NO = re.compile(r"\b(?:no|neither|never mind|forget it)\b", re.I)
_SOMEBODY = frozenset({"he", "him", "his", "she", "her", "hers"})
_ABBREVIATED = 2  # words; so few in capitals may be abbreviations
_CITED = 4  # articles, the latest, in which he or she is looked for
_SAME_SITTING = timedelta(hours=3)  # later, "yesterday" may be another day


def standalone(
    text: str, earlier: Sequence[Turn], *, known: Known = NOTHING, now: datetime | None = None
) -> str | None:
    """The question that stands alone, given the turns before it (oldest first); None when there is none to be made.

    A question that already stands alone comes back unchanged. Words for days stay as they are, unless the turn they
    come from is of another day than ``now``.
    """
    found = understood(text, earlier, known=known, now=now)
    return found if isinstance(found, str) else None


def understood(
    text: str, earlier: Sequence[Turn], *, known: Known = NOTHING, now: datetime | None = None
) -> str | tuple[Choice, ...] | None:
    """The same; where a correction can mean several, those are given to choose from."""
    earlier = told_apart([_dated(turn, now) for turn in earlier])
    said = put_right(_calm(" ".join(text.split())))
    if not any(c.isalnum() for c in said):
        return None
    if any(kind.recognise(said) for kind in (usage, greeting, search)):
        return said  # help, thanks and searches mean what they say
    said = as_recorded(as_named(greeting.behind(said), _names(earlier)), known.written)
    put = correction(said) if earlier else None
    if earlier and (readings := earlier[-1].readings):
        choice = picked(said, readings) or (picked(put.new, readings) if put and put.new else None)
        if choice is not None:
            return choice.question
    if put is not None:
        again = _understood(f"{put.new}?", earlier, known) if asks(put.new) else corrected(put, earlier, known)
        if again is not None:
            return again
    return _understood(said, earlier, known)


def _calm(text: str) -> str:
    """A message that is all in capitals, in small letters; a word or two may be a name: "and NATO?" is not shouted."""
    shouted = text.isupper() and sum(word.is_word for word in words(text)) > _ABBREVIATED
    return text.lower() if shouted else text


def _understood(said: str, earlier: Sequence[Turn], known: Known) -> str | None:
    lead = _LEAD.match(said)
    rest = said[lead.end() :].strip() if lead else said
    if not any(c.isalnum() for c in rest):
        return said if lead is None else None
    refused = lead is not None and _NO.search(lead.group()) is not None  # "no deal"
    body = rest.rstrip("?!. …")
    if is_bare(body):
        return _asked_barely(body, earlier) if earlier else None
    if earlier and (again := onward(body, earlier)) is not None:
        return again
    if earlier and (other := another_one(body, earlier)) is not None:
        return other
    if asks_who_said(body):
        if not earlier:
            return None
        last = earlier[-1]  # what cannot be put as a statement is said again: the answer shows who says it
        return who_said(last) or (last.question if last.answer else None)
    if earlier and (told := whether_true(body, earlier[-1]) or who_did_so(body, earlier[-1])) is not None:
        return told
    if earlier and (told := said_when(body, earlier[-1])) is not None:
        return told
    half = fragment(body, led=lead is not None, known=known)
    if half is not None:
        if half.what and earlier and (whom := resolved(half.what, earlier)) is not None:
            half = replace(half, what=whom)
        if earlier and is_bare_name(half.what) and (full := in_full(half.what, earlier[-1], known)) is not None:
            half = replace(half, what=full)
        if refused and half.what.islower() and " " not in half.what:  # "no deal"
            return None
        if earlier:
            return exchanged(half, earlier) or (None if refused else telegram(half.what, earlier))
        return said if lead is None and not half.about and not half.preposition else None
    if earlier and not refused and (told := telegram(body, earlier)) is not None:
        return told
    rest = with_firm(rest, earlier)
    question = resolved(rest, earlier)
    if question is None and any(word.lower in _SOMEBODY for word in words(rest)):
        question = resolved(rest, _with_people(earlier, known)) or resolved(rest, _of_articles(rest, earlier, known))
    return inherited(question, earlier) if question is not None and earlier else question


def _with_people(earlier: Sequence[Turn], known: Known) -> tuple[Turn, ...]:
    """The turns, with a person for each name that the record has in full as somebody's, whatever it was taken for."""

    def told(name: Name) -> Name:
        full = known.namesakes(name.text) if name.label != "PERSON" and " " not in name.text else ()
        return replace(name, label="PERSON", full=full[0]) if len(full) == 1 else name

    return tuple(replace(turn, names=tuple(map(told, turn.names))) for turn in earlier)


def _of_articles(rest: str, earlier: Sequence[Turn], known: Known) -> tuple[Turn, ...]:
    """The turns, and before them whom alone he or she can be in the article that was cited last and tells of any."""
    cited = tuple(dict.fromkeys(key for turn in reversed(earlier) for key in turn.articles))[:_CITED]
    names = []
    for gender in {WANTED[word.lower].value: None for word in words(rest) if word.lower in _SOMEBODY}:
        told = next(filter(None, (known.people((key,), gender) for key in cited)), ())
        names += [Name(text=who, label="PERSON", gender=gender) for who in told if len(told) == 1]
    return (Turn(question="", names=tuple(names)), *earlier)


def _asked_barely(body: str, earlier: Sequence[Turn]) -> str | None:
    """A question word asked of the last question, or of what that is about where it cannot be turned."""
    last = earlier[-1]
    if (whole := bare(body, last)) is not None or (last.answer_type is not None and shape(last) is not None):
        return whole
    about = focus((last,))
    return None if about is None else f"{' '.join(filter(None, (about, parted(last.question).when)))}: {body}?"


def _names(earlier: Sequence[Turn]) -> dict[str, bool]:
    """The names of the thread, and whether each is a person's."""
    named = [name for turn in earlier for name in turn.names]
    return {text: name.label == "PERSON" for name in named for text in (name.text, name.full) if text}


def _dated(turn: Turn, now: datetime | None) -> Turn:
    """The turn with "yesterday" as the day it was, when it is long past."""
    if now is None or turn.asked_at is None or now - datetime.fromisoformat(turn.asked_at) < _SAME_SITTING:
        return turn
    parts = parted(turn.question)
    if not parts.when or not (turn.since or turn.until):
        return turn
    match turn.since, turn.until:
        case (str(first), str(last)):
            when = f"on {first}" if first == last else f"from {first} to {last}"
        case (str(first), None):
            when = f"since {first}"
        case (_, last):
            when = f"until {last}"
    return replace(turn, question=joined(replace(parts, when=when)))
