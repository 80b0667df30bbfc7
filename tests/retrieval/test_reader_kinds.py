"""What is not of the kind that a question asks for, whatever found the span."""

import pytest

from retrieval.reader.vetoes.kinds import misfit
from retrieval.types import AnswerType
from tests.retrieval.reader_case import spanned

POOL = "The new pool, which is 50 metres long, was opened by Mayor Mary Falk after six days of repairs."
MAN = "A 34-year-old man and 340 swimmers came on the first day, twice a week since 1999."

FIRST = "It was the first landing in the bay in 45 years, and the next one is planned in two years."

HOME = "A Florida county has closed its beaches, and Orvik County a prison."

STATES = "Minnesota's Ivo Lund, 24, is from Norway and came to Georgia on May 3, after the tour of 2014."

AMOUNT, DURATION, TIME = AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME


def rules_out(question: str, asked_for: AnswerType, sentence: str, span: str) -> bool:
    return misfit(*spanned(question, asked_for, sentence, span))


@pytest.mark.parametrize(
    ("question", "asked_for", "sentence", "span"),
    [
        ("How wide is the pool?", AMOUNT, POOL, "50 metres"),
        ("How wide is the pool?", AMOUNT, POOL, "50 metres long"),
        ("How deep is the pool?", AMOUNT, POOL, "long"),
        ("How many repairs were there?", AMOUNT, POOL, "six days"),
        ("How many repairs were there?", AMOUNT, POOL, "six"),
        ("How many people came?", AMOUNT, MAN, "34-year-old"),
        ("How old is the mayor?", AMOUNT, POOL, "Mary Falk"),
        ("How long did the repairs take?", DURATION, POOL, "Mary Falk"),
        ("When was the pool opened?", TIME, POOL, "Mary Falk"),
        ("When was the last landing?", TIME, FIRST, "45 years"),
        ("What time was the pool opened?", TIME, POOL, "six days"),
        ("When did the mayor speak?", TIME, "Mary Falk said on Thursday it was open.", "Mary Falk said on Thursday"),
        ("Where is the pool?", AnswerType.PLACE, "It was built in Orvik last year.", "It was built in Orvik"),
        ("When did the mayor hand in her plan?", TIME, "Falk handed in a plan for next week.", "next week"),
        ("Who accused Lund?", AnswerType.PERSON, "Prosecutors accuse him of fraud.", "Prosecutors accuse him"),
        ("Who is Ivo Lund?", AnswerType.DEFINITION, "Ivo Lund's deputy, Mary Falk, is a lawyer.", "Mary Falk"),
        ("What year did Lund come?", TIME, STATES, "May 3"),
        ("What month was the tour?", TIME, STATES, "2014"),
        ("Which country is Lund from?", AnswerType.PLACE, STATES, "Minnesota"),
        ("Which country is Lund from?", AnswerType.PLACE, STATES, "Minnesota's"),
        ("Which county has closed its beaches?", AnswerType.PLACE, HOME, "Florida"),
        ("Which county has closed its beaches?", AnswerType.PLACE, HOME, "A Florida county"),
        ("What city was hit?", AnswerType.PLACE, "A Danish city was hit.", "Danish"),
        ("What happened to the mine?", AnswerType.STATEMENT, "Its shares fell by a fifth.", "Its shares"),
    ],
)
def test_ruled_out(question: str, asked_for: AnswerType, sentence: str, span: str) -> None:
    assert rules_out(question, asked_for, sentence, span)


@pytest.mark.parametrize(
    ("question", "asked_for", "sentence", "span"),
    [
        ("How long is the pool?", AMOUNT, POOL, "50 metres"),
        ("When did they leave?", TIME, "They left after Mary Falk had spoken.", "after Mary Falk had spoken"),
        ("When did they leave?", TIME, "They left when Mary Falk spoke.", "when Mary Falk spoke"),
        ("When did they leave?", TIME, "They left the day Mary Falk was born.", "the day Mary Falk was born"),
        ("Where did they go?", AnswerType.PLACE, "They went where the pool had been.", "where the pool had been"),
        ("Which county has closed a prison?", AnswerType.PLACE, HOME, "Orvik County"),
        ("Which state has closed its beaches?", AnswerType.PLACE, HOME, "Florida"),
        ("What happened to the mine?", AnswerType.STATEMENT, "A court has stopped the mine.", "stopped"),
        ("What fell?", AnswerType.THING, "Its shares fell by a fifth.", "Its shares"),
        ("How big is the pool?", AMOUNT, POOL, "50 metres long"),
        ("How long did the repairs take?", DURATION, POOL, "six days"),
        ("How many days did the repairs take?", AMOUNT, POOL, "six"),
        ("How many weeks did the repairs take?", AMOUNT, POOL, "six days"),
        ("How many people came?", AMOUNT, MAN, "340"),
        ("How many times did they come?", AMOUNT, MAN, "twice a week"),
        ("How old is the man?", AMOUNT, MAN, "34-year-old"),
        ("When is the next landing?", TIME, FIRST, "two years"),
        ("When did they begin to come?", TIME, MAN, "1999"),
        ("Who is Ivo Lund's deputy?", AnswerType.DEFINITION, "Ivo Lund's deputy, Mary Falk, is a lawyer.", "Mary Falk"),
        ("Who won?", AnswerType.PERSON, "Mary Falk, who sails alone, won.", "Mary Falk, who sails alone"),
        ("Who accused Lund?", AnswerType.PERSON, "Prosecutors accuse him of fraud.", "Prosecutors"),
        ("Who is Mary Falk?", AnswerType.DEFINITION, "Ivo Lund's deputy, Mary Falk, is a lawyer.", "a lawyer"),
        ("What year was the tour?", TIME, STATES, "2014"),
        ("What month did Lund come?", TIME, STATES, "May 3"),
        ("Which country is Lund from?", AnswerType.PLACE, STATES, "Norway"),
        ("Which country did Lund come to?", AnswerType.PLACE, STATES, "Georgia"),
        ("Which state is Lund from?", AnswerType.PLACE, STATES, "Minnesota"),
        ("Who opened the pool?", AnswerType.PERSON, POOL, "Mary Falk"),
    ],
)
def test_left_alone(question: str, asked_for: AnswerType, sentence: str, span: str) -> None:
    assert not rules_out(question, asked_for, sentence, span)
