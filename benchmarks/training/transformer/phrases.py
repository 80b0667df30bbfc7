"""A parsed sentence by its tree: phrases, clauses and what stands in them, as spans of the raw sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.types import Annotation, Mention, Token

_DROPPED = frozenset(("relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "parataxis"))
LONGEST_PHRASE, LONGEST_CLAUSE = 9, 22  # tokens

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """``text`` is the sentence as it is cited; tokens go by their number."""

    text: str
    parse: Annotation
    mentions: Sequence[Mention]

    @property
    def tokens(self) -> Sequence[Token]:
        return self.parse.tokens

    def meant(self, at: int) -> Mention | None:
        token = self.tokens[at]
        return next((each for each in self.mentions if each.start <= token.start < each.end), None)

    def word(self, at: int) -> str:
        return self.text[self.tokens[at].start : self.tokens[at].end].lower()

    def children(self, at: int) -> list[int]:
        return [other for other, token in enumerate(self.tokens) if token.head == at and other != at]

    def subtree(self, at: int, without: frozenset[str] = frozenset()) -> list[int]:
        found = [at]
        for child in self.children(at):
            if self.tokens[child].dep not in without:
                found += self.subtree(child, without)
        return sorted(found)

    def phrase(self, at: int) -> Offsets | None:
        """The noun phrase without clauses and appositions; None when it does not stand together."""
        inside = self.subtree(at, _DROPPED)
        if inside != list(range(inside[0], inside[-1] + 1)) or len(inside) > LONGEST_PHRASE:
            return None
        return self.tokens[inside[0]].start, self.tokens[inside[-1]].end

    def slice_of(self, at: int) -> str:
        span = self.phrase(at)
        return "" if span is None else self.text[slice(*span)]

    def whole(self, at: int) -> Offsets | None:
        """A clause without its "that"."""
        inside = [each for each in self.subtree(at) if self.word(each) != "that" or each > at]
        while inside and self.tokens[inside[-1]].pos == "PUNCT":
            inside.pop()
        if len(inside) < 3 or len(inside) > LONGEST_CLAUSE or inside != list(range(inside[0], inside[-1] + 1)):
            return None
        return self.tokens[inside[0]].start, self.tokens[inside[-1]].end

    def because(self, at: int) -> Offsets | None:
        marks = [each for each in self.children(at) if self.tokens[each].dep == "mark" and self.word(each) == "because"]
        return self.whole(at) if marks else None

    def counted(self, at: int) -> Offsets | None:
        number = next((each for each in self.children(at) if self.tokens[each].dep == "nummod"), None)
        return None if number is None else (self.tokens[number].start, self.tokens[number].end)

    def label_of(self, at: int) -> str | None:
        token = self.tokens[at]
        return next((e.label for e in self.parse.entities if e.start <= token.start and token.end <= e.end), None)

    def has(self, at: int, labels: tuple[str, ...]) -> bool:
        return self.entity_under(at, labels) is not None

    def entity_under(self, at: int, labels: tuple[str, ...]) -> Offsets | None:
        inside = self.subtree(at)
        first, last = self.tokens[inside[0]].start, self.tokens[inside[-1]].end
        found = (e for e in self.parse.entities if e.label in labels and first <= e.start and e.end <= last)
        return next(((e.start, e.end) for e in found), None)
