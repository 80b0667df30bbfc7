"""What novelty gives."""

from dataclasses import dataclass
from typing import Literal

from retrieval.types import Span

Kind = Literal["number", "speaker", "quote", "name", "contradiction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a sentence says. ``span`` is where, relative to the sentence.

    ``value`` is for comparing: of a number "6200000 dollar", "12 percent", "50 day", "20"; of a speaker the name that
    the words stand for; of a quotation its index terms; of a name the name. A contradiction is no fact of one sentence:
    who holds sentences against each other finds it, and its value is the clause.
    """

    kind: Kind
    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that was said before: facts, and all terms of each sentence (its mentions' names among them)."""

    facts: tuple[Fact, ...]
    terms: tuple[str, ...]  # one string a sentence: " term term ... "

    def and_of(self, other: "Known") -> "Known":
        """What both say together."""
        return Known(facts=self.facts + other.facts, terms=self.terms + other.terms)
