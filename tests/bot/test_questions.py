import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import LONGEST, checked
from retrieval.errors import BadInput


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("what deadline did Trump set?", "what deadline did Trump set?"),
        ("  what\tdeadline\r\ndid Trump set?\x00 ", "what deadline did Trump set?"),
        ("who is \x1b[31mUmerov\x1b[0m?", "who is [31mUmerov [0m?"),
        ("¿quién?", "¿quién?"),
    ],
)
def test_a_question_is_one_line_without_control_characters(given_text: str, kept: str) -> None:
    assert checked(given_text) == kept


@pytest.mark.parametrize("empty", ["", " \n\t", "\x00\x07", "?!…", "🙂"])
def test_an_empty_question_is_bad_input_that_shows_an_example(empty: str) -> None:
    with pytest.raises(BadInput, match='it is empty; ask something like "what deadline did Trump set'):
        checked(empty)


def test_a_question_of_ten_thousand_characters_is_bad_input() -> None:
    with pytest.raises(BadInput, match="it has 10,000 characters; ask it in at most 2,000"):
        checked("a" * 10_000)
    assert checked("a" * LONGEST) == "a" * LONGEST


@given(st.text(max_size=200))
def test_any_text_is_checked_or_refused(text: str) -> None:
    try:
        line = checked(text)
    except BadInput:
        return
    assert line == checked(line)
    assert "\n" not in line
