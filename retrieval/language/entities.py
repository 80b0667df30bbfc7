"""Entities repaired over an article."""

from collections.abc import Sequence

from retrieval.language.parsed import Parsed


def repair(sentences: Sequence[Parsed]) -> None:
    """One label per name and its aliases, changed in place."""
