"""A question may name the outlet it wants to hear, or somebody in the news."""

import pytest

from bot.app import App
from bot.questions import Question
from tests.bot.kind_case import NOW, app_of, asked


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    articles = [
        ("The Harbour Post", "Twelve people were injured when the ferry Aldora hit the pier in Marrow Bay on Monday."),
        ("Quay Times", "Fifteen people were injured when the ferry Aldora hit the pier in Marrow Bay on Monday."),
    ]
    rows = [{"id": source, "title": "Ferry hits pier", "text": text, "source": source} for source, text in articles]
    return app_of(tmp_path_factory.mktemp("outlets"), rows)


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
