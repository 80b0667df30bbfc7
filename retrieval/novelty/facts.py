"""The facts of a sentence, and which of them no sentence before it has. Unsure: then it is not new."""

from collections.abc import Iterable

from retrieval.novelty.known import Known
from retrieval.novelty.numbers import numbers
from retrieval.novelty.quotes import quotes
from retrieval.novelty.records import Fact
from retrieval.novelty.speakers import speakers
from retrieval.types import Sentence


def facts_of(sentence: Sentence) -> tuple[Fact, ...]:
    """What the sentence says, in order; speakers need its annotation."""
    found = [*numbers(sentence.text), *speakers(sentence), *quotes(sentence.text)]
    return tuple(sorted(found, key=lambda fact: (fact.span.start, fact.kind, fact.span.end)))


def new_facts(sentence: Sentence, seen: Iterable[Sentence]) -> tuple[Fact, ...]:
    """What the sentence says that none of those seen does."""
    return novel(sentence, Known(seen))


def novel(sentence: Sentence, *before: Known) -> tuple[Fact, ...]:
    """The same, where what was seen is already known."""
    return tuple(fact for fact in facts_of(sentence) if not any(known.has(fact) for known in before))
