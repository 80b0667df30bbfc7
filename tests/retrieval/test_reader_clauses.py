"""Reasons, ways and rows in made-up sentences; and that no text, however odd, breaks them."""

import pytest

from retrieval.reader.spans.clauses import reasons, ways
from retrieval.reader.spans.coordination import contents, phrase_of, row_around, row_inside
from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.whether.claims import claim_of
from retrieval.reader.whether.polarity import bears
from retrieval.reader.words import keys
from retrieval.types import Span
from tests.retrieval.reader_case import analyser

REASONS = [
    (
        "The talks were postponed because the Norland delegation had not arrived.",
        "the Norland delegation had not arrived",
    ),
    ("The show was cancelled due to heavy rain.", "heavy rain"),
    ("The mayor resigned on Friday over the budget scandal.", "over the budget scandal"),
    ("Fifty members fled the capital on Monday to derail the bill.", "to derail the bill"),
    ("The actor stayed away in protest at the portrayal of his people.", "in protest at the portrayal of his people"),
    ("The firm recalled 5,000 cars, citing a risk of fire.", "citing a risk of fire"),
    ("The ferry left on Monday.", None),
]
WAYS = [
    ("The prisoners escaped by digging a tunnel under the wall.", "by digging a tunnel under the wall"),
    ("The symphony was completed using artificial intelligence.", "using artificial intelligence"),
    ("The thieves entered the house through the roof.", "through the roof"),
    ("The ship was sunk by Norland.", None),
    ("Prices fell by 3 percent.", None),
]
ROWS = [
    ("Norland, Sudmark and Elbonia sent delegations.", "Sudmark", ["Norland", "Sudmark", "Elbonia"]),
    ("Two finalists, Rita Sand and Mayor Liz Tross, remain.", "Rita Sand", ["Rita Sand", "Mayor Liz Tross"]),
    ("Norland sent a delegation.", "Norland", None),
    ("The bells were cast in Norway and in Denmark.", "Denmark", ["Norway", "Denmark"]),
    ("The tests, led near 900 people in Paris and in Vienna, showed it.", "Vienna", ["Paris", "Vienna"]),
    ("They left Paris and in Vienna they met.", "Vienna", None),
]  # fmt: skip
ODD = [
    "",
    " ",
    "?",
    "did",
    "is it",
    "“",
    "a" * 300,
    "\u202e did \u0000 x?",
    "Was was was was?",
    "¿Es así?",
    "did 🚢 sink?",
]


def tree(text: str) -> Tree:
    return lay_out(text, analyser().annotate([text])[0])


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@pytest.mark.parametrize(("sentence", "clause"), REASONS)
def test_a_reason(sentence: str, clause: str | None) -> None:
    found = reasons(tree(sentence))
    assert (sentence[found[0].span.start : found[0].span.end] if found else None) == clause


@pytest.mark.parametrize(("sentence", "clause"), WAYS)
def test_a_way(sentence: str, clause: str | None) -> None:
    found = ways(tree(sentence))
    assert (sentence[found[0].span.start : found[0].span.end] if found else None) == clause


@pytest.mark.parametrize(("sentence", "one", "row"), ROWS)
def test_a_row(sentence: str, one: str, row: list[str] | None) -> None:
    found = row_around(tree(sentence), at(sentence, one))
    assert (found and [sentence[part.start : part.end] for part in found.parts]) == row


def test_a_row_left_open_is_not_complete() -> None:
    sentence = "The letter was signed by Macron, Scholz and other leaders."
    found = row_around(tree(sentence), at(sentence, "Macron"))
    assert found is not None
    assert not found.complete


def test_what_is_demanded() -> None:
    sentence = "Norland demanded that Sudmark withdraw its troops."
    spans = contents(tree(sentence), "demand", (keys("norland", "norland"),))
    assert "Sudmark withdraw its troops" in [sentence[span.start : span.end] for span in spans]
    assert contents(tree(sentence), "demand", (keys("elbonia", "elbonia"),)) == ()


def test_the_noun_that_a_span_only_describes() -> None:
    sentence = "Norland made harsh demands."
    found = phrase_of(tree(sentence), at(sentence, "harsh"), keys("demand", "demand"))
    assert sentence[found.start : found.end] == "harsh demands"


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_break_nothing(text: str) -> None:
    told = tree(text)
    whole = Span(start=0, end=len(text))
    reasons(told), ways(told), row_around(told, whole), row_inside(told, whole, frozenset())
    claim = claim_of(text, analyser().annotate)
    if claim is not None:
        bears(claim, told)
        bears(claim, tree("Norland accepted the plan."))
