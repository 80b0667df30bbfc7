"""Trains the span scorer: ``python -m benchmarks.training.reader --qamr F --trecqa F --newsquiz F... --out F``.

Needs lightgbm, which the product does not. Prints the rows trained on.
"""

import argparse
import json
from functools import partial
from pathlib import Path

import lightgbm
import numpy as np

from benchmarks.training.forest import as_forest
from benchmarks.training.spans import Remembered, Rows, from_newsquiz, from_qamr, from_trecqa, rows, texts_of
from retrieval.language.analyse import Analyser
from retrieval.reader.scorer import Forest, Logistic, Weights, load_weights, save_weights

SETTINGS = {
    "objective": "cross_entropy",  # takes shares of an answer as labels
    "num_leaves": 31,
    "max_depth": 7,
    "learning_rate": 0.1,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "lambda_l2": 1.0,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "verbosity": -1,
}
TREES = 220
SHARPNESS = 2  # F1 to this power is the label: half an answer is worth a quarter


def fit(given: Rows) -> Forest:
    label = given.closeness**SHARPNESS
    data = lightgbm.Dataset(given.features, label, weight=given.weight)
    return as_forest(lightgbm.train(SETTINGS, data, TREES))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--qamr", type=Path, required=True)
    options.add_argument("--every", type=int, default=2, help="one QAMR question in this many")
    options.add_argument("--trecqa", type=Path, required=True)
    options.add_argument("--newsquiz", type=Path, nargs="+", required=True)
    options.add_argument("--news-weight", type=float, default=4.0)
    options.add_argument("--cache", type=Path, help="a folder for parses")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()

    analyser = Analyser()
    remembered = Remembered(analyser.annotate, given.cache and given.cache / "parses.pkl")
    analyse = partial(analyser.full, "")
    examples = [
        *from_qamr(given.qamr, every=given.every),
        *from_trecqa(given.trecqa, weight=given.news_weight),
        *from_newsquiz(given.newsquiz, analyse, weight=given.news_weight),
    ]
    remembered(texts_of(examples))
    remembered.save()
    trained = rows(examples, remembered)
    trust = load_weights(given.out).trust if given.out.exists() else _no_trust()
    save_weights(given.out, Weights(spans=fit(trained), trust=trust))
    print(json.dumps({"questions": len(trained.sizes), "rows": len(trained.closeness)}))


def _no_trust() -> Logistic:
    nothing = np.zeros(1, dtype=np.float32)
    return Logistic(mean=nothing, scale=nothing + 1, weight=nothing, bias=0.0)


if __name__ == "__main__":
    main()
