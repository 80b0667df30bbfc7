"""Trains the reranker's weights on hits of the product itself, and says how good they are on months not seen.

    python -m benchmarks.training.rerank --articles F... --questions F... --labels F... --pairs F --folds-out FILE
                                         --out FOLDER [--light] [--cache DIR]

``--questions`` are newsquiz questions with answers: a hit is right when it holds the answer as a run of words.
``--labels`` are questions written on articles of the record, at most `WRITTEN` of a file, asked some days after their
article of all articles, and half as many of just those that questions were written on: a hit is right when it is a
labelled sentence, and left out when another holds an accepted answer. ``--pairs`` are labelled (question, sentence)
pairs for sentences that stand in no article. The loss is listwise: minus the log of the softmax share of the right
hits, with an L2 penalty; a quiz question counts `QUIZ` times. Deterministic. Needs scipy, which the product does not.
"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.quiz import read_questions
from benchmarks.training.folds import FOLDS
from benchmarks.training.groups import Group, loose_groups, news_groups, of_labels
from retrieval.rerank.model import CHECKSUM, WEIGHTS, Linear
from retrieval.types import Level

PENALTY = 0.06  # by cross-validation over quiz months and articles
LOOSE_PENALTY = 0.2  # by cross-validation on the training pairs
DIGITS = 6

Floats = NDArray[np.float64]


def fit(groups: Sequence[Group], penalty: float) -> Linear:
    """The weights that give the right hits the greatest share; a feature that never varies gets none."""
    taught = [group for group in groups if group.teaches]
    sizes = np.array([len(group.right) for group in taught])
    counts = np.array([group.weight for group in taught])
    counts /= counts.sum()
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    features = np.concatenate([group.features for group in taught])
    right = np.concatenate([group.right for group in taught])
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    varies = deviation > 1e-9
    scaled = (features[:, varies] - mean[varies]) / deviation[varies]

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = scaled @ weights
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        good = np.where(right, raised, 0.0)
        total, share = np.add.reduceat(raised, starts), np.add.reduceat(good, starts)
        pull = (raised / np.repeat(total, sizes) - good / np.repeat(share, sizes)) * np.repeat(counts, sizes)
        value = float(counts @ -np.log(share / total)) + penalty * float(weights @ weights) / 2
        return value, scaled.T @ pull + penalty * weights

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    names = [name for name, kept in zip(taught[0].names, varies, strict=True) if kept]
    return Linear(names=tuple(names), mean=mean[varies], deviation=deviation[varies], weights=found.x)


def relevance(model: Linear, group: Group) -> Floats:
    return model.relevance(dict(zip(group.names, group.features.T, strict=True)))


def success(groups: Sequence[Group], scores: Sequence[Floats]) -> dict[str, float]:
    """Shares of questions with a right hit among the first 1, 3 and 10."""
    places = []
    for group, score in zip(groups, scores, strict=True):
        right = group.right[np.argsort(-np.round(score, 9), kind="stable")]
        places.append(int(right.argmax()) if right.any() else len(right) + 1000)
    return {f"Success@{k}": round(float(np.mean([place < k for place in places])), 4) for k in (1, 3, 10)}


def as_json(model: Linear) -> dict[str, Any]:
    return {
        "names": list(model.names),
        "mean": [float(f"{value:.{DIGITS}g}") for value in model.mean],
        "deviation": [float(f"{value:.{DIGITS}g}") for value in model.deviation],
        "weights": [float(f"{value:.{DIGITS}g}") for value in model.weights],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, nargs="+", required=True)
    options.add_argument("--labels", type=Path, nargs="*", default=[])
    options.add_argument("--pairs", type=Path, required=True)
    options.add_argument("--light", action="store_true")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--folds-out", type=Path, required=True, help="weights by fold, for cross-fitted figures")
    options.add_argument("--out", type=Path, required=True, help="the folder of the packaged weights")
    given = options.parse_args()

    app = filled(given.articles, Level.LIGHT if given.light else Level.FULL, given.cache, say=tell)
    quizzes = news_groups(app, read_questions(given.questions))
    written = [group for path in given.labels for group in of_labels(app, path, given.articles)]
    groups = [*quizzes, *written]
    by_fold = {fold: fit([group for group in groups if group.fold != fold], PENALTY) for fold in range(FOLDS)}
    given.folds_out.write_text(json.dumps({fold: as_json(model) for fold, model in by_fold.items()}) + "\n")
    scores = [relevance(by_fold[group.fold], group) for group in groups]
    linked = [i for i, group in enumerate(groups) if group.linked]
    wrote = range(len(quizzes), len(groups))
    loose = loose_groups(given.pairs)
    models = {"news": fit(groups, PENALTY), "loose": fit(loose, LOOSE_PENALTY)}
    raw = (json.dumps({kind: as_json(model) for kind, model in models.items()}, indent=0) + "\n").encode()
    (given.out / WEIGHTS).write_bytes(raw)
    (given.out / CHECKSUM).write_text(hashlib.sha256(raw).hexdigest() + "\n")
    print(
        json.dumps(
            {
                "questions": len(quizzes),
                "written": len(written),
                "taught_by": sum(group.teaches for group in groups),
                "cross_fitted": {
                    "all": success(quizzes, scores[: len(quizzes)]),
                    "gold_link": success([groups[i] for i in linked], [scores[i] for i in linked]),
                    "written": success([groups[i] for i in wrote], [scores[i] for i in wrote]) if written else {},
                },
                "pairs": len(loose),
            }
        )
    )


if __name__ == "__main__":
    main()
