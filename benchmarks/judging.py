"""How good the transformer is by itself: spans in sentences, ranking of sentences, and its time.

    python -m benchmarks.judging [--model FOLDER] [--reading F...] [--selection F...] [--speed]

``--reading`` files hold questions with spans in one sentence (of the QAMR file only the 100 held-out sentences count);
``none`` is the share of all records whose best span it holds less likely than "no answer". ``--selection`` files hold
labelled sentences for each question, ranked by relevance. ``--speed``: milliseconds for 16 packaged sentences.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.reading import held_out
from benchmarks.seed_questions import SEED
from benchmarks.selection import groups_of, measures
from benchmarks.squad import exact, overlap
from retrieval.reader.network import PACKAGED
from retrieval.reader.passages import Passage
from retrieval.reader.transformer import Judge, load_transformer
from retrieval.text.split import split

RUNS = 30


def reading(judge: Judge, records: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Exact match and F1 of the best span, the best over the accepted answers."""
    right = shared = none = 0.0
    for record in records:
        (found,) = judge.judge(record["question"], [Passage(text=record["sentence"])])
        value = record["sentence"][found.spans[0].start : found.spans[0].end] if found.spans else ""
        right += exact(value, record["answers"])
        shared += overlap(value, record["answers"])
        none += found.no_answer > 0
    count = max(len(records), 1)
    return {
        "EM": round(right / count, 4),
        "F1": round(shared / count, 4),
        "none": round(none / count, 4),
        "n": len(records),
    }


def selection(judge: Judge, path: Path) -> dict[str, float | int]:
    """MAP, RR and P@1 of the sentences by relevance; ties in the order of the file."""
    runs = []
    for choice in groups_of(path):
        found = judge.judge(choice.question, [Passage(text=text) for text in choice.sentences])
        order = sorted(range(len(found)), key=lambda at: -found[at].relevance)
        runs.append([choice.labels[at] for at in order])
    return measures(runs)


def speed(judge: Judge) -> dict[str, float]:
    """Of 16 sentences of the packaged article with the sentence before, one question after the other."""
    text = SEED.read_text(encoding="utf-8")
    said = [text[each.start : each.end] for each in split(text)]
    passages = [Passage(text=own, title=said[0], before=before) for own, before in zip(said[1:], said, strict=False)]
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        judge.judge("What did the minister propose last week?", passages[:16])
        took.append(1000 * (time.perf_counter() - began))
    return {"p50_ms": round(median(took), 1), "best_ms": round(min(took), 1), "n": len(passages[:16])}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, default=PACKAGED)
    options.add_argument("--reading", type=Path, nargs="*", default=[])
    options.add_argument("--selection", type=Path, nargs="*", default=[])
    options.add_argument("--speed", action="store_true")
    given = options.parse_args()
    judge = load_transformer(given.model, say=tell)
    if judge is None:
        raise SystemExit(1)
    for path in given.reading:
        print(json.dumps({str(path): reading(judge, held_out(list(read_jsonl(path))))}), flush=True)
    for path in given.selection:
        print(json.dumps({str(path): selection(judge, path)}), flush=True)
    if given.speed:
        print(json.dumps({"speed": speed(judge)}))


if __name__ == "__main__":
    main()
