"""Learns how far to trust a reading: a logistic model of what `retrieval.reader.confidence` describes."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.quiz import query_for, read_questions
from benchmarks.squad import exact, loosely
from benchmarks.training.cases import READ, Case, from_qamr, from_trecqa
from benchmarks.training.folds import fold_of, read_folds
from benchmarks.words import holds, run_of
from bot.app import App
from retrieval.reader.confidence import evidence
from retrieval.reader.question import Annotate, understand
from retrieval.reader.reader import DEPTH, choose, scene_of, survey
from retrieval.reader.scorer import Logistic, Weights, load_weights, save_weights
from retrieval.rerank import LearntReranker
from retrieval.rerank.protocol import Reranker
from retrieval.types import Level

Floats = NDArray[np.float32]
WITHOUT = 0.4  # a question whose answer was taken away counts this much
LOOSE_WEIGHT = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The readings of one case: what describes them, and which are right."""

    case: Case
    features: Floats
    right: Floats


def judge(case: Case, annotate: Annotate, weights: Weights) -> Judged | None:
    asked = understand(case.query, annotate)
    found = survey(asked, case.hits[:DEPTH])
    chosen = choose(asked, found, weights)
    if not chosen:
        return None
    rows = evidence(asked, case.hits, [scene_of(scene) for scene in found], chosen)
    right = [right_of(pick.value, case) for pick in chosen]
    return Judged(case=case, features=rows, right=np.array(right, dtype=np.float32))


def right_of(value: str | None, case: Case) -> float:
    if value is None or not case.answers:
        return 0.0
    return loosely(value, case.answers) if case.loose else exact(value, case.answers)


def fit(judged: Sequence[Judged], *, l2: float = 1.0, steps: int = 40) -> Logistic:
    """By Newton's method. A case's weight is shared by its readings, the best of them counting most.

    What has to be calibrated is the reading that is given, so the one the model itself would give counts double:
    fitted twice, the second time with the first fit's choice.
    """
    rows = np.concatenate([each.features for each in judged])
    right = np.concatenate([each.right for each in judged]).astype(np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    standard = np.concatenate([(rows - mean) / scale, np.ones((len(rows), 1))], axis=1).astype(np.float64)
    share = np.concatenate([np.full(len(e.right), e.case.weight / len(e.right)) for e in judged])
    theta = np.zeros(standard.shape[1])
    for _ in range(2):
        theta = _newton(standard, right, share, l2, steps)
        margin = standard @ theta
        start = 0
        share = np.concatenate([np.full(len(e.right), 0.3 * e.case.weight / len(e.right)) for e in judged])
        for each in judged:
            stop = start + len(each.right)
            share[start + int(np.argmax(margin[start:stop]))] += each.case.weight
            start = stop
    theta = _newton(standard, right, share, l2, steps)
    return Logistic(
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        weight=theta[:-1].astype(np.float32),
        bias=float(theta[-1]),
    )


def _newton(
    rows: NDArray[np.float64], right: NDArray[np.float64], share: NDArray[np.float64], l2: float, steps: int
) -> NDArray[np.float64]:
    theta = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], l2)
    ridge[-1] = 1e-6
    for _ in range(steps):
        probability = 1.0 / (1.0 + np.exp(-(rows @ theta)))
        slope = rows.T @ (share * (probability - right)) + ridge * theta
        curve = (rows * (share * probability * (1 - probability))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        theta -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return theta


def cross_fitted_rerankers(app: App, folds: Path) -> dict[int, LearntReranker]:
    """The product's reranker with the weights of each fold."""
    own = app.answering.reranker
    if not isinstance(own, LearntReranker):
        raise SystemExit("the product's reranker is not the learnt one: there is nothing to cross-fit")
    return {fold: replace(own, model=model) for fold, model in read_folds(folds).items()}


def from_record(app: App, questions: Path, rerankers: Mapping[int, Reranker]) -> Iterator[Case]:
    """Quiz questions asked of a filled record, each as it is and with every article left out that holds its answer.

    ``rerankers`` by fold: a question is ranked by one that has not seen its month, else its belief would be too sure.
    """
    for asked in read_questions([questions]):
        query = query_for(asked)
        hits = rerankers[fold_of(asked.day)].rerank(query, app.search.for_reranking(query))
        wanted = run_of(asked.answer)
        gone = {hit.sentence.article.key for hit in hits if holds(run_of(hit.sentence.text), wanted)} | set(asked.gold)
        without = [hit for hit in hits if hit.sentence.article.key not in gone]
        for kept, answers, weight in ((hits, (asked.answer,), 1.0), (without, (), WITHOUT)):
            ranked = tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept[:READ], start=1))
            if ranked:
                group = f"{asked.day} {asked.text}"
                yield Case(query=query, hits=app.search.annotated(ranked), answers=answers, weight=weight, group=group)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=Path, nargs="+", required=True, help="news articles of the quiz's year")
    options.add_argument("--questions", type=Path, required=True, help="over them; not measured later")
    options.add_argument("--cross-fitted", type=Path, required=True, help="from benchmarks.training.rerank")
    options.add_argument("--qamr", type=Path, required=True)
    options.add_argument("--trecqa", type=Path, required=True)
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--weights", type=Path, required=True, help="their spans are read, their trust is replaced")
    given = options.parse_args()

    app = filled(given.articles, Level.LIGHT, given.cache, say=tell)
    rerankers = cross_fitted_rerankers(app, given.cross_fitted)
    weights = load_weights(given.weights)
    annotate = app.analyser.annotate
    loose = [*from_qamr(given.qamr, questions=500), *from_trecqa(given.trecqa)]
    cases = [*from_record(app, given.questions, rerankers), *(annotated(case, annotate) for case in loose)]
    judged = [found for case in cases if (found := judge(case, annotate, weights)) is not None]
    save_weights(given.weights, replace(weights, trust=fit(judged)))
    tell(f"{len(judged)} cases")


def annotated(case: Case, annotate: Annotate) -> Case:
    parses = annotate([hit.sentence.text for hit in case.hits])
    hits = tuple(
        replace(hit, sentence=replace(hit.sentence, annotation=parse))
        for hit, parse in zip(case.hits, parses, strict=True)
    )
    return replace(case, hits=hits, weight=LOOSE_WEIGHT if case.answers else LOOSE_WEIGHT * WITHOUT)


if __name__ == "__main__":
    main()
