"""How far to trust a reading: what of the question the evidence holds, how sure the scorer is, who else says so."""

import calendar
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.language.capitals import capital_of
from retrieval.language.countries import country_of
from retrieval.reader.kinds import misfit
from retrieval.reader.match import coverage
from retrieval.reader.mentioned import Looked, held, spelt_out, vocabulary, words_of
from retrieval.reader.owners import of_another_country
from retrieval.reader.question import Asked
from retrieval.reader.related import of_another_deed, whom_it_names
from retrieval.reader.tree import Tree
from retrieval.reader.unfit import names_nothing, says_otherwise, somebody_elses
from retrieval.reader.words import keys
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, CollectionStats, Hit, Mention, Query, Span

Floats = NDArray[np.float32]
Stats = Callable[[Sequence[str], Sequence[str]], CollectionStats]  # of (terms, collections): `SentenceIndex.stats`

THRESHOLD = 0.17  # below it the bot declines; see docs/reader.md
UNKNOWN, ABSENT, ELSEWHERE = 0.02, 0.1, 0.5
# What belongs to a union or state of initials is called so: "the European Commission".
_ALSO = {"eu": "european", "uk": "british", "us": "american", "uae": "emirati"}
_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name[1:], *calendar.day_name))

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


def vetoes(asked: Asked, looked: Sequence[Looked], chosen: Sequence[Chosen], unknown: bool) -> Floats:
    """A factor on the trust in each chosen span: rules that no score outweighs.

    A name that the whole record lacks (``unknown``), or one that acts in the question, or whose the thing is, and
    that no hit mentions: the record says nothing about it. The same near the span: somebody else did it. Initials are
    mentioned where what they stand for is, and the other way round. And what names nothing, is of another kind than is
    asked for, or tells of somebody else or of another deed.
    """
    out = np.ones(len(chosen), dtype=np.float32)
    if unknown:
        return out * UNKNOWN
    words = [words_of(each) | spelt_out(each[0]) for each in looked]
    articles = [each[0].sentence.article.key for each in looked]
    anywhere = frozenset().union(*words)
    trees = [each[1] for each in looked]
    for at, pick in enumerate(chosen):
        article = articles[pick.scene]
        tree = looked[pick.scene][1]
        inside = tree.inside(pick.span.start, pick.span.end) if pick.span is not None and pick.mention is None else ()
        if inside and (names_nothing(asked, tree, inside) or misfit(asked, tree, inside)):
            out[at] = UNKNOWN
        elif (
            whom_it_names(asked, pick.value or "")
            or of_another_country(asked, tree)
            or (inside and _elsewhere(asked, trees, tree, inside))
        ):
            out[at] = ELSEWHERE
        around = frozenset().union(*(w for w, key in zip(words, articles, strict=True) if key == article))
        for name in asked.essential:
            if not _named(asked, name, anywhere):
                out[at] = min(float(out[at]), ABSENT)
            elif not _named(asked, name, around):
                out[at] = min(float(out[at]), ELSEWHERE)
    return out


def _elsewhere(asked: Asked, trees: Sequence[Tree], tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span tells of something or somebody else."""
    return (
        says_otherwise(asked, tree, inside)
        or somebody_elses(asked, trees, tree, inside)
        or of_another_deed(asked, tree, inside)
    )


def unknown_names(asked: Asked, query: Query, looked: Sequence[Looked], stats: Stats) -> bool:
    """Whether the question has a name of which no live sentence of the collections has a word.

    Nor do the sentences that were looked at say what its initials stand for, or its own initials.
    """
    spelt = frozenset().union(*(spelt_out(hit) for hit, *_ in looked))
    words = frozenset().union(*map(words_of, looked))
    for term in asked.terms:
        parts = content_terms(term.word) if term.name and term.word not in _CALENDAR else ()
        absent = parts and not any(stats(parts, query.collections).document_frequency.values())
        other = _ALSO.get(term.word)
        if other is not None and not keys(other, other).isdisjoint(words):
            continue
        if parts and _of_country(term.word, looked):
            continue
        if absent and term.keys.isdisjoint(spelt) and not _by_initials(asked, term.keys, words):
            return True
    return False


def _of_country(word: str, looked: Sequence[Looked]) -> bool:
    """Whether a word is of a country that a hit names otherwise: "Ghanaians" of Ghana, or Havana of Cuba."""
    country = country_of(word) or country_of(word.removesuffix("s")) or capital_of(word)
    if country is None:
        return False
    said = [f"{hit.sentence.text} {hit.sentence.article.title}" for hit, *_ in looked]
    return any(
        country in text or any(country_of(each) == country for each in re.findall(r"\w+", text)) for text in said
    )


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


def _named(asked: Asked, name: frozenset[str], words: frozenset[str]) -> bool:
    return held((name,), words) or _by_initials(asked, name, words)


def _by_initials(asked: Asked, name: frozenset[str], words: frozenset[str]) -> bool:
    """Whether the words have initials that the question spells out with this name."""
    return any(not letters.isdisjoint(words) and not name.isdisjoint(spelling) for letters, spelling in asked.spelt)


def _plain(value: str | None) -> str:
    return " ".join(word for word in re.findall(r"\w+", (value or "").lower()) if word not in ("the", "a", "an"))
