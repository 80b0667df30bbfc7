from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.times import parse_time
from retrieval.errors import BadInput

NOW = datetime(2025, 7, 20, 22, 30, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")


def _parse(text: str, *, zone: ZoneInfo = KYIV, end_of_day: bool = True) -> datetime:
    return parse_time(text, zone=zone, now=NOW, option="--as-of", end_of_day=end_of_day)


def test_a_bare_date_is_the_end_of_its_day_in_the_askers_zone() -> None:
    assert _parse("2025-07-19") == datetime(2025, 7, 19, 20, 59, 59, 999999, tzinfo=UTC)
    assert _parse("2025-07-19", end_of_day=False) == datetime(2025, 7, 18, 21, tzinfo=UTC)


def test_today_is_the_askers_today() -> None:
    assert _parse("today", end_of_day=False) == datetime(2025, 7, 20, 21, tzinfo=UTC)  # already the 21st in Kyiv
    assert _parse("Yesterday", zone=ZoneInfo("UTC"), end_of_day=False) == datetime(2025, 7, 19, tzinfo=UTC)


def test_a_time_without_offset_is_in_the_askers_zone() -> None:
    assert _parse("2025-07-20T08:30") == datetime(2025, 7, 20, 5, 30, tzinfo=UTC)
    assert _parse("2025-07-20T08:30-04:00") == datetime(2025, 7, 20, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "tomorrowish", "2025-13-01", "2025-02-30", "9999-12-31", "１２"])
def test_what_is_no_time_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match=r"--as-of .* not a date or time; write 2025-07-20"):
        _parse(text)
