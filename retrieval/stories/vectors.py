"""What an article is about, as numbers: unit vectors of its title's words, its text's words and its names.

A word is told by 31 bits of its CRC-32: the same on every machine, and no text. Weights are (1 + ln tf) · idf, with
the idf that a collection had when the article was looked at (`retrieval.stories.rarity`); a vector holds the heaviest
words alone.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter, mul, neg

import numpy as np
from numpy.typing import NDArray

from retrieval.text.tokens import FUNCTION_WORDS

Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]
LEAD = 6  # sentences that say what a text is about: their words count twice
READ = 60  # sentences of a text that are read
TITLE, BODY, NAMES = 14, 90, 30  # words kept of an article
_KEPT_OF_SUM = (80, 500, 120)  # words kept of a story
_NAME = "\x1f"  # before a name: as a whole it is another word than any of its parts
_HEADER = struct.Struct("<3Hd")  # words of each part, sum of the days


@dataclass(frozen=True, eq=False)
class Part:
    """Words in order of their numbers, each once, with their weights."""

    words: Numbers
    weights: Weights

    @cached_property
    def length(self) -> float:
        return float(np.sqrt(np.dot(self.weights, self.weights)))

    def dot(self, other: "Part") -> float:
        """The sum over shared words of both weights' product."""
        if not len(self.words) or not len(other.words):
            return 0.0
        at = other.words.searchsorted(self.words)
        (shared,) = (other.words.take(at, mode="clip") == self.words).nonzero()
        return float(np.dot(self.weights[shared], other.weights[at[shared]])) if len(shared) else 0.0

    def cosine(self, other: "Part") -> float:
        lengths = self.length * other.length
        return self.dot(other) / lengths if lengths else 0.0


NOTHING = Part(np.empty(0, np.int32), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Vector:
    """An article, or the sum of a story's articles; ``days`` is the sum of their times in days since 1970."""

    title: Part
    body: Part
    names: Part
    days: float

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        return self.title, self.body, self.names


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How often an article has each word: those of its title, of its text, and its names (numbers)."""

    title: Mapping[int, int]
    body: Mapping[int, int]
    names: Mapping[int, int]

    @cached_property
    def words(self) -> frozenset[int]:
        return frozenset().union(self.title, self.body, self.names)


@lru_cache(maxsize=1 << 17)
def number(word: str) -> int:
    return zlib.crc32(word.encode()) & 0x7FFFFFFF


def counts(title: Sequence[str], sentences: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Counts:
    """The words of a title and of a text's sentences (index terms, names), function words left out."""
    told = [*sentences[:READ], *sentences[:LEAD]]
    return Counts(
        title=_numbered(title),
        body=_numbered([term for terms, _ in told for term in terms]),
        names=_numbered([_NAME + name for _, names in told for name in names]),
    )


def _numbered(words: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    for word, times in Counter(words).items():
        if word not in FUNCTION_WORDS:
            key = number(word)
            found[key] = found.get(key, 0) + times
    return found


def vector(of: Counts, idfs: Callable[[Iterable[int]], list[float]], day: float) -> Vector:
    """An article's vector; ``idfs`` says of each word how rare it is.

    A text that has no word of its title is none: it is what a page shows to those who have not paid.
    """
    if of.title and not of.title.keys() & of.body.keys():
        of = Counts(title=of.title, body={}, names={})
    parts = [_unit(held, idfs, most) for held, most in ((of.title, TITLE), (of.body, BODY), (of.names, NAMES))]
    return Vector(title=parts[0], body=parts[1], names=parts[2], days=day)


@lru_cache(maxsize=1024)
def _often(n: int) -> float:
    return 1.0 + float(np.log(n))


def _unit(held: Mapping[int, int], idfs: Callable[[Iterable[int]], list[float]], most: int) -> Part:
    if not held:
        return NOTHING
    often = map(_often, held.values())
    weighed = sorted(zip(map(neg, map(mul, often, idfs(held))), held, strict=True))[:most]
    weighed.sort(key=itemgetter(1))
    weights = np.array([-weight for weight, _ in weighed], np.float32)
    length = float(np.sqrt(np.dot(weights, weights)))
    return Part(np.array([word for _, word in weighed], np.int32), weights / length if length else weights)


def total(vectors: Iterable[Vector]) -> Vector:
    """The sum of vectors; of each part the heaviest words."""
    held = list(vectors)
    parts = [_sum([v.parts[at] for v in held], most) for at, most in enumerate(_KEPT_OF_SUM)]
    return Vector(title=parts[0], body=parts[1], names=parts[2], days=sum(v.days for v in held))


def _sum(parts: Sequence[Part], most: int) -> Part:
    words, at = np.unique(np.concatenate([NOTHING.words, *(part.words for part in parts)]), return_inverse=True)
    weights = np.zeros(len(words), np.float32)
    np.add.at(weights, at, np.concatenate([NOTHING.weights, *(part.weights for part in parts)]))
    if len(words) > most:
        heaviest = np.sort(np.lexsort((words, -weights))[:most])
        words, weights = words[heaviest], weights[heaviest]
    return Part(words, weights)


def telling(of: Vector, most: int) -> dict[int, float]:
    """The words by which an article is found, heaviest first: of title, text and names together."""
    both: dict[int, float] = {}
    for part in of.parts:
        for word, weight in zip(part.words.tolist(), part.weights.tolist(), strict=True):
            both[word] = both.get(word, 0.0) + weight
    heaviest = sorted(zip(map(neg, both.values()), both, strict=True))[:most]
    return {word: -weight for weight, word in heaviest}


def packed(of: Vector) -> bytes:
    """The vector as bytes, little-endian."""
    header = _HEADER.pack(*(len(part.words) for part in of.parts), of.days)
    return header + b"".join(
        part.words.astype("<i4").tobytes() + part.weights.astype("<f4").tobytes() for part in of.parts
    )


def unpacked(held: bytes) -> Vector:
    """What `packed` made bytes of."""
    *sizes, days = _HEADER.unpack_from(held)
    parts, at = [], _HEADER.size
    for size in sizes:
        words = np.frombuffer(held, "<i4", size, at)
        weights = np.frombuffer(held, "<f4", size, at + 4 * size)
        parts.append(Part(words, weights))
        at += 8 * size
    return Vector(title=parts[0], body=parts[1], names=parts[2], days=days)
