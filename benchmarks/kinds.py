"""How often the kind of a question is right.

    python -m benchmarks.kinds [FILE.jsonl ...]

Without files both halves of the project's own 400 questions (benchmarks/labels), printed apart. A question counts as
right when the kind it is given is one of its ``intents``. Tables of what was taken for what go to standard error, one
JSON object to standard output. ``--details`` lists the questions that fail, never those of a held-out file.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.jsonl import read_jsonl
from bot.intents import classify, name_of

LABELS = Path(__file__).parent / "labels"
FILES = (LABELS / "kinds_dev.jsonl", LABELS / "kinds_heldout.jsonl")
_SHORT = 8  # characters of a kind's name that head a column


def measure(path: Path, *, details: bool = False) -> tuple[dict[str, object], Counter[tuple[str, str]]]:
    """accuracy, n and the accuracy by meant kind; and how often each (meant, given) pair came."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in read_jsonl(path):
        meant, given = row["intents"][0], name_of(classify(row["question"]))
        good = given in row["intents"]
        total[meant] += 1
        right[meant] += good
        pairs[meant, meant if good else given] += 1
        if details and not good:
            print(f"{row['id']}  {meant} taken for {given}: {row['question']}", file=sys.stderr)
    figures = {
        "accuracy": round(sum(right.values()) / sum(total.values()), 4),
        "n": sum(total.values()),
        "by_kind": {kind: f"{right[kind]}/{total[kind]}" for kind in sorted(total)},
    }
    return figures, pairs


def table(pairs: Counter[tuple[str, str]]) -> str:
    """A row a kind as meant, a column a kind as given; another accepted kind counts as the one meant."""
    meant = sorted({row for row, _ in pairs})
    given = sorted({column for _, column in pairs})
    lines = [" " * 14 + "".join(f"{name[:_SHORT]:>{_SHORT + 1}}" for name in given)]
    for row in meant:
        cells = "".join(f"{pairs[row, column] or '.':>{_SHORT + 1}}" for column in given)
        lines.append(f"{row:<14}{cells}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.kinds", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=list(FILES))
    parser.add_argument("--details", action="store_true", help="the questions that fail, but of held-out files")
    given = parser.parse_args(arguments)
    figures = {}
    for path in given.files:
        heldout = "heldout" in path.stem
        figures[path.stem], pairs = measure(path, details=given.details and not heldout)
        print(f"{path.stem}\n{table(pairs)}\n", file=sys.stderr)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
