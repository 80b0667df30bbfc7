"""Who won and who lost, where one beat another; a score whole."""

import pytest

from retrieval.reader.contests import asks_winner, beaten
from retrieval.reader.tree import lay_out
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, mended

WHO, NUMBER = AnswerType.PERSON, AnswerType.AMOUNT


@pytest.mark.parametrize(
    ("question", "text", "words", "right"),
    [
        ("who won?", "Norhaven beat Sudmark 3-1 on Sunday.", "Sudmark", "Norhaven"),
        ("who won?", "Norhaven beat Sudmark 3-1 on Sunday.", "Norhaven beat Sudmark", "Norhaven"),
        ("who lost?", "Norhaven beat Sudmark 3-1 on Sunday.", "Norhaven", "Sudmark"),
        ("Who won the match?", "Sudmark were beaten 3-1 by Norhaven.", "Sudmark", "Norhaven"),
        ("Who won the final?", "Petra Lind was defeated by Ilsa Marr in the final.", "Petra Lind", "Ilsa Marr"),
        ("Who won the runoff?", "Mira Soltan defeated Oskar Dahl in the runoff.", "Oskar Dahl", "Mira Soltan"),
        # what is right, or no contest, stays
        ("who won?", "Norhaven beat Sudmark 3-1 on Sunday.", "Norhaven", "Norhaven"),
        ("Who won the cup?", "Norhaven beat Sudmark 3-1 on Sunday.", "Sudmark", "Sudmark"),
        ("Who did Norhaven beat?", "Norhaven beat Sudmark 3-1 on Sunday.", "Sudmark", "Sudmark"),
        ("who won?", "Norhaven could beat Sudmark 3-1 on Sunday.", "Sudmark", "Sudmark"),
        ("who won?", "Sudmark won after Norhaven beat expectations.", "Sudmark", "Sudmark"),
    ],
)
def test_the_side_that_is_asked_for(question: str, text: str, words: str, right: str) -> None:
    assert mended(question, text, words, WHO) == right


@pytest.mark.parametrize(
    ("question", "text", "words", "whole"),
    [
        ("By how many votes did the tax pass?", "The tax passed 78 to 71.", "78", "78 to 71"),
        (
            "by how many votes did the tax pass",
            "It passed the tax by 78 votes to 71 on Monday.",
            "71",
            "78 votes to 71",
        ),
        ("What was the score?", "Norhaven won 3-1 on Sunday.", "3", "3-1"),
        ("How many votes did it get?", "The tax passed 78 to 71.", "78", "78"),
        ("By how many votes did support grow?", "Support grew from 71 to 78 votes.", "78", "78"),
        ("By how many votes did it pass?", "It passed by seven votes, 78 to 71.", "seven", "seven"),
    ],
)
def test_a_score_has_both_its_numbers(question: str, text: str, words: str, whole: str) -> None:
    assert mended(question, text, words, NUMBER) == whole


@pytest.mark.parametrize(
    ("question", "text", "words", "vetoed"),
    [
        ("who won the runoff?", "Oskar Dahl was defeated in the runoff.", "Oskar Dahl", True),
        ("who lost the runoff?", "Oskar Dahl was defeated in the runoff.", "Oskar Dahl", False),
        ("who was defeated?", "Oskar Dahl was defeated in the runoff.", "Oskar Dahl", False),
        ("who won?", "Officers beat Oskar Dahl with batons.", "Oskar Dahl", False),
    ],
)
def test_whom_nobody_named_beat_has_not_won(question: str, text: str, words: str, vetoed: bool) -> None:
    tree = lay_out(text, analyser().annotate([text])[0])
    asked = lay_out(question, analyser().annotate([question])[0])
    start = text.index(words)
    assert beaten(asked, tree, tree.inside(start, start + len(words))) is vetoed


@pytest.mark.parametrize(
    ("question", "won"),
    [
        ("who won?", True),
        ("which side lost the match?", False),
        ("who will win?", None),
        ("what did Norhaven win?", None),
        ("who won the cup?", None),
        ("who lost his job?", None),
    ],
)
def test_which_side_is_asked_for(question: str, won: bool | None) -> None:
    assert asks_winner(lay_out(question, analyser().annotate([question])[0])) is won
