"""Messages of a word or two that leave out whom they ask of: "born when?", "any arrests?", "which party?", "worth?"."""

import re
from collections.abc import Sequence

from bot.followups.pronouns import WANTED
from bot.followups.topics import topics
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.nouns import is_noun
from bot.intents.words import ADVERBS, AUXILIARIES, FUNCTION, PREPOSITIONS, WH, word_set, words
from retrieval.types import AnswerType

_ANY = word_set("any which what other next last first")
_LONGEST = 3  # words
_HOW = re.compile(r"how (?P<much>[a-z]+)", re.I)  # "how heavy?"
_NOT_MUCH = FUNCTION | ADVERBS | word_set("many much come long often")
_ASIDE = frozenset({AnswerType.PLACE.value, AnswerType.TIME.value, AnswerType.AMOUNT.value})  # answers, no new topic


def telegram(body: str, earlier: Sequence[Turn]) -> str | None:
    """The message with what the thread is about: "Mette Sandor: born when?"; None of one that is whole."""
    if (of := focus(earlier, most=1)) and (how := _HOW.fullmatch(body)) and how["much"].lower() not in _NOT_MUCH:
        return f"how {how['much']} is {of}?"
    about = focus(earlier) if _leaves_out(body) else None
    return None if about is None else f"{about}: {body}?"


def focus(earlier: Sequence[Turn], most: int = 2) -> str | None:
    """What the latest turn with anything of its own is about: its names, and who it was answered with; else a thing."""
    for turn in reversed(earlier):
        known = [name.text for name in turn.names if name.text != turn.answer or turn.answer_type not in _ASIDE]
        if found := (list(dict.fromkeys(known)) or list(topics(turn)) or names_in(turn.question)):
            return ", ".join(found[:most])
    return None


def _leaves_out(body: str) -> bool:
    spoken = [word.lower for word in words(body) if word.is_word]
    if not 0 < len(spoken) <= _LONGEST or names_in(f"and {body}") or not WANTED.keys().isdisjoint(spoken):
        return False
    if not AUXILIARIES.isdisjoint(spoken):
        return False
    if any(word.lower == "'s" for word in words(body)):  # "what's the rate" is whole
        return False
    first, last = spoken[0], spoken[-1]
    if len(spoken) == 1:
        return first not in WH and (is_noun(first) or first.endswith("ed"))
    asks_at_the_end = first not in WH | PREPOSITIONS and (last in WH or last in PREPOSITIONS)
    return asks_at_the_end or (first in _ANY and is_noun(last) and PREPOSITIONS.isdisjoint(spoken))
