from pathlib import Path

import numpy as np

from retrieval.reader.confidence import FEATURES
from retrieval.reader.scorer import Forest, Logistic, Weights, load_weights, save_weights, shipped


def stump(threshold: float, low: float, high: float) -> Forest:
    return Forest(
        feature=np.array([[1, -1, -1]], dtype=np.int16),
        threshold=np.array([[threshold, 0, 0]], dtype=np.float32),
        left=np.array([[1, 1, 2]], dtype=np.int16),
        right=np.array([[2, 1, 2]], dtype=np.int16),
        value=np.array([[0, low, high]], dtype=np.float32),
        depth=1,
    )


def test_a_tree_sends_what_is_not_above_the_threshold_left() -> None:
    rows = np.array([[9, 0.4], [9, 0.5], [9, 0.6]], dtype=np.float32)
    assert stump(0.5, -1, 2).margin(rows).tolist() == [-1, -1, 2]


def test_the_first_and_the_late_trees_add_up() -> None:
    forest, rows = shipped().spans, np.random.default_rng(1).random((5, 400), dtype=np.float32)
    whole = forest.margin(rows)
    assert np.allclose(whole, forest.margin(rows, 0, 40) + forest.margin(rows, 40), atol=1e-4)


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    one = np.ones(2, dtype=np.float32)
    given = Weights(spans=stump(0.5, 1, 2), trust=Logistic(mean=one, scale=one, weight=one, bias=0.25))
    save_weights(tmp_path / "w.npz", given)
    back = load_weights(tmp_path / "w.npz")
    rows = np.array([[1, 3]], dtype=np.float32)
    assert back.spans.margin(rows).tolist() == given.spans.margin(rows).tolist()
    assert back.trust.probability(rows).tolist() == given.trust.probability(rows).tolist()


def test_the_shipped_trust_has_a_weight_for_each_feature() -> None:
    assert shipped().trust.weight.shape == (len(FEATURES),)
