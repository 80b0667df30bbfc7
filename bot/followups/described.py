"""An answer that is a thing but no name, as later messages speak of it: "the 50 -day deadline"."""

import re
from collections.abc import Sequence

from bot.followups.topics import is_group, open_noun
from bot.followups.turns import Turn
from bot.intents.nouns import kinds
from bot.intents.words import word_set
from retrieval.language.lexicon import ROLES
from retrieval.types import AnswerType

_COUNTS = word_set(
    "hundred thousand million billion trillion percent dozen about some nearly almost over at least most of a per "
    "crowns yen barrels degrees"
)
_UNIT = "unit_of_measurement.13583724"
_HAPPENED = re.compile(r"what (?:has |had |is |was )?happen", re.I)  # "ran aground"
_CLAUSES = {AnswerType.STATEMENT.value, AnswerType.REASON.value, AnswerType.MANNER.value, AnswerType.YES_NO.value}
_NO_THINGS = {AnswerType.REASON.value, AnswerType.MANNER.value, AnswerType.TIME.value}


def described(turn: Turn) -> str | None:
    """An answer that is a thing but no name, with an article: "the 50 -day deadline"; None for clauses and numbers."""
    if not turn.answer or any(name.text == turn.answer for name in turn.names) or _HAPPENED.match(turn.question):
        return None
    words, noun = turn.answer.split(), open_noun(turn)
    if _only_counts(words) or (turn.answer_type == AnswerType.AMOUNT.value and len(words) == 1):  # "Four"
        return None
    if noun and words[0][:1].isdigit() and words[-1][:1] == "-" and noun.split()[-1] not in words:
        words.append(noun)  # "50 -day", of a deadline
    if len(words) > 6 or turn.answer_type in _NO_THINGS:
        return None
    if turn.answer_type == AnswerType.DURATION.value and not noun:  # "at least 30 days"
        return None
    if turn.answer_type in _CLAUSES and words[0].lower() not in {"the", "a", "an"}:
        return None
    if not words[-1][-1:].isalpha():
        return None
    thing = " ".join(words)
    return thing if words[0].lower() in {"the", "a", "an", "his", "her", "its", "their"} else f"the {thing}"


def is_several(thing: str, turn: Turn) -> bool:
    """Whether what a turn was answered with acts as a body: "the competition authority" decides, they decide."""
    head = thing.split()[-1].lower()
    return head not in ROLES and (turn.answer_type == AnswerType.PERSON.value or is_group(head))


def _only_counts(words: Sequence[str]) -> bool:
    """Whether an amount does not say of what things it is: "1.6 million", "40 centimetres"; "12,000 people" does."""
    return all(word[:1].isdigit() or word.lower() in _COUNTS or _UNIT in kinds(word.lower()) for word in words)
