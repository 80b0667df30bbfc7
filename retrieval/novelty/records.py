"""What novelty gives."""

from dataclasses import dataclass
from typing import Literal

from retrieval.types import Span

Kind = Literal["number", "speaker", "quote", "contradiction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a sentence says. ``span`` is where, relative to the sentence.

    ``value`` is for comparing: of a number "6200000 dollar", "12 percent", "50 day", "20"; of a speaker the name that
    the words stand for; of a quotation its index terms. A contradiction is no fact of one sentence: who holds sentences
    against each other finds it, and its value is the clause.
    """

    kind: Kind
    value: str
    span: Span
