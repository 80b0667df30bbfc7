"""What sentences say together, worked out kind by kind as it is asked for: most of it never is."""

from collections.abc import Iterable
from functools import cached_property

from retrieval.novelty.numbers import numbers, same_number
from retrieval.novelty.records import Fact
from retrieval.novelty.speakers import speakers
from retrieval.text.tokens import tokenise
from retrieval.types import Sentence


class Known:
    """Everything that was said before."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._sentences = tuple(sentences)

    def has(self, fact: Fact) -> bool:
        """Whether one of the sentences says that, perhaps in another form."""
        match fact.kind:
            case "number":
                return fact.value in self._numbers or any(same_number(fact.value, one) for one in self._numbers)
            case "speaker":
                mine = set(tokenise(fact.value))
                return any(mine <= other or other <= mine for other in self._speakers)
            case "quote":
                return any(f" {fact.value} " in terms for terms in self._terms)
            case "contradiction":
                return False

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(fact.value for one in self._sentences for fact in numbers(one.text, beside=True))

    @cached_property
    def _speakers(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset(tokenise(fact.value)) for one in self._sentences for fact in speakers(one))

    @cached_property
    def _terms(self) -> tuple[str, ...]:
        """All terms of each sentence, its mentions' names among them: " term term ... "."""
        named = (f"{one.text} {' '.join(mention.refers_to for mention in one.mentions)}" for one in self._sentences)
        return tuple(f" {' '.join(tokenise(text))} " for text in named)
