"""Which pieces of a vocabulary are written: what English news needs, and the marks where they were."""

import json

import pytest
from tokenizers import Tokenizer

from benchmarks.training.transformer.pieces import FIXED, kept, narrowed, needed
from retrieval.reader.network import PACKAGED, TOKENIZER
from retrieval.reader.passages import BREAK, START


@pytest.mark.parametrize("piece", ["deadline", "##ing", "£", "##€", "’", "ø", "##ł", "2025", "½"])
def test_latin_letters_numbers_and_signs_are_needed(piece: str) -> None:
    assert needed(piece)


@pytest.mark.parametrize("piece", ["[unused500]", "дом", "##ж", "中", "##ا", "ス"])
def test_other_scripts_and_free_places_are_not(piece: str) -> None:
    assert not needed(piece)


def test_the_first_places_stay_and_the_rest_closes_up() -> None:
    words = [f"[unused{i}]" for i in range(FIXED)] + ["дом", "house", "[unused999]", "##s"]
    assert kept({word: place for place, word in enumerate(words)}) == [*words[:FIXED], "house", "##s"]


def test_a_narrowed_tokenizer_cuts_english_as_before() -> None:
    whole = (PACKAGED / TOKENIZER).read_text(encoding="utf-8")
    pieces = kept(json.loads(whole)["model"]["vocab"])
    tokenizer = Tokenizer.from_str(narrowed(whole, pieces))
    cut = tokenizer.encode("The façade’s repairs cost £4.5m, Rustem Umerov said.")
    assert (cut.ids[0], cut.ids[-1]) == (START, BREAK)
    assert "[UNK]" not in cut.tokens
    assert cut.tokens == Tokenizer.from_str(whole).encode("The façade’s repairs cost £4.5m, Rustem Umerov said.").tokens
