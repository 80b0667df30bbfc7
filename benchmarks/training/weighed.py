"""What is learnt of readings that were judged: their order, how sure each place in it is, and from where to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from benchmarks.squad import exact
from benchmarks.training.cases import Case
from benchmarks.training.splits import draw
from benchmarks.training.trust import Floats, Judged, fit, right_of
from benchmarks.words import holds, run_of
from retrieval.reader.confidence import Chosen
from retrieval.reader.judged import JudgedReader
from retrieval.reader.question import understand
from retrieval.reader.reader import choose
from retrieval.reader.scorer import Logistic
from retrieval.reader.spans.adding import added
from retrieval.reader.weighing import FEATURES

FOLDS = 5
OPEN = 0.25  # what a case without an answer counts where confidence is learnt: people ask fewer of them
LOOSELY, NEAR = 0.7, 0.3  # how right half an answer is where the order is learnt, and a sentence that holds it
THRESHOLD = 0.6  # three in five of what is given should be right, at the least
STEPS = np.arange(0.05, 0.8, 0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """The readings of one case: ``order``, how right each is where that is learnt; ``factor``, the rules' vetoes."""

    judged: Judged
    order: Floats
    factor: Floats


def judge(case: Case, reader: JudgedReader) -> Weighed | None:
    """What describes each reading of a case, and which are right."""
    asked = understand(case.query, reader.rules.annotate)
    looked = reader.look(asked, case.query, case.hits)
    chosen = choose(asked, looked.scenes, reader.rules.weights)
    both: list[Chosen] = [*chosen, *added(asked, looked.scenes, chosen, looked.of_scenes)]
    if not both:
        return None
    wanted = [run_of(answer) for answer in case.answers]
    right = np.array([right_of(pick.value, case) for pick in both], np.float32)
    order = [
        max(
            exact(pick.value or "", case.answers),
            LOOSELY * loosely,
            NEAR * any(holds(run_of(pick.hit.sentence.text), each) for each in wanted),
        )
        for pick, loosely in zip(both, right.tolist(), strict=True)
    ]
    return Weighed(
        judged=Judged(case=case, features=reader.weigh(case.query, looked, both), right=right),
        order=np.array(order, np.float32),
        factor=reader.rules.vetoes(asked, case.query, looked.scenes, both),
    )


def weighing(weighed: Sequence[Weighed]) -> Logistic:
    """Learns the order, then how sure each place in it is."""
    ordered = [replace(each.judged, right=each.order) for each in weighed]
    return calibrated(fit(ordered), [each.judged for each in weighed])


def cross_fitted(pools: Mapping[str, Sequence[Weighed]]) -> dict[str, list[tuple[Weighed, Floats]]]:
    """Each case with the confidences of a model that saw nothing of its fold."""
    out: dict[str, list[tuple[Weighed, Floats]]] = {name: [] for name in pools}
    for held in range(FOLDS):
        model = weighing([each for each in chain(*pools.values()) if _fold(each) != held])
        for name, pool in pools.items():
            own = [each for each in pool if _fold(each) == held]
            out[name] += [(each, model.probability(each.judged.features) * each.factor) for each in own]
    return out


def _fold(each: Weighed) -> int:
    return int(draw(each.judged.case.group) * FOLDS)


def table(pool: Sequence[tuple[Weighed, Floats]]) -> list[dict[str, float]]:
    """For thresholds of trust: how many answerable questions are answered, how many others declined, how many right."""
    best = [(each, float(trust.max()), float(each.judged.right[int(trust.argmax())])) for each, trust in pool]
    asked = [(trust, right) for each, trust, right in best if each.judged.case.answers]
    other = [trust for each, trust, _ in best if not each.judged.case.answers]
    rows = []
    for threshold in STEPS:
        given = [right for trust, right in asked if trust >= threshold]
        rows.append(
            {
                "threshold": round(float(threshold), 2),
                "answered": round(len(given) / max(len(asked), 1), 3),
                "right": round(sum(given) / max(len(given), 1), 3),
                "declined": round(sum(trust < threshold for trust in other) / max(len(other), 1), 3),
            }
        )
    return rows


def calibrated(model: Logistic, judged: Sequence[Judged]) -> Logistic:
    """The same order, with the confidence of each case's best reading as probable as it says (Platt 1999).

    Cases without an answer are half of the material; of what people ask they are fewer, and count `OPEN` as much.
    """
    rows = np.stack([each.features[int(np.argmax(model.probability(each.features)))] for each in judged])
    right = np.array([each.right[int(np.argmax(model.probability(each.features)))] for each in judged], np.float64)
    weight = np.array([each.case.weight * (1.0 if each.case.answers else OPEN) for each in judged])
    margin = ((rows - model.mean) / model.scale) @ model.weight + model.bias
    design = np.stack([margin, np.ones(len(margin))], axis=1).astype(np.float64)
    slope = np.array([1.0, 0.0])
    for _ in range(30):
        probable = 1.0 / (1.0 + np.exp(-(design @ slope)))
        curve = (design * (weight * probable * (1 - probable))[:, None]).T @ design + 1e-6 * np.eye(2)
        slope -= np.linalg.solve(curve, design.T @ (weight * (probable - right)))
    return replace(
        model, weight=(model.weight * slope[0]).astype(np.float32), bias=float(model.bias * slope[0] + slope[1])
    )


def stored(model: Logistic) -> dict[str, object]:
    columns = {name: [round(float(x), 6) for x in getattr(model, name)] for name in ("mean", "scale", "weight")}
    return {"features": list(FEATURES), **columns, "bias": round(model.bias, 6)}
