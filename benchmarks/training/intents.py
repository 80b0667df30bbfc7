"""Trains the question-type model that `bot/intents` ships.

    python -m benchmarks.training.intents --questions TREC_QC.jsonl --out bot/intents [--labels F --quiz F...]

`cross_validate` is what `benchmarks.intents` prints. Deterministic: the same files give the same weights. On a busy
machine set OPENBLAS_NUM_THREADS=1: waiting threads cost more than they bring.
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

from bot.intents.answer_type import judge
from bot.intents.asking import in_wh_form
from bot.intents.encoder import Encoder
from bot.intents.features import see
from bot.intents.model import Guess, Judge, Model, vectors
from bot.intents.words import words
from retrieval.reader.network import opened

C = 0.04
PENALTY = 300.0
DENSE_SHARE = 1.5  # of the vectors' scores beside the bag's
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


def marked_right(model: Judge, marked: Sequence[Marked]) -> dict[str, object]:
    """How often `judge` gives the answer type of the held-out ones; the pairs it gets wrong, most frequent first."""
    held = [each for each in marked if each.held_out]
    given = [str(judge(each.question, model).answer_type) for each in held]
    wrong = Counter(
        f"{each.answer_type}>{got}" for each, got in zip(held, given, strict=True) if each.answer_type != got
    )
    return {"accuracy": round(1 - wrong.total() / len(held), 4), "n": len(held), "wrong": dict(wrong.most_common(8))}


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Labelled questions as the model sees them."""

    fine: tuple[str, ...]
    bags: tuple[frozenset[str], ...]
    vectors: npt.NDArray[np.float32]

    def only(self, places: Sequence[int]) -> "Sample":
        return Sample(
            fine=tuple(self.fine[i] for i in places),
            bags=tuple(self.bags[i] for i in places),
            vectors=self.vectors[list(places)],
        )


def sample(questions: Sequence[Labelled], encoder: Encoder) -> Sample:
    seen = [see(in_wh_form(question.question)) for question in questions]
    return Sample(
        fine=tuple(question.fine for question in questions),
        bags=tuple(each.bag for each in seen),
        vectors=vectors(seen, encoder),
    )


def joined(samples: Sequence[Sample]) -> Sample:
    return Sample(
        fine=tuple(fine for each in samples for fine in each.fine),
        bags=tuple(bag for each in samples for bag in each.bags),
        vectors=np.concatenate([each.vectors for each in samples]),
    )


def fit(known: Sample) -> Model:
    """One-against-rest support vectors over the bags plus ridge regression over the vectors, for coarse and fine types.

    The two are fitted apart and their scores added; weights of the bag are rounded to bytes.
    """
    from scipy.sparse import csr_matrix  # here, since measuring the shipped weights needs neither
    from sklearn.svm import LinearSVC

    counts = Counter(name for bag in known.bags for name in bag)
    names = sorted(name for name, count in counts.items() if count > 1)
    rows = {name: row for row, name in enumerate(names)}
    columns = [sorted(rows[name] for name in bag if name in rows) for bag in known.bags]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for each in columns for column in each], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat), np.float64), flat, starts), shape=(len(columns), len(names)))
    by_coarse = LinearSVC(C=C, random_state=0).fit(matrix, [fine.partition(":")[0] for fine in known.fine])
    by_fine = LinearSVC(C=C, random_state=0).fit(matrix, known.fine)
    weights = np.concatenate([by_coarse.coef_, by_fine.coef_]).T
    weights[rows["bias"]] += np.concatenate([by_coarse.intercept_, by_fine.intercept_])
    scale = float(np.abs(weights).max()) / 127
    coarse, fine = tuple(by_coarse.classes_), tuple(by_fine.classes_)
    return Model(
        rows=rows,
        weights=np.rint(weights / scale).astype(np.int8),
        scale=scale,
        dense=(ridge(known, coarse, fine) * DENSE_SHARE).astype(np.float16).astype(np.float32),
        coarse=coarse,
        fine=fine,
    )


def ridge(known: Sample, coarse: Sequence[str], fine: Sequence[str]) -> npt.NDArray[np.float64]:
    """Least squares towards 1 for a question's own types and -1 for others, over standardised vectors."""
    mean, spread = known.vectors.mean(axis=0), known.vectors.std(axis=0) + 1e-6
    x = (known.vectors - mean) / spread
    x = np.concatenate([x, np.ones((len(x), 1), np.float32)], axis=1)
    own = [[fine.partition(":")[0] == kind for kind in coarse] for fine in known.fine]
    finely = [[label == kind for kind in fine] for label in known.fine]
    targets = np.concatenate([own, finely], axis=1).astype(np.float32) * 2 - 1
    penalty = PENALTY * np.eye(x.shape[1])
    solved = np.linalg.solve((x.T @ x).astype(np.float64) + penalty, (x.T @ targets).astype(np.float64))
    slopes = solved[:-1] / spread[:, None]
    return np.concatenate([slopes, (solved[-1] - mean @ slopes)[None]])


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


def cross_validate(questions: Sequence[Labelled], encoder: Encoder) -> list[Guess]:
    """What a model that saw neither a question nor its twins makes of it."""
    known, fold = sample(questions, encoder), folds(questions)
    given: dict[int, Guess] = {}
    for held in range(FOLDS):
        model = fit(known.only([i for i, place in enumerate(fold) if place != held]))
        for i in (i for i, place in enumerate(fold) if place == held):
            scores = model.of_bag(known.bags[i])
            given[i] = model.choose(scores if model.sure(scores) else scores + model.of_vector(known.vectors[i]))
    return [given[i] for i in range(len(questions))]


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
        dense=model.dense.astype(np.float16),
        coarse=_bytes(" ".join(model.coarse)),
        fine=_bytes(" ".join(model.fine)),
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
    learnt = [
        Labelled(question=each.question, fine=FINE_OF[each.answer_type])
        for each in marked
        if not each.held_out and each.answer_type in FINE_OF
    ]
    network = opened()
    encoder = Encoder(network=network)
    gold, extra = sample(questions, encoder), sample(learnt, encoder) if learnt else None
    model = fit(gold)
    if extra is not None:
        print(json.dumps({"without quiz labels": marked_right(Judge(model=model, encoder=lambda: encoder), marked)}))
        model = fit(joined([gold, *[extra] * QUIZ_WEIGHT]))
        print(json.dumps({"with quiz labels": marked_right(Judge(model=model, encoder=lambda: encoder), marked)}))
    described = {"encoder_sha256": network.sha256, "trained_on": [source], "quiz_questions": len(learnt)}
    save(model, args.out, described)
    print((args.out / "model.json").read_text())


if __name__ == "__main__":
    main()
