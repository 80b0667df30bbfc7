"""A question may name the outlet it wants to hear, or somebody in the news."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Answer
from bot.app import App, open_app
from bot.questions import Question
from config.settings import Settings
from retrieval.types import Level
from tests.bot.slack.case import shared_analyser

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    folder = tmp_path_factory.mktemp("outlets")
    articles = [
        ("The Harbour Post", "Twelve people were injured when the ferry Aldora hit the pier in Marrow Bay on Monday."),
        ("Quay Times", "Fifteen people were injured when the ferry Aldora hit the pier in Marrow Bay on Monday."),
    ]
    rows = [{"title": "Ferry hits pier", "text": text, "source": source} for source, text in articles]
    path = folder / "two.jsonl"
    path.write_text("\n".join(json.dumps(row | {"id": row["source"]}) for row in rows), encoding="utf-8")
    opened = replace(
        open_app(Settings(data_dir=folder / "var"), say=print, clock=lambda: NOW), analyser=shared_analyser()
    )
    opened.ingest([str(path)], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None)
    return opened


def asked(app: App, question: str) -> Answer:
    return app.answer(Question(text=question, collections=("main",)), keep=False)


@pytest.mark.parametrize(
    ("named", "source", "value"),
    [("Quay Times", "Quay Times", "Fifteen"), ("harbour post", "The Harbour Post", "Twelve")],
)
def test_an_outlet_that_is_named_is_the_only_one_cited(app: App, named: str, source: str, value: str) -> None:
    answer = asked(app, f"how many people were injured when the ferry hit the pier, according to {named}?")
    assert {citation.sentence.article.source for citation in answer.citations} == {source}
    assert answer.answer is not None
    assert value in answer.answer


def test_somebody_who_is_no_outlet_is_looked_for_in_the_sentences(app: App) -> None:
    told = app.answering.asked(
        Question(text="how many people were injured, according to Marrow Bay?", collections=("main",)), now=NOW
    )
    assert told.query is not None
    assert told.query.sources == ()
    assert {"marrow", "bay"} <= {term.casefold() for term in told.query.terms}
