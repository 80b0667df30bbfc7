"""Questions that a sentence can answer."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from bot.intents.answer_type import judge
from bot.intents.names import names_in
from bot.intents.slots import slots
from retrieval.types import AnswerType


@dataclass(frozen=True, slots=True, kw_only=True)
class FactQuestion:
    """Someone asks for a fact: what kind of thing answers it, and what the question says of where to look."""

    NAME: ClassVar[str] = "fact"

    answer_type: AnswerType
    fine: str  # "HUM:ind", "NUM:money", ...: the 50 types of Li and Roth, and "YESNO"
    confidence: float  # of the type, in [0, 1]
    focus: str | None  # the noun that names what is asked for, lower case: "deadline"
    topic: str  # what to look for: the question without politeness, source and window
    names: tuple[str, ...]  # as written, owners without 's
    since: str | None = None  # as written: "Monday", "2025-07-18"; see `window`
    until: str | None = None
    source: str | None = None
    whole: str = ""  # the topic with the words of its window that articles use, too


Kind = TypeVar("Kind", bound=FactQuestion)


def recognise(question: str) -> FactQuestion:
    """Everything else is read as a question."""
    return of_kind(FactQuestion, question)


def of_kind(kind: type[Kind], question: str, **more: Any) -> Kind:
    """The question as a kind that adds to a fact question, with the fields it adds."""
    taken = slots(question)
    judged = judge(taken.asks)
    return kind(
        answer_type=judged.answer_type,
        fine=judged.fine,
        confidence=judged.confidence,
        focus=judged.focus,
        topic=taken.asks,
        names=names_in(taken.asks),
        since=taken.since,
        until=taken.until,
        source=taken.source,
        whole=taken.whole,
        **more,
    )
