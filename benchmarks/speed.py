"""How fast the index is built and searched, beside rank-bm25's full scan, bm25s and SQLite's FTS5, in one run.

    python -m benchmarks.speed --sentences 100000 [--articles F...]

The corpus is made up (`benchmarks.speed_corpus`). ``record`` and ``answer`` are of the whole product over as many
sentences (`benchmarks.speed_answers`), ``analysis`` is of the articles given, else of the packaged ones.
Questions are five words of one sentence, none of them among the 100 most common. A search is the product's own
`TantivyIndex.search`: candidates, the second stage with its reads, the explanation, and the scores of articles.
Lists are compared with the full scan's, ties by id. Times are wall-clock milliseconds; each engine in turn answers a
few questions, so that all run under the same load. ``cpu`` holds the same in processor time.
"""

import argparse
import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import speed_answers
from benchmarks.corpus import tell
from benchmarks.speed_corpus import COLLECTION, NOW, Corpus, corpus, entries, questions
from benchmarks.speed_rivals import TOP, bm25s_of, fts5_of, full_scan
from benchmarks.timing import Times, own_mb, peak_mb
from retrieval.index import SentenceIndex, open_index
from retrieval.index.okapi import Okapi
from retrieval.types import Query

BLOCK = 10  # questions an engine answers before the next one's turn
REQUIRED = {100_000: 50, 1_000_000: 300}  # times faster than the full scan
REQUIRED_READER_MB = 900


def query(terms: tuple[str, ...]) -> Query:
    return Query(text=" ".join(terms), terms=terms, collections=(COLLECTION,), as_of=NOW)


def ask(index: SentenceIndex, terms: tuple[str, ...]) -> list[str]:
    """The product's own search."""
    return [candidate.sentence_id for candidate in index.search(query(terms), limit=TOP).candidates]


def build(folder: Path, sentences: int, seed: int) -> dict[str, object]:
    """Builds the index; what it took, corpus not counted."""
    made = corpus(sentences, seed)
    index = open_index(folder)
    before = peak_mb()
    start = time.perf_counter()
    index.switch(index.build(entries(made), watermark=1))
    took = time.perf_counter() - start
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "seconds": round(took, 2),
        "sentences_per_s": round(sentences / took),
        "size_mb": round(size / 1e6, 1),
        "peak_mb": peak_mb(),
        "peak_mb_of_the_corpus": before,
    }


def read(folder: Path, asked: Sequence[tuple[str, ...]]) -> dict[str, object]:
    """Opens the index and searches it; run in a process of its own for its memory."""
    start = time.perf_counter()
    index = open_index(folder)
    opened = (time.perf_counter() - start) * 1000
    times = Times([], [])
    for terms in asked:
        times.timed(partial(ask, index, terms))
    return {"open_ms": round(opened, 1), "first_ms": round(times.wall[0], 2), **times.summary(), "peak_mb": peak_mb()}


def side_by_side(folder: Path, made: Corpus, asked: Sequence[tuple[str, ...]], scans: int) -> dict[str, object]:
    index = open_index(folder)
    tell("building rank-bm25")
    okapi = Okapi(made.sentence(i) for i in range(len(made)))
    tell("building bm25s")
    other = bm25s_of(made)
    tell("building FTS5")
    fts5 = fts5_of(made, folder.parent / "fts5.db")
    for terms in asked[-5:]:  # each engine's first questions are slower
        index.search(query(terms), limit=TOP)
        other(terms)
        fts5(terms)
    search, scan, bm25s_times, fts5_times = (Times([], []) for _ in range(4))
    same = same_bm25s = same_fts5 = 0
    gc.collect()
    gc.freeze()  # the collector would walk the other engines' memory in the middle of a search
    lists: list[list[str]] = []
    for start in range(0, len(asked), BLOCK):
        block = asked[start : start + BLOCK]
        lists += [search.timed(partial(ask, index, terms)) for terms in block]
        theirs = [bm25s_times.timed(partial(other, terms)) for terms in block]
        sqlites = [fts5_times.timed(partial(fts5, terms)) for terms in block]
        for i, terms in enumerate(block[: -(-scans * BLOCK // len(asked))]):
            reference = scan.timed(partial(full_scan, okapi, terms))
            same += lists[start + i] == reference
            same_bm25s += set(theirs[i]) == set(reference)
            same_fts5 += set(sqlites[i]) == set(reference)
    scans = len(scan.wall)
    times_faster = np.percentile(scan.wall, 50) / np.percentile(search.wall, 50)
    times_faster_cpu = np.percentile(scan.cpu, 50) / np.percentile(search.cpu, 50)
    return {
        "search": {**search.summary(), "questions": len(asked)},
        "rank_bm25": {**scan.summary(), "questions": scans},
        "bm25s": {**bm25s_times.summary(), "same_ten_sentences": same_bm25s / scans},
        "fts5": {**fts5_times.summary(), "same_ten_sentences": same_fts5 / scans},
        "identical_top10": same / scans,
        "speed_up": round(float(times_faster), 1),
        "speed_up_cpu": round(float(times_faster_cpu), 1),
    }


def measure(
    sentences: int, *, seed: int, count: int, scans: int, folder: Path, articles: Sequence[Path]
) -> dict[str, object]:
    def child(part: str) -> dict[str, object]:
        options = [f"--sentences={sentences}", f"--seed={seed}", f"--questions={count}", f"--part={part}"]
        command = [sys.executable, "-m", "benchmarks.speed", *options, f"--folder={folder}"]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return found

    built = child("build")  # each in a fresh process, for its memory
    asked = questions(made := corpus(sentences, seed), count, seed)
    (folder / "questions.json").write_text(json.dumps(asked))
    reader = child("read")
    report: dict[str, object] = {"sentences": sentences, "build": built, "reader": reader}
    report |= {"record": child("fill"), "answer": child("answer")}
    report |= {"analysis": speed_answers.analysis(articles)}
    report |= side_by_side(folder / "index", made, asked, scans)
    required = REQUIRED.get(sentences)
    report["required"] = {"speed_up": required, "reader_mb": REQUIRED_READER_MB}
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sentences", type=int, required=True)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--scans", type=int, default=20, help="questions the full scan answers too")
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="real ones, to time their analysis")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--part", choices=["all", "build", "read", "fill", "answer"], default="all", help=argparse.SUPPRESS
    )
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.part == "fill":
        report = speed_answers.fill(options.folder, corpus(options.sentences, options.seed))
    elif options.part == "answer":
        report = {**speed_answers.answer(options.folder), "peak_mb": peak_mb(), "own_mb": own_mb()}
    elif options.part == "build":
        report = build(options.folder / "index", options.sentences, options.seed)
    elif options.part == "read":
        asked = [tuple(terms) for terms in json.loads((options.folder / "questions.json").read_text())]
        report = read(options.folder / "index", asked)
    else:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            sizes = {"count": options.questions, "scans": min(options.scans, options.questions)}
            report = measure(
                options.sentences, seed=options.seed, folder=Path(folder), articles=options.articles, **sizes
            )
    print(json.dumps(report))


if __name__ == "__main__":
    main()
