"""Word vectors that tell how near two index terms are in meaning; packaged, and read with numpy alone.

Distilled from MiniLM by `benchmarks/training/vectors.py`. A term that is not among them is near to itself only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import StorageError

FILE = "vectors.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """``rows`` has one row of whole numbers for each term of ``place``, and a last one of zeros for all others.

    ``shrink`` makes them unit vectors, one factor a row.
    """

    place: Mapping[str, int]
    rows: NDArray[np.int8]
    shrink: Floats

    def of(self, terms: Sequence[str]) -> Floats:
        """Unit vectors, one row a term; zeros for a term without one."""
        at = [self.place.get(term, -1) for term in terms]
        return np.asarray(self.rows[at] * self.shrink[at], dtype=np.float32)


def vectors_of(terms: Sequence[str], rows: NDArray[np.int8]) -> Vectors:
    """One row a term. Raises ValueError when there are more or fewer."""
    if len(terms) != len(rows):
        raise ValueError(f"{len(terms)} terms, {len(rows)} vectors")
    whole = np.concatenate([rows, np.zeros((1, rows.shape[1]), np.int8)])
    lengths = np.linalg.norm(whole.astype(np.float32), axis=1, keepdims=True)
    shrink = (1.0 / np.maximum(lengths, 1.0)).astype(np.float32)
    return Vectors(place={term: at for at, term in enumerate(terms)}, rows=whole, shrink=shrink)


def parse(raw: bytes) -> Vectors:
    """The vectors of a packaged file. Raises ValueError or KeyError when it is damaged."""
    with np.load(BytesIO(raw)) as held:
        return vectors_of(held["terms"].tobytes().decode().split("\n"), held["vectors"])


@cache
def load_vectors() -> Vectors:
    """The packaged vectors. Raises StorageError when they cannot be used."""
    try:
        return parse(resources.files("retrieval.rerank").joinpath(FILE).read_bytes())
    except (OSError, ValueError, KeyError) as cause:
        raise StorageError(FILE, f"cannot be read ({cause})", "install the package again") from cause
