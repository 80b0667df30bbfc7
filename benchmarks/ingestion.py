"""What `onrecord ingest` of an archive takes: sentences a second with all that belongs to it, and the most memory.

    python -m benchmarks.ingestion articles.jsonl.gz --articles 500 2000 4842 [--full]

Each number of articles, the archive's first, goes into an empty record in a process of its own: analysis, record,
index, copies and stories. ``peak_mb`` is of that process, ``worker_peak_mb`` of its largest analysing one; memory is
flat when both stay where they are as the articles grow.
"""

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.speed_answers import opened
from config.memory import give_back
from retrieval.types import Level

COLLECTION = "archive"


def _peak_mb(who: int) -> int:
    return round(resource.getrusage(who).ru_maxrss / 1024)


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def measure(archive: Path, articles: int, level: Level, folder: Path) -> dict[str, object]:
    """Ingests the first articles of the archive into a record in ``folder``."""
    part = folder / "part.jsonl"
    with gzip.open(archive, "rb") if archive.suffix == ".gz" else archive.open("rb") as lines, part.open("wb") as out:
        out.writelines(islice(lines, articles))
    app = opened(folder)
    before, began = _processor(resource.RUSAGE_SELF), time.perf_counter()
    report = app.ingest([str(part)], collection=COLLECTION, level=level, on_progress=lambda _done, _total: None)
    took, here = time.perf_counter() - began, _processor(resource.RUSAGE_SELF) - before
    sentences = app.record.summary((COLLECTION,)).sentences
    return {
        "articles": report.new,
        "sentences": sentences,
        "copies": report.copies,
        "seconds": round(took, 1),
        "sentences_per_s": round(sentences / took),
        "processor_s": round(here, 1),
        "workers_processor_s": round(_processor(resource.RUSAGE_CHILDREN), 1),
        "peak_mb": _peak_mb(resource.RUSAGE_SELF),
        "worker_peak_mb": _peak_mb(resource.RUSAGE_CHILDREN),
    }


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.ingestion", description=__doc__)
    options.add_argument("archive", type=Path)
    options.add_argument("--articles", type=int, nargs="+", default=[1_000])
    options.add_argument("--full", action="store_true", help="analyse fully (lightly otherwise)")
    options.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.alone:
        give_back()  # as the command does
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            level = Level.FULL if given.full else Level.LIGHT
            print(json.dumps(measure(given.archive, given.articles[0], level, Path(folder))))
        return
    for articles in given.articles:
        again = [sys.executable, "-m", "benchmarks.ingestion", str(given.archive), f"--articles={articles}", "--alone"]
        subprocess.run([*again, *(["--full"] if given.full else [])], check=True)


if __name__ == "__main__":
    main()
