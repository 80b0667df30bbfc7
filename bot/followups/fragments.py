"""Half questions ("what about Russia?", "and in Turkey?"): the earlier question with one part of it exchanged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.followups.pronouns import owner
from bot.followups.referents import PERSON, PLACES
from bot.followups.turns import Name, Turn, named
from bot.intents.focus import asked
from bot.intents.names import names_in
from bot.intents.words import AUXILIARIES, DETERMINERS, FUNCTION, WH, Word, word_set, words
from retrieval.types import AnswerType

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
DAYS = re.compile(
    r"\b(?:(?:on|since|until|till|before|after|by|from) )?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|(?:last |this )?{_DAY}|today|yesterday)"
    r"(?![\w'’-])",
    re.I,
)
_ABOUT = re.compile(
    r"^(?:what|how) about (?P<what>.+)$|^(?:and |the )?same (?:question )?(?:for|with|about) (?P<same>.+)$", re.I
)
_PREPOSITIONS = word_set(
    "in on at for with from to by since until before after about against near inside outside under"
)
_IS = re.compile(
    r"^(?P<head>\W*(?:who|what)(?: is| was| are| were|['’]s) )(?:the|an?) [^,?]+?(?P<tail> (?:of|in|for|at|on) .+)?$",
    re.I,
)
_LONGEST = 6  # words of a fragment
_PLACE = PLACES | {"NORP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """What somebody asks about instead; ``preposition`` is how it stands in the question, "" when not said."""

    what: str
    preposition: str = ""
    about: bool = False  # said with "what about"


def fragment(body: str, *, led: bool) -> Fragment | None:
    """The half question a message is; None when it is a whole one. ``led``: it began with "and" or the like."""
    found = _ABOUT.match(body)
    what = (found["what"] or found["same"]) if found else body
    spoken = [word for word in words(what) if word.is_word]
    if not spoken or len(spoken) > _LONGEST or any(word.lower in WH | AUXILIARIES for word in spoken):
        return None
    first = spoken[0].lower
    if DAYS.fullmatch(what):
        return Fragment(what=what)
    if first in _PREPOSITIONS and len(spoken) > 1:
        return Fragment(what=what[spoken[1].start :].strip(), preposition=first, about=found is not None)
    single = len(names_in(f"and {what}")) == 1 and _bare_name(what)
    if found is None and not led and not single:
        return None
    return Fragment(what=what, about=found is not None)


def exchanged(fragment: Fragment, earlier: Sequence[Turn]) -> str | None:
    """The earlier question with the fragment in place of what it takes the place of; None when there is no place."""
    last = earlier[-1]
    question = last.question.strip().rstrip("?!. ")
    said = f"{fragment.preposition} {fragment.what}".strip()
    if (when := DAYS.search(said)) is not None:
        question = DAYS.sub(when.group(), question, count=1) if DAYS.search(question) else f"{question} {when.group()}"
        left = said[: when.start()].rstrip()
        if not left:
            return f"{question}?"
        what = left[len(fragment.preposition) :].strip() if fragment.preposition else left
        fragment = replace(fragment, what=what, preposition=fragment.preposition if what else "")
    if fragment.what.casefold() in question.casefold():
        return None  # it was about that already
    if _bare_name(fragment.what):
        return _name(fragment, question, last, earlier)
    return _noun(fragment, question, last)


def _name(fragment: Fragment, question: str, last: Turn, earlier: Sequence[Turn]) -> str:
    new = replace(_known(fragment.what, earlier), text=fragment.what)
    old = [_known(text, earlier) for text in names_in(question)]
    alike = [name for name in old if _alike(name, new)]
    if fragment.preposition:
        for name in old:
            pattern = re.compile(rf"\b{fragment.preposition} (?:the )?{re.escape(name.text)}(?!\w)", re.I)
            if pattern.search(question):
                return pattern.sub(lambda _: f"{fragment.preposition} {new.text}", question, count=1) + "?"
        if len(alike) == 1 and fragment.preposition in ("in", "for"):
            return _replaced(question, alike[0], new)
        if len(old) > 1 and fragment.preposition in ("to", "with"):  # "tell Trump": the second name, without "to"
            return _replaced(question, (alike or old)[-1], new)
        return f"{question} {fragment.preposition} {new.text}?"
    unknown = [name for name in old if name.label is None or new.label is None]
    if alike or (unknown and len(old) == 1) or (old and not fragment.about):
        return _replaced(question, (alike or unknown or old)[0], new)
    if not old and new.label in _PLACE:
        return f"{question} in {new.text}?"
    return f"{question} {'about' if last.answer_type == AnswerType.STATEMENT.value else 'for'} {new.text}?"


def _noun(fragment: Fragment, question: str, last: Turn) -> str | None:
    """A noun phrase takes the place of one with the same noun, or of what the question asks for."""
    if not fragment.what:
        return None
    spoken = words(question)
    new = words(fragment.what)
    head = new[-1].lower
    same = next((i for i in range(len(spoken) - 1, -1, -1) if spoken[i].lower == head), None)
    if same is not None:
        first = _phrase_start(spoken, same)
        return f"{question[: spoken[first].start]}{fragment.what}{question[spoken[same].end :]}?"
    if fragment.preposition:
        return f"{question} {fragment.preposition} {fragment.what}?"
    if (is_ := _IS.match(question)) is not None and new[0].lower in DETERMINERS:
        return f"{is_['head']}{fragment.what}{is_['tail'] or ''}?"
    found = asked(spoken)
    owned = any(word.lower == "'s" for word in new)
    if found.phrase is None or owned:
        wh = "who" if last.answer_type == AnswerType.PERSON.value else "what"
        return f"{wh} is {fragment.what}?" if owned else None
    start, end = found.phrase
    bare = [word for word in new if word.lower not in DETERMINERS]
    put = fragment.what[bare[0].start :] if bare else fragment.what
    return f"{question[: spoken[start].start]}{put}{question[spoken[end - 1].end :]}?"


def _phrase_start(spoken: tuple[Word, ...], head: int) -> int:
    """Where the noun phrase that ends in ``head`` starts: at its determiner or owner, else at its capitals."""
    for i in range(head - 1, max(head - 5, -1), -1):
        word = spoken[i]
        if word.lower in DETERMINERS and word.lower != "'s":
            return i
        if word.lower == "'s":
            first = i - 1
            while first > 0 and spoken[first - 1].capital and spoken[first - 1].lower not in FUNCTION:
                first -= 1
            return first - 1 if first > 0 and spoken[first - 1].lower == "the" else first
        if word.lower in FUNCTION:
            break
    first = head
    while first > 0 and spoken[first - 1].capital and spoken[first - 1].lower not in FUNCTION:
        first -= 1
    return first


def _replaced(question: str, old: Name, new: Name) -> str:
    """The first place of the old name taken by the new one, owners as owners."""
    owned = re.compile(rf"(?:the )?(?<!\w){re.escape(old.text)}(?P<owner>['’]s?(?!\w))?(?!\w)", re.I)
    return owned.sub(lambda m: owner(new.text) if m["owner"] else new.text, question, count=1) + "?"


def _known(text: str, earlier: Sequence[Turn]) -> Name:
    known = {name.text.casefold(): name for turn in earlier for name in turn.names}
    return named(text.removeprefix("the "), known)


def _alike(one: Name, other: Name) -> bool:
    if one.label is None or other.label is None:
        return False
    if (one.label in PERSON) != (other.label in PERSON):
        return False
    return one.label in PERSON or (one.label in _PLACE) == (other.label in _PLACE) or "ORG" in (one.label, other.label)


def _bare_name(what: str) -> bool:
    """Whether it is a name and nothing else: "Russia", "the United States"."""
    names = names_in(f"and {what}")
    return len(names) == 1 and what.removeprefix("the ").removeprefix("The ").strip() in (names[0], f"{names[0]}'s")
