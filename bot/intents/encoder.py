"""Words in context as vectors: the first layers of MiniLM (all-MiniLM-L6-v2, Apache-2.0), run with numpy alone."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from bot.intents.wordpiece import pieces
from retrieval.errors import StorageError

Array = npt.NDArray[np.float32]
HEADS = 12
LONGEST = 64  # pieces that are read
TOGETHER = 32  # texts
PARTS = ("query", "key", "value", "attended", "wide", "narrow")
NORMS = ("embedded", "attended", "narrow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    weight: Array  # (in, out)
    bias: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    weight: Array
    bias: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    linear: dict[str, Linear]  # by PARTS
    norm: dict[str, Norm]  # by NORMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Embeddings stay bytes (a row is scaled when it is looked up); layers are floats."""

    vocabulary: dict[str, int]
    embeddings: npt.NDArray[np.int8]
    scales: Array
    positions: Array
    norm: Norm
    layers: tuple[Layer, ...]

    @property
    def width(self) -> int:
        return int(self.embeddings.shape[1])

    def vectors(self, ids: npt.NDArray[np.int64]) -> Array:
        """(texts, pieces) -> (texts, pieces, width); texts of one length, of at most LONGEST pieces."""
        x = self.embeddings[ids] * self.scales[ids][..., None] + self.positions[: ids.shape[1]]
        x = _normalised(x, self.norm)
        for layer in self.layers:
            x = _normalised(x + _attended(x, layer), layer.norm["attended"])
            wide = _gelu(_applied(x, layer.linear["wide"]))
            x = _normalised(x + _applied(wide, layer.linear["narrow"]), layer.norm["narrow"])
        return x

    def around(self, texts: Sequence[tuple[Sequence[str], Sequence[int | None]]]) -> Array:
        """A row for each text (its words, and places of some): the mean vector, then each placed word's, end to end.

        A place that is None has the start mark's vector. Texts of one length are read together.
        """
        cut = [pieces(written, self.vocabulary) for written, _ in texts]
        lengths: dict[int, list[int]] = {}
        for i, (ids, _) in enumerate(cut):
            lengths.setdefault(min(len(ids), LONGEST), []).append(i)
        rows: dict[int, Array] = {}
        for length, members in lengths.items():
            for start in range(0, len(members), TOGETHER):
                some = members[start : start + TOGETHER]
                read = self.vectors(np.array([cut[i][0][:length] for i in some], np.int64))
                for i, x in zip(some, read, strict=True):
                    at = [0 if place is None else min(cut[i][1][place], length - 1) for place in texts[i][1]]
                    rows[i] = np.concatenate([x.mean(axis=0), *(x[place] for place in at)])
        return np.stack([rows[i] for i in range(len(texts))])


def _applied(x: Array, linear: Linear) -> Array:
    return x @ linear.weight + linear.bias


def _normalised(x: Array, norm: Norm) -> Array:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    return np.asarray(centred / spread * norm.weight + norm.bias, np.float32)


def _attended(x: Array, layer: Layer) -> Array:
    texts, count, width = x.shape
    query, key, value = (
        _applied(x, layer.linear[part]).reshape(texts, count, HEADS, width // HEADS).transpose(0, 2, 1, 3)
        for part in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32((width / HEADS) ** 0.5)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return _applied((weights @ value).transpose(0, 2, 1, 3).reshape(texts, count, width), layer.linear["attended"])


def _gelu(x: Array) -> Array:
    """x times the normal distribution at x; the error function as in Abramowitz and Stegun 7.1.26."""
    z = np.abs(x) * np.float32(0.5**0.5)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - tail * np.exp(-z * z))
    return np.asarray(x * 0.5 * (1 + erf), np.float32)


@lru_cache(maxsize=1)
def load_encoder(sha256: str) -> Encoder:
    """The shipped encoder. Raises StorageError when the file is not the one with that sha256."""
    raw = resources.files("bot.intents").joinpath("encoder.npz").read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise StorageError("bot/intents/encoder.npz", "its sha256 is not the one in model.json", "install again")
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:

        def real(name: str) -> Array:
            return np.asarray(arrays[name], np.float32)

        def linear(name: str) -> Linear:
            scaled = real(name + ".weight") * real(name + ".scale")[:, None]
            return Linear(weight=np.ascontiguousarray(scaled.T), bias=real(name + ".bias"))

        def norm(name: str) -> Norm:
            return Norm(weight=real(name + ".norm"), bias=real(name + ".norm_bias"))

        return Encoder(
            vocabulary={piece: i for i, piece in enumerate(arrays["vocabulary"].tobytes().decode().split("\n"))},
            embeddings=arrays["embeddings"],
            scales=real("scales"),
            positions=real("positions"),
            norm=norm("embedded"),
            layers=tuple(
                Layer(
                    linear={part: linear(f"{depth}.{part}") for part in PARTS},
                    norm={part: norm(f"{depth}.{part}") for part in NORMS if part != "embedded"},
                )
                for depth in range(int(arrays["layers"]))
            ),
        )
