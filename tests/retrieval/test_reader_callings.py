"""Who is called by another calling is not whom a question asks for; nor is over whom another was preferred."""

import pytest

from retrieval.reader.vetoes.callings import of_another_calling
from retrieval.reader.vetoes.related import of_another_deed
from retrieval.reader.vetoes.unfit import says_otherwise
from retrieval.types import AnswerType
from tests.retrieval.reader_case import spanned

SPOKE = "The settlement was fair, harbour spokesperson Ida Lund said."
CHOSE = "Governor Ida Lund chose to endorse Bo Varga over her old rival Jon Tessen."
PLACED = "Ida Lund was second, and Bo Varga finished third."


@pytest.mark.parametrize(
    ("question", "sentence", "span", "another"),
    [
        ("Who is the judge in the harbour case?", SPOKE, "Ida Lund", True),
        ("What is the name of the judge?", SPOKE, "Lund", True),
        ("Who is the spokesperson of the harbour?", SPOKE, "Ida Lund", False),
        ("Who is the head of the harbour?", SPOKE, "Ida Lund", False),
        ("Who is the judge?", "Ida Lund fined the harbour.", "Ida Lund", False),
        ("Who is the director of the zoo?", "It is insured, councillor Jon Tessen said.", "Jon Tessen", True),
        ("Who is the manager of the zoo?", "It is insured, zoo director Jon Tessen said.", "Jon Tessen", False),
        ("Who is the fisheries minister?", "Ministry spokesman Jon Tessen gave no date.", "Jon Tessen", True),
        ("Who is the fisheries minister?", "Fisheries Minister Jon Tessen gave no date.", "Jon Tessen", False),
        ("Who is the judge?", "Judge Ida Lund and lawyer Bo Varga met.", "Ida Lund", False),
        ("Who is the attorney?", "Ida Lund, a lawyer, left.", "Ida Lund", False),
    ],
)
def test_another_calling(question: str, sentence: str, span: str, another: bool) -> None:
    assert of_another_calling(*spanned(question, AnswerType.PERSON, sentence, span)) is another


@pytest.mark.parametrize(
    ("question", "span", "another"),
    [
        ("Who did Ida Lund endorse?", "Jon Tessen", True),
        ("Whom did the governor endorse?", "Jon Tessen", True),
        ("Who did Ida Lund endorse?", "Bo Varga", False),
        ("Who is Ida Lund's rival?", "Jon Tessen", False),
    ],
)
def test_over_whom_another_was_preferred(question: str, span: str, another: bool) -> None:
    assert of_another_deed(*spanned(question, AnswerType.PERSON, CHOSE, span)) is another


def test_who_came_third_has_finished_so() -> None:
    assert not says_otherwise(*spanned("Who came third in Orvik?", AnswerType.PERSON, PLACED, "Bo Varga"))
