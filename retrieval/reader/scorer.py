"""The learnt part of the reader: boosted trees read from a small file, run with numpy."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Trees side by side, nodes padded: a node with ``feature`` -1 is a leaf and points to itself."""

    feature: NDArray[np.int16]  # trees x nodes
    threshold: Floats
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Floats
    depth: int

    def margin(self, rows: Floats, first: int = 0, last: int | None = None) -> Floats:
        """The sum of the trees ``first`` to ``last`` for each row: a log-odds when it is all of them."""
        part = slice(first, last)
        trees, nodes = self.feature[part].shape
        feature = np.maximum(self.feature[part], 0).ravel()
        threshold, left, right = (side[part].ravel() for side in (self.threshold, self.left, self.right))
        base = (np.arange(trees) * nodes)[None, :]
        at = np.zeros((len(rows), trees), dtype=np.intp) + base
        flat, row = np.ascontiguousarray(rows).ravel(), (np.arange(len(rows)) * rows.shape[1])[:, None]
        for _ in range(self.depth):
            below = flat[row + feature[at]] <= threshold[at]
            at = base + np.where(below, left[at], right[at])
        return np.asarray(self.value[part].ravel()[at].sum(axis=1), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A logistic model of standardised features."""

    mean: Floats
    scale: Floats
    weight: Floats
    bias: float

    def probability(self, rows: Floats) -> Floats:
        margin = ((rows - self.mean) / self.scale) @ self.weight + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-margin)), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Everything the reader learnt: which span answers, and how far to trust it."""

    spans: Forest
    trust: Logistic


def load_weights(path: Path) -> Weights:
    with np.load(path, allow_pickle=False) as stored:
        forest = Forest(
            feature=stored["feature"],
            threshold=stored["threshold"],
            left=stored["left"],
            right=stored["right"],
            value=stored["value"],
            depth=int(stored["depth"]),
        )
        trust = Logistic(
            mean=stored["mean"], scale=stored["scale"], weight=stored["weight"], bias=float(stored["bias"])
        )
    return Weights(spans=forest, trust=trust)


def save_weights(path: Path, weights: Weights) -> None:
    forest, trust = weights.spans, weights.trust
    np.savez_compressed(
        path,
        allow_pickle=False,
        feature=forest.feature,
        threshold=forest.threshold,
        left=forest.left,
        right=forest.right,
        value=forest.value,
        depth=forest.depth,
        mean=trust.mean,
        scale=trust.scale,
        weight=trust.weight,
        bias=trust.bias,
    )


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that come with the package; see ``docs/reader.md`` for what they were trained on."""
    return load_weights(Path(str(files("retrieval.reader") / "weights.npz")))
