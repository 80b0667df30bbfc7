"""Questions that were written on articles, asked of collections of every size: what a weighing has to be right for."""

import itertools
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.seed_questions import read_questions, record_of, texts_of
from benchmarks.training.cases import READ, Case
from benchmarks.training.splits import draw
from benchmarks.training.transformer.candidates import asked_of, published_of
from bot.app import App
from retrieval.types import Level, Query

HANDFULS = (1, 2, 4, 8)  # articles of a small collection, in turn
OF_HANDFULS = 0.6  # of the questions on its articles
MOST = 460  # questions asked of all their articles, and of everything


def from_labels(app: App, path: Path) -> Iterator[Case]:
    """Labelled questions over the articles that ``app`` holds."""
    for asked in read_questions(path):
        query = replace(query_of(asked.question), collections=app.collections(), as_of=app.clock())
        case = _case(app, query, asked.answers if asked.answerable else (), asked.id)
        if case is not None:
            yield replace(case, hits=app.search.annotated(case.hits))


def in_handfuls(path: Path, articles: Sequence[Path]) -> Iterator[tuple[App, Iterator[Case]]]:
    """The questions over small collections of the articles that they were written on."""
    texts = texts_of(read_questions(path), articles)
    rows = sorted(read_jsonl(path), key=lambda row: draw("pick/" + row["id"]))
    left = sorted(texts, key=lambda name: draw("tiny/" + name))
    sizes = itertools.cycle(HANDFULS)
    while left:
        size = next(sizes)
        taken, left = left[:size], left[size:]
        own = [row for row in rows if row["doc_id"] in taken]
        with record_of({name: texts[name] for name in taken}, Level.LIGHT) as app:
            yield app, _of_rows(app, own[: max(6, int(len(own) * OF_HANDFULS))])


def of_their_articles(app: App, path: Path) -> Iterator[Case]:
    """Some of the questions over all articles that questions of the file were written on."""
    yield from _of_rows(app, sorted(read_jsonl(path), key=lambda row: draw("pick/" + row["id"]))[:MOST])


def of_everything(app: App, path: Path, articles: Sequence[Path]) -> Iterator[Case]:
    """Others of them over all there is, some days after their article."""
    asked = sorted(read_questions(path), key=lambda each: draw("pick/" + each.id))[-MOST:]
    published = published_of(texts_of(asked, articles))
    for each in asked:
        if each.doc_id in published:
            query = asked_of(each.question, each.id, published[each.doc_id])
            case = _case(app, query, each.answers if each.answerable else (), each.id)
            if case is not None:
                yield case


def _of_rows(app: App, rows: Sequence[dict[str, object]]) -> Iterator[Case]:
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name) / "questions.jsonl"
        kept.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        yield from from_labels(app, kept)


def _case(app: App, query: Query, answers: tuple[str, ...], group: str) -> Case | None:
    hits = app.answering.reranker.rerank(query, app.search.for_reranking(query))[:READ]
    return Case(query=query, hits=hits, answers=answers, weight=1.0, group=group, loose=True) if hits else None
