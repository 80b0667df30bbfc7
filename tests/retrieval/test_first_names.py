"""Who is he and who is she by a first name."""

import pytest

from retrieval.language.first_names import MEN, WOMEN, gender_of


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Olga", "f"), ("RUSTEM", "m"), ("Hanne", "f"), ("Edvin", "m"), ("Jürgen", "m"), ("Zoë", "f"), ("Ngozi", "f")],
)
def test_a_name_of_one_of_them_tells(name: str, gender: str) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize("name", ["Alexis", "Dominique", "Paris", "Will", "August", "Carter", "Denver", "xyz", ""])
def test_a_name_of_both_or_a_word_a_place_a_surname_does_not(name: str) -> None:
    assert gender_of(name) is None


def test_no_name_is_of_both() -> None:
    assert not MEN & WOMEN
    assert all(gender_of(name) == "m" for name in MEN)
    assert all(gender_of(name) == "f" for name in WOMEN)
