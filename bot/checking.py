"""A message held against the record, sentence by sentence: what differs is marked, nothing is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.answers import Citation


class MarkKind(StrEnum):
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number or name of the message that the cited sentence does not have; half-open offsets into the sentence."""

    start: int
    end: int
    kind: MarkKind
    cited: str | None = None  # what the cited sentence has in its place, where that is plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One sentence of the message and the nearest cited sentence; None when nothing is near."""

    text: str
    nearest: Citation | None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The whole message. ``left_out`` counts the sentences behind the last one that was looked at."""

    sentences: tuple[Checked, ...]
    left_out: int = 0


def check(message: str, nearest: Callable[[str], Citation | None]) -> Check:
    """Each sentence of a message with the nearest cited sentence, which ``nearest`` finds."""
    raise NotImplementedError
