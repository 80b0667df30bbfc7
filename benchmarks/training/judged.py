"""Learns how rules and transformer are weighed together, on questions that neither has learnt from.

    python -m benchmarks.training.judged --articles F... --questions F... --cross-fitted F --evidence F...
                                         [--labels F...] [--written F...] [--light] --out F.json

Quiz questions of the calibration weeks over the articles of their time, with and without the articles that answer
(`QUIZ` times); evidence passages of the same weeks; the labelled development questions; and ``--written`` questions
over collections of a few articles, of some hundreds, and of all. Where there are just a few articles, questions
without an answer count `ABSENT` times: most of what people ask of a small record is not in it. Prints a risk-coverage
table of each pool, cross-fitted.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from benchmarks.corpus import default_cache, filled, tell
from benchmarks.jsonl import read_jsonl
from benchmarks.seed_questions import read_questions, record_of, texts_of
from benchmarks.training.cases import Case
from benchmarks.training.evidence import evidence_rows, from_evidence, pool_of
from benchmarks.training.splits import newsquiz_calibrates
from benchmarks.training.trust import annotated, cross_fitted_rerankers, from_record
from benchmarks.training.weighed import THRESHOLD, Weighed, cross_fitted, judge, stored, table, weighing
from benchmarks.training.written import from_labels, in_handfuls, of_everything, of_their_articles
from bot.app import App
from retrieval.reader.judged import JudgedReader
from retrieval.reader.weighing import FEATURES
from retrieval.types import Level

QUIZ, ABSENT = 3.0, 3.0
MANY = 50  # cases that are told of


def _reader(app: App) -> JudgedReader:
    reader = app.answering.reader
    if not isinstance(reader, JudgedReader):
        raise SystemExit("the transformer is not there: there is nothing to weigh")
    return reader


def _judged(name: str, cases: Iterable[Case], reader: JudgedReader) -> list[Weighed]:
    found = [judged for case in cases if (judged := judge(case, reader)) is not None]
    if len(found) >= MANY:
        tell(f"{len(found)} cases of {name}")
    return found


def _of_few(cases: Iterable[Case]) -> Iterator[Case]:
    """Of a record of a few articles."""
    return (case if case.answers else replace(case, weight=ABSENT * case.weight) for case in cases)


def _of_evidence(app: App, paths: list[Path]) -> list[Weighed]:
    rows = evidence_rows(paths)
    pool = pool_of(rows)
    reader = _reader(app)
    reader = replace(reader, rules=replace(reader.rules, stats=pool.stats))
    cases = (annotated(case, app.analyser.annotate) for case in from_evidence(rows, pool))
    return _judged("evidence", cases, reader)


def _of_quizzes(app: App, questions: Path, folds: Path) -> list[Weighed]:
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name) / "questions.jsonl"
        rows = [row for row in read_jsonl(questions) if newsquiz_calibrates(row["qid"])]
        kept.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        cases = (
            replace(case, weight=QUIZ * case.weight)
            for case in from_record(app, kept, cross_fitted_rerankers(app, folds))
        )
        return _judged("quizzes", cases, _reader(app))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, required=True)
    options.add_argument("--cross-fitted", type=Path, required=True, help="from benchmarks.training.rerank")
    options.add_argument("--evidence", type=Path, nargs="+", required=True)
    options.add_argument("--labels", type=Path, nargs="*", default=[])
    options.add_argument("--written", type=Path, nargs="*", default=[])
    options.add_argument("--light", action="store_true", help="analyse the articles of the quizzes lightly")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()

    app = filled(given.articles, Level.LIGHT if given.light else Level.FULL, given.cache, say=tell)
    pools = {"quizzes": _of_quizzes(app, given.questions, given.cross_fitted)}
    pools["evidence"] = _of_evidence(app, given.evidence)
    for path in given.labels:
        with record_of(texts_of(read_questions(path), given.articles), Level.FULL) as small:
            pools[path.stem] = _judged(path.stem, _of_few(from_labels(small, path)), _reader(small))
    for path in given.written:
        few = in_handfuls(path, given.articles)
        pools[f"{path.stem}, handfuls"] = [
            one for small, cases in few for one in _judged("a handful", _of_few(cases), _reader(small))
        ]
        with record_of(texts_of(read_questions(path), given.articles), Level.LIGHT) as small:
            theirs = of_their_articles(small, path)
            pools[f"{path.stem}, their articles"] = _judged("their articles", theirs, _reader(small))
        pools[f"{path.stem}, everything"] = _judged(
            "everything", of_everything(app, path, given.articles), _reader(app)
        )
    tables = {name: table(pool) for name, pool in cross_fitted(pools).items()}
    for name, rows in tables.items():
        print(name, len(pools[name]))
        for row in rows:
            print(" ", json.dumps(row))
    model = weighing(list(chain(*pools.values())))
    chosen = {**stored(model), "threshold": THRESHOLD}
    given.out.write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")
    weights = {name: round(float(w), 3) for name, w in zip(FEATURES, model.weight, strict=True)}
    print(json.dumps(weights))


if __name__ == "__main__":
    main()
