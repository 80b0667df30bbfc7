"""Spans mended by the parse: whole where they were cut, without a clause that only adds to them."""

import pytest

from retrieval.reader.spans.completed import shortened
from retrieval.reader.tree import lay_out
from retrieval.types import AnswerType, Span
from tests.retrieval.reader_case import hits, mended, query


@pytest.mark.parametrize(
    ("question", "text", "words", "whole"),
    [
        ("What happens to the mill?", "The mill may close in June.", "close in June", "may close in June"),
        ("What did the owners do?", "The owners did not repair the roof.", "repair the roof", "not repair the roof"),
        (
            "What would the rise do?",
            "The rise could risk crashing the market.",
            "risk crashing",
            "could risk crashing the market",
        ),
        ("Who released the pictures?", "Then law enforcement released pictures.", "enforcement", "law enforcement"),
        ("Who must approve it?", "The deal must be approved by the court.", "by the court", "court"),
        ("Why did he climb down?", "He climbed down to get his phone back.", "get his phone", "get his phone back"),
        ("Which law sets the term?", "California law sets the term.", "California", "California law"),
        (
            "How long did the firm mislead its clients?",
            "From May 2013 until at least June 2019, the firm misled clients.",
            "June 2019",
            "From May 2013 until at least June 2019",
        ),
        ("How did Orvik react?", "There was no quick response from Orvik.", "no quick", "no quick response"),
        (
            "Who is the mayor?",
            "Chief Ida Maren and Mayor Jon Tessen voiced doubts.",
            "Ida Maren and Mayor Jon Tessen",
            "Mayor Jon Tessen",
        ),
        (
            "Who was the chief?",
            "Chief Ida Maren and Mayor Jon Tessen met.",
            "Ida Maren and Mayor Jon Tessen",
            "Ida Maren",
        ),
        (
            "What did Tessen confirm?",
            "Tessen confirmed that Ida Maren handed in an offer on Monday.",
            "Ida Maren",
            "Ida Maren handed in an offer on Monday",
        ),
        ("How far did shares fall?", "Orvik's shares fell 7 percent on Monday.", "percent", "7 percent"),
        ("What did it cost?", "The mill cost 1.2 million crowns.", "million crowns", "1.2 million crowns"),
        ("Which percentage is it?", "The percentage is not known.", "percentage", "percentage"),
        ("When were they freed?", "They were freed after six days of talks.", "six days of", "six days of talks"),
        (
            "Which agency reports it?",
            "The Federal Aviation Administration reported it.",
            "Aviation Administration",
            "Federal Aviation Administration",
        ),
        (
            "What kind of talks does Maren want?",
            "Maren wants direct talks at the highest level.",
            "at the highest level",
            "direct talks at the highest level",
        ),
        ("When was it?", "He ruled from 1963 until his death.", "1963 until his death", "from 1963 until his death"),
        (
            "What did the army attack?",
            "The army attacked a crowded market in Orvik, where 40 people died.",
            "a crowded market in Orvik, where 40 people died",
            "a crowded market in Orvik",
        ),
    ],
)  # fmt: skip
def test_a_span_is_mended(question: str, text: str, words: str, whole: str) -> None:
    assert mended(question, text, words) == whole


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Who saw him?", "Two tired guards saw him.", "guards"),
        ("Which talks does Maren want?", "Maren wants direct talks at the highest level.", "at the highest level"),
        ("Who saw him?", "Orvik police saw him.", "police"),
        ("Which state passed the law?", "California law changed.", "California"),
        ("What kind of law changed?", "California law changed.", "California"),
        ("Which law changed?", "Danish law changed.", "Danish"),
        ("What changed?", "California law changed.", "California"),
        (
            "Why did he climb down?",
            "He climbed down to get his phone back in June.",
            "climbed down to get his phone back",
        ),
        ("When did it end?", "It lasted from May 2013 until June 2019.", "June 2019"),
        ("How long was it?", "It ended in June 2019.", "June 2019"),
        ("What may happen to the mill?", "The mill may close in June.", "close in June"),
        ("What did the police do?", "The police released him.", "released"),
        ("What did the police do at noon?", "The police left 2 hours later.", "left"),
        ("Who are they?", "Chief Ida Maren and Mayor Jon Tessen spoke.", "Ida Maren and Mayor Jon Tessen"),
        ("Who did Tessen praise?", "Tessen said that Ida Maren sold the mill.", "Ida Maren"),
        ("When did he move?", "He moved from Orvik in 1963.", "Orvik"),
        ("Who won?", "The woman who repaired the roof, which leaked, won.", "The woman who repaired the roof"),
    ],
)
def test_a_whole_one_stays(question: str, text: str, words: str) -> None:
    assert mended(question, text, words) == words


def test_a_verb_alone_is_no_statement() -> None:
    text = "He promised to increase shipments of arms."
    assert mended("What did he promise?", text, "increase", AnswerType.STATEMENT) == "increase shipments"
    assert mended("What did he promise?", text, "increase") == "increase"


def test_a_reason_ends_before_an_aside() -> None:
    text = "Talks ended because the army bombed a market in Orvik, where 40 people died."
    hit = hits(query(text, AnswerType.REASON), text)[0]
    assert hit.sentence.annotation is not None
    tree = lay_out(text, hit.sentence.annotation)
    start = text.index("because")
    whole = Span(start=start, end=len(text) - 1)
    done = shortened(tree, whole)
    assert text[done.start : done.end] == "because the army bombed a market in Orvik"
    assert shortened(tree, done) == done
