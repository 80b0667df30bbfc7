"""What the scorer sees of each candidate span: numbers, the same for training and for reading."""

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.fit import fit
from retrieval.reader.match import Match, coverage
from retrieval.reader.question import Asked
from retrieval.reader.scorer import Floats
from retrieval.reader.spans.candidates import KINDS, Proposal
from retrieval.reader.token_features import ROLE_INDEX, ROLES, TOKEN_WIDTH, token_features
from retrieval.reader.tree import Tree, role_class
from retrieval.types import AnswerType, Mention

_KINDS_OF_QUESTION = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "how many", "how much")
_TYPE_INDEX = {kind: index for index, kind in enumerate(AnswerType)}
_KIND_INDEX = {kind: index for index, kind in enumerate(_KINDS_OF_QUESTION)}
_FAR = 12.0
CANDIDATE_WIDTH = TOKEN_WIDTH + 9 + 1 + 5 + 6 + 4 + KINDS + 3 + 7 + 4
FIT = TOKEN_WIDTH + 9 + 1 + 5 + 6 + 4 + KINDS + 2  # the column that says how well the form fits


def _one_hot(index: int | None, size: int) -> list[float]:
    row = [0.0] * size
    if index is not None:
        row[index] = 1.0
    return row


def question_features(asked: Asked) -> list[float]:
    kind = _KIND_INDEX.get(asked.kind)
    return [
        *_one_hot(kind, len(_KINDS_OF_QUESTION)),
        float(kind is None and asked.kind.startswith("how ")),
        *_one_hot(_TYPE_INDEX[asked.type], len(_TYPE_INDEX)),
        *_one_hot(ROLE_INDEX.get(role_class(asked.role)), len(ROLES)),
        float(bool(asked.focus)),
        float(asked.anchor_is_copula),
        float(len(asked.terms)),
    ]


def describe(
    asked: Asked, tree: Tree, proposals: list[Proposal], stands_for: dict[tuple[int, int], Mention], met: Match
) -> Floats:
    """One row per candidate: what `question_features` gives is not repeated in it."""
    if not proposals:
        return np.zeros((0, CANDIDATE_WIDTH), dtype=np.float32)
    count, rows = len(tree), len(proposals)
    spans = np.array(proposals, dtype=np.intp)
    first, last, head, kind = spans[:, 0], spans[:, 1], spans[:, 2], spans[:, 3]
    matched = met.strength.max(axis=1, initial=0.0)
    out = np.zeros((rows, CANDIDATE_WIDTH), dtype=np.float32)
    at = _fill(out, 0, token_features(asked, tree, met, matched)[head])

    table = np.array([_marks(pos, label) for pos, label in zip(tree.pos, tree.labels, strict=True)], dtype=np.float32)
    running = np.zeros((count + 1, 9), dtype=np.float32)
    running[1:, 0] = matched * table[:, 0]
    running[1:, 1:7] = table
    running[1:, 7] = met.focus
    running[1:, 8] = met.anchor
    running = running.cumsum(axis=0)
    inside = running[last] - running[first]
    length = (last - first).astype(np.float32)
    at = _fill(out, at, inside)
    at = _fill(out, at, inside[:, :1] / np.maximum(inside[:, 1:2], 1.0))
    at = _fill(out, at, inside[:, 2:7] / length[:, None])
    left, right = np.array(tree.left), np.array(tree.right)
    for column in (length, first - left[head], right[head] - last, head - first, last - 1 - head, first / count):
        out[:, at] = column
        at += 1
    opens = [_opening(tree.pos[index], tree.tag[index]) for index in first.tolist()]
    at = _fill(out, at, np.array(opens, dtype=np.float32))
    out[np.arange(rows), at + kind] = 1.0
    at += KINDS
    exact = {(a, b) for a, b, _ in tree.entities}
    within = [0] * (count + 1)
    for a, b, _ in tree.entities:
        within[a:b] = [b] * (b - a)
    own = [
        (
            float((a, b) in exact),
            float(within[a] >= b and (a, b) not in exact),
            fit(asked, tree, (a, b, h, k), stands_for.get((a, b))),
        )
        for a, b, h, k in proposals
    ]
    at = _fill(out, at, np.array(own, dtype=np.float32))
    at = _fill(out, at, _near(tree, met, matched, first, last, head))
    out[:, at : at + 4] = (*coverage(met), count / 30.0)
    return out


def _fill(out: Floats, at: int, block: Floats) -> int:
    width = block.shape[1]
    out[:, at : at + width] = block
    return at + int(width)


def _marks(pos: str, label: str) -> tuple[bool, ...]:
    content = pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    return content, pos == "PROPN", pos == "NUM", pos == "VERB", pos == "PUNCT", bool(label)


def _opening(pos: str, tag: str) -> list[float]:
    return [float(pos == "DET"), float(tag == "PRP$"), float(pos == "ADP"), float(pos in ("SCONJ", "PART"))]


def _near(
    tree: Tree,
    met: Match,
    matched: Floats,
    first: NDArray[np.intp],
    last: NDArray[np.intp],
    head: NDArray[np.intp],
) -> Floats:
    """Distances from the candidate's head to matched words outside of it, in edges of the parse and in words."""
    out = np.full((len(head), 7), _FAR, dtype=np.float32)
    index = np.arange(len(tree))
    covered = (index >= first[:, None]) & (index < last[:, None])
    far = np.minimum(tree.distance[head], _FAR)
    far[covered] = _FAR
    apart = np.minimum(np.abs(index - head[:, None]), 30).astype(np.float32)
    apart[covered] = 30.0
    seen = np.flatnonzero(met.strength.max(axis=0, initial=0.0) > 0)
    out[:, 2:4] = (0.0, 30.0)
    if len(seen):
        nearest = np.stack([far[:, met.strength[:, column] > 0].min(axis=1) for column in seen], axis=1)
        weights = met.weights[seen]
        out[:, 0] = nearest.min(axis=1)
        out[:, 1] = nearest @ weights / weights.sum()
        out[:, 2] = (nearest <= 2) @ weights
        out[:, 3] = apart[:, matched > 0].min(axis=1)
    if met.anchor.any():
        out[:, 4] = far[:, met.anchor > 0].min(axis=1)
    out[:, 6] = 30.0
    if met.focus.any():
        out[:, 5] = far[:, met.focus > 0].min(axis=1)
        out[:, 6] = apart[:, met.focus > 0].min(axis=1)
    return out
