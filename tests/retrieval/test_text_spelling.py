"""A word and its other spelling are one; words that merely look alike stay apart, and all forms of a word together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reader.words import stem
from retrieval.text.spelling import one_spelling
from retrieval.text.tokens import tokenise

ALIKE = """
defence defense|licences licenses|practising practicing|organisation organization|organisers organizers
apologised apologize|visualised visualize|criticise criticize|privatisation privatization
analysed analyze|paralysing paralyzing
labour labor|neighbouring neighboring|favourites favorite|unfavourable unfavorable|misdemeanour misdemeanor
centre center|centred centered|kilometres kilometers|theatres theaters|fibre fiber|fuelled fueled|counsellors counselors
programmes programs|catalogue catalog|dialogues dialog|judgement judgment|grey gray|ploughed plowed|sceptics skeptics
paediatric pediatric|orthopaedic orthopedic|leukaemia leukemia|haemorrhage hemorrhage|manoeuvres maneuver
manoeuvring maneuvering|sulphur sulfur|artefacts artifacts|enquiry inquiry|advisor adviser|protestors protesters
burnt burned|jewellery jewelry|Kiev Kyiv|Zelenskiy Zelenskyy|Zelensky Zelenskyy
"""
APART = "four for|tour tor|hour hor|storey store|tonne ton|rise rize|wise wize|prise prize|devour devor|here her"
ONE_STEM = """
surprise surprised surprising|supervise supervised supervision|revise revised revision|advise advised advising
promise promises promised|exercise exercised|comprise comprising|raise raised raising|precise precision|arise arising
"""


def pairs(listed: str) -> list[list[str]]:
    return [group.split() for group in listed.replace("\n", "|").split("|") if group]


@pytest.mark.parametrize(("british", "american"), pairs(ALIKE))
def test_both_spellings_are_found_and_read_as_one_word(british: str, american: str) -> None:
    assert tokenise(british) == tokenise(american)
    assert stem(british.lower()) == stem(american.lower())


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_words_that_look_alike_are_two(one: str, other: str) -> None:
    assert tokenise(one) != tokenise(other)


@pytest.mark.parametrize("forms", pairs(ONE_STEM))
def test_the_forms_of_a_word_stay_together(forms: list[str]) -> None:
    assert len({tokenise(form) for form in forms}) == 1


@given(st.text(st.characters(codec="ascii", categories=["Ll"]), max_size=20))
def test_what_is_spelt_so_already_stays(word: str) -> None:
    assert one_spelling(one_spelling(word)) == one_spelling(word)
