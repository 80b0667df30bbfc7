"""What a message says that the cited sentence does not: numbers and names, and nothing else."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.amounts import amounts
from bot.answers import Citation
from bot.checking import LOOKED_AT, check, marks
from tests.bot.cited import citation, mention

HE = "He chaired the delegation of fourteen people."
TABLE = [
    # message, cited sentence, what is marked and what the cited sentence has in its place
    ("The town set a 30-day deadline.", "This week the town has set a 50 -day deadline.", [("30", "50")]),
    ("It costs $6.2 million.", "It is expected to cost 6,200,000 crowns, the county said.", []),
    ("About a dozen people came.", "12 people came.", []),
    ("Two hundred and five dogs and 3k cats.", "There were 205 dogs and 3000 cats.", []),
    ("Inflation is 12%.", "Inflation is twelve percent.", []),
    ("Inflation is 12%.", "There are 12 of them.", [("12%", None)]),
    ("Some 20 people and 4 dogs died.", "Some 20 people and five dogs died.", [("4", "five")]),
    ("It killed 4 dogs.", "It killed five cats.", [("4", None)]),
    ("It opened in 1961.", "It carries 14,000 vehicles.", [("1961", None)]),
    ("It opened in 1961.", "It opened in 1971.", [("1961", "1971")]),
    ("Donald Trump was there.", "Eric Trump was there.", [("Donald Trump", "Eric Trump")]),
    ("Trump was there.", "President Donald Trump was there.", []),
    ("President Trump was there.", "Donald Trump was there.", []),
    ("France won.", "Germany won, said Angela Merkel.", [("France", "Germany")]),
    ("Russian and US troops.", "Troops of Russia and the United States.", []),
    ("It fell in March.", "It fell in February.", [("March", "February")]),
    ("It fell on Monday.", "It fell in March, on Tuesday or Friday.", [("Monday", None)]),
    ("It fell on Monday in March.", "March came, and on Monday it fell.", []),
    ("May I say so? They may.", "The bridge was closed in June.", []),
    ("Nothing to see here.", "The bridge was closed.", []),
]


@pytest.mark.parametrize(("message", "cited", "expected"), TABLE)
def test_what_differs_is_marked(message: str, cited: str, expected: list[tuple[str, str | None]]) -> None:
    found = marks(message, citation(cited))
    assert [(message[mark.start : mark.end], mark.cited) for mark in found] == expected


def test_whom_a_pronoun_stands_for_is_there() -> None:
    he = citation(HE, mentions=(mention(HE, "He", "Rustem Umerov"),))
    assert marks("Umerov chaired the delegation.", he) == ()
    (mark,) = marks("Yermak chaired the delegation.", he)
    assert mark.cited == "Rustem Umerov"


def test_every_sentence_is_looked_at_and_the_rest_is_counted() -> None:
    asked: list[str] = []

    def nearest(text: str) -> Citation | None:
        asked.append(text)
        return citation("It carries 14 vehicles.", n=7) if "12" in text else None

    found = check("It carries 12 vehicles. Nobody knows why!\n***\nA third one.", nearest)
    assert [checked.text for checked in found.sentences] == asked
    assert asked == ["It carries 12 vehicles.", "Nobody knows why!", "A third one."]
    assert [checked.nearest.n if checked.nearest else None for checked in found.sentences] == [1, None, None]
    assert found.sentences[0].marks[0].cited == "14"
    long = check("This is one. " * (LOOKED_AT + 3), nearest)
    assert (len(long.sentences), long.left_out) == (LOOKED_AT, 3)
    assert check("*** !", nearest).sentences == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5 tonnes", ["1234.5"]),
        ("twenty-five", ["25"]),
        ("three hundred thousand and two", ["300002"]),
        ("two million five hundred", ["2000500"]),
        ("a hundred", ["100"]),
        ("$3bn and 5m people", ["3000000000", "5000000"]),
        ("at 14:30", ["14", "30"]),
        ("one of the G7, v1.2.3", []),
        ("half a dozen dozen", ["12", "12"]),
    ],
)
def test_numbers_however_written(text: str, values: list[str]) -> None:
    assert [amount.value for amount in amounts(text)] == [Decimal(value) for value in values]


@given(st.text(max_size=200), st.text(max_size=200))
def test_marks_are_in_the_message_and_apart(message: str, cited: str) -> None:
    end = 0
    for mark in marks(message, citation(cited)):
        assert end <= mark.start < mark.end <= len(message)
        end = mark.end


@given(st.text(alphabet="0123456789 abcdeABC,.%$-one two", max_size=120))
def test_a_sentence_differs_in_nothing_from_itself(text: str) -> None:
    assert marks(text, citation(text)) == ()
