"""Made-up sentences for timing: 10 to 40 words drawn from 200,000 by a Zipf-Mandelbrot law, 25 to an article."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from benchmarks.corpus import tell
from retrieval.types import IndexedArticle, IndexedSentence, IndexedVersion, LogEntry, sentence_id

VOCABULARY = 200_000
EXPONENT, SHIFT = 1.07, 2.7  # of the Zipf-Mandelbrot law
PER_ARTICLE = 25
COMMON = 100  # the most common words stand for function words
WORDS_ASKED = 5
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


def entries(made: Corpus) -> Iterator[LogEntry]:
    """The corpus as an index is given it."""
    for number, title in enumerate(made.titles):
        if number % 4000 == 0:
            tell(f"indexing: {number * PER_ARTICLE:,} of {len(made):,} sentences")
        held = range(number * PER_ARTICLE, min((number + 1) * PER_ARTICLE, len(made)))
        sentences = tuple(IndexedSentence(sentence_id=name(i), tokens=tuple(made.sentence(i))) for i in held)
        article = IndexedArticle(
            key=f"a{number}",
            collection=COLLECTION,
            source=None,
            published_at=None,
            title_tokens=tuple(NAMES[w] for w in title),
            versions=(IndexedVersion(version=1, valid_from=None, valid_to=None, sentences=sentences),),
        )
        yield LogEntry(seq=number + 1, collection=COLLECTION, key=article.key, article=article)


def questions(made: Corpus, count: int, seed: int) -> list[tuple[str, ...]]:
    """Words of one sentence each, none of them among the most common."""
    rng = np.random.default_rng(seed + 1)
    asked: list[tuple[str, ...]] = []
    while len(asked) < count:
        words = list(dict.fromkeys(w for w in made.sentence(int(rng.integers(len(made)))) if int(w[1:]) >= COMMON))
        if len(words) >= WORDS_ASKED:
            chosen = sorted(rng.choice(len(words), WORDS_ASKED, replace=False))
            asked.append(tuple(words[i] for i in chosen))
    return asked
