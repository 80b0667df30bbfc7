"""Spans finished for how they are written: nothing that belongs to them is cut off, no half quotation mark stays."""

import pytest

from retrieval.reader.confidence import Chosen
from retrieval.reader.spans.finished import finished
from retrieval.types import AnswerType, Span
from tests.retrieval.reader_case import hits, query


def pick(text: str, words: str) -> Chosen:
    hit = hits(query(text, AnswerType.THING), text)[0]
    start = hit.sentence.text.index(words)
    span = Span(start=start, end=start + len(words))
    return Chosen(hit=hit, scene=0, value=words, span=span, mention=None, margin=0.0, lead=0.0, fit=0.0)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Profit fell to £412m on Wednesday.", "£412", "£412m"),
        ("A share costs $40 now.", "40", "$40"),
        ("The fleet has Boeing 737s and ferries.", "Boeing 737", "Boeing 737s"),
        ("The bill allows 1 ounce or less of tea.", "1 ounce", "1 ounce or less"),
        ("The probe will launch no earlier than June 2028.", "June 2028", "no earlier than June 2028"),
        ("Floods killed at least 14 people.", "14", "at least 14"),
        ("The odds of a flood are 1 in 40,000.", "40,000", "1 in 40,000"),
        ("Drivers have a one in 3 chance.", "3", "one in 3"),
        ("The court sits in The Hague.", "Hague", "The Hague"),
        ("Call the firm at 1-800-555-0100.", "800-555-0100", "1-800-555-0100"),
        ("The levy is £450 a year.", "£450", "£450 a year"),
        ("Lund called the plan “simply bogus.”", "“simply bogus", "simply bogus"),
        ('Lund called the plan "a betrayal".', "betrayal", "a betrayal"),
        ("The hail took a third of the barley.", "third", "a third"),
        ("The talks were held last week.", "week", "last week"),
        ("They meet again the following year.", "year", "the following year"),
        ("Most buyers are younger than 40.", "40", "younger than 40"),
        ("The seat went to Karl Benning, Jr., in May.", "Karl Benning", "Karl Benning, Jr."),
        ("They pay 900 crowns or “social work”.", "900 crowns or “social work", "900 crowns or “social work”"),
    ],
)
def test_what_belongs_to_a_span_is_in_it(text: str, words: str, whole: str) -> None:
    done = finished(pick(text, words))
    assert done.value == whole
    assert done.span is not None
    assert done.hit.sentence.text[done.span.start : done.span.end] == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The 50-day deadline passed.", "50"),
        ("She paid $5 million a year ago.", "$5 million"),
        ("He waited for more than an hour.", "an hour"),
        ("This was the week of the storm.", "week"),
        ("The cat’s owner left.", "cat’s owner"),
        ("Lund called it “a betrayal of the coast”.", "coast"),
        ("“Never,” said Lund, “again.”", "“Never,” said Lund, “again.”"),
    ],
)
def test_what_does_not_belong_to_it_is_left_out(text: str, words: str) -> None:
    assert finished(pick(text, words)).value == words
