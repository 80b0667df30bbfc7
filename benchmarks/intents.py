"""How often the coarse type of a question is right.

    python -m benchmarks.intents FILE.jsonl

On the file the shipped weights were trained on: ten-fold cross-validation of the same training, each question judged
by a model that saw neither it nor a question that differs only in names. On any other file: the shipped weights.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from benchmarks.training.intents import cross_validate, fingerprint, read
from bot.intents.asking import in_wh_form
from bot.intents.encoder import Encoder
from bot.intents.model import card, load
from retrieval.reader.network import opened


def measure(path: Path) -> dict[str, object]:
    """accuracy and n; the same by coarse type; `fine_accuracy` where the file has fine types."""
    questions = read(path)
    trained_on = card()["trained_on"]
    assert isinstance(trained_on, list)
    seen = any(source["sha256"] == fingerprint(path) for source in trained_on)
    if seen:
        given = [guess.fine for guess in cross_validate(questions, Encoder(network=opened()))]
    else:
        shipped = load()
        given = [shipped.guess(in_wh_form(question.question)).fine for question in questions]
    right = [fine.partition(":")[0] == question.coarse for fine, question in zip(given, questions, strict=True)]
    total = Counter(question.coarse for question in questions)
    hits = Counter(question.coarse for question, good in zip(questions, right, strict=True) if good)
    return {
        "accuracy": round(sum(right) / len(questions), 4),
        "n": len(questions),
        "by_type": {kind: round(hits[kind] / total[kind], 4) for kind in sorted(total)},
        "fine_accuracy": round(
            sum(fine == question.fine for fine, question in zip(given, questions, strict=True)) / len(questions), 4
        ),
        "how": "cross-validation" if seen else "shipped weights",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    print(json.dumps(measure(parser.parse_args().file)))


if __name__ == "__main__":
    main()
