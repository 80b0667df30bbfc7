"""Pronouns of a message replaced by what they stand for."""

import re
from collections.abc import Iterator, Sequence

from bot.followups.binding import Binding, binding, owns
from bot.followups.described import described
from bot.followups.names import Name
from bot.followups.referents import Wanted, latest_known, referent
from bot.followups.topics import head_of, is_group
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.words import Word, word_set, words

WANTED = {
    **dict.fromkeys(("he", "him", "his", "himself"), Wanted.MAN),
    **dict.fromkeys(("she", "her", "hers", "herself"), Wanted.WOMAN),
    **dict.fromkeys(("it", "its", "itself"), Wanted.THING),
    **dict.fromkeys(("they", "them", "their", "theirs"), Wanted.THEM),
    "there": Wanted.PLACE,
}
_OWNING = frozenset({"his", "its", "their", "theirs", "hers"})
_SINGULAR = {"do": "does", "are": "is", "have": "has", "were": "was", "don't": "doesn't", "aren't": "isn't"}
_WHAT_IS_THAT = re.compile(r"^(?P<wh>who|what)(?P<be>\s+(?:is|was|are|were)|'s)\s+(?:that|this|those|these)\W*$", re.I)
_ABOUT_THAT = re.compile(r"\b(?P<at>about|of|on|to|against|with|after|before) (?:that|this)(?=\W*$)", re.I)
_FIRM = re.compile(r"\bthe (?:company|firm)(?! (?:of|that|which|behind|in)\b)(?!['’]?\w)", re.I)
_SHARES = re.compile(r"\bthe (?P<held>shares|stock|share price)(?! of\b)(?!['’]?\w)", re.I)
_SEVERAL = word_set("people police men women children")
_SHARES_OF = re.compile(
    r"['’]s? (?:shares?|stock|profits?|bosses|boss|ceo|chief|sales|revenues?|employees|staff|workers)\b", re.I
)
_THE = re.compile(r"\bthe (?P<noun>[a-z]{3,})\b(?! of)")


def resolved(text: str, earlier: Sequence[Turn]) -> str | None:
    """The message with its pronouns replaced; unchanged when it has none to replace; None when one stays dark."""
    if found := _WHAT_IS_THAT.match(text.replace("’", "'")):
        last = earlier[-1] if earlier else None
        name = None if last is None else last.answer
        if found["wh"].lower() == "who" and last and not any(n.text == name for n in last.names):
            return None
        return None if not name else f"{found['wh']}{found['be']} {name}?"
    if (pointing := _ABOUT_THAT.search(text)) and (that := referent(Wanted.THING, earlier)) is not None:
        text = f"{text[: pointing.start()]}{pointing['at']} {that}{text[pointing.end() :]}"
    spoken = words(text)
    out: list[str] = []
    at = 0
    taken: list[str] = []
    done: set[Wanted] = set()
    surely = _told_apart(spoken, earlier)
    for i, word in enumerate(spoken):
        base, ending = _parts(word)
        wanted = WANTED.get(base)
        if wanted is None or wanted in done:
            continue
        bound = binding(spoken, i, wanted, text)
        if bound is Binding.BOUND:
            continue
        others = (name for other, name in surely.items() if other is not wanted)
        found_name = surely.get(wanted) or referent(wanted, earlier, taken=(*taken, *others, *names_in(text)))
        if found_name is None:
            known = done or names_in(text)
            if bound is Binding.DOUBTFUL or (base in ("it", "there") and known):  # "when did he deny it"
                continue
            if base == "they" and earlier:  # whoever does it: "when will they try to free the ship"
                continue
            return None
        done.add(wanted)
        taken.append(found_name)
        out.append(_agreeing(text[at : word.start], base, found_name))
        out.append(_put(found_name, base, ending, spoken[i + 1 :]))
        at = word.end
    return _fuller("".join([*out, text[at:]]), earlier)


def _told_apart(spoken: Sequence[Word], earlier: Sequence[Turn]) -> dict[Wanted, str]:
    """Of "what did she say about him": him, where the latest man is known to be one and no woman is; or her."""
    both = {WANTED[base] for word in spoken if (base := _parts(word)[0]) in WANTED} & {Wanted.MAN, Wanted.WOMAN}
    if len(both) < 2:
        return {}
    known = {wanted: latest_known(wanted, earlier) for wanted in both}
    return {wanted: name for wanted, name in known.items() if name is not None} if None in known.values() else {}


def with_firm(text: str, earlier: Sequence[Turn]) -> str:
    """ "the company" as the one that was spoken of last, "the shares" as its; as they are where none was."""
    if (found := _FIRM.search(text)) is not None:
        firm = next(_firms(earlier), None)
        return text if firm is None else f"{text[: found.start()]}{firm}{text[found.end() :]}"
    if names_in(text) or (found := _SHARES.search(text)) is None:
        return text
    asked = (name for turn in reversed(earlier) for name in turn.names if name.text != turn.answer and _may_trade(name))
    firm = next((name.text for name in asked), None) or next(_firms(earlier), None)
    return text if firm is None else f"{text[: found.start()]}{owner(firm)} {found['held']}{text[found.end() :]}"


def _firms(earlier: Sequence[Turn]) -> Iterator[str]:
    for turn in reversed(earlier):
        for name in (*turn.names, *turn.shown):
            if name.label == "ORG" and not is_group(name.text.split()[-1].lower()):
                yield name.text
    traded = (turn for turn in reversed(earlier) if _SHARES_OF.search(turn.question))
    yield from (name.text for turn in traded for name in turn.names if _may_trade(name))


def _may_trade(name: Name) -> bool:
    """Whether a name may be the company whose shares are asked of: one of one word, even if taken for a person."""
    alone = " " not in name.text and name.gender is None and name.full is None
    return name.label in ("ORG", None) or (name.label == "PERSON" and alone)


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


def _agreeing(text: str, base: str, name: str) -> str:
    """ "do they" becomes "does Russia"; "do the tariffs" it stays."""
    noun, named = head_of(name), not any(word.islower() for word in name.split()[1:])  # "the United States"
    many = " and " in name or (name.startswith("the ") and not named and (noun[-1] == "s" or noun in _SEVERAL))
    if base != "they" or many:
        return text
    head, space, last = text.rstrip().rpartition(" ")
    singular = _SINGULAR.get(last.lower())
    return text if singular is None else f"{head}{space}{singular} "


def _put(name: str, base: str, ending: str, after: tuple[Word, ...]) -> str:
    if base == "there":
        return f"in {name}{ending}"
    if base in _OWNING or (base == "her" and owns(after)):
        return owner(name)
    if ending == "'re":
        return f"{name} is"
    if ending == "'ve":
        return f"{name} has"
    return name + ending


def owner(name: str) -> str:
    """ "Umerov's", "the United States'"."""
    last = name.split()[-1]
    several = last == "States" or (name.startswith("the ") and last.islower() and last.endswith("s"))
    return f"{name}'" if several else f"{name}'s"
