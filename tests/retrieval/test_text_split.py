"""The splitter: boundaries by example, and what holds for any text."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings

from retrieval.text.split import LONGEST_SENTENCE, split
from retrieval.types import SentenceKind
from tests.retrieval.text_strategies import hostile

SEED = (Path(__file__).parents[2] / "seeds" / "000_b6cd0fa0bedfc2f9.txt").read_text(encoding="utf-8")


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He met Mr. Smith.", "Then J. K. Rowling and George W. Bush left."],
        ["It began at 5 a.m. ET.", "No. 5 won $3.5 million on Jan. 6."],
        ["He lives in the U.S.", "The U.S. Army denied it."],
        ["Gen. Mark Milley and Sen. Lee spoke.", "Apple Inc. shares fell."],
        ["“It is so.”", "“It is not,” he said."],
        ["“The first.", "The second.”", "He left."],
        ["“Everything should be done, he said.", "“The others should stop.”"],
        ['"Why?" Peskov asked.', '"Go!"', "He left."],
        ["“Why?” he asked."],
        ["He paused... then left.", "She waited…", "Nobody came."],
        ["KYIV, July 19 (Reuters) - Talks failed.", "Both sides left."],
        ["They left (the talks had failed. Or not.) on Friday.", "(He denied it.)", "She did not."],
        ["See https://example.org/a.b?c=d.", "Next!", "Is it so?!", "Yes."],
        ["1. The first point.", "2. The second point."],
        ["It cost 5.", "10 people paid."],
        ["Vitamin C.", "The end."],
        ["So do I.", "The end."],
        ["Roe v. Wade fell.", "“It is harder. …", "It is not.” “"],
        ["The boys’ win.’", "They cheered."],
        ["Shares of Yahoo! Inc. fell 3.2 percent."],
        ["これは文です。", "もう一つ。"],
        ["مرحبا بك؟", "نعم."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    joined = "".join(parts) if parts[0].endswith("。") else " ".join(parts)
    assert sentences(joined) == parts


def test_sentences_glued_together_are_parted() -> None:
    assert sentences("He said.He left.”The man of Booking.Com stayed.") == [
        "He said.",
        "He left.”",
        "The man of Booking.Com stayed.",
    ]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\n\n", "\r\n\r\n"])
def test_a_line_break_ends_a_paragraph(line_break: str) -> None:
    text = f"First point{line_break}Second point"
    assert [(text[s.start : s.end], s.paragraph) for s in split(text)][1] == ("Second point", 1)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The delegation of the island of Sorrel said on Tuesday that it would\n"
        "return to the talks in the harbour town of Alder next week, a month\n"
        "after they had stopped. Nobody else was asked to come.\n"
    )
    assert len(sentences(text)) == 2
    assert {span.paragraph for span in split(text)} == {0}


def test_the_seed_has_its_sixteen_sentences() -> None:
    found = split(SEED)
    assert len(found) == 16
    assert [s.kind for s in found] == [SentenceKind.HEADLINE] + [SentenceKind.BODY] * 15
    assert [s.paragraph for s in found] == [0, 1, 2, 3, 3, 4, 4, *range(5, 14)]
    texts = [SEED[s.start : s.end] for s in found]
    assert texts[0].endswith("In June | World News")
    assert texts[3].endswith("at the evening.")
    assert texts[4] == "“The Russian side should stop hiding from decisions.”"
    assert texts[5].endswith("the leader of Ukraine.")
    assert all(text.endswith((".", "”.", ".”")) for text in texts[1:])


def test_a_first_line_that_ends_like_a_sentence_is_no_headline() -> None:
    assert [s.kind for s in split("Talks failed.\n\nBoth left.")] == [SentenceKind.BODY] * 2
    assert [s.kind for s in split("Talks failed\n\nBoth left.")] == [SentenceKind.HEADLINE, SentenceKind.BODY]
    assert [s.kind for s in split("Talks failed")] == [SentenceKind.BODY]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u3000"])
def test_space_has_no_sentences(text: str) -> None:
    assert split(text) == ()


def test_endless_text_is_cut_at_spaces_and_endless_words_hard() -> None:
    words = sentences("word " * 1_000)
    assert all(len(word) <= LONGEST_SENTENCE and word.endswith("word") for word in words)
    assert [len(piece) for piece in sentences("x" * 40_000)] == [LONGEST_SENTENCE] * 40


@given(hostile)
def test_spans_are_ordered_trimmed_and_cover_all_but_space(text: str) -> None:
    covered = 0
    paragraph = 0
    for span in split(text):
        assert covered <= span.start < span.end <= len(text)
        assert not text[covered : span.start].strip()
        piece = text[span.start : span.end]
        assert piece == piece.strip()
        assert span.paragraph >= paragraph
        covered, paragraph = span.end, span.paragraph
    assert not text[covered:].strip()


@given(hostile)
def test_no_cut_parts_a_character_from_its_marks(text: str) -> None:
    for span in split(text):
        before = text[span.start - 1 : span.start]
        if before and not before.isspace():
            assert unicodedata.category(text[span.start])[0] != "M"
            assert "\u200d" not in (before, text[span.start])


@given(hostile)
@settings(max_examples=30)
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert split(text) == split(text)


@pytest.mark.parametrize(
    "unit", [".", "!”", "(", "“", '."', ". ", ".)", "e\u0301", "\n", "\r", "A.", "Mr. ", "!” x", "[.] "]
)
def test_no_text_takes_quadratic_time(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    started = time.process_time()
    split(text)
    assert time.process_time() - started < 1.5
