from benchmarks.squad import exact, loosely, overlap


def test_case_punctuation_and_articles_do_not_count() -> None:
    assert exact("The “Squid Game”.", ["squid game"]) == 1.0
    assert exact("squid games", ["squid game"]) == 0.0


def test_the_best_of_the_answers_counts() -> None:
    assert overlap("a red fishing boat", ["boat", "fishing boat"]) == 0.8
    assert overlap("lighthouse", ["boat"]) == 0.0
    assert overlap("", [""]) == 1.0


def test_loosely_right_is_what_shares_nearly_all_words():
    assert loosely("a red fishing boat", ["fishing boat"]) == 1.0
    assert loosely("the old red fishing boat of Hull", ["boat"]) == 0.0
