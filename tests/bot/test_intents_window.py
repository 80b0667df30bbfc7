"""Words for days become instants in the asker's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.intents import window

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2025, 7, 18, 22, 30, tzinfo=UTC)  # a Friday in London, already Saturday in Kyiv


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", 19),
        ("Yesterday", 18),
        ("Saturday", 19),
        ("last Saturday", 12),
        ("monday", 14),
        ("Sunday", 13),
        ("2025-07-04", 4),
    ],
)
def test_a_day_runs_from_its_first_to_its_last_moment(words: str, day: int) -> None:
    since, until = window(words, words, now=NOW, zone=KYIV)
    assert since == datetime(2025, 7, day, tzinfo=KYIV)
    assert until == datetime(2025, 7, day, 23, 59, 59, 999999, tzinfo=KYIV)


@pytest.mark.parametrize("words", [None, "2025-99-99", "the war", ""])
def test_words_that_name_no_day_bound_nothing(words: str | None) -> None:
    assert window(words, None, now=NOW, zone=UTC) == (None, None)
