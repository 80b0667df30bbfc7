"""Rows to train the reader's span scorer on: every candidate of a sentence, and how close it comes to the answer."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.jsonl import read_jsonl
from benchmarks.lone import hit_of, query_of
from benchmarks.squad import normalised, overlap
from benchmarks.training.splits import newsquiz_calibrates, qamr_held_out
from retrieval.reader.question import pieces, understand
from retrieval.reader.reader import rows_of, survey
from retrieval.types import AnalysedVersion, Annotation, Mention

Annotate = Callable[[Sequence[str]], tuple[Annotation, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question and one sentence that holds its answer."""

    question: str
    sentence: str
    answers: tuple[str, ...]
    weight: float
    mentions: tuple[Mention, ...] = ()
    annotation: Annotation | None = None


def from_qamr(path: Path, *, every: int) -> Iterator[Example]:
    """The sentences that are not held out; one question in ``every``, for they are many and alike."""
    records = list(read_jsonl(path))
    held_out = qamr_held_out(frozenset(record["sentence_id"] for record in records))
    kept = [record for record in records if record["sentence_id"] not in held_out]
    for record in kept[::every]:
        yield Example(
            question=record["question"],
            sentence=record["sentence"],
            answers=tuple(record["answers"]),
            weight=1.0,
        )


def from_trecqa(path: Path, *, weight: float) -> Iterator[Example]:
    for record in read_jsonl(path):
        if record["label"] == 1 and record.get("answers"):
            yield Example(
                question=record["question"],
                sentence=record["sentence"],
                answers=tuple(record["answers"]),
                weight=weight,
            )


def from_newsquiz(
    paths: Iterable[Path], analyse: Callable[[str], AnalysedVersion], *, weight: float
) -> Iterator[Example]:
    """Sentences of the evidence that hold the answer; the calibrating fifth is left out."""
    for path in paths:
        for record in read_jsonl(path):
            if not record.get("extractive") or newsquiz_calibrates(record["qid"]):
                continue
            evidence, answer = record["evidence"], record["answer"]
            for sentence in analyse(evidence).sentences:
                text = evidence[sentence.start : sentence.end]
                if f" {normalised(answer)} " in f" {normalised(text)} ":
                    yield Example(
                        question=record["question"],
                        sentence=text,
                        answers=(answer,),
                        weight=weight,
                        mentions=sentence.mentions,
                        annotation=sentence.annotation,
                    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    features: NDArray[np.float32]
    closeness: NDArray[np.float32]  # F1 with the answer
    weight: NDArray[np.float32]
    sizes: NDArray[np.int64]  # candidates of each example


def rows(examples: Iterable[Example], annotate: Annotate) -> Rows:
    features, closeness, weights, sizes = [], [], [], []
    for example in examples:
        query = query_of(example.question)
        annotation = example.annotation or annotate([example.sentence])[0]
        asked = understand(query, annotate)
        scenes = survey(asked, [hit_of(example.sentence, annotation, example.mentions)])
        if not scenes or not scenes[0].proposals:
            continue
        scene = scenes[0]
        found = rows_of(asked, scenes)
        values = []
        for first, last, _, _ in scene.proposals:
            mention = scene.stands_for.get((first, last))
            said = scene.tree.text[scene.tree.starts[first] : scene.tree.ends[last - 1]]
            values.append(mention.refers_to if mention is not None else said)
        near = np.array([overlap(value, example.answers) for value in values], dtype=np.float32)
        features.append(found)
        closeness.append(near)
        weights.append(np.full(len(near), example.weight, dtype=np.float32))
        sizes.append(len(near))
    return Rows(
        features=np.concatenate(features),
        closeness=np.concatenate(closeness),
        weight=np.concatenate(weights),
        sizes=np.array(sizes),
    )


class Remembered:
    """Annotations kept in a file between runs: parsing is the slow part of training."""

    def __init__(self, annotate: Annotate, path: Path | None) -> None:
        self._annotate, self._path = annotate, path
        self._known: dict[str, Annotation] = {}
        if path is not None and path.exists():
            self._known = pickle.loads(path.read_bytes())  # our own file

    def __call__(self, texts: Sequence[str]) -> tuple[Annotation, ...]:
        new = sorted({text for text in texts if text not in self._known})
        for at in range(0, len(new), 256):
            batch = new[at : at + 256]
            self._known.update(zip(batch, self._annotate(batch), strict=True))
        return tuple(self._known[text] for text in texts)

    def save(self) -> None:
        if self._path is not None:
            self._path.write_bytes(pickle.dumps(self._known))


def texts_of(examples: Iterable[Example]) -> list[str]:
    """What has to be parsed, so that it can be parsed in batches: the questions' sentences, and sentences."""
    found = []
    for example in examples:
        found += pieces(query_of(example.question).text)
        if example.annotation is None:
            found.append(example.sentence)
    return found
