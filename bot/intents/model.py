"""The question-type model, linear over a bag of features and a few vectors in context, read from package data."""

import hashlib
import io
import json
import lzma
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import resources

import numpy as np
import numpy.typing as npt

from bot.intents.encoder import Encoder
from bot.intents.features import Seen, see
from retrieval.errors import StorageError
from retrieval.reader.network import Unusable, opened

TEMPERATURE = 1.4  # of the scores; fitted on cross-validated ones
SURE = 1.2  # in scores of the bag; 69 of 100 questions are, and 98.8 of 100 such are right


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
    """Weights for each feature of the bag and each number of the vector: coarse types' columns, then fine types'."""

    rows: dict[str, int]
    weights: npt.NDArray[np.int8]
    scale: float
    dense: npt.NDArray[np.float32]  # the last row is added as it is
    coarse: tuple[str, ...]
    fine: tuple[str, ...]

    def of_bag(self, bag: frozenset[str]) -> npt.NDArray[np.float64]:
        """The scores of all types by the bag alone."""
        rows = sorted(self.rows[name] for name in bag if name in self.rows)
        return np.asarray(self.weights[rows].sum(axis=0, dtype=np.int64) * self.scale, np.float64)

    def of_vector(self, vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """What the vector adds to them."""
        return np.asarray(vector @ self.dense[:-1] + self.dense[-1], np.float64)

    def sure(self, scores: npt.NDArray[np.float64]) -> bool:
        """Whether the bag leaves no doubt: the best coarse type is well ahead of the next."""
        ranked = np.sort(scores[: len(self.coarse)])
        return bool(ranked[-1] - ranked[-2] > SURE)

    def choose(self, scores: npt.NDArray[np.float64]) -> Guess:
        """The best fine type within the best coarse type; the confidence is the coarse type's."""
        split = len(self.coarse)
        best = int(np.argmax(scores[:split]))
        inside = [i for i, fine in enumerate(self.fine) if fine.startswith(self.coarse[best])]
        fine = max(inside, key=lambda i: (scores[split + i], -i))
        odds = np.exp((scores[:split] - scores[best]) * TEMPERATURE)
        return Guess(fine=self.fine[fine], confidence=float(1 / odds.sum()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A model and the encoder it was trained with, which is opened and asked only where the bag leaves a doubt.

    None when the reader's transformer cannot be used: then the bag decides alone.
    """

    model: Model
    encoder: Callable[[], Encoder | None]

    def guess(self, question: str) -> Guess:
        """The type of a question that is in wh-form."""
        seen = see(question)
        scores = self.model.of_bag(seen.bag)
        if not self.model.sure(scores) and (encoder := self.encoder()) is not None:
            scores = scores + self.model.of_vector(vectors([seen], encoder)[0])
        return self.model.choose(scores)


def vectors(seen: Sequence[Seen], encoder: Encoder) -> npt.NDArray[np.float32]:
    """The dense part of what the model sees, a row for each question."""
    return encoder.around([(each.written, each.places) for each in seen])


def card() -> dict[str, object]:
    """What the weights were trained on, by fingerprint, and their own sha256."""
    found = json.loads(resources.files("bot.intents").joinpath("model.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@lru_cache(maxsize=1)
def load() -> Judge:
    """The shipped model and encoder. Raises StorageError when a file is not the one its card names."""
    raw = resources.files("bot.intents").joinpath("model.npz.xz").read_bytes()
    described = card()
    if hashlib.sha256(raw).hexdigest() != described["sha256"]:
        raise StorageError("bot/intents/model.npz.xz", "its sha256 is not the one in model.json", "install again")
    with np.load(io.BytesIO(lzma.decompress(raw)), allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode().split("\n")
        model = Model(
            rows={name: row for row, name in enumerate(names)},
            weights=arrays["weights"],
            scale=float(arrays["scale"]),
            dense=np.asarray(arrays["dense"], np.float32),
            coarse=tuple(arrays["coarse"].tobytes().decode().split()),
            fine=tuple(arrays["fine"].tobytes().decode().split()),
        )
    return Judge(model=model, encoder=partial(load_encoder, str(described["encoder_sha256"])))


@lru_cache(maxsize=1)
def load_encoder(sha256: str) -> Encoder | None:
    """The reader's transformer; None when it cannot be used. Raises StorageError when it is another one."""
    try:
        network = opened()
    except Unusable:  # the reader says so
        return None
    if network.sha256 != sha256:
        raise StorageError("bot/intents/model.json", "it was trained with another transformer", "install again")
    return Encoder(network=network)
