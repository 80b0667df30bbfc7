"""The question-type model: a linear model over named features, read from package data once."""

import hashlib
import io
import json
import lzma
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from bot.intents.features import features
from retrieval.errors import StorageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A fine type, and how likely it is to be right."""

    fine: str
    confidence: float

    @property
    def coarse(self) -> str:
        return self.fine.partition(":")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One row of weights for each feature: the coarse types' columns first, then the fine types'."""

    rows: dict[str, int]
    weights: npt.NDArray[np.int8]
    scale: float
    coarse: tuple[str, ...]
    fine: tuple[str, ...]
    temperature: float

    def guess(self, question: str) -> Guess:
        """The type of a question that is in wh-form."""
        return self.judge(features(question))

    def judge(self, bag: frozenset[str]) -> Guess:
        """The best fine type within the best coarse type; the confidence is the coarse type's."""
        rows = sorted(self.rows[name] for name in bag if name in self.rows)
        totals = self.weights[rows].sum(axis=0, dtype=np.int64) * self.scale
        split = len(self.coarse)
        best = int(np.argmax(totals[:split]))
        inside = [i for i, fine in enumerate(self.fine) if fine.startswith(self.coarse[best])]
        fine = max(inside, key=lambda i: (totals[split + i], -i))
        odds = np.exp((totals[:split] - totals[best]) * self.temperature)
        return Guess(fine=self.fine[fine], confidence=float(1 / odds.sum()))


def card() -> dict[str, object]:
    """What the weights were trained on, by fingerprint, and their own sha256."""
    found = json.loads(resources.files("bot.intents").joinpath("model.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=1)
def load() -> Model:
    """The shipped model. Raises StorageError when the file is not the one its card names."""
    raw = resources.files("bot.intents").joinpath("model.npz.xz").read_bytes()
    described = card()
    if hashlib.sha256(raw).hexdigest() != described["sha256"]:
        raise StorageError("bot/intents/model.npz.xz", "its sha256 is not the one in model.json", "install again")
    with np.load(io.BytesIO(lzma.decompress(raw)), allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        return Model(
            rows={name: row for row, name in enumerate(names)},
            weights=arrays["weights"],
            scale=float(arrays["scale"]),
            coarse=tuple(arrays["coarse"].tobytes().decode().split()),
            fine=tuple(arrays["fine"].tobytes().decode().split()),
            temperature=float(arrays["temperature"]),
        )
