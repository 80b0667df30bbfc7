"""Initials stand for the name that they spell: "HMRB" and "the Harbour and Marine Rescue Board"."""

from collections.abc import Sequence

import pytest

from retrieval.reader import load_reader
from retrieval.reader.initialisms import initialisms
from retrieval.types import AnswerType, CollectionStats
from tests.retrieval.reader_case import analyser, hits, query, sentence_at

SPELT = "The Harbour and Marine Rescue Board saved 14 people in May. The council met on Monday."
SHORT = "HMRB saved 14 people in May. The council met on Monday."


def confidence(question: str, name: str, text: str) -> float:
    """Of the best reading, where the record holds this text alone."""

    def stats(terms: Sequence[str], _collections: Sequence[str]) -> CollectionStats:
        held = {term: int(term in text.lower()) for term in terms}
        return CollectionStats(sentences=2, average_length=8.0, document_frequency=held)

    reader = load_reader(annotate=analyser().annotate, sentence_at=sentence_at(text), stats=stats)
    asked = query(question, AnswerType.AMOUNT, focus="people", names=(name,))
    return reader.read(asked, hits(asked, text))[0].confidence


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("and US Citizenship and Immigration Services has received more", "uscis"),
        ("the International Atomic Energy Agency said", "iaea"),
        ("a plan of the Department of Defense", "dod"),
        ("at the Bank for International Settlements", "bis"),
        ("the Anti-Corruption Bureau raided", "acb"),
    ],
)
def test_initials_of_a_run_of_capitalised_words(text: str, letters: str) -> None:
    assert letters in initialisms(text)


def test_words_that_do_not_stand_together_have_no_initials() -> None:
    assert initialisms("Ines met Anna. Elsewhere, the council of all towns sat") == frozenset()
    assert initialisms("") == frozenset()


def test_initials_are_no_unknown_name_where_the_text_spells_them_out() -> None:
    known = confidence("How many people did HMRB save?", "HMRB", SPELT)
    stranger = confidence("How many people did KQZT save?", "KQZT", SPELT)
    assert known > 5 * stranger


def test_a_name_is_known_where_the_text_has_its_initials() -> None:
    whole = "Harbour and Marine Rescue Board"
    known = confidence(f"How many people did the {whole} save?", whole, SHORT)
    stranger = confidence("How many people did the Forest and Mountain Fire Bureau save?", "Fire Bureau", SHORT)
    assert known > 5 * stranger


def test_initials_excuse_no_other_name() -> None:
    whole = "Harbour and Marine Rescue Board"
    known = confidence(f"How many people did the {whole} save?", whole, SHORT)
    other = confidence(f"How many people did Quzzak of the {whole} save?", "Quzzak", SHORT)
    assert known > 5 * other
    assert confidence("How many people did HMRB and Quzzak save?", "Quzzak", SPELT) < known / 5
