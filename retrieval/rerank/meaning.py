"""How near a sentence comes to the question in meaning where it shares no word with it ("runs" and "leads")."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.rerank.question import Asked
from retrieval.rerank.vectors import Vectors
from retrieval.text.tokens import FUNCTION_WORDS

Floats = NDArray[np.float64]
Terms = frozenset[str]

CLOSE = 0.5  # a cosine from which another word counts as nearly the same


def nearness(
    asked: Asked, vectors: Vectors, own: Sequence[Terms], title: Sequence[Terms], before: Sequence[Terms]
) -> dict[str, Floats]:
    """The question's terms by their nearest word: in the sentence, with the one before, and with the title."""
    every = sorted(frozenset().union(*own, *title, *before))  # in one order, so that sums are the same to the bit
    if not asked.terms or not every:
        return {name: np.zeros(len(own)) for name in _NAMES}
    place = {term: at for at, term in enumerate(every)}
    known = vectors.of([*every, ""])  # the last stands for a text without words
    ours = vectors.of(asked.terms)
    near = np.clip(ours @ known.T, 0.0, 1.0)
    for row, term in enumerate(asked.terms):
        if term in place:
            near[row, place[term]] = 1.0
    inside = _best(near, place, own)
    wider = np.maximum(inside, _best(near, place, before))
    weights = np.array(asked.weights) / asked.total
    missed = inside < 1.0
    whole = np.array(asked.weights, dtype=np.float32) @ ours
    return {
        "near_cover": weights @ inside,
        "near_missed": weights @ (inside * missed),
        "near_close": weights @ (missed & (inside >= CLOSE)),
        "near_before": weights @ wider,
        "near_all": weights @ np.maximum(wider, _best(near, place, title)),
        "near_least": inside.min(axis=0),
        "near_whole": _alike(whole, known, place, own),
    }


_NAMES = ("near_cover", "near_missed", "near_close", "near_before", "near_all", "near_least", "near_whole")


def _best(near: NDArray[np.float32], place: dict[str, int], texts: Sequence[Terms]) -> Floats:
    """Of each text the nearest word to each of the question's terms: one row a term, one column a text."""
    return np.maximum.reduceat(near[:, _flat(place, texts)], _starts(texts), axis=1).astype(np.float64)


def _alike(
    whole: NDArray[np.float32], known: NDArray[np.float32], place: dict[str, int], own: Sequence[Terms]
) -> Floats:
    """The cosine of the question and each text as sums of their words."""
    content = [text - FUNCTION_WORDS for text in own]
    sums = np.add.reduceat(known[_flat(place, content)], _starts(content), axis=0)
    lengths = np.linalg.norm(sums, axis=1) * np.linalg.norm(whole)
    return (sums @ whole / np.where(lengths > 0.0, lengths, 1.0)).astype(np.float64)


def _flat(place: dict[str, int], texts: Sequence[Terms]) -> list[int]:
    return [at for text in texts for at in (sorted(place[term] for term in text) or (-1,))]


def _starts(texts: Sequence[Terms]) -> NDArray[np.int64]:
    return np.cumsum([0, *(max(len(text), 1) for text in texts[:-1])])
