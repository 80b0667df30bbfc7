"""How well the reader finds the span inside one sentence: ``python -m benchmarks.reading F`` prints ``{EM, F1, n}``.

F has a question, a sentence and the accepted answers on each line. Of the QAMR file, which the reader was trained on,
only the 100 sentences that were held out count, unless ``--all`` is given; it is known by its ids.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import hit_of, query_of
from benchmarks.squad import exact, overlap
from benchmarks.training.splits import qamr_held_out
from retrieval.language.analyse import Analyser
from retrieval.reader import JudgedReader, load_best_reader
from retrieval.reader.question import pieces
from retrieval.rerank.surroundings import nothing_around
from retrieval.types import Annotation


def held_out(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records of a file that training did not see."""
    seen_in_training = [record for record in records if str(record.get("id", "")).startswith("qamr-dev-")]
    if not seen_in_training:
        return list(records)
    kept = qamr_held_out(frozenset(record["sentence_id"] for record in records))
    return [record for record in records if record["sentence_id"] in kept]


def measure(records: Sequence[dict[str, Any]], analyser: Analyser, *, rules: bool = False) -> dict[str, float]:
    """Exact match and F1 of the product's first span, the best over the accepted answers."""
    queries = [query_of(record["question"]) for record in records]
    texts = sorted({record["sentence"] for record in records} | {p for query in queries for p in pieces(query.text)})
    parses: dict[str, Annotation] = {}
    for at in range(0, len(texts), 256):
        batch = texts[at : at + 256]
        parses.update(zip(batch, analyser.annotate(batch), strict=True))
    best = load_best_reader(
        annotate=lambda wanted: tuple(parses[text] for text in wanted),
        sentence_at=lambda *_: None,
        around=nothing_around,
        stats=None,
        say=tell,
    )
    reader = best.rules if rules and isinstance(best, JudgedReader) else best
    right = shared = 0.0
    for record, query in zip(records, queries, strict=True):
        readings = reader.read(query, [hit_of(record["sentence"], parses[record["sentence"]])])
        value = (readings[0].value if readings else None) or ""
        right += exact(value, record["answers"])
        shared += overlap(value, record["answers"])
    count = max(len(records), 1)
    return {"EM": round(right / count, 4), "F1": round(shared / count, 4), "n": len(records)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--all", action="store_true", help="sentences used in training too")
    options.add_argument("--rules", action="store_true", help="the rules alone, without the transformer")
    given = options.parse_args()
    records = list(read_jsonl(given.file))
    print(json.dumps(measure(records if given.all else held_out(records), Analyser(), rules=given.rules)))


if __name__ == "__main__":
    main()
