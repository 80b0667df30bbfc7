"""A person whose name is spelt in two ways is one; neighbours in spelling who are both named in full are two."""

import pytest

from retrieval.language.analyse import Analyser
from retrieval.language.misspelt import one_letter_apart, one_word_apart


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("tessenov", "tessenow", True),
        ("karolides", "karollides", True),
        ("marenka", "marenkas", True),
        ("tessenov", "tessenov", False),
        ("lund", "lunt", False),
        ("hansen", "jansen", False),
        ("tessenov", "tesenow", False),
        ("harris", "harrison", False),
    ],
)
def test_one_letter_apart(one: str, other: str, apart: bool) -> None:
    assert one_letter_apart(one, other) is apart
    assert one_letter_apart(other, one) is apart


def test_a_gap_more() -> None:
    assert one_word_apart(("han", "meilin"), ("han", "mei", "lin"))
    assert not one_word_apart(("han", "meilin"), ("han", "meilin"))
    assert not one_word_apart(("han", "meilin"), ("han", "mei"))


def said_of(text: str) -> list[tuple[str, str]]:
    analysed = Analyser().full("", text)
    return [(text[s.start + m.start : s.start + m.end], m.refers_to) for s in analysed.sentences for m in s.mentions]


def test_a_surname_spelt_otherwise_is_whose_it_nearly_is_and_so_is_he() -> None:
    text = "Minister Peter Karlsen opened the port on Friday. Karlsenn said it was a good day. He left on Monday."
    assert [name for words, name in said_of(text) if words in ("Karlsenn", "He")] == ["Peter Karlsen", "Peter Karlsen"]


def test_the_first_of_two_surnames() -> None:
    text = "The builder Carlos Herrera Montoya confessed on Monday. Mr Herrera said on Tuesday that he was sorry."
    assert ("Herrera", "Carlos Herrera Montoya") in said_of(text)


def test_two_who_are_named_in_full_stay_two() -> None:
    text = "Peter Karlsen met David Karlson on Monday. Karlson said on Tuesday that the port was open."
    assert ("Karlson", "David Karlson") in said_of(text)


def test_nobody_where_two_are_as_near() -> None:
    text = "Peter Karlsen met David Karlson on Monday. Mr Karlsin told reporters on Tuesday that the port was open."
    assert "Karlsin" not in dict(said_of(text))
