"""Copies share most of their shingles with what they were taken from, however they were cut; other texts few."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.text.shingles import LEAST, SAME, containment, hashed_words, sample, shared, shingles, stands_in
from tests.retrieval.copy_cases import VARIANTS, story, text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("variant", VARIANTS)
def test_copies_of_every_kind_are_the_same_text(variant):
    for seed in range(20):
        sentences = story(seed)
        copy = variant(sentences, random.Random(seed))
        assert containment(shingles(text(sentences)), shingles(copy)) >= SAME, seed


def test_other_texts_are_not():
    texts = [shingles(text(story(seed))) for seed in range(40)]
    worst = max(containment(one, other) for at, one in enumerate(texts) for other in texts[at + 1 :])
    assert worst < SAME / 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trump’s “50 -day” deadline, he said", "trump's 50-day DEADLINE he said"),
        ("the caf\u00e9 in Z\u00fcrich", "the cafe\u0301 in Zu\u0308rich"),
        ("a soft\u00adhyphen and zero\u200bwidth mark", "a softhyphen and zerowidth mark"),
        ("one\n\ntwo\tthree  four", "one two three four"),
    ],
)
def test_typography_makes_no_difference(one, other):
    assert np.array_equal(hashed_words(one), hashed_words(other))


@pytest.mark.parametrize("other", ["a b d c", "ab c d", "a b c", "a b c d e", "a b c e"])
def test_words_and_their_order_do(other):
    assert not np.array_equal(hashed_words("a b c d"), hashed_words(other))


@pytest.mark.parametrize("nothing", ["", " ", "...", "\u00ad", "one", "one two three", "😀"])
def test_texts_with_nothing_to_compare_are_like_no_other(nothing):
    assert len(shingles(nothing)) == 0
    assert containment(shingles(nothing), shingles(text(story(1)))) == 0
    assert shared(shingles(nothing), shingles(nothing)) == 0


def test_a_notice_is_too_short_to_prove_anything():
    notice = shingles("This video cannot be played on your device today sorry")
    assert 0 < len(notice) < LEAST
    assert containment(notice, notice) == 0


def test_half_characters_and_other_scripts_are_texts_too():
    for odd in ("\ud800 one two three four", "Президент Росії заявив про це сьогодні", "一 二 三 四 五"):
        assert len(shingles(odd)) > 0


def test_a_sentence_stands_in_a_text_only_word_for_word():
    whole = hashed_words("The ferry left. She waited on the quay, she said. It rained.")
    assert stands_in(hashed_words("She waited on the quay, she said."), whole)
    assert stands_in(hashed_words("It rained"), whole)
    assert not stands_in(hashed_words("She waited on a quay, she said."), whole)
    assert not stands_in(hashed_words("It rained. Again."), whole)
    assert not stands_in(hashed_words(""), whole)


def test_a_sample_is_shared_like_the_whole():
    sentences = story(3, 60)
    one, other = shingles(text(sentences)), shingles(text(sentences[:40]))
    assert shared(sample(one), sample(other)) >= 0.8 * len(sample(other))
    assert len(sample(one)) < len(one) / 4


def test_hashes_are_the_same_in_every_process():
    program = "from retrieval.text.shingles import shingles; print(shingles('one two three four').tolist())"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()
        for _ in range(2)
    }
    assert printed == {str(shingles("one two three four").tolist())}
