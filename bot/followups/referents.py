"""Which name of the earlier turns a pronoun stands for, by what it names."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from bot.followups.described import described, is_several
from bot.followups.names import Name
from bot.followups.topics import head_of, may_act, open_noun, people, things, topics
from bot.followups.turns import Turn
from bot.intents.nouns import is_noun
from bot.intents.words import AUXILIARIES, BE
from retrieval.language.lexicon import MAN, ROLES, WOMAN
from retrieval.types import AnswerType

PERSON = frozenset({"PERSON"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
GROUPS = frozenset({"ORG", "GPE", "NORP"})
NEITHER = frozenset({"DATE", "TIME", "QUANTITY", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "LANGUAGE"})
_IT = re.compile(r"\b(?:it|its)\b", re.I)
_CLAUSE = re.compile(r"^(?:who|which \w+|whose)\b", re.I)  # "who owns it?" brings in who is asked of next


_VISITED = re.compile(
    r"\b(?:in|at|near|to|from|visit|visits|visited|reach|reached|enter|entered|leave|left) "
    r"(?-i:([A-Z][\w'-]*(?: [A-Z][\w'-]*)*))(?!['’]s)",
    re.I,
)


class Wanted(StrEnum):
    """What a pronoun can stand for."""

    MAN = "m"
    WOMAN = "f"
    THING = "thing"  # it
    THEM = "them"
    PLACE = "place"  # there


_HE = {
    Wanted.MAN: re.compile(r"\b(?:he|him|his)\b", re.I),
    Wanted.WOMAN: re.compile(r"\b(?:she|hers?)\b", re.I),
}


def referent(wanted: Wanted, earlier: Sequence[Turn], *, taken: Sequence[str] = ()) -> str | None:
    """What the pronoun stands for, from the latest turn that has something of the kind; None when none has.

    In a turn the answer comes first, then the names of the question in order. When no turn has one of the right kind,
    people are taken whom a cited sentence names, then names of unknown kind. ``taken`` are names that it cannot be.
    """
    if wanted is Wanted.THING and earlier and (kept := _kept(earlier)) is not None and kept not in taken:
        return kept
    if wanted in _HE and (somebody := _kept_person(wanted, earlier)) is not None and somebody not in taken:
        return somebody
    for sure in (True, None, False):
        for turn in reversed(earlier):
            for text in _shown(wanted, turn) if sure is None else _candidates(wanted, turn, sure=sure):
                if text not in taken:
                    return _with_article(_in_full(text, turn), turn)
    return None


def latest_known(wanted: Wanted, earlier: Sequence[Turn]) -> str | None:
    """The last person spoken of who is known to be a man, or a woman."""
    named = (name for turn in reversed(earlier) for name in reversed(turn.names))
    return next((name.full or name.text for name in named if name.gender == wanted.value), None)


def _kept(earlier: Sequence[Turn]) -> str | None:
    """What "it" stood for in the last message, which asked of it: what that was answered is no new thing to ask of."""
    last = earlier[-1]
    if not _IT.search(last.said) or _CLAUSE.search(last.said):
        return None
    before, after = _IT.split(last.said.rstrip("?!. "), maxsplit=1)
    asked = last.question.rstrip("?!. ")
    if not (asked.casefold().startswith(before.casefold()) and asked.casefold().endswith(after.casefold())):
        return None
    meant = asked[len(before) : len(asked) - len(after)].strip()
    return meant.removesuffix("'s") or None


def _kept_person(wanted: Wanted, earlier: Sequence[Turn]) -> str | None:
    """Whom "him" stood for in the last message that has anybody who fits: "what did Rovers pay for him?" """
    last = next((turn for turn in reversed(earlier) if any(_candidates(wanted, turn, sure=True))), None)
    if last is None or not _HE[wanted].search(last.said) or last.answer_type == AnswerType.PERSON.value:
        return None
    said = last.said.casefold()
    meant = [name for name in last.names if name.text.casefold() not in said and _is(wanted, name, sure=True)]
    return meant[0].text if len(meant) == 1 and meant[0].text != last.answer else None


def _shown(wanted: Wanted, turn: Turn) -> Iterator[str]:
    if wanted in (Wanted.MAN, Wanted.WOMAN):
        yield from (name.full or name.text for name in turn.shown if _is(wanted, name, sure=True))


def _in_full(text: str, turn: Turn) -> str:
    """ "Bram Oskell", where the articles of the answer say which Oskell it was."""
    return next((name.full for name in turn.names if name.text == text and name.full), text)


def _with_article(text: str, turn: Turn) -> str:
    """ "the Fed", where the question has it so; of "the Ossery dam" the whole."""
    if re.search(rf"\bthe {re.escape(text)}(?!\w)", turn.question, re.I) is None:
        return text
    whole = (topic for topic in topics(turn) if topic.casefold().startswith(f"the {text.casefold()} "))
    return next(whole, f"the {text}")


def _candidates(wanted: Wanted, turn: Turn, *, sure: bool) -> Iterator[str]:
    answer = [name for name in turn.names if name.text == turn.answer]
    asked = [name for name in turn.names if name.text != turn.answer]
    # "it" is what was answered, if that is a thing; where something is, "it" is the thing
    things_named = [n for n in answer if n.label not in PERSON and turn.answer_type != AnswerType.PLACE.value]
    if wanted in (Wanted.MAN, Wanted.WOMAN) and sure and turn.answer_type == AnswerType.PERSON.value:
        yield from _office(turn, wanted)
    if wanted in (Wanted.MAN, Wanted.WOMAN) and sure == (not answer):  # "the mayor", as long as nobody says who it is
        yield from people(turn, wanted.value)
    if sure and wanted is Wanted.PLACE and turn.answer_type == AnswerType.PLACE.value and not answer:
        yield from _VISITED.findall(turn.answer or "")  # "met in Pell Point on Tuesday"
    if not sure and wanted is Wanted.PLACE:  # whatever the articles' names are taken for
        yield from _VISITED.findall(turn.question)
    if not sure and wanted in (Wanted.THING, Wanted.THEM):  # "the floods": when did it happen?
        other = things(turn, plural=wanted is Wanted.THING)
        yield from (thing for thing in other if wanted is Wanted.THING or may_act(head_of(thing)))
    if sure and wanted in (Wanted.THING, Wanted.THEM) and not (things_named and wanted is Wanted.THING):
        yield from _unnamed(turn, plural=wanted is Wanted.THEM)
    both = [name.text for name in asked if name.label in PERSON]
    if sure and wanted is Wanted.THEM and len(both) > 1:
        yield f"{both[0]} and {both[1]}"
    if turn.answer_type == AnswerType.PLACE.value and wanted in (Wanted.THING, Wanted.THEM):
        yield from (name.text for name in answer if wanted is Wanted.THING and not sure)  # where X is says more of X
        answer = []
    for name in (*asked, *answer) if wanted is Wanted.THEM else (*answer, *asked):
        somebody = wanted not in (Wanted.MAN, Wanted.WOMAN) or name.label is not None or not _is_of_a_thing(name, turn)
        if somebody and _is(wanted, name, sure=sure):
            yield name.text


def _is_of_a_thing(name: Name, turn: Turn) -> bool:
    """Whether a name that nobody knows is part of what a thing is called: "the Tellin dam", "Corliss Fenwick deal"."""
    found = re.search(rf"(?:(?P<before>[\w'’]+) )?{re.escape(name.text)} (?P<behind>[a-z]+)", turn.question)
    if found is None or not is_noun(found["behind"]):
        return False
    return (found["before"] or "").lower() not in AUXILIARIES - BE  # "did Brix plan it?"


def _office(turn: Turn, wanted: Wanted) -> Iterator[str]:
    """ "the judge", where that was all the answer."""
    told = (turn.answer or "").removeprefix("the ").removeprefix("a ")
    head = told.partition(" of ")[0].split()[-1:]
    other = WOMAN if wanted is Wanted.MAN else MAN
    if told[:1].islower() and head and head[0] in ROLES and head[0] not in other:
        yield f"the {told}"


def _unnamed(turn: Turn, *, plural: bool) -> Iterator[str]:
    """What was answered, and what was asked about, without a name."""
    thing = described(turn)
    if thing is not None and (head_of(thing).endswith("s") == plural or (plural and is_several(thing, turn))):
        yield thing  # "the competition authority" decides, they decide
    yield from things(turn, plural=plural)
    noun = open_noun(turn)
    many = noun is not None and noun.endswith(("s", "people"))
    if plural and thing is None and many and not any(n.text == turn.answer for n in turn.names):
        yield f"the {noun}"  # "what tariffs ...?", "50%"


def _is(wanted: Wanted, name: Name, *, sure: bool) -> bool:
    if name.label is None:
        return not sure and (wanted not in (Wanted.MAN, Wanted.WOMAN) or name.gender in (None, wanted.value))
    if wanted in (Wanted.MAN, Wanted.WOMAN):
        fits = name.label in PERSON and name.gender in (None, wanted.value)
        return fits and sure != _sounds_other(name, wanted)
    if wanted is Wanted.PLACE:
        return sure and name.label in PLACES
    if name.label in PERSON or name.label in NEITHER:
        return False
    return sure and (wanted is Wanted.THING or name.label in GROUPS)


def _sounds_other(name: Name, wanted: Wanted) -> bool:
    """Whether a first name that no list has sounds like a woman's where a man is wanted: "Leona"."""
    first = name.text.split()[0]
    return name.gender is None and wanted is Wanted.MAN and " " in name.text and first.endswith("a")
