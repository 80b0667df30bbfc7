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
from itertools import combinations

SLACK = 1e-5  # tantivy adds up 32-bit floats
SATURATED = 2.2
LIMIT = 2.5
MOST_TERMS = 6  # corners grow as terms * 2 ** terms; beyond this the straight line is used


def curvature(average_length: float, engine_average_length: float) -> float:
    """The u above."""
    if average_length <= 0 or engine_average_length <= 0:
        return 1.25
    return 1.25 * min(1.0, engine_average_length / average_length)


def most(engine_score: float, weights: Sequence[float], u: float) -> float:
    """An upper bound of rank-bm25's score of every document that tantivy scored ``engine_score`` or lower."""
    score = engine_score * (1 + SLACK)
    if u <= 1:
        return score * LIMIT / (SATURATED * u)
    line = score * LIMIT / SATURATED
    if len(weights) > MOST_TERMS:
        return line
    highest = 0.0
    for size in range(len(weights) + 1):
        for full in combinations(range(len(weights)), size):
            held = sum(weights[i] for i in full)
            rest = score - SATURATED * held
            if rest < 0:
                continue
            if size == len(weights):
                return max(highest, LIMIT * held)
            partial = (w for i, w in enumerate(weights) if i not in full and SATURATED * w >= rest)
            for w in partial:
                y = rest / w
                highest = max(highest, LIMIT * held + w * LIMIT * y / (y + u * (SATURATED - y)))
    return min(line, highest)
