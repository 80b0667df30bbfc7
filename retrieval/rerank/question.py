"""What the features know of a question: its terms by rarity, its word pairs, its names, which sentence of it asks."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.rerank.classes import Members, members_of
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import AnswerType, CollectionStats, Query

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-Z0-9])")
_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``weights`` are inverse document frequencies of ``terms``; ``asking`` marks those in the sentence that asks."""

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    asking: tuple[bool, ...]
    weight_of: Mapping[str, float]
    total: float  # of the weights; 1 when there is none
    pairs: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, ...], ...]
    words: frozenset[str]  # every index term of the question
    focus: tuple[str, ...]
    answer_type: AnswerType
    members: Members | None  # the names that the focus ranges over, when they are a closed class


def rarity(stats: CollectionStats, term: str) -> float:
    """ln(1 + (N - n + 0.5) / (n + 0.5)), the inverse document frequency of the reference BM25."""
    found = stats.document_frequency.get(term, 0)
    return math.log(1 + (max(stats.sentences - found, 0) + 0.5) / (found + 0.5))


def understand(query: Query, stats: CollectionStats) -> Asked:
    """The question as the features see it."""
    tokens = tokenise(query.text)
    asking = frozenset(tokenise(_asking_sentence(query.text)))
    focus = _content(query.focus or "")
    content = [token for token in tokens if token not in FUNCTION_WORDS]
    weight_of = {term: rarity(stats, term) for term in query.terms}
    return Asked(
        terms=query.terms,
        weights=tuple(weight_of.values()),
        weight_of=weight_of,
        total=sum(weight_of.values()) or 1.0,
        asking=tuple(term in asking for term in query.terms),
        pairs=tuple(dict.fromkeys(pairwise(content))),
        names=tuple(name for name in (_content(name) for name in query.names) if name),
        words=frozenset(tokens),
        focus=focus,
        answer_type=query.answer_type,
        members=members_of(focus[-1]) if focus else None,
    )


def _content(text: str) -> tuple[str, ...]:
    return tuple(token for token in tokenise(text) if token not in FUNCTION_WORDS)


def _asking_sentence(text: str) -> str:
    """The last sentence with a question word, else the last one."""
    sentences: Sequence[str] = [part for part in _SENTENCE_END.split(text) if part.strip()] or [text]
    for sentence in reversed(sentences):
        if _ASKING.search(sentence):
            return sentence
    return sentences[-1]
