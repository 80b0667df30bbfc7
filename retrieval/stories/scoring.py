"""Whether an article goes on with a story: one linear score of how alike they are and how near in time.

The features are Priberam's (Miranda et al., EMNLP 2018): cosines by part, a Gaussian of the days to a story's newest,
oldest and mean article, and its size. Weights and threshold: ``benchmarks/training/stories.py``.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from retrieval.stories.vectors import Vector

_SIGMA = 3.0  # days
FEATURES = ("title", "body", "names", "title in body", "body in title", "newest", "oldest", "mean", "size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A story as it is held against an article; days since 1970."""

    vector: Vector
    articles: int
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    weights: tuple[float, ...]
    bias: float
    threshold: float  # of the score, from which on an article joins

    def score(self, article: Vector, story: Known) -> float:
        weighed: float = sum(map(mul, self.weights, features(article, story)))
        return self.bias + weighed


def features(article: Vector, story: Known) -> tuple[float, ...]:
    """The numbers of `FEATURES`."""
    held, day = story.vector, article.days
    return (
        article.title.cosine(held.title),
        article.body.cosine(held.body),
        article.names.cosine(held.names),
        article.title.cosine(held.body),
        article.body.cosine(held.title),
        _near(day, story.last),
        _near(day, story.first),
        _near(day, held.days / story.articles),
        math.log(story.articles),
    )


def _near(day: float, other: float) -> float:
    return math.exp(-((day - other) ** 2) / (2 * _SIGMA**2))


@cache
def model() -> Model:
    """The one that ships."""
    held = json.loads(files("retrieval.stories").joinpath("weights.json").read_text())
    return Model(
        weights=tuple(held["weights"][name] for name in FEATURES), bias=held["bias"], threshold=held["threshold"]
    )
