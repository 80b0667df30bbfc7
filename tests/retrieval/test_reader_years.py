"""What happened in another year than the one asked about is no answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from retrieval.reader.question import understand
from retrieval.reader.tree import lay_out
from retrieval.reader.vetoes.years import of_another_year
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, query, sentences

LOST = "Maren was second in the 2012 Games and lost to Jon Tessen in the final of the 2008 Games."
WON = "Their run ends behind that of the Orvik Reds, when they won the Harbour Cup in 2019."


@pytest.mark.parametrize(
    ("question", "text", "span", "another"),
    [
        ("Who beat Maren in 2021?", LOST, "Jon Tessen", True),
        ("Who beat Maren in the 2008 Games?", LOST, "Jon Tessen", False),
        ("Who beat Maren since 2005?", LOST, "Jon Tessen", False),
        ("Who beat Maren in 2021?", "Maren, who came to Orvik in 2015, lost to Jon Tessen.", "Jon Tessen", False),
        ("Who beat Maren in 2021?", "Maren lost to Jon Tessen.", "Jon Tessen", False),
        ("When did Maren lose, in 2021?", LOST, "2008", False),
        ("Who won the Harbour Cup?", WON, "Orvik Reds", False),
        ("Who won the Harbour Cup?", "The Orvik Reds won the Harbour Cup in 2019.", "Orvik Reds", True),
        ("Who won the Harbour Cup?", "The Orvik Reds won the Harbour Cup in 2022.", "Orvik Reds", False),
        ("Who founded the Harbour Cup?", "Ida Maren founded the Harbour Cup in 1919.", "Ida Maren", False),
        ("How many boats were there in 2021?", "There were 2000 boats and 45 crews.", "2000", False),
    ],
)
def test_of_another_year(question: str, text: str, span: str, another: bool) -> None:
    asked = understand(query(question, AnswerType.PERSON), analyser().annotate)
    sentence = sentences(text)[0][0]
    article = replace(sentence.article, published_at=datetime(2022, 6, 26, tzinfo=UTC))
    assert sentence.annotation is not None
    tree = lay_out(text, sentence.annotation, sentence.mentions)
    start = text.index(span)
    found = of_another_year(asked, replace(sentence, article=article), tree, tree.inside(start, start + len(span)))
    assert found is another


def test_without_a_date_of_the_article_nothing_is_said() -> None:
    text = "The Orvik Reds won the Harbour Cup in 2019."
    asked = understand(query("Who won the Harbour Cup?", AnswerType.PERSON), analyser().annotate)
    sentence = sentences(text)[0][0]
    assert sentence.annotation is not None
    undated = replace(sentence, article=replace(sentence.article, published_at=None))
    tree = lay_out(text, sentence.annotation, sentence.mentions)
    assert not of_another_year(asked, undated, tree, tree.inside(4, 14))
