"""One hit as the features see it: its index terms, where the question's stand, and the possible answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.rerank.question import Asked
from retrieval.rerank.shapes import WANTED, Shaped, of_class, shaped
from retrieval.text.tokens import FUNCTION_WORDS, token_spans
from retrieval.types import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """``places`` are positions in ``tokens`` of each term of the question; ``nearness`` is in [0, 1], one an answer."""

    tokens: tuple[str, ...]
    content: tuple[str, ...]
    places: dict[str, list[int]]
    answers: tuple[Shaped, ...]
    nearness: tuple[float, ...]


def look_at(asked: Asked, hit: Hit) -> Seen:
    """Reads one hit's own sentence."""
    text = hit.sentence.text
    spans = token_spans(text)
    tokens = tuple(term for term, _, _ in spans)
    places: dict[str, list[int]] = {}
    weight_of = asked.weight_of
    for i, token in enumerate(tokens):
        if token in weight_of:
            places.setdefault(token, []).append(i)
    possible = (
        shaped(text, spans, WANTED[asked.answer_type]) if asked.members is None else of_class(asked.members, tokens)
    )
    answers = tuple(one for one in possible if not asked.words.issuperset(one.terms))
    return Seen(
        tokens=tokens,
        content=tuple(token for token in tokens if token not in FUNCTION_WORDS),
        places=places,
        answers=answers,
        nearness=tuple(_nearness(asked, one, places) for one in answers),
    )


def _nearness(asked: Asked, answer: Shaped, places: dict[str, list[int]]) -> float:
    """The matched share of the question's terms, each by its weight and its distance from the answer."""
    near = 0.0
    for term, found in places.items():
        apart = min(_apart(answer, i) for i in found)
        near += asked.weight_of[term] / (1.0 + apart / 4.0)
    return near / asked.total


def _apart(answer: Shaped, place: int) -> int:
    return max(answer.first - place, place - answer.last + 1, 0)


def together(asked: Asked, places: dict[str, list[int]]) -> float:
    """How closely the matched terms stand together: each pair of neighbours in the question by weight and distance."""
    matched = [(places[term], weight) for term, weight in asked.weight_of.items() if term in places]
    near = 0.0
    for (ours, first), (theirs, second) in pairwise(matched):
        apart = min(abs(a - b) for a in ours for b in theirs)
        near += min(first, second) / (1.0 + apart / 3.0)
    return near / asked.total


def beside_focus(asked: Asked, seen: Seen) -> float:
    """How near a possible answer stands to the noun asked for: 1 beside it, 0 without either."""
    if not asked.focus or not seen.answers:
        return 0.0
    at = [i for i, token in enumerate(seen.tokens) if token == asked.focus[-1]]
    if not at:
        return 0.0
    return 1.0 / (1.0 + min(_apart(one, i) for one in seen.answers for i in at) / 2.0)


def share_of_names(names: Sequence[tuple[str, ...]], found: frozenset[str]) -> float:
    """The share of names whose last word is there; 0 without names."""
    return sum(name[-1] in found for name in names) / len(names) if names else 0.0
