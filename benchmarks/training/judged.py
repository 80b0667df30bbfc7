"""Learns how rules and transformer are weighed together, on questions that neither has learnt from.

    python -m benchmarks.training.judged --articles F... --questions F... --cross-fitted F --evidence F... --labels F...
                                         --threshold T --out F.json

Quiz questions of the calibration weeks over the articles of their time, with and without the articles that answer;
evidence passages of the same weeks; and the labelled development questions. Prints a risk-coverage table.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.seed_questions import fill, read_questions, texts_of
from benchmarks.training.cases import READ, Case, Pool
from benchmarks.training.splits import draw, newsquiz_calibrates
from benchmarks.training.trust import (
    WITHOUT,
    Judged,
    annotated,
    cross_fitted,
    cross_fitted_rerankers,
    fit,
    from_record,
    right_of,
)
from bot.app import App, open_app
from config.settings import Settings
from retrieval.reader.confidence import Chosen
from retrieval.reader.judged import FEATURES, JudgedReader, added
from retrieval.reader.question import understand
from retrieval.reader.reader import choose
from retrieval.reader.scorer import Logistic
from retrieval.text.split import split
from retrieval.text.tokens import tokenise
from retrieval.types import Level

FOLDS = 5
EVIDENCE = 600  # cases of evidence passages
OPEN = 0.25


def judge(case: Case, reader: JudgedReader) -> Judged | None:
    """What describes each reading of a case, and which are right."""
    asked = understand(case.query, reader.rules.annotate)
    looked = reader.look(asked, case.query, case.hits)
    chosen = choose(asked, looked.scenes, reader.rules.weights)
    both: list[Chosen] = [*chosen, *added(asked, looked.scenes, chosen, looked.of_scenes)]
    if not both:
        return None
    rows = reader.weigh(case.query, looked, both)
    return Judged(case=case, features=rows, right=np.array([right_of(pick.value, case) for pick in both], np.float32))


def from_evidence(paths: Sequence[Path]) -> Iterator[Case]:
    """Quiz questions over all evidence passages of the calibration weeks, with their own among them and without."""
    kept = [
        row for path in paths for row in read_jsonl(path) if newsquiz_calibrates(row["qid"]) and row.get("extractive")
    ]
    names, articles, texts = [], [], []
    for row in kept:
        for span in split(row["evidence"]):
            names.append(f"{row['qid']}:{span.start:05d}")
            articles.append(row["qid"])
            texts.append(row["evidence"][span.start : span.end])
    pool = Pool(names=names, articles=articles, texts=texts)
    terms = [Counter(tokenise(text)) for text in texts]
    for row in kept:
        query = query_of(row["question"])
        own = frozenset(at for at, article in enumerate(articles) if article == row["qid"])
        for without, answers, weight in (
            (frozenset[int](), (row["answer_text_in_evidence"],), 1.0),
            (own, (), WITHOUT),
        ):
            hits = pool.search(query, terms, without)
            if hits:
                yield Case(query=query, hits=hits, answers=answers, weight=weight, group=row["qid"], loose=True)


def from_labels(app: App, path: Path) -> Iterator[Case]:
    """Labelled questions over the articles that ``app`` holds."""
    for asked in read_questions(path):
        query = replace(query_of(asked.question), collections=app.collections(), as_of=app.clock())
        hits = app.answering.reranker.rerank(query, app.search.for_reranking(query))[:READ]
        if hits:
            answers = asked.answers if asked.answerable else ()
            yield Case(
                query=query, hits=app.search.annotated(hits), answers=answers, weight=1.0, group=asked.id, loose=True
            )


def table(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """For thresholds of trust: how many answerable questions are answered, how many others declined, how many right."""
    best = [
        (each, float(trust.max()), float(each.right[int(trust.argmax())]))
        for each, trust in cross_fitted(judged, lambda group: int(draw(group) * FOLDS), FOLDS)
    ]
    rows = []
    for threshold in np.arange(0.05, 0.75, 0.05):
        asked = [(trust, right) for each, trust, right in best if each.case.answers]
        other = [trust for each, trust, _ in best if not each.case.answers]
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


def _judged(cases: Iterable[Case], app: App) -> list[Judged]:
    reader = app.answering.reader
    if not isinstance(reader, JudgedReader):
        raise SystemExit("the transformer is not there: there is nothing to weigh")
    return [found for case in cases if (found := judge(case, reader)) is not None]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, required=True)
    options.add_argument("--cross-fitted", type=Path, required=True, help="from benchmarks.training.rerank")
    options.add_argument("--evidence", type=Path, nargs="+", required=True)
    options.add_argument("--labels", type=Path, nargs="*", default=[])
    options.add_argument("--light", action="store_true", help="analyse the quizzes' articles lightly")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--threshold", type=float, required=True, help="chosen from the table of an earlier run")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()

    app = filled(given.articles, Level.LIGHT if given.light else Level.FULL, given.cache, say=tell)
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name) / "questions.jsonl"
        rows = [row for row in read_jsonl(given.questions) if newsquiz_calibrates(row["qid"])]
        kept.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        quiz = _judged(from_record(app, kept, cross_fitted_rerankers(app, given.cross_fitted)), app)
    tell(f"{len(quiz)} cases from quizzes")
    evidence = _judged(
        (annotated(case, app.analyser.annotate) for case in islice(from_evidence(given.evidence), EVIDENCE)), app
    )
    tell(f"{len(evidence)} cases from evidence")
    labelled: list[Judged] = []
    for path in given.labels:
        with tempfile.TemporaryDirectory() as name:
            settings = Settings(data_dir=Path(name) / "var", database_url=None, timezone="UTC", log_level="WARNING")
            small = open_app(settings, say=tell)
            fill(small, texts_of(read_questions(path), given.articles), Path(name))
            labelled += _judged(from_labels(small, path), small)
    tell(f"{len(labelled)} cases from labels")
    judged = [*quiz, *evidence, *labelled]
    for name, part in (("quiz", quiz), ("evidence", evidence), ("labels", labelled)):
        if part:
            print(name)
            for row in table(part):
                print(" ", json.dumps(row))
    model = calibrated(fit(judged), judged)
    chosen = {**stored(model), "threshold": given.threshold}
    given.out.write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: round(float(w), 3) for name, w in zip(FEATURES, model.weight, strict=True)}))


if __name__ == "__main__":
    main()
