"""Writes the sentences that search finds for quiz questions: what the transformer learns ranking from.

    python -m benchmarks.training.transformer.candidates --articles F... --questions F... --out FILE [--light]

A line is a question (``qid``, ``question``, ``answer``) with the hits that would be reranked as of its date, the best
first: ``title``, the sentence ``before``, ``text``, and whether it holds the answer as a run of words (``right``).
"""

import argparse
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.corpus import COLLECTION, default_cache, filled, tell
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.words import holds, run_of
from retrieval.types import Level


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, nargs="+", required=True)
    options.add_argument("--light", action="store_true")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    app = filled(given.articles, Level.LIGHT if given.light else Level.FULL, given.cache, say=tell)
    asked: set[str] = set()
    with given.out.open("w", encoding="utf-8") as out:
        for path in given.questions:
            for row in read_jsonl(path):
                if row["qid"] in asked:
                    continue
                asked.add(row["qid"])
                day = date.fromisoformat(row["date"])
                as_of = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, microseconds=-1)
                query = replace(query_of(row["question"]), collections=(COLLECTION,), as_of=as_of)
                hits = app.search.for_reranking(query)
                wanted = run_of(row["answer"])
                found = [
                    {
                        "title": hit.sentence.article.title,
                        "before": around.before,
                        "text": hit.sentence.text,
                        "right": holds(run_of(hit.sentence.text), wanted),
                    }
                    for hit, around in zip(hits, app.record.around(hits), strict=True)
                ]
                record = {name: row[name] for name in ("qid", "question", "answer")} | {"candidates": found}
                out.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
