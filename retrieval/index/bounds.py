"""How high a document can score with rank-bm25 when all that is known is that tantivy scored it at most so high.

Per unit of weight, a term occurring f times in a document of length l scores

    tantivy    y = 2.2 f / (f + a'),   a' = 1.2 (0.25 + 0.75 l' / L')
    rank-bm25  x = 2.5 f / (f + a),    a  = 1.5 (0.25 + 0.75 l / L)

with L, L' the average lengths each one knows and l' <= l (tantivy rounds lengths of 40 and more down). Solving for f:
x = 2.5 y / (y + u (2.2 - y)) with u = a / a' >= 1.25 min(1, L' / L). tantivy's terms are boosted to our weights, so the
sum of w_t y_t is what it reports. For u >= 1, x is convex in y, and the largest sum of w_t x_t under a given sum of
w_t y_t is at a corner: every term but one either saturated (y = 2.2) or absent.
"""

from collections.abc import Sequence

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


class Bound:
    """The bound for terms of these weights."""

    def __init__(self, weights: Sequence[float], u: float) -> None:
        self._u = u
        self._all = LIMIT * sum(weights)
        n = len(weights)
        self._bent = u > 1 and n <= MOST_TERMS
        if self._bent:
            w = np.asarray(weights)
            full = (np.arange(2**n)[:, None] >> np.arange(n)) & 1  # every set of saturated terms
            held = full @ w
            one, partial = np.nonzero(full == 0)  # and one more term, somewhere between absent and saturated
            self._held, self._partial = held[one], w[partial]

    def most(self, engine_score: float) -> float:
        """An upper bound of rank-bm25's score of every document that tantivy scored ``engine_score`` or lower."""
        score = engine_score * (1 + SLACK)
        if not self._bent:
            return score * LIMIT / (SATURATED * min(1.0, self._u))
        rest = score - SATURATED * self._held
        fits = (rest >= 0) & (rest <= SATURATED * self._partial)
        if not fits.any():
            return self._all  # more than every term saturated
        y = rest[fits] / self._partial[fits]
        x = LIMIT * y / (y + self._u * (SATURATED - y))
        return float((LIMIT * self._held[fits] + self._partial[fits] * x).max())
