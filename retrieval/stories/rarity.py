"""How rare a word is in a collection: its own articles looked at so far, on top of what is common in any news.

idf(w) = ln((N + K) / (n + K · share + 1)): N articles looked at in the collection, n of them with the word, and the
share of articles of any news that have it (``common.npz``: numbers only). So a collection of ten articles knows that
"said" tells nothing, and one of ten thousand goes by its own. N and n count every article up to the one in hand, in
the order of looking: the same articles in the same order give the same vectors.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np

_TRUST = 800.0  # K: articles that what is common in any news counts for


@dataclass(slots=True, kw_only=True)
class Rarity:
    """One collection's counts, those of a batch added as it goes."""

    articles: int
    of_word: Counter[int] = field(default_factory=Counter)

    def add(self, words: frozenset[int]) -> None:
        """An article that has these words was looked at."""
        self.articles += 1
        self.of_word.update(words)

    def idfs(self, words: Iterable[int]) -> list[float]:
        """Of each word, as many as they are."""
        log, here, anywhere, all_of_them = math.log, self.of_word.get, common().get, self.articles + _TRUST
        found = [log(all_of_them / (here(word, 0) + _TRUST * anywhere(word, 0.0) + 1.0)) for word in words]
        return [idf if idf > 0.0 else 0.0 for idf in found]


@cache
def common() -> Mapping[int, float]:
    """The share of articles that have a word, for the words most of them have."""
    with files("retrieval.stories").joinpath("common.npz").open("rb") as file, np.load(file) as held:
        return dict(zip(held["words"].tolist(), held["shares"].astype(float).tolist(), strict=True))
