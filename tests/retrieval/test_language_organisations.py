"""Organisations by one of their words, with the whole name that the article has for it; or nobody."""

import pytest

from tests.retrieval.reader_case import analyser

TALKS = "Talks between Marland and the Eastern Union ended on Sunday. "
BANK = "Corliss Bank agreed on Monday to buy a smaller rival. "


def organisations(text: str) -> list[tuple[str, str]]:
    found = analyser().full("", text)
    return [
        (text[sentence.start + each.start : sentence.start + each.end], each.refers_to)
        for sentence in found.sentences
        for each in sentence.mentions
        if each.label == "ORG"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TALKS + "The Union wants a lower tariff.", [("Union", "Eastern Union")]),
        (TALKS + "The Union's negotiator called it a joke.", [("Union", "Eastern Union")]),
        (BANK + "Shares of Corliss fell 4 percent.", [("Corliss", "Corliss Bank")]),
    ],
)
def test_a_short_name_stands_for_the_whole_one_before_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Union wants a lower tariff. Later the Eastern Union and Marland met.",  # nobody is named before
        "The Eastern Union met the Western Union in Ostrava. The Union wants a lower tariff.",
        "The White House declined to comment. The House will vote on Monday.",
        "Yahoo Sports reported the trade. Yahoo declined to comment.",  # a part of it
        "American Airlines cancelled flights. American travellers were stranded.",
    ],
)
def test_otherwise_it_stands_for_nothing(text: str) -> None:
    assert organisations(text) == []
