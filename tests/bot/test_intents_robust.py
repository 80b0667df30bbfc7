"""Any text gets an intent; the shipped files are the ones they say they are."""

import hashlib
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import FactQuestion, Greeting, Help, Intent, Search, classify
from bot.intents.encoder import load_encoder
from bot.intents.features import see
from bot.intents.model import card, load
from bot.intents.wordpiece import pieces
from retrieval.errors import StorageError


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_intent(text: str) -> None:
    intent: Intent = classify(text)
    assert isinstance(intent, FactQuestion | Greeting | Help | Search)
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


@pytest.mark.parametrize(("file", "named"), [("model.npz.xz", "sha256"), ("encoder.npz", "encoder_sha256")])
def test_the_shipped_files_are_the_ones_the_card_names(file: str, named: str) -> None:
    raw = resources.files("bot.intents").joinpath(file).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == card()[named]


def test_a_file_with_another_hash_is_refused() -> None:
    with pytest.raises(StorageError, match=r"encoder\.npz"):
        load_encoder("0" * 64)


def test_texts_read_together_have_the_vectors_they_have_alone() -> None:
    encoder = load().encoder()
    texts = [
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


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ship", ["ship"]),
        ("SHIPS", ["ships"]),
        ("Kyiv's", ["kyiv", "'", "s"]),
        ("façade", ["facade"]),
        ("☃", ["[UNK]"]),
    ],
)
def test_words_are_cut_into_known_pieces(word: str, expected: list[str]) -> None:
    vocabulary = {
        piece: i for i, piece in enumerate(["[CLS]", "[SEP]", "[UNK]", "ship", "ships", "kyiv", "'", "s", "facade"])
    }
    ids, places = pieces([word], vocabulary)
    assert ids == [0, *(vocabulary[piece] for piece in expected), 1]
    assert places == [1]


def test_a_longer_word_is_cut_longest_piece_first() -> None:
    ids, places = pieces(
        ["unshipping", "it"], {"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "un": 3, "##ship": 4, "##s": 5, "##ping": 6}
    )
    assert (ids, places) == ([0, 3, 4, 6, 2, 1], [1, 4])


def test_the_model_loads() -> None:
    assert load().guess("who is it").coarse == "HUM"
