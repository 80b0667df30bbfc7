"""A message in a thread, understood in the light of the turns before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name from a turn and what it names, as spaCy labels it ("PERSON", "GPE", "ORG", ...); None when not known."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question that was answered: standing alone, as it was asked of the record."""

    question: str
    answer: str | None = None
    answer_type: str | None = None  # AnswerType's value
    names: tuple[Name, ...] = ()  # in the question first, then in the answer


def turn_of(answer: Answer) -> Turn:
    """What later messages of the thread need to know of this answer."""
    raise NotImplementedError


def turn_json(turn: Turn) -> str:
    """To keep a turn in the database."""
    raise NotImplementedError


def read_turn(text: str) -> Turn:
    """The turn back from `turn_json`."""
    raise NotImplementedError


def standalone(text: str, earlier: Sequence[Turn]) -> str | None:
    """The question that stands alone, given the turns before it (oldest first); None when there is none to be made.

    A question that already stands alone comes back unchanged. Words for days stay as they are.
    """
    raise NotImplementedError


def is_question(text: str) -> bool:
    """Whether a message asks something, so that the bot may speak without being addressed. Rather no than yes."""
    raise NotImplementedError
