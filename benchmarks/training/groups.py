"""The hits of a question with what describes them and which are right: what the reranker learns from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import tell
from benchmarks.quiz import Asked, query_for
from benchmarks.seed_questions import Asked as Labelled
from benchmarks.seed_questions import read_questions, record_of, texts_of
from benchmarks.selection import groups_of, hits_of
from benchmarks.training.folds import FOLDS, fold_of
from benchmarks.training.splits import draw
from benchmarks.training.transformer.candidates import asked_of, published_of
from benchmarks.words import holds, run_of
from bot.app import App
from retrieval.rerank.features import describe
from retrieval.rerank.question import understand
from retrieval.rerank.surroundings import nothing_around
from retrieval.types import Hit, Level

WRITTEN = 1800  # questions of a label file
QUIZ = 3.0  # weight of a quiz question beside a written one, by cross-validation over both

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The hits of one question: features by hit, and which of them are right."""

    names: tuple[str, ...]
    features: Floats
    right: NDArray[np.bool_]
    fold: int = 0
    linked: bool = False
    weight: float = 1.0

    @property
    def teaches(self) -> bool:
        return bool(self.right.any() and not self.right.all())


def news_groups(app: App, questions: Sequence[Asked]) -> list[Group]:
    """One group a question, over the hits the product would rerank as of its date."""
    groups = []
    for i, asked in enumerate(questions):
        if i and i % 50 == 0:
            tell(f"features: {i} of {len(questions)}")
        query, wanted = query_for(asked), run_of(asked.answer)
        hits = sorted(app.search.for_reranking(query), key=lambda hit: hit.sentence.sentence_id)
        if hits:
            stats = app.keeper.index.stats(query.terms, query.collections)
            columns = describe(understand(query, stats), hits, app.record.around(hits))
            right = np.array([holds(run_of(hit.sentence.text), wanted) for hit in hits])
            groups.append(_group(columns, right, fold=fold_of(asked.day), linked=asked.linked, weight=QUIZ))
    return groups


def written_groups(app: App, path: Path, texts: dict[str, dict[str, object]], *, later: bool, most: int) -> list[Group]:
    """One group a question that was written on one of the articles ``texts``; ``later``: asked days after that one."""
    published = published_of(texts)
    groups: list[Group] = []
    for each in sorted(read_questions(path), key=lambda asked: draw("pick/" + asked.id)):
        if not each.answerable or each.doc_id not in published or len(groups) == most:
            continue
        if len(groups) % 100 == 99:
            tell(f"features: {len(groups) + 1} of {most}")
        query = asked_of(each.question, each.id, published[each.doc_id])
        query = replace(query, collections=app.collections(), as_of=query.as_of if later else app.clock())
        hits = sorted(app.search.for_reranking(query), key=lambda hit: hit.sentence.sentence_id)
        if hits:
            stats = app.keeper.index.stats(query.terms, query.collections)
            columns = describe(understand(query, stats), hits, app.record.around(hits))
            right = np.array([_is_labelled(hit, each) for hit in hits])
            wanted = [run_of(answer) for answer in each.answers]
            other = np.array([any(holds(run_of(hit.sentence.text), run) for run in wanted) for hit in hits])
            kept = right | ~other
            columns = {name: column[kept] for name, column in columns.items()}
            groups.append(_group(columns, right[kept], fold=int(FOLDS * draw(f"rerank/{each.doc_id}"))))
    return groups


def _is_labelled(hit: Hit, asked: Labelled) -> bool:
    sentence = hit.sentence
    own = sentence.article.key.endswith(str(asked.doc_id))
    return own and any(sentence.start <= offset < sentence.end for offset in asked.starts)


def loose_groups(path: Path) -> list[Group]:
    """One group a question of a file of labelled pairs."""
    groups = []
    for given in groups_of(path):
        query, hits, stats = hits_of(given)
        columns = describe(understand(query, stats), hits, nothing_around(hits))
        columns = {
            name: column for name, column in columns.items() if not name.endswith("_long")
        }  # too few to learn from
        groups.append(_group(columns, np.array([label > 0 for label in given.labels])))
    return groups


def _group(
    columns: Mapping[str, Floats],
    right: NDArray[np.bool_],
    fold: int = 0,
    linked: bool = False,
    weight: float = 1.0,
) -> Group:
    features = np.column_stack(list(columns.values()))
    return Group(names=tuple(columns), features=features, right=right, fold=fold, linked=linked, weight=weight)


def of_labels(app: App, path: Path, articles: Sequence[Path]) -> list[Group]:
    """The questions of a label file asked of everything, and of the articles they were written on alone."""
    texts = texts_of(read_questions(path), articles)
    groups = written_groups(app, path, texts, later=True, most=WRITTEN)
    with record_of(texts, Level.LIGHT) as small:
        return groups + written_groups(small, path, texts, later=False, most=WRITTEN // 2)
