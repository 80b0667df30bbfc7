"""Words that mean nearly the same: what the packaged vectors know, and what the reranker makes of it."""

import functools
import io
import operator

import numpy as np
import pytest

from retrieval.rerank.meaning import nearness
from retrieval.rerank.question import Asked
from retrieval.rerank.vectors import load_vectors, parse, vectors_of
from retrieval.text.tokens import tokenise
from retrieval.types import AnswerType


def asked(*terms, weights=None):
    weights = weights or (1.0,) * len(terms)
    return Asked(
        terms=terms, weights=weights, asking=(True,) * len(terms), weight_of=dict(zip(terms, weights, strict=True)),
        total=sum(weights) or 1.0, pairs=(), names=(), words=frozenset(terms), focus=(), answer_type=AnswerType.THING,
        members=None,
    )  # fmt: skip


def hand_made():
    """ "boss" and "chief" point the same way, "rain" another, "storm" between."""
    return vectors_of(["boss", "chief", "rain", "storm"], np.array([[100, 0], [90, 0], [0, 100], [60, 80]], np.int8))


def columns(question, *sentences, title=(), before=()):
    own = [frozenset(sentence) for sentence in sentences]
    many = len(own)
    found = nearness(question, hand_made(), own, [frozenset(title)] * many, [frozenset(before)] * many)
    return {name: column.round(3).tolist() for name, column in found.items()}


def test_a_term_is_as_near_as_the_nearest_word_of_the_sentence():
    found = columns(asked("boss"), ["chief", "rain"], ["storm"], ["rain"], ["boss"])
    assert found["near_cover"] == [1.0, 0.6, 0.0, 1.0]


def test_what_the_sentence_says_itself_is_not_counted_as_nearly_said():
    found = columns(asked("boss", "rain"), ["boss", "storm"])
    assert found["near_missed"] == [0.4]
    assert found["near_close"] == [0.5]
    assert found["near_least"] == [0.8]


def test_rare_terms_weigh_more():
    assert columns(asked("boss", "rain", weights=(3.0, 1.0)), ["chief"])["near_cover"] == [0.75]


def test_the_sentence_before_and_the_title_help_where_they_come_nearer():
    found = columns(asked("boss", "rain"), ["storm"], before=["chief"], title=["rain"])
    assert (found["near_cover"], found["near_before"], found["near_all"]) == ([0.7], [0.9], [1.0])


def test_a_term_without_a_vector_is_near_to_itself_alone():
    found = columns(asked("zxq"), ["zxq"], ["boss"])
    assert found["near_cover"] == [1.0, 0.0]


def test_a_question_without_terms_and_sentences_without_words_are_near_to_nothing():
    assert set(functools.reduce(operator.iadd, columns(asked(), ["boss"]).values(), [])) == {0.0}
    assert set(functools.reduce(operator.iadd, columns(asked("boss"), []).values(), [])) == {0.0}


@pytest.mark.parametrize(
    ("word", "nearer", "farther"), [("killed", "died", "paid"), ("company", "corporation", "storm")]
)
def test_the_packaged_vectors_know_usual_words(word, nearer, farther):
    vectors = load_vectors()
    one, two, three = vectors.of([tokenise(each)[0] for each in (word, nearer, farther)])
    assert one @ two > 0.6 > 0.4 > one @ three


def test_vectors_that_do_not_belong_to_their_terms_are_refused():
    held = io.BytesIO()
    np.savez(held, terms=np.frombuffer(b"one\ntwo", np.uint8), vectors=np.zeros((3, 2), np.int8))
    with pytest.raises(ValueError, match="2 terms, 3 vectors"):
        parse(held.getvalue())
