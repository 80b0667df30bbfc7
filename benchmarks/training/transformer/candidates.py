"""Writes the sentences that search finds for questions: what the transformer learns ranking from.

    python -m benchmarks.training.transformer.candidates --articles F... [--questions F...] [--labels F...] --out FILE
                                                         [--light]

A line is a question (``qid``, ``question``) with hits. Of a quiz question (``answer``) those that would be reranked as
of its date, the best first: ``title``, the sentence ``before``, ``text``, and whether it holds the answer as a run of
words (``right``). Of a question written on an article (``--labels``) the `NEAREST` best after reranking, asked within
`LATER` days of that article, without the article's own and without those that hold an accepted answer.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.corpus import COLLECTION, default_cache, filled, tell
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.seed_questions import read_questions, texts_of
from benchmarks.training.splits import draw
from benchmarks.words import holds, run_of
from bot.app import App
from retrieval.types import Hit, Level, Query

NEAREST, LATER = 12, 20


def of_quiz(app: App, row: dict[str, Any]) -> dict[str, Any]:
    day = date.fromisoformat(row["date"])
    as_of = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, microseconds=-1)
    hits = app.search.for_reranking(replace(query_of(row["question"]), collections=(COLLECTION,), as_of=as_of))
    wanted = run_of(row["answer"])
    found = [
        one | {"right": holds(run_of(hit.sentence.text), wanted)}
        for hit, one in zip(hits, shown(app, hits), strict=True)
    ]
    return {name: row[name] for name in ("qid", "question", "answer")} | {"candidates": found}


def shown(app: App, hits: tuple[Hit, ...]) -> list[dict[str, Any]]:
    """The hits as a pair holds them."""
    return [
        {"title": hit.sentence.article.title, "before": around.before, "text": hit.sentence.text}
        for hit, around in zip(hits, app.record.around(hits), strict=True)
    ]


def asked_of(question: str, name: str, published: datetime) -> Query:
    """A question of the record some days after ``published``, mostly few."""
    as_of = published + timedelta(days=LATER * draw("asked/" + name) ** 2)
    return replace(query_of(question), collections=(COLLECTION,), as_of=as_of)


def of_labels(app: App, path: Path, articles: list[Path]) -> Iterator[dict[str, Any]]:
    asked = read_questions(path)
    published = published_of(texts_of(asked, articles))
    for each in asked:
        if each.doc_id not in published:
            continue
        query = asked_of(each.question, each.id, published[each.doc_id])
        hits = app.answering.reranker.rerank(query, app.search.for_reranking(query))
        wanted = [run_of(answer) for answer in each.answers]
        other = tuple(
            hit
            for hit in hits
            if not hit.sentence.article.key.endswith(each.doc_id)
            and not any(w and holds(run_of(hit.sentence.text), w) for w in wanted)
        )[:NEAREST]
        yield {"qid": each.id, "question": each.question, "candidates": shown(app, other)}


def published_of(articles: dict[str, dict[str, object]]) -> dict[str, datetime]:
    """When the articles that say so came out."""
    times = {name: datetime.fromisoformat(str(row["published"])) for name, row in articles.items() if row["published"]}
    return {name: at if at.tzinfo else at.replace(tzinfo=UTC) for name, at in times.items()}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=Path, nargs="+", required=True)
    options.add_argument("--questions", type=Path, nargs="*", default=[])
    options.add_argument("--labels", type=Path, nargs="*", default=[])
    options.add_argument("--light", action="store_true")
    options.add_argument("--cache", type=Path, default=default_cache())
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    app = filled(given.articles, Level.LIGHT if given.light else Level.FULL, given.cache, say=tell)
    rows: dict[str, dict[str, Any]] = {}
    for row in (row for path in given.questions for row in read_jsonl(path)):
        rows.setdefault(row["qid"], row)
    with given.out.open("w", encoding="utf-8") as out:
        for row in rows.values():
            out.write(json.dumps(of_quiz(app, row)) + "\n")
        for path in given.labels:
            for at, record in enumerate(of_labels(app, path, given.articles), start=1):
                out.write(json.dumps(record) + "\n")
                if at % 200 == 0:
                    tell(f"{path.name}: {at} questions")


if __name__ == "__main__":
    main()
