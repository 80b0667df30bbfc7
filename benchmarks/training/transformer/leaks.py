"""Says which measured questions and sentences stand among the training units; none may.

    python -m benchmarks.training.transformer.leaks --units F... --qamr F --measured F...

``--measured``: files with a ``question`` and, where there is one, a ``sentence`` a line. Of QAMR the held-out sentences
are measured, whoever asks the same of another. Compared by sha256 of the normalised words; a pair counts when both
stand in one training pair, a question or a sentence of `DISTINCT` words or more alone. Status 1: found any.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from benchmarks.training.splits import qamr_held_out
from benchmarks.words import run_of

DISTINCT = 6  # words: shorter questions ("who won?") are asked of many sentences


def mark(*texts: str) -> str:
    """A hash of the words of the texts, whatever their case and punctuation."""
    return sha256("\n".join(run_of(text) for text in texts).encode()).hexdigest()


def marks(question: str, sentence: str) -> Iterator[tuple[str, str]]:
    """What of a question and a sentence must not be on both sides, as (kind, hash)."""
    if question and sentence:
        yield "pair", mark(question, sentence)
    for kind, text in (("question", question), ("sentence", sentence)):
        if len(run_of(text).split()) >= DISTINCT:
            yield kind, mark(text)


def learnt(units: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, str]]:
    """The marks of all training pairs."""
    return frozenset(m for unit in units for pair in unit["pairs"] for m in marks(pair["question"], pair["text"]))


def leaks(known: frozenset[tuple[str, str]], measured: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many different marks of the measured records are known, by kind."""
    found = {m for record in measured for m in marks(record["question"], record.get("sentence", "")) if m in known}
    return {kind: count for kind in ("pair", "question", "sentence") if (count := sum(k == kind for k, _ in found))}


def held_out(path: Path) -> list[Mapping[str, Any]]:
    """QAMR's held-out sentences: each must not be learnt from at all, so its questions need no look of their own."""
    records = list(read_jsonl(path))
    kept = qamr_held_out(frozenset(record["sentence_id"] for record in records))
    return [{"question": "", "sentence": record["sentence"]} for record in records if record["sentence_id"] in kept]


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=Path, nargs="+", required=True)
    options.add_argument("--qamr", type=Path)
    options.add_argument("--measured", type=Path, nargs="*", default=[])
    given = options.parse_args(arguments)
    known = learnt(unit for path in given.units for unit in read_jsonl(path))
    sides: dict[str, Iterable[Mapping[str, Any]]] = {str(path): read_jsonl(path) for path in given.measured}
    if given.qamr is not None:
        sides[f"{given.qamr} (held out)"] = held_out(given.qamr)
    found = {name: leaks(known, records) for name, records in sides.items()}
    print(json.dumps(found, indent=1))
    if any(found.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
