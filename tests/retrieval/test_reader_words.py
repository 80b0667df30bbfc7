import pytest

from retrieval.reader.words import alike, is_country, keys, near


def of(word: str) -> frozenset[str]:
    return keys(word, word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("leads", "chaired"), ("pledged", "promised"), ("quit", "stop"), ("begin", "commences"), ("truce", "ceasefire")],
)
def test_words_of_one_meaning_are_alike_but_less_than_the_same_word(one: str, other: str) -> None:
    assert alike(of(one), of(other)) == 0.7
    assert alike(of(one), of(one)) == 1.0


@pytest.mark.parametrize(("one", "other"), [("dog", "car"), ("born", "said"), ("city", "country"), ("deadline", "set")])
def test_words_of_different_meanings_are_not_alike(one: str, other: str) -> None:
    assert alike(of(one), of(other)) == 0.0


def test_a_country_and_its_people_are_the_same_word() -> None:
    assert alike(of("ukraine"), of("ukrainian")) == 1.0
    assert alike(of("scottish"), of("scotland")) == alike(of("nepal"), of("nepali")) == 1.0
    assert is_country("russian")
    assert not is_country("paris")


def test_a_capital_may_stand_for_its_country() -> None:
    assert alike(of("moscow"), of("russian")) == 0.7
    assert alike(of("moscow"), of("ukraine")) == 0.0


def test_spellings_of_one_name_are_near_and_short_names_must_be_the_same() -> None:
    assert near("zelenski", "zelenskyy")
    assert not near("biden", "burden")
    assert not near("ali", "alia")
