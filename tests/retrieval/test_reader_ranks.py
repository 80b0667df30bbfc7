"""What is told of one of several is not told of another."""

import pytest

from retrieval.reader.question import understand
from retrieval.reader.tree import lay_out
from retrieval.reader.vetoes.ranks import of_another_rank
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, query

SECOND = "How many people died in the second landslide?"
TOLD = "A second landslide that month buried six people."


@pytest.mark.parametrize(
    ("question", "sentence", "beside", "another"),
    [
        (SECOND, "The first landslide killed 40 people.", (), True),
        (SECOND, "In May a landslide killed 40 people.", (TOLD,), True),
        ("How many died in the 2nd wet landslide?", "The third landslide killed 40 people.", (), True),
        (SECOND, "In May a landslide killed 40 people.", ("Rescuers left.",), False),
        (SECOND, "In May the landslide killed 40 people.", (TOLD,), False),
        (SECOND, TOLD, (TOLD,), False),
        (SECOND, "After the first landslide, the second killed six.", (TOLD,), False),
        (SECOND, "It killed six people.", (TOLD,), False),
        ("Who came third in Orvik?", "The other skater, Ida Lund, was second in Orvik.", (), True),
        ("Who came third in Orvik?", "Ida Lund was second, and Bo Varga finished third.", (), False),
        ("Who came third in Orvik?", "Ida Lund led at the second gate.", (), False),
        ("Who won in Orvik?", "Ida Lund was second in Orvik.", (), False),
        ("How many people died in the landslide?", "The first landslide killed 40 people.", (TOLD,), False),
        (
            "Which is the second largest dam?",
            "A dam in Orvik is the largest.",
            ("The second largest dam leaks.",),
            False,
        ),
    ],
)
def test_which_of_several(question: str, sentence: str, beside: tuple[str, ...], another: bool) -> None:
    asked = understand(query(question, AnswerType.AMOUNT), analyser().annotate)
    tree, *others = (lay_out(text, analyser().annotate([text])[0]) for text in (sentence, *beside))
    assert of_another_rank(asked, tree, [tree, *others]) is another
