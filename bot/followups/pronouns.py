"""Pronouns of a message replaced by what they stand for."""

import re
from collections.abc import Sequence

from bot.followups.referents import PERSON, PLACES, Wanted, described, referent
from bot.followups.turns import Turn, named
from bot.intents.names import names_in
from bot.intents.words import ADVERBS, AUXILIARIES, BE, FUNCTION, Word, word_set, words

_WANTED = {
    **dict.fromkeys(("he", "him", "his", "himself"), Wanted.MAN),
    **dict.fromkeys(("she", "her", "hers", "herself"), Wanted.WOMAN),
    **dict.fromkeys(("it", "its", "itself"), Wanted.THING),
    **dict.fromkeys(("they", "them", "their", "theirs"), Wanted.THEM),
    "there": Wanted.PLACE,
}
_OWNING = frozenset({"his", "its", "their", "theirs", "hers"})
_SINGULAR = {"do": "does", "are": "is", "have": "has", "were": "was", "don't": "doesn't", "aren't": "isn't"}
_WEATHER = word_set(
    "true likely unlikely possible impossible known clear legal illegal worth raining snowing time late early "
    "certain important necessary safe ok fair"
)
_TAKES = word_set("take takes taken cost costs mean means matter matters seem seems look looks")
_WHAT_IS_THAT = re.compile(r"^(?P<wh>who|what)(?P<be>\s+(?:is|was|are|were)|'s)\s+(?:that|this|those|these)\W*$", re.I)
_THE = re.compile(r"\bthe (?P<noun>[a-z]{3,})\b(?! of)")


def resolved(text: str, earlier: Sequence[Turn]) -> str | None:
    """The message with its pronouns replaced; unchanged when it has none to replace; None when one stays dark."""
    if found := _WHAT_IS_THAT.match(text.replace("’", "'")):
        last = earlier[-1] if earlier else None
        name = None if last is None else last.answer
        return None if not name else f"{found['wh']}{found['be']} {name}?"
    spoken = words(text)
    out: list[str] = []
    at = 0
    taken: list[str] = []
    done: set[Wanted] = set()
    for i, word in enumerate(spoken):
        base, ending = _parts(word)
        wanted = _WANTED.get(base)
        if wanted is None or wanted in done or not _stands_for_something(spoken, i, wanted, text):
            continue
        found_name = referent(wanted, earlier, taken=taken)
        if found_name is None:
            return None
        done.add(wanted)
        taken.append(found_name)
        out.append(_agreeing(text[at : word.start], base))
        out.append(_put(found_name, base, ending, spoken[i + 1 :]))
        at = word.end
    return _fuller("".join([*out, text[at:]]), earlier)


def _fuller(text: str, earlier: Sequence[Turn]) -> str:
    """ "the deadline" made "the 50 -day deadline" where that was an answer."""
    for turn in reversed(earlier):
        thing = described(turn)
        for found in _THE.finditer(text) if thing is not None else ():
            if thing and thing.split()[-1].lower() == found["noun"] and thing not in text:
                return text[: found.start()] + thing + text[found.end() :]
    return text


def _parts(word: Word) -> tuple[str, str]:
    """ "he'd" is "he" and "'d"."""
    base, mark, ending = word.lower.replace("’", "'").partition("'")
    return base, mark + ending


def _stands_for_something(spoken: tuple[Word, ...], i: int, wanted: Wanted, text: str) -> bool:
    """Whether the pronoun points out of the message: not at a name before it, and not at nothing at all."""
    before = spoken[i - 1].lower if i else ""
    after = [word.lower for word in spoken[i + 1 :] if word.is_word or word.lower == "'s"]
    following = after[0] if after else ""
    if wanted is Wanted.PLACE:
        if before in BE or following in BE or before in ("over", "out", "up", "down", "get"):
            return False  # "is there a ..."
        return not any(named(name).label in PLACES for name in names_in(text[: spoken[i].start]))
    if wanted is Wanted.THING and spoken[i].lower.startswith("it"):
        near = after[1:3] if following in BE else after[:2]
        if (before in AUXILIARIES or following in BE) and not _WEATHER.isdisjoint(near):
            return False
        if not _TAKES.isdisjoint(after[:1]) and before in AUXILIARIES and "to" in after[1:5]:
            return False  # "how long will it take to ..."
        if before == "what" or (following in BE and after[1:2] == ["that"]):
            return False
    return not _named_before(text[: spoken[i].start], wanted)


def _named_before(text: str, wanted: Wanted) -> bool:
    """Whether the message itself names somebody or something the pronoun can stand for."""
    for name in (named(each) for each in names_in(text)):
        if wanted in (Wanted.MAN, Wanted.WOMAN):
            if name.label in PERSON or (name.label is None and name.gender in (None, wanted.value)):
                return True
        elif name.label not in PERSON:
            return True
    return False


def _agreeing(text: str, base: str) -> str:
    """ "do they" becomes "does Russia"."""
    if base != "they":
        return text
    head, space, last = text.rstrip().rpartition(" ")
    singular = _SINGULAR.get(last.lower())
    return text if singular is None else f"{head}{space}{singular} "


def _put(name: str, base: str, ending: str, after: tuple[Word, ...]) -> str:
    if base == "there":
        return f"in {name}{ending}"
    if base in _OWNING or (base == "her" and _owns(after)):
        return owner(name)
    if ending == "'re":
        return f"{name} is"
    if ending == "'ve":
        return f"{name} has"
    return name + ending


def owner(name: str) -> str:
    """ "Umerov's", "the United States'"."""
    return f"{name}'" if name.endswith("s") and " " in name and name.split()[-1] == "States" else f"{name}'s"


def _owns(after: tuple[Word, ...]) -> bool:
    """Whether "her" is followed by what is hers."""
    following = after[0] if after else None
    return following is not None and following.is_word and following.lower not in FUNCTION | ADVERBS
