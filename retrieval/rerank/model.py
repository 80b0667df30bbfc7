"""The learnt weights of the reranker: read from package data, their checksum verified, applied with numpy alone."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import StorageError

Floats = NDArray[np.float64]

WEIGHTS = "weights.json"
CHECKSUM = "weights.sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Relevance = weights . (features - mean) / deviation; the softmax over one query's hits is the share of belief."""

    names: tuple[str, ...]
    mean: Floats
    deviation: Floats
    weights: Floats

    def relevance(self, features: Mapping[str, Floats]) -> Floats:
        """One number a hit. Raises KeyError when a feature the model was trained on was not described."""
        chosen = np.column_stack([features[name] for name in self.names])
        return np.asarray(((chosen - self.mean) / self.deviation) @ self.weights, dtype=np.float64)


def parse(raw: bytes, checksum: str) -> dict[str, Linear]:
    """The models by the kind of hits they judge: "news" (articles with dates), "loose" (sentences alone).

    Raises StorageError when ``raw`` is not what ``checksum`` (hexadecimal sha256) was made of.
    """
    if hashlib.sha256(raw).hexdigest() != checksum.strip():
        raise StorageError(WEIGHTS, "the reranker's weights are damaged", "install the package again")
    return {kind: linear_from(model) for kind, model in json.loads(raw).items()}


def linear_from(model: Mapping[str, Any]) -> Linear:
    """A model from its JSON form."""
    return Linear(
        names=tuple(model["names"]),
        mean=np.array(model["mean"]),
        deviation=np.array(model["deviation"]),
        weights=np.array(model["weights"]),
    )


def load() -> dict[str, Linear]:
    """The packaged models."""
    folder = resources.files("retrieval.rerank")
    try:
        raw = folder.joinpath(WEIGHTS).read_bytes()
        checksum = folder.joinpath(CHECKSUM).read_text()
    except OSError as cause:
        raise StorageError(WEIGHTS, f"cannot be read ({cause})", "install the package again") from cause
    return parse(raw, checksum)
