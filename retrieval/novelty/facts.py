"""The facts of a sentence, and which of them no sentence before it has. Unsure: then it is not new."""

import re
from collections.abc import Iterable

from retrieval.language.labels import NAMES
from retrieval.novelty.numbers import numbers, same_number
from retrieval.novelty.records import Fact, Known
from retrieval.novelty.speakers import speakers
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import Sentence, Span

_QUOTED = re.compile(r"[“„«]([^“”„«»]*)(?:[”»]|$)|\"([^\"]*)\"|^([^“”„«»]*)[”»]")
_FEWEST_WORDS = 4  # of a quotation; fewer are a term in quotation marks


def facts_of(sentence: Sentence) -> tuple[Fact, ...]:
    """What the sentence says, in order; speakers and names need its annotation."""
    return _in_order([*numbers(sentence.text), *_others(sentence)])


def known(sentences: Iterable[Sentence]) -> Known:
    """What these sentences say together."""
    facts: dict[tuple[str, str], Fact] = {}
    terms = []
    for sentence in sentences:
        for fact in _in_order([*numbers(sentence.text, beside=True), *_others(sentence)]):
            facts.setdefault((fact.kind, fact.value), fact)
        names = " ".join(mention.refers_to for mention in sentence.mentions)
        terms.append(f" {' '.join(tokenise(f'{sentence.text} {names}'))} ")
    return Known(facts=tuple(facts.values()), terms=tuple(terms))


def new_facts(sentence: Sentence, seen: Iterable[Sentence]) -> tuple[Fact, ...]:
    """What the sentence says that none of those seen does."""
    return novel(sentence, known(seen))


def novel(sentence: Sentence, before: Known) -> tuple[Fact, ...]:
    """The same, where what was seen is already known."""
    return tuple(fact for fact in facts_of(sentence) if not _is_known(fact, before))


def _others(sentence: Sentence) -> Iterable[Fact]:
    return [*speakers(sentence), *_quotes(sentence.text), *_names(sentence)]


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.kind, fact.span.end)))


def _is_known(fact: Fact, before: Known) -> bool:
    match fact.kind:
        case "number":
            return any(other.kind == "number" and same_number(fact.value, other.value) for other in before.facts)
        case "speaker":
            mine = set(tokenise(fact.value))
            theirs = (set(tokenise(other.value)) for other in before.facts if other.kind == "speaker")
            return any(mine <= other or other <= mine for other in theirs)
        case "quote":
            return any(f" {fact.value} " in terms for terms in before.terms)
        case "name":
            mine = set(tokenise(fact.value))
            return any(mine <= set(terms.split()) for terms in before.terms)
        case "contradiction":
            return False


def _quotes(text: str) -> Iterable[Fact]:
    for match in _QUOTED.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        terms = tokenise(match[group])
        if len(terms) >= _FEWEST_WORDS and not _is_title(match[group]):
            yield Fact(kind="quote", value=" ".join(terms), span=Span(start=match.start(group), end=match.end(group)))


def _is_title(quoted: str) -> bool:
    """Whether quotation marks stand around the title of something: "The Last of Us"."""
    words = [word for word in quoted.split() if word.casefold() not in FUNCTION_WORDS]
    return bool(words) and all(not word[:1].islower() for word in words)


def _names(sentence: Sentence) -> Iterable[Fact]:
    if sentence.annotation is None:
        return
    for entity in sentence.annotation.entities:
        if entity.label in NAMES:
            value = sentence.text[entity.start : entity.end]
            yield Fact(kind="name", value=value, span=Span(start=entity.start, end=entity.end))
