"""Numbers that describe how well each hit may answer a query, one row a hit, for the learnt reranker.

No feature keys on a source, an article or an id.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.rerank.agreement import votes, within_articles
from retrieval.rerank.meaning import nearness
from retrieval.rerank.question import Asked
from retrieval.rerank.seen import Seen, beside_focus, look_at, share_of_names, together
from retrieval.rerank.vectors import load_vectors
from retrieval.text.tokens import tokenise
from retrieval.types import AnswerType, Hit, Surroundings

Floats = NDArray[np.float64]

UNDATED_DAYS = 30.0  # how old an undated article counts
ARTICLE_WEIGHT, AGE_WEIGHT = 0.4, 2.0  # of the prior, a fixed mix that decides whose vote counts how much
BELIEF_SCALE = 3.0  # points of the prior that make a vote e times weaker
AVERAGE_LENGTH = 24.0  # index terms of a news sentence

USUAL_TERMS = 7.0  # of a question
_BY_LENGTH = (
    "score", "own_score", "article_score", "prior", "belief", "log_age", "fresh_3", "fresh_10", "fresh_30",
    "fresh_week", "cover", "cover_all", "cover_title", "pairs", "together", "votes", "near_votes",
    "votes_elsewhere", "has_answer", "near_answer", "focus_answer", "title_answer", "position", "opens",
    "below_article_best", "article_best", "log_rank", "near_cover", "near_missed", "near_close", "near_before",
    "near_all", "near_least", "near_whole",
)  # fmt: skip

_NUMBERS = {AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME}
_CLAUSES = {AnswerType.STATEMENT, AnswerType.REASON, AnswerType.MANNER, AnswerType.YES_NO}


def describe(asked: Asked, hits: Sequence[Hit], around: Sequence[Surroundings]) -> dict[str, Floats]:
    """The features by name, each with one number a hit. There must be a hit."""
    known: dict[str, frozenset[str]] = {}
    seen = [look_at(asked, hit) for hit in hits]
    for hit, one in zip(hits, seen, strict=True):
        known[hit.sentence.text] = frozenset(one.tokens)
    columns = _coverage(asked, hits, around, known)
    columns |= _dates(hits)
    columns |= _sentences(asked, hits, around, seen, known)
    prior = columns["own_score"] + ARTICLE_WEIGHT * columns["article_score"] - AGE_WEIGHT * columns["log_age"]
    belief = np.exp((prior - prior.max()) / BELIEF_SCALE)
    columns["prior"] = prior - prior.max()
    columns["belief"] = belief
    columns |= votes(hits, seen, belief)
    columns |= within_articles(hits, prior)
    for name in ("score", "article_score", "cover", "cover_all", "near_answer"):
        columns[f"{name}_below_best"] = columns[name] - columns[name].max()
    return columns | _by_type(asked, columns) | _by_length(asked, columns)


def _terms(text: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    found = known.get(text)
    if found is None:
        found = known[text] = frozenset(tokenise(text))
    return found


def _coverage(
    asked: Asked, hits: Sequence[Hit], around: Sequence[Surroundings], known: dict[str, frozenset[str]]
) -> dict[str, Floats]:
    """Which of the question's terms stand in the sentence, beside it and in the title, by their rarity."""
    own = [known[hit.sentence.text] for hit in hits]
    title = [_terms(hit.sentence.article.title, known) for hit in hits]
    named = [frozenset(t for m in hit.sentence.mentions for t in _terms(m.refers_to, known)) for hit in hits]
    before = [_terms(beside.before, known) for beside in around]
    after = [_terms(beside.after, known) for beside in around]

    column = {term: at for at, term in enumerate(asked.terms)}
    wanted = frozenset(column)

    def has(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
        table = np.zeros((len(hits), len(asked.terms)), dtype=bool)
        for row, found in enumerate(sets):
            for term in wanted & found:
                table[row, column[term]] = True
        return table

    near = nearness(asked, load_vectors(), own, title, before)
    in_own, in_title, in_named, in_before, in_after = has(own), has(title), has(named), has(before), has(after)
    in_all = in_own | in_named | in_before | in_after | in_title
    weights = np.array(asked.weights)
    asking = weights * np.array(asked.asking, dtype=float)
    return {
        "cover": in_own @ weights / asked.total,
        "cover_named": (in_own | in_named) @ weights / asked.total,
        "cover_title": in_title @ weights / asked.total,
        "cover_before": in_before @ weights / asked.total,
        "cover_after": in_after @ weights / asked.total,
        "cover_all": in_all @ weights / asked.total,
        "cover_asking": in_own @ asking / (asking.sum() or 1.0),
        "cover_asking_all": in_all @ asking / (asking.sum() or 1.0),
        "rarest_met": (in_own * weights).max(axis=1, initial=0.0),
        "rarest_missed": (~in_own * weights).max(axis=1, initial=0.0),
        "rarest_missed_all": (~in_all * weights).max(axis=1, initial=0.0),
        "names": np.array([share_of_names(asked.names, found) for found in own]),
        "names_all": np.array(
            [
                share_of_names(asked.names, frozenset().union(*sets))
                for sets in zip(own, named, before, after, title, strict=True)
            ]
        ),
        "focus": np.array([float(bool(asked.focus) and asked.focus[-1] in found) for found in own]),
        "focus_title": np.array([float(bool(asked.focus) and asked.focus[-1] in found) for found in title]),
    } | near


def _dates(hits: Sequence[Hit]) -> dict[str, Floats]:
    """Recency as smooth decays: what they weigh is learnt, none of them is a window."""
    age = np.array([UNDATED_DAYS if hit.age_days is None else max(hit.age_days, 0.0) for hit in hits])
    return {
        "log_age": np.log1p(age),
        "fresh_3": np.exp(-age / 3.0),
        "fresh_10": np.exp(-age / 10.0),
        "fresh_30": np.exp(-age / 30.0),
        "fresh_week": 1.0 / (1.0 + np.exp(np.minimum(age - 9.0, 60.0) / 2.0)),
    }


def _sentences(
    asked: Asked,
    hits: Sequence[Hit],
    around: Sequence[Surroundings],
    seen: Sequence[Seen],
    known: dict[str, frozenset[str]],
) -> dict[str, Floats]:
    titles = [_terms(hit.sentence.article.title, known) for hit in hits]
    rows = [_sentence(asked, *each) for each in zip(hits, around, seen, titles, strict=True)]
    return {name: np.array([row[name] for row in rows]) for name in rows[0]}


def _sentence(asked: Asked, hit: Hit, beside: Surroundings, seen: Seen, title: frozenset[str]) -> dict[str, float]:
    text = hit.sentence.text.rstrip("\"”’') ")
    length = len(seen.tokens)
    pairs = set(pairwise(seen.content))
    norm = 1.5 * (0.25 + 0.75 * length / AVERAGE_LENGTH)
    return {
        "score": hit.score,
        "own_score": sum(asked.weight_of[t] * len(at) * 2.5 / (len(at) + norm) for t, at in seen.places.items()),
        "article_score": hit.article_score,
        "pairs": sum(pair in pairs for pair in asked.pairs) / (len(asked.pairs) or 1),
        "together": together(asked, seen.places),
        "position": math.log1p(hit.sentence.position),
        "opens": float(hit.sentence.position == 0),
        "place": hit.sentence.position / beside.sentences if beside.sentences else 0.5,
        "length": math.log1p(length),
        "short": float(length < 7),
        "long": float(length > 45),
        "asks": float(text.endswith("?")),
        "ends": float(text.endswith((".", "!", "?"))),
        "quotes": float('"' in text or "“" in text),
        "new_words": sum(token not in asked.words for token in seen.content) / (len(seen.content) or 1),
        "answers": math.log1p(len(seen.answers)),
        "has_answer": float(bool(seen.answers)),
        "near_answer": max(seen.nearness, default=0.0),
        "focus_answer": beside_focus(asked, seen),
        "of_class": float(asked.members is not None and bool(seen.answers)),
        "title_answer": float(any(title.issuperset(answer.terms) for answer in seen.answers)),
        "asks_the_same": float(text.endswith("?")) * sum(asked.weight_of[t] for t in seen.places) / asked.total,
    }


def _by_type(asked: Asked, columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """The answer's traces once more for numbers and for clauses, where they count differently than for names."""
    number, clause = float(asked.answer_type in _NUMBERS), float(asked.answer_type in _CLAUSES)
    return {
        f"{name}_{kind}": columns[name] * switch
        for kind, switch in (("number", number), ("clause", clause))
        for name in ("votes", "near_votes", "has_answer", "near_answer", "focus_answer", "focus", "quotes")
    }


def _by_length(asked: Asked, columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """What counts differently in a long question, whose words are mostly the article's, than in a short one."""
    length = math.log(max(len(asked.terms), 1)) - math.log(USUAL_TERMS)
    return {f"{name}_long": columns[name] * length for name in _BY_LENGTH}
