"""Made-up sentences for timing: 10 to 40 words drawn from 200,000 by a Zipf-Mandelbrot law, 25 to an article."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from retrieval.types import sentence_id

VOCABULARY = 200_000
EXPONENT, SHIFT = 1.07, 2.7  # of the Zipf-Mandelbrot law
PER_ARTICLE = 25
COLLECTION = "synthetic"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Words as numbers, most common first; sentence i is ``words[bounds[i]:bounds[i + 1]]``."""

    words: np.ndarray
    bounds: np.ndarray
    titles: np.ndarray  # 8 words for each article

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def sentence(self, i: int) -> list[str]:
        return [NAMES[w] for w in self.words[self.bounds[i] : self.bounds[i + 1]]]


NAMES = [sys.intern(f"w{i}") for i in range(VOCABULARY)]


def corpus(sentences: int, seed: int) -> Corpus:
    rng = np.random.default_rng(seed)
    law = np.cumsum(1 / (np.arange(VOCABULARY) + SHIFT) ** EXPONENT)

    def draw(count: int) -> np.ndarray:
        return np.asarray(np.searchsorted(law, rng.random(count) * law[-1]), dtype=np.int32)

    bounds = np.concatenate([[0], np.cumsum(rng.integers(10, 41, sentences))])
    articles = -(-sentences // PER_ARTICLE)
    return Corpus(words=draw(int(bounds[-1])), bounds=bounds, titles=draw(articles * 8).reshape(articles, 8))


def name(i: int) -> str:
    return sentence_id(COLLECTION, f"a{i // PER_ARTICLE}", 1, i % PER_ARTICLE)


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of milliseconds."""
    return {"p50_ms": round(float(np.percentile(times, 50)), 3), "p95_ms": round(float(np.percentile(times, 95)), 3)}
