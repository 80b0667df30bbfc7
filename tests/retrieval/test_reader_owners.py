"""What is one country's is not taken for another's."""

import pytest

from retrieval.reader.question import understand
from retrieval.reader.tree import lay_out
from retrieval.reader.vetoes.owners import by_another_country, of_another_country
from retrieval.types import AnswerType, Mention, MentionKind
from tests.retrieval.reader_case import analyser, query, spanned


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("Who leads Russia's delegation?", "Orlo Vance leads the Ukrainian delegation.", True),
        ("Who leads the delegation of Moscow?", "Orlo Vance leads a delegation from Kyiv.", True),
        ("Who leads Russia's delegation?", "Orlo Vance leads the Russian delegation.", False),
        ("Who leads Russia's delegation?", "Orlo Vance leads Moscow's delegation.", False),
        ("Who leads Russia's delegation?", "Orlo Vance leads the delegation.", False),
        ("Who leads Russia's delegation?", "The Ukrainian delegation met a delegation led by Orlo Vance.", False),
        ("Who coaches the Italian team?", "Paris Lund leads the Paris Lund team.", False),
        ("Who leads the delegation?", "Orlo Vance leads the Ukrainian delegation.", False),
    ],
)
def test_whose_it_is(question: str, sentence: str, another: bool) -> None:
    asked = understand(query(question, AnswerType.PERSON), analyser().annotate)
    assert of_another_country(asked, lay_out(sentence, analyser().annotate([sentence])[0])) is another


@pytest.mark.parametrize(
    ("question", "sentence", "span", "another"),
    [
        ("What does Kyiv want?", "Moscow's envoys need more time.", "more time", True),
        ("What does Ukraine want?", "Russia wants more time.", "more time", True),
        ("What does Moscow want?", "Russia wants more time.", "more time", False),
        ("What does Ukraine want?", "Russia says that Ukraine wants more time.", "more time", False),
        ("What do the envoys want?", "Russia wants more time.", "more time", False),
        ("Who wants more time?", "Russia wants more time.", "Russia", False),
    ],
)
def test_who_does_it(question: str, sentence: str, span: str, another: bool) -> None:
    assert by_another_country(*spanned(question, AnswerType.THING, sentence, span)) is another


@pytest.mark.parametrize(("owner", "another"), [("Ukraine", True), ("Russia", False)])
def test_a_country_that_a_mention_stands_for(owner: str, another: bool) -> None:
    sentence = "He chaired his country's delegation in two rounds."
    mention = Mention(
        start=11,
        end=22,
        refers_to=owner,
        named_start=0,
        named_end=len(owner),
        kind=MentionKind.POSSESSIVE,
        label="GPE",
        confidence=0.9,
    )
    asked = understand(query("Who leads Russia's delegation?", AnswerType.PERSON), analyser().annotate)
    tree = lay_out(sentence, analyser().annotate([sentence])[0], (mention,))
    assert of_another_country(asked, tree) is another
