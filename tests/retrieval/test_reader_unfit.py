"""Spans that name nothing, whatever their score."""

import pytest

from retrieval.reader.question import understand
from retrieval.reader.tree import lay_out
from retrieval.reader.vetoes.unfit import names_nothing
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, query, sentences


@pytest.mark.parametrize(
    ("question", "kind", "text", "words", "nothing"),
    [
        ("Why is Orlane in trouble?", AnswerType.REASON, "Orlane said it was fighting like mad.", "like mad", True),
        (
            "Why did Orlane close?",
            AnswerType.REASON,
            "Orlane closed because of its debts.",
            "because of its debts",
            False,
        ),
        ("How did Orlane fight?", AnswerType.MANNER, "Orlane said it was fighting like mad.", "like mad", False),
        ("How fast was the wind?", AnswerType.AMOUNT, "14:35 Wind of 104 mph on the pier.", "14:35", True),
        ("When was it recorded?", AnswerType.TIME, "14:35 Wind of 104 mph on the pier.", "14:35", False),
    ],
)
def test_what_names_nothing(question: str, kind: AnswerType, text: str, words: str, *, nothing: bool) -> None:
    asked = understand(query(question, kind), analyser().annotate)
    sentence = sentences(text)[0][0]
    assert sentence.annotation is not None
    tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
    start = tree.text.index(words)
    assert names_nothing(asked, tree, tree.inside(start, start + len(words))) is nothing
