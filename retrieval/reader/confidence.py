"""How far to trust a reading: what of the question the evidence holds, how sure the scorer is, who else says so."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.reader.match import coverage
from retrieval.reader.mentioned import Looked, held, vocabulary, words_of
from retrieval.reader.question import Asked
from retrieval.types import AnswerType, CollectionStats, Hit, Mention, Span

Floats = NDArray[np.float32]
Stats = Callable[[Sequence[str], Sequence[str]], CollectionStats]  # of (terms, collections): `SentenceIndex.stats`

THRESHOLD = 0.17  # below it the bot declines; see docs/reader.md

FEATURES = (
    "margin", "lead", "behind best", "fit",
    "here", "around", "names here", "names around", "verbs here", "anchor", "focus", "missing weight",
    "names not here", "names not around", "length",
    "behind fullest", "names absent", "score", "article score", "behind most relevant", "rank",
    "agreement", "terms", "mention", "no span", "no question", "clause", "quantity", "definition", "thing",
    "belief",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A span somebody has to judge. ``scene`` counts the laid-out hits; ``lead`` is the margin over its rival."""

    hit: Hit
    scene: int
    value: str | None
    span: Span | None
    mention: Mention | None
    margin: float
    lead: float
    fit: float


def evidence(asked: Asked, hits: Sequence[Hit], looked: Sequence[Looked], chosen: Sequence[Chosen]) -> Floats:
    """One row per chosen span."""
    of_scene = [_of_scene(asked, looked, at) for at in range(len(looked))]
    best_margin: dict[int, float] = {}
    for pick in chosen:
        best_margin[pick.scene] = max(best_margin.get(pick.scene, -99.0), pick.margin)
    absent = _absent(asked, looked)
    top_score = max((hit.score for hit in hits), default=0.0) or 1.0
    top_article = max((hit.article_score for hit in hits), default=0.0) or 1.0
    top_relevance = max((hit.relevance for hit in hits), default=0.0)
    belief = sum(math.exp(hit.relevance - top_relevance) for hit in hits) or 1.0
    voices = [frozenset(_plain(pick.value).split()) for pick in chosen]
    overall = max((row[0] for row in of_scene), default=0.0)
    best = max(best_margin.values(), default=0.0)
    rows = []
    for pick, voice in zip(chosen, voices, strict=True):
        hit = pick.hit
        agreeing = {
            other.scene
            for other, said in zip(chosen, voices, strict=True)
            if other.scene != pick.scene
            and voice
            and (voice <= said or said <= voice)
            and other.margin >= best_margin[other.scene] - 0.5
        }
        kind = asked.type
        rows.append(
            [
                pick.margin,
                min(pick.lead, 5.0),
                pick.margin - best,
                pick.fit,
                *of_scene[pick.scene],
                of_scene[pick.scene][0] - overall,
                absent,
                hit.score / top_score,
                hit.article_score / top_article,
                hit.relevance - top_relevance,
                1.0 / hit.rank,
                math.log1p(len(agreeing)),
                min(len(asked.terms), 12) / 12,
                float(pick.mention is not None),
                float(pick.span is None),
                float(asked.kind == "none"),
                float(kind in (AnswerType.REASON, AnswerType.MANNER, AnswerType.STATEMENT)),
                float(kind in (AnswerType.TIME, AnswerType.DURATION, AnswerType.AMOUNT)),
                float(kind is AnswerType.DEFINITION),
                float(kind is AnswerType.THING),
                math.exp(hit.relevance - top_relevance) / belief,
            ]
        )
    return np.array(rows, dtype=np.float32)


def _of_scene(asked: Asked, looked: Sequence[Looked], at: int) -> list[float]:
    """Shares of the question in the sentence; with the title and the article's other hits; of its names in each."""
    hit, tree, met = looked[at]
    here = met.strength.max(axis=0, initial=0.0)
    around = here.copy()
    article = (hit.sentence.article.collection, hit.sentence.article.key)
    titled = vocabulary(hit.sentence.article.title)
    for column, term in enumerate(asked.terms):
        if not term.keys.isdisjoint(titled):
            around[column] = max(around[column], 1.0)
    for other, _, theirs in looked:
        if (other.sentence.article.collection, other.sentence.article.key) == article:
            around = np.maximum(around, theirs.strength.max(axis=0, initial=0.0))
    weights = met.weights
    total = float(weights.sum()) or 1.0
    names = np.array([term.name for term in asked.terms], dtype=bool)
    verbs = np.array([term.verb for term in asked.terms], dtype=bool)
    share, anchor, focus = coverage(met)
    words = frozenset(key for each in tree.keys for key in each)
    return [
        share,
        float((around * weights).sum()) / total,
        _share(here, weights, names),
        _share(around, weights, names),
        _share(here, weights, verbs),
        anchor if not asked.anchor_is_copula else 1.0,
        focus if asked.focus else 1.0,
        float(((1.0 - around) * weights).sum()),
        float(sum(not held(name, words) for name in asked.names)),
        float(sum(not held(name, words | titled) for name in asked.names)),
        min(len(tree), 60) / 60,
    ]


def _share(found: Floats, weights: Floats, which: NDArray[np.bool_]) -> float:
    total = float(weights[which].sum())
    return float((found[which] * weights[which]).sum()) / total if total else 1.0


def _absent(asked: Asked, looked: Sequence[Looked]) -> float:
    """How many names of the question no hit mentions, in its sentence or its title."""
    words = frozenset().union(*map(words_of, looked))
    return float(sum(not held(name, words) for name in asked.names))


def _plain(value: str | None) -> str:
    return " ".join(word for word in re.findall(r"\w+", (value or "").lower()) if word not in ("the", "a", "an"))
