"""A parsed sentence as a tree of words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from retrieval.types import Annotation, Entity, Sentence, Span, Token


@dataclass(frozen=True)
class Tree:
    """The words of one annotated sentence, by index."""

    sentence: Sentence

    @cached_property
    def annotation(self) -> Annotation:
        return self.sentence.annotation or Annotation()

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.annotation.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i and token.head < len(found):
                found[token.head].append(i)
        return tuple(map(tuple, found))

    def text(self, i: int) -> str:
        token = self.tokens[i]
        return self.sentence.text[token.start : token.end]

    def lower(self, i: int) -> str:
        return self.text(i).casefold()

    def lemma(self, i: int) -> str:
        return self.tokens[i].lemma.casefold()

    def child(self, i: int, *deps: str) -> int | None:
        """The first word below one that hangs on it by one of these labels."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def below(self, i: int) -> Iterator[int]:
        """A word and everything that hangs on it."""
        waiting = [i]
        seen: set[int] = set()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                yield at
                waiting += self.children[at]

    def span(self, i: int) -> Span:
        """From the first to the last word of what hangs on one, itself included."""
        places = list(self.below(i))
        return Span(start=self.tokens[min(places)].start, end=self.tokens[max(places)].end)

    def entity(self, i: int, labels: frozenset[str]) -> Entity | None:
        """The entity with one of these labels that a word stands in."""
        token = self.tokens[i]
        return next(
            (
                e
                for e in self.annotation.entities
                if e.label in labels and e.start <= token.start and token.end <= e.end
            ),
            None,
        )

    def negated(self, i: int) -> bool:
        return self.child(i, "neg") is not None
