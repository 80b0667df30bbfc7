"""Leaves out some of the wrong sentences of training units, so that a larger network sees every question soon.

    python -m benchmarks.training.transformer.thinned --units FILE... --out FILE [--twice FILE...] [--garbled SHARE]

Quizzes of the files in ``--twice`` come once more, as they are; with ``--garbled`` that share of the written questions
have all their sentences as a poor machine translation stutters them.

The same seed and files give the same units, in a new order.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.jsonl import read_jsonl
from benchmarks.training.transformer.augment import stuttered

RIGHT, WRONG, NONE = 2, 4, 3  # sentences of a question over articles that are kept; wrong ones where none is right
BOTH = 0.3  # share of QAMR's units that keep two wrong sentences, not one
OPEN = 0.6  # share of the lone unanswerable pairs that are kept


def thinned(units: Iterator[dict[str, Any]], random: Random) -> Iterator[dict[str, Any]]:
    """The units with as many pairs as are kept."""
    for unit in units:
        right = [pair for pair in unit["pairs"] if pair["label"]]
        wrong = [pair for pair in unit["pairs"] if not pair["label"]]
        kept = unit["pairs"]
        if unit["kind"] in ("written", "distant"):
            most = WRONG if right else NONE
            kept = right[:RIGHT] + random.sample(wrong, min(most, len(wrong)))
        elif unit["kind"] == "qamr":
            most = 2 if random.random() < BOTH else 1
            kept = right + random.sample(wrong, min(most, len(wrong)))
        elif unit["kind"] == "open" and random.random() >= OPEN:
            continue
        yield {**unit, "pairs": kept}


def garbled(unit: dict[str, Any], random: Random) -> dict[str, Any]:
    """The unit with every sentence stuttered, right and wrong ones: how a sentence is told must say nothing."""
    pairs = []
    for pair in unit["pairs"]:
        text, span = stuttered(pair["text"], tuple(pair["span"] or (0, 0)), random)
        pairs.append({**pair, "text": text, "span": span if pair["span"] else None})
    return {**unit, "pairs": pairs}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--units", type=Path, nargs="+", required=True)
    options.add_argument("--twice", type=Path, nargs="*", default=[])
    options.add_argument("--garbled", type=float, default=0.0)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    random = Random(given.seed)
    units = list(thinned((unit for path in given.units for unit in read_jsonl(path)), random))
    units += [unit for path in given.twice for unit in read_jsonl(path) if unit["kind"] == "newsquiz"]
    units = [
        garbled(unit, random) if unit["kind"] == "written" and random.random() < given.garbled else unit
        for unit in units
    ]
    random.shuffle(units)
    given.out.write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    print(len(units), "units,", sum(len(unit["pairs"]) for unit in units), "pairs")


if __name__ == "__main__":
    main()
