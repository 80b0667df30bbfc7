"""A small record of real articles for the tests of a kind of question."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Answer
from bot.app import App, open_app
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
Row = tuple[str, str | None, str | None, str, str]  # key, outlet, published, title, text


def app_over(folder: Path, rows: Sequence[Row]) -> App:
    """The product over articles in the collection "main", as of `NOW`."""
    path = folder / "articles.jsonl"
    named = ("id", "source", "published", "title", "text")
    lines = [json.dumps({k: v for k, v in zip(named, row, strict=True) if v is not None}) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(data_dir=folder / "var", database_url=None, timezone="UTC")
    app = replace(open_app(settings, say=print, clock=lambda: NOW), analyser=shared_analyser())
    app.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    return app


def asked(app: App, question: str) -> Answer:
    return app.answer(Question(text=question, collections=("main",)), keep=False)
