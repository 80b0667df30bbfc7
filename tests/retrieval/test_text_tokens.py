"""The analyser: which forms share a term, and what is left of a question."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.tokens import FUNCTION_WORDS, LONGEST_TERM, content_terms, token_spans, tokenise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("the U.S. president", "the US president"),
        ("USA", "U.S.A."),
        ("U.K.", "UK"),
        ("US’s", "US"),
        ("1,000", "1000"),
        ("100%", "100 percent"),
        ("100 per cent", "100%"),
        ("50-day", "50 -day"),
        ("the 4th", "the 4"),
        ("three ships", "3 ships"),
        ("Zelenskyy’s", "Zelenskyy"),
        ("Zelenskyy's", "zelenskyy"),
        ("Erdoğan", "Erdogan"),
        ("cafe\u0301", "café"),
        ("Łódź", "Lodz"),
        ("O’Brien", "O'Brien"),
        ("deadlines", "deadline"),
        ("10 a.m.", "10am"),
        ("AT&T", "at&t".upper()),
    ],
)
def test_forms_that_mean_the_same_share_their_terms(one: str, other: str) -> None:
    assert tokenise(one) == tokenise(other) != ()


def test_money_shares_terms_in_any_order() -> None:
    assert sorted(tokenise("$3bn")) == sorted(tokenise("3 billion dollars"))


def test_capitals_tell_the_country_from_the_pronoun() -> None:
    assert tokenise("US officials told us") == ("usa", "offici", "told", "us")
    assert tokenise("The WHO, who warned") == ("the", "who.org", "who", "warn")
    assert tokenise("TELL US WHO") == ("tell", "us", "who")  # all capitals say nothing
    assert "usa" not in FUNCTION_WORDS
    assert "us" in FUNCTION_WORDS


def test_questions_keep_what_they_are_about() -> None:
    assert content_terms("what deadline did Trump set, and did Trump keep it?") == ("deadlin", "trump", "set", "keep")
    assert content_terms("How long did the talks take?") == ("talk", "take")
    assert content_terms("who is the U.S. president") == ("usa", "presid")


@pytest.mark.parametrize("question", ["", "   ", "Who is she?", "How many?", "what was it about?", "?!…"])
def test_questions_about_nothing_have_no_terms(question: str) -> None:
    assert content_terms(question) == ()


def test_endless_words_are_cut() -> None:
    assert [len(term) for term in tokenise("x" * 40_000 + " " + "9" * 40_000)] == [LONGEST_TERM, LONGEST_TERM]


@given(st.text())
def test_spans_hold_the_words_of_the_terms(text: str) -> None:
    spans = token_spans(text)
    assert tuple(term for term, _, _ in spans) == tokenise(text)
    end_before = 0
    for term, start, end in spans:
        assert term
        assert end_before <= start < end <= len(text)
        end_before = end


def test_threads_get_the_same_terms() -> None:
    texts = [f"negotiations{i} delegations{i} running{i} ponies" + chr(97 + i % 26) * 3 for i in range(2_000)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(tokenise, texts))
    assert found == [tokenise(text) for text in texts]
