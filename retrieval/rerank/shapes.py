"""Possible answers in a sentence by shape alone: names, numbers, times, durations and quoted words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from retrieval.rerank.classes import Members
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import AnswerType


class Shape(IntEnum):
    NAME = 0
    NUMBER = 1
    TIME = 2
    DURATION = 3
    QUOTE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A possible answer: token offsets into its sentence (half-open), and its terms without function words."""

    shape: Shape
    first: int
    last: int
    terms: tuple[str, ...]


WANTED: dict[AnswerType, frozenset[Shape]] = {
    AnswerType.PERSON: frozenset({Shape.NAME}),
    AnswerType.ORGANISATION: frozenset({Shape.NAME}),
    AnswerType.PLACE: frozenset({Shape.NAME}),
    AnswerType.THING: frozenset({Shape.NAME, Shape.QUOTE}),
    AnswerType.DEFINITION: frozenset({Shape.NAME, Shape.QUOTE}),
    AnswerType.ABBREVIATION: frozenset({Shape.NAME, Shape.QUOTE}),
    AnswerType.TIME: frozenset({Shape.TIME}),
    AnswerType.DURATION: frozenset({Shape.DURATION}),
    AnswerType.AMOUNT: frozenset({Shape.NUMBER, Shape.DURATION}),
    AnswerType.REASON: frozenset({Shape.QUOTE, Shape.NAME}),
    AnswerType.MANNER: frozenset({Shape.QUOTE, Shape.NAME}),
    AnswerType.YES_NO: frozenset({Shape.QUOTE, Shape.NAME}),
    AnswerType.STATEMENT: frozenset({Shape.QUOTE, Shape.NAME}),
}

_MONTHS_AND_DAYS = frozenset(
    tokenise(
        "January February March April May June July August September October November December Jan Feb Aug Sept Oct "
        "Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday today yesterday tomorrow"
    )
)
_UNITS = frozenset(
    tokenise("second seconds minute minutes hour hours day days week weeks month months year years decade decades")
)
_SCALES = frozenset(tokenise("hundred thousand million billion trillion percent dollar euro pound half dozen"))
_COUNTED = frozenset({Shape.NUMBER, Shape.TIME, Shape.DURATION})
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,80}?)[,.!?]?[”\"]|[‘]([^‘’]{2,60}?)[’]")
_GLUE = frozenset({"", " ", "-", ". ", "’s ", "'s ", " & ", "–"})


def shaped(
    text: str, spans: Sequence[tuple[str, int, int]], wanted: frozenset[Shape] = frozenset(Shape)
) -> tuple[Shaped, ...]:
    """The possible answers of the wanted shapes in ``text``, whose ``token_spans`` are ``spans``; they may overlap."""
    found: list[Shaped] = []
    if Shape.NAME in wanted:
        found.extend(_names(text, spans))
    if wanted & _COUNTED:
        found.extend(one for one in _numbers(spans) if one.shape in wanted)
    if Shape.QUOTE in wanted:
        found.extend(_quotes(text, spans))
    return tuple(found)


def _names(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[Shaped]:
    i, n = 0, len(spans)
    while i < n:
        if not _capital(text, spans, i):
            i += 1
            continue
        end = i + 1
        while end < n and _capital(text, spans, end) and text[spans[end - 1][2] : spans[end][1]] in _GLUE:
            end += 1
        terms = tuple(term for term, _, _ in spans[i:end] if term not in FUNCTION_WORDS)
        if terms:
            yield Shaped(shape=Shape.NAME, first=i, last=end, terms=terms)
        i = end


def _capital(text: str, spans: Sequence[tuple[str, int, int]], i: int) -> bool:
    term, start, _ = spans[i]
    return text[start].isupper() and term not in FUNCTION_WORDS and term not in _MONTHS_AND_DAYS


def _numbers(spans: Sequence[tuple[str, int, int]]) -> Iterator[Shaped]:
    n = len(spans)
    for i, (term, _, _) in enumerate(spans):
        if term in _MONTHS_AND_DAYS:
            last = i + 2 if i + 1 < n and spans[i + 1][0][0].isdigit() else i + 1
            yield Shaped(shape=Shape.TIME, first=i, last=last, terms=tuple(t for t, _, _ in spans[i:last]))
            continue
        if not (term[0].isdigit() or term in _SCALES):
            continue
        if (
            i
            and (spans[i - 1][0][0].isdigit() or spans[i - 1][0] in _SCALES)
            and spans[i - 1][0] not in ("dollar", "pound", "euro")
        ):
            continue  # inside the number before
        last = i + 1
        while last < n and (
            spans[last][0] in _SCALES or (term in _SCALES and spans[last][0][0].isdigit() and last == i + 1)
        ):
            last += 1
        terms = tuple(t for t, _, _ in spans[i:last])
        if len(term) == 4 and term.isdigit() and 1500 <= int(term) <= 2100 and last == i + 1:
            yield Shaped(shape=Shape.TIME, first=i, last=last, terms=terms)
        if last < n and spans[last][0] in _UNITS:
            yield Shaped(shape=Shape.DURATION, first=i, last=last + 1, terms=terms)
        else:
            yield Shaped(shape=Shape.NUMBER, first=i, last=last, terms=terms)


def _quotes(text: str, spans: Sequence[tuple[str, int, int]]) -> Iterator[Shaped]:
    if '"' not in text and "“" not in text and "‘" not in text:
        return
    for match in _QUOTED.finditer(text):
        start, end = match.span(1) if match.group(1) is not None else match.span(2)
        inside = [k for k, (_, a, b) in enumerate(spans) if a >= start and b <= end]
        terms = tuple(spans[k][0] for k in inside if spans[k][0] not in FUNCTION_WORDS)
        if terms:
            yield Shaped(shape=Shape.QUOTE, first=inside[0], last=inside[-1] + 1, terms=terms)


def of_class(members: Members, tokens: Sequence[str]) -> tuple[Shaped, ...]:
    """The members of a closed class among the index terms of a sentence, longest match first."""
    found = []
    i = 0
    while i < len(tokens):
        match = next((name for name in members.get(tokens[i], ()) if tuple(tokens[i : i + len(name)]) == name), None)
        if match:
            found.append(Shaped(shape=Shape.NAME, first=i, last=i + len(match), terms=match))
        i += len(match) if match else 1
    return tuple(found)
