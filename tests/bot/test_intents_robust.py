"""Any text gets an intent; the shipped files are the ones they say they are."""

import hashlib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents import FactQuestion, Greeting, Help, Intent, Search, classify
from bot.intents.model import card, load


@settings(max_examples=150, deadline=None)
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


@settings(max_examples=150, deadline=None)
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


def test_the_model_is_the_one_its_card_names() -> None:
    raw = resources.files("bot.intents").joinpath("model.npz.xz").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == card()["sha256"]
    assert len(raw) < 1_500_000
    assert load().guess("who is it").coarse == "HUM"
