"""A real record of a few made-up articles, analysed in full, and questions to it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.answers import Answer, Citation
from bot.app import App, open_app
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def small_record(folder: Path, articles: Sequence[dict[str, str]]) -> App:
    """Each article has at least title, text and source; ids are given in order."""
    path = folder / "articles.jsonl"
    rows = [{"id": f"a{n}", **article} for n, article in enumerate(articles, start=1)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    opened = open_app(Settings(data_dir=folder / "var"), say=print, clock=lambda: NOW)
    app = replace(opened, analyser=shared_analyser())
    app.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    return app


def asked(app: App, question: str) -> Answer:
    return app.answer(Question(text=question, collections=("main",)), keep=False)


def cited_by(answer: Answer, citations: Sequence[int]) -> tuple[Citation, ...]:
    """The citations with these numbers."""
    found = {citation.n: citation for citation in answer.citations}
    return tuple(found[n] for n in citations)
