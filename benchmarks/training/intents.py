"""Trains the question-type model that `bot/intents` ships.

    python -m benchmarks.training.intents --questions TREC_QC.jsonl --out bot/intents [--labels F --quiz F...]

`cross_validate` is what `benchmarks.intents` prints. Deterministic: the same files give the same weights.
"""

import argparse
import hashlib
import io
import json
import lzma
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.intents.answer_type import judge
from bot.intents.asking import in_wh_form
from bot.intents.features import features
from bot.intents.model import Model
from bot.intents.words import words

COARSE_C, FINE_C = 0.02, 0.02
FOLDS = 10
QUIZ_WEIGHT = 3  # each quiz question counts as this many


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question and its fine type, "NUM:money"."""

    question: str
    fine: str

    @property
    def coarse(self) -> str:
        return self.fine.partition(":")[0]


def read(path: Path) -> list[Labelled]:
    """The questions of a file in the format of trec_qc."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Labelled(question=row["question"], fine=row.get("fine") or row["coarse"] + ":other") for row in rows]


FINE_OF = {
    "person": "HUM:ind",
    "organisation": "HUM:gr",
    "place": "LOC:other",
    "time": "NUM:date",
    "duration": "NUM:period",
    "amount": "NUM:count",
    "thing": "ENTY:other",
    "reason": "DESC:reason",
    "manner": "DESC:manner",
    "definition": "DESC:def",
    "statement": "DESC:desc",
    "abbreviation": "ABBR:exp",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A quiz question and the AnswerType somebody gave it by hand."""

    question: str
    answer_type: str
    held_out: bool  # for measuring only


def read_marked(labels: Path, quizzes: Sequence[Path]) -> list[Marked]:
    """The labelled ones of quiz questions, half of them held out by a hash of their id."""
    texts = {}
    for quiz in quizzes:
        for line in quiz.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts[row["qid"]] = row["question"]
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    return [
        Marked(
            question=texts[row["qid"]],
            answer_type=row["answer_type"],
            held_out=hashlib.sha256(row["qid"].encode()).digest()[0] % 2 == 1,
        )
        for row in rows
        if row["qid"] in texts
    ]


def marked_right(model: Model | None, marked: Sequence[Marked]) -> dict[str, object]:
    """How often `judge` gives the answer type of the held-out ones; the pairs it gets wrong, most frequent first."""
    held = [each for each in marked if each.held_out]
    given = [str(judge(each.question, model).answer_type) for each in held]
    wrong = Counter(
        f"{each.answer_type}>{got}" for each, got in zip(held, given, strict=True) if each.answer_type != got
    )
    return {"accuracy": round(1 - wrong.total() / len(held), 4), "n": len(held), "wrong": dict(wrong.most_common(8))}


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def featured(questions: Sequence[Labelled]) -> list[frozenset[str]]:
    return [features(in_wh_form(question.question)) for question in questions]


def fit(questions: Sequence[Labelled], bags: Sequence[frozenset[str]]) -> Model:
    """One linear one-against-rest model for the coarse types and one for the fine types, weights rounded to bytes."""
    counts = Counter(name for bag in bags for name in bag)
    names = sorted(name for name, count in counts.items() if count > 1)
    rows = {name: row for row, name in enumerate(names)}
    columns = [sorted(rows[name] for name in bag if name in rows) for bag in bags]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for each in columns for column in each], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat), np.float64), flat, starts), shape=(len(bags), len(names)))
    coarse = LinearSVC(C=COARSE_C, random_state=0).fit(matrix, [question.coarse for question in questions])
    fine = LinearSVC(C=FINE_C, random_state=0).fit(matrix, [question.fine for question in questions])
    weights = np.concatenate([coarse.coef_, fine.coef_]).T
    bias = np.concatenate([coarse.intercept_, fine.intercept_])
    weights[rows["bias"]] += bias
    scale = float(np.abs(weights).max()) / 127
    return Model(
        rows=rows,
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale,
        coarse=tuple(coarse.classes_),
        fine=tuple(fine.classes_),
        temperature=3.0,
    )


def groups(questions: Sequence[Labelled]) -> list[str]:
    """Questions that differ only in names, numbers and marks share a group, so that no twin is both seen and asked."""
    return [
        " ".join(
            "@" if word.capital and i else word.lower for i, word in enumerate(words(question.question)) if word.is_word
        )
        for question in questions
    ]


def folds(questions: Sequence[Labelled]) -> list[int]:
    """The fold of each question, by a hash of its group."""
    return [int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS for group in groups(questions)]


def cross_validate(questions: Sequence[Labelled]) -> list[str]:
    """The fine type given to each question by a model that saw neither it nor its twins."""
    bags, fold = featured(questions), folds(questions)
    given = [""] * len(questions)
    for held in range(FOLDS):
        seen = [i for i, place in enumerate(fold) if place != held]
        model = fit([questions[i] for i in seen], [bags[i] for i in seen])
        for i, place in enumerate(fold):
            if place == held:
                given[i] = model.judge(bags[i]).fine
    return given


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def save(model: Model, folder: Path, described: dict[str, object]) -> None:
    """Writes model.npz.xz and its card, model.json."""
    used = np.flatnonzero(np.abs(model.weights).max(axis=1) > 0)
    names = {row: name for name, row in model.rows.items()}
    buffer = io.BytesIO()
    np.savez(
        buffer,
        names=_bytes("\n".join(names[int(row)] for row in used)),
        weights=model.weights[used],
        scale=np.float64(model.scale),
        coarse=_bytes(" ".join(model.coarse)),
        fine=_bytes(" ".join(model.fine)),
        temperature=np.float64(model.temperature),
    )
    raw = lzma.compress(buffer.getvalue(), preset=9)
    (folder / "model.npz.xz").write_bytes(raw)
    card = {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw), "features": len(used), **described}
    (folder / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--labels", type=Path, help="benchmarks/labels/question_types.jsonl")
    parser.add_argument("--quiz", type=Path, nargs="*", default=[], help="the quiz files the labels are about")
    args = parser.parse_args()
    questions = read(args.questions)
    source = {"name": "trec_qc train", "sha256": fingerprint(args.questions), "n": len(questions)}
    marked = read_marked(args.labels, args.quiz) if args.labels else []
    if marked:
        print(json.dumps({"without quiz labels": marked_right(fit(questions, featured(questions)), marked)}))
    learnt = [
        Labelled(question=each.question, fine=FINE_OF[each.answer_type])
        for each in marked
        if not each.held_out and each.answer_type in FINE_OF
    ]
    questions += learnt * QUIZ_WEIGHT
    model = fit(questions, featured(questions))
    if marked:
        print(json.dumps({"with quiz labels": marked_right(model, marked)}))
    save(model, args.out, {"trained_on": [source], "quiz_questions": len(learnt)})
    print((args.out / "model.json").read_text())


if __name__ == "__main__":
    main()
