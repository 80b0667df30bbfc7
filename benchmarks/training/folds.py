"""Quiz months in four folds: a question is judged by weights that saw no question of its month or its fold's."""

import json
from datetime import date
from pathlib import Path

from retrieval.rerank.model import Linear, linear_from

FOLDS = 4


def fold_of(day: date) -> int:
    """Neighbouring months are in different folds."""
    return day.month % FOLDS


def read_folds(path: Path) -> dict[int, Linear]:
    """The weights for each fold, as `benchmarks.training.rerank` writes them."""
    return {int(fold): linear_from(model) for fold, model in json.loads(path.read_text()).items()}
