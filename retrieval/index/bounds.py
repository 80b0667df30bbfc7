"""How high tantivy must have scored a document for rank-bm25 to score it so high.

Per unit of weight, a term occurring f times in a document of length l scores

    tantivy    y = 2.2 f / (f + a'),   a' = 1.2 (0.25 + 0.75 l' / L')
    rank-bm25  x = 2.5 f / (f + a),    a  = 1.5 (0.25 + 0.75 l / L)

with L, L' the average lengths each one knows and l' <= l (tantivy rounds lengths of 40 and more down). Solving for f:
x = 2.5 y / (y + u (2.2 - y)) with u = a / a' >= 1.25 min(1, L' / L). tantivy's terms are boosted to our weights, so the
sum of w_t y_t is what it reports. For u >= 1, x is convex in y, and the largest sum of w_t x_t under a given sum of
w_t y_t is at a corner: every term but one either saturated (y = 2.2) or absent. Turned round: the least sum of
w_t y_t under a given sum of w_t x_t is at one of those corners too.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

SLACK = 1e-5  # tantivy adds up 32-bit floats
SATURATED = 2.2
LIMIT = 2.5
MOST_TERMS = 7  # corners grow as terms * 2 ** terms; beyond this the straight line is used


def curvature(average_length: float, engine_average_length: float) -> float:
    """The u above."""
    if average_length <= 0 or engine_average_length <= 0:
        return 1.25
    return 1.25 * min(1.0, engine_average_length / average_length)


@lru_cache
def _corners(terms: int) -> Any:
    """Every set of saturated terms, then pairs of a set (its number) and a term outside it."""
    full = (np.arange(2**terms)[:, None] >> np.arange(terms)) & 1
    return full, *np.nonzero(full == 0)


class Bound:
    """The bound for terms of these weights; ``saturated`` is the most that a unit of weight can score."""

    def __init__(self, weights: Sequence[float], u: float, *, saturated: float = SATURATED) -> None:
        self._u, self._saturated = u, saturated
        self._bent = u > 1 and len(weights) <= MOST_TERMS
        if self._bent:
            w = np.asarray(weights)
            full, sets, partial = _corners(len(weights))
            self._held, self._partial = (full @ w)[sets], w[partial]

    def needed(self, score: float) -> float:
        """What tantivy gives every document, at the least, that rank-bm25 scores ``score`` or higher."""
        if not self._bent:
            return score * (1 - SLACK) * self._saturated * min(1.0, self._u) / LIMIT
        x = (score - LIMIT * self._held) / self._partial
        y = self._saturated * self._u * x / (LIMIT - x * (1 - self._u))
        least = self._saturated * self._held + self._partial * np.maximum(y, 0)
        return float(np.where(x <= LIMIT, least, np.inf).min()) * (1 - SLACK)
