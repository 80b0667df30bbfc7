"""A sentence that says the opposite of another: the same deed of the same doer, and both told as so."""

from dataclasses import replace

import pytest

from retrieval.language.analyse import Analyser
from retrieval.reader.whether.contradiction import contradicted, statement
from retrieval.types import Sentence
from tests.bot.slack.case import shared_analyser
from tests.retrieval.sentences import known


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return shared_analyser()


def read(analyser: Analyser, text: str) -> Sentence:
    return known(text, analyser.full("", text))[0]


def opposite(analyser: Analyser, *texts: str) -> str | None:
    """What the last of these says against those before it."""
    *before, new = (read(analyser, text) for text in texts)
    told = [one for sentence in before if (one := statement(sentence)) is not None]
    said = statement(new)
    span = None if said is None else contradicted(said, told)
    return None if span is None else new.text[span.start : span.end]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Iran accepted the American proposal on Monday.", "Iran rejected the American proposal, its minister said."),
        ("Kyiv said that Russia had attacked the port of Odesa.", "Russia did not attack the port of Odesa, it said."),
        ("The council approved the plan for the bridge.", "The council has rejected the plan for the bridge."),
        ("The minister will not resign over the ferry strike.", "The minister resigned over the ferry strike."),
        ("Hamas has agreed to the ceasefire proposal.", "Hamas has not agreed to the ceasefire proposal."),
        ("The ceasefire proposal was accepted by Hamas.", "Hamas rejected the ceasefire proposal."),
        ("Apple confirmed that it would buy the studio.", "Apple denied that it would buy the studio."),
        ("The court released the captain of the ferry.", "The captain of the ferry was not released by the court."),
        ("Umerov met Witkoff in Istanbul.", "Umerov never met Witkoff in Istanbul, the Kremlin said."),
        (
            "Delaware will not become the 10th state to allow it.",
            "Delaware did become the 10th state to allow it.",
        ),
    ],
)
def test_a_sentence_that_says_the_opposite(analyser: Analyser, before: str, now: str) -> None:
    assert opposite(analyser, before, now)
    assert opposite(analyser, before, before) is None


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Iran accepted the American proposal on Monday.", "Israel rejected the American proposal."),
        ("Iran accepted the American proposal on Monday.", "Iran rejected the Russian demand for talks."),
        ("The council approved the plan for the bridge.", "The council rejected a budget for schools."),
        ("Hamas has agreed to the ceasefire proposal.", "Hamas may reject the ceasefire proposal."),
        ("Hamas has agreed to the ceasefire proposal.", "Will Hamas reject the ceasefire proposal?"),
        ("Hamas has agreed to the ceasefire proposal.", "Hamas had agreed to the ceasefire proposal on Monday."),
        ("The minister did not resign over the strike.", "The minister will resign over the strike."),
        ("Prices rose in London.", "Prices fell in Paris."),
        ("Shares of Apple rose 3% on Monday.", "Shares of Microsoft fell 3% on Monday."),
        ("The team won the cup final.", "The team lost the league match."),
        ("He rejected the offer.", "He accepted the offer."),
        ("The president said that the talks go on.", "The president did not say when the talks go on."),
        ("The judge approved the sale of the club.", "If the judge rejects the sale of the club, it will close."),
        ("The strike ended on Friday.", "The strike did not end the dispute over pay."),
        ("Russia attacked Odesa with drones.", "Russia did not attack Kharkiv with drones."),
        ("The Senate passed the budget bill.", "The House rejected the budget bill."),
        ("Democrats did not support the bill.", "Some Democrats supported the bill on pensions."),
        ("Flag Day is not celebrated in Alder as much as the harbour feast.", "Flag Day is celebrated in Alder."),
        ("The council did not fully approve the plan.", "The council approved the plan."),
        ("The Alder team did not visit the White House.", "The Baylor team visited the White House on Monday."),
    ],
)
def test_a_sentence_that_does_not(analyser: Analyser, before: str, now: str) -> None:
    assert opposite(analyser, before, now) is None
    assert opposite(analyser, now, before) is None or "did not resign" in before


def test_what_was_said_before_is_no_news(analyser: Analyser) -> None:
    accepted, rejected = "Iran accepted the American proposal.", "Iran rejected the American proposal."
    assert opposite(analyser, accepted, rejected)
    assert opposite(analyser, accepted, rejected, "Iran has rejected the American proposal, Kyiv said.") is None


def test_without_annotation_nothing_is_claimed(analyser: Analyser) -> None:
    assert statement(replace(read(analyser, "Iran accepted it."), annotation=None)) is None
