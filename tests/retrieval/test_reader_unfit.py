"""Spans that name nothing, whatever their score."""

import pytest

from retrieval.reader.vetoes.unfit import names_nothing
from retrieval.types import AnswerType
from tests.retrieval.reader_case import spanned


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
        ("Whose field is it?", AnswerType.PERSON, "“The field is ours,” the pilots said.", "ours", True),
        ("Whose field is it?", AnswerType.PERSON, "“The field is ours,” the pilots said.", "pilots", False),
        ("How fast was the wind?", AnswerType.AMOUNT, "14:35 Wind of 104 mph on the pier.", "14:35", True),
        ("When was it recorded?", AnswerType.TIME, "14:35 Wind of 104 mph on the pier.", "14:35", False),
    ],
)
def test_what_names_nothing(question: str, kind: AnswerType, text: str, words: str, *, nothing: bool) -> None:
    assert names_nothing(*spanned(question, kind, text, words)) is nothing
