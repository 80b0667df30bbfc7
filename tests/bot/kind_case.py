"""Small real records of invented articles, and questions to them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Answer, Citation
from bot.app import App, open_app
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser
from tests.databases import with_tables

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
Row = tuple[str, str | None, str | None, str, str]  # key, outlet, published, title, text


def app_of(
    folder: Path, articles: Iterable[Mapping[str, str]], *, now: datetime = NOW, level: Level = Level.FULL
) -> App:
    """The product over articles in the collection "main"; those without an id are numbered: a1, a2, ..."""
    path = folder / "articles.jsonl"
    lines = [json.dumps({"id": f"a{n}", **article}) for n, article in enumerate(articles, start=1)]
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(data_dir=with_tables(folder / "var"), database_url=None, timezone="UTC")
    app = replace(open_app(settings, say=print, clock=lambda: now), analyser=shared_analyser())
    app.ingest([str(path)], collection="main", level=level, on_progress=lambda _done, _total: None)
    return app


def app_over(folder: Path, rows: Sequence[Row], *, now: datetime = NOW, level: Level = Level.FULL) -> App:
    """The same over articles as rows."""
    named = ("id", "source", "published", "title", "text")
    articles = [{k: v for k, v in zip(named, row, strict=True) if v is not None} for row in rows]
    return app_of(folder, articles, now=now, level=level)


def asked(app: App, question: str) -> Answer:
    return app.answer(Question(text=question, collections=("main",)), keep=False)


def cited_by(answer: Answer, citations: Sequence[int]) -> tuple[Citation, ...]:
    """The citations with these numbers."""
    found = {citation.n: citation for citation in answer.citations}
    return tuple(found[n] for n in citations)
