"""Any text gets an intent; the shipped files are the ones they say they are."""

import hashlib
from dataclasses import replace
from functools import partial
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import FactQuestion, Intent, classify, model
from bot.intents.features import see
from bot.intents.model import card, load, load_encoder
from retrieval.errors import StorageError
from retrieval.reader.network import Opened, Unusable, opened


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_intent(text: str) -> None:
    intent: Intent = classify(text)
    assert isinstance(intent, Intent)
    assert classify(text) == intent


_PIECES = [
    "what",
    "which",
    "the",
    "name of",
    "Trump",
    "'s",
    "’s",
    "U.S.",
    "this",
    "how many",
    "according to",
    "since",
    "Monday",
    "2025-99-99",
    ":",
    "?",
    "search",
    "find",
    "hi",
    "\x00",
    "\u202e",
    "é",
    "👋",
    "of",
    "is",
    "...",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25))
def test_any_order_of_telling_words_has_an_intent(pieces: list[str]) -> None:
    intent = classify(" ".join(pieces))
    if isinstance(intent, FactQuestion):
        assert intent.topic
        assert 0 <= intent.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "what " * 2_000,
        "Trump " * 1_700,
        "\x00\x01\x07" * 3_000,
        "👋🏽" * 3_000,
        "is the of " * 1_000,
        "hi " * 4_000,
        "'s" * 5_000,
        "according to " * 800,
        "$" * 10_000,
        "U." * 5_000,
        "a-" * 5_000,
        "this " * 2_000,
        "umm, " * 2_000,
    ],
)
def test_ten_thousand_characters_are_read(text: str) -> None:
    classify(text)


def test_the_shipped_files_are_the_ones_the_card_names() -> None:
    raw = resources.files("bot.intents").joinpath("model.npz.xz").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == card()["sha256"]
    assert opened().sha256 == card()["encoder_sha256"]


def test_another_transformer_than_the_one_it_was_trained_with_is_refused() -> None:
    with pytest.raises(StorageError, match="another transformer"):
        load_encoder("0" * 64)


def test_without_the_transformer_the_bag_decides_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_folder: object = None) -> Opened:
        raise Unusable("model.onnx is damaged")

    monkeypatch.setattr(model, "opened", none)
    load_encoder.cache_clear()
    try:
        alone = replace(load(), encoder=partial(load_encoder, str(card()["encoder_sha256"])))
        assert alone.guess("Which airline cancelled all its flights?").coarse in alone.model.coarse
    finally:
        load_encoder.cache_clear()


def test_texts_read_together_have_the_vectors_they_have_alone() -> None:
    encoder = load().encoder()
    assert encoder is not None
    texts: list[tuple[list[str], list[int | None]]] = [
        (["Which", "ship", "sank", "?"], [0, 1]),
        (["Who", "won", "?"], [0, None]),
        (["Which", "bank", "fell", "?"], [0, 1]),
    ]
    together = encoder.around(texts)
    alone = np.concatenate([encoder.around([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_an_unsure_bag_is_settled_by_the_words_in_context() -> None:
    judge = load()
    seen = see("Which airline cancelled all its flights?")
    assert not judge.model.sure(judge.model.of_bag(seen.bag))
    assert judge.guess("Which airline cancelled all its flights?").fine == "HUM:gr"


@pytest.mark.parametrize("written", [[], [""], ["☃"], ["\u200b"], ["a" * 500], ["Kyiv's", "façade"], ["what"] * 300])
def test_odd_words_have_vectors(written: list[str]) -> None:
    encoder = load().encoder()
    assert encoder is not None
    found = encoder.around([(written, [0, None])])
    assert found.shape[0] == 1
    assert np.isfinite(found).all()


def test_the_model_loads() -> None:
    assert load().guess("who is it").coarse == "HUM"
