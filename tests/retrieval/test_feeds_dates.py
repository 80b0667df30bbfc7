"""Times as feeds write them, and the moments they mean."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.feeds.dates import Region, read_time
from retrieval.types import Precision

AT = datetime(2026, 11, 25, 7, 41, tzinfo=UTC)
DAY = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 25 Nov 2026 07:41:00 GMT",
        "Wed, 25 Nov 2026 07:41:00 +0000",
        "Wed, 25 Nov 2026 10:41:00 +0300",
        "Wed, 25 Nov 2026 10:41 +03:00 (MSK)",
        "Wed, 25 Nov 2026 10:41:00 MSK",
        "Wed, 25 Nov 2026 02:41:00 EST",
        "Wed, 25 Nov 26 02:41:00 ET",
        "wed,25 nov 2026 07:41:00Z",
        "25-Nov-2026 07:41 UTC",
        "Wed Nov 25 07:41:00 2026",
        "Wed Nov 25 02:41:00 EST 2026",
        "November 25, 2026 2:41 AM EST",
        "November 25th, 2026, 7:41 a.m. GMT",
        "2026-11-25T07:41:00Z",
        "2026-11-25T07:41:00.123Z",
        "2026-11-25T10:41:00+03:00",
        "2026-11-25T10:41+0300",
        "2026-11-25 07:41",
        "20261125T074100Z",
        "2026/11/25 07:41:00",
        "Wed, 25 Nov 2026 10:41:00 GMT+3",
        "Wed, 25 Nov 2026 10:41:00 UTC+03:00",
        "Wed, 25 Nov 2026 10:41:00 Europe/Moscow",
        "Ср, 25 ноября 2026 10:41:00 МСК",
        "mer., 25 nov. 2026 08:41:00 CET",
        "Mi, 25 Nov 2026 08:41:00 CET",
        "mié, 25 noviembre 2026 07:41:00 GMT",
        "25.11.2026 07:41",
        "11/25/2026 7:41 AM GMT",
        "1795592460",
        "1795592460000",
    ],
)
def test_a_time_is_read_to_the_minute(text: str) -> None:
    moment = read_time(text, region=Region())
    assert moment is not None
    assert moment.at.replace(second=0, microsecond=0) == AT
    assert moment.precision is Precision.MINUTE


@pytest.mark.parametrize("text", ["2026-11-25", "25 Nov 2026", "November 25, 2026", "20261125", "25.11.2026"])
def test_a_date_alone_is_a_day(text: str) -> None:
    moment = read_time(text, region=Region())
    assert moment is not None
    assert (moment.at, moment.precision) == (DAY, Precision.DAY)


@pytest.mark.parametrize("zone", ["XYZT", "LST", "Narnia/Cair_Paravel", "+9999"])
def test_an_unknown_zone_leaves_the_day_and_says_so(zone: str) -> None:
    moment = read_time(f"Wed, 25 Nov 2026 23:41:00 {zone}", region=Region())
    assert moment is not None
    assert (moment.at, moment.precision) == (DAY, Precision.DAY)
    assert zone in (moment.note or "")


@pytest.mark.parametrize(
    ("country", "zone", "hour", "minute"),
    [("in", "IST", 2, 11), ("il", "IST", 5, 41), ("ie", "IST", 6, 41), (None, "IST", 2, 11), ("cn", "CST", 23, 41)],
)
def test_the_country_of_the_feed_says_what_a_zone_means(country: str | None, zone: str, hour: int, minute: int) -> None:
    moment = read_time(f"Wed, 25 Nov 2026 07:41:00 {zone}", region=Region(country=country))
    assert moment is not None
    assert (moment.at.hour, moment.at.minute) == (hour, minute)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "Wed, 30 Nov -0001 00:00:00 +0000",
        "31 Feb 2026 10:00 GMT",
        "25 Nov 2026 27:00 GMT",
        "9" * 500,
        "9999-12-31T23:59:00-12:00",
        "2026-11-25T10:00:00" + "+" * 5000,
    ],
)
def test_what_is_no_time_gives_none(text: str) -> None:
    assert read_time(text, region=Region()) is None


def test_a_tuesday_is_no_march() -> None:
    moment = read_time("mar, 24 nov 2026 10:00:00 +0000", region=Region())
    assert moment is not None
    assert (moment.at.month, moment.at.day) == (11, 24)


def test_a_slashed_date_goes_by_the_country() -> None:
    there = read_time("03/04/2026", region=Region(month_first=True))
    here = read_time("03/04/2026", region=Region())
    assert there is not None
    assert here is not None
    assert (there.at.month, here.at.month) == (3, 4)


_PARTS = st.sampled_from(
    (
        *("Wed, ", "25", " ", "Nov", "2026", "9999", "0001", "31", "12", ":", "59", "-", "/", ".", "T", "Z", "+14:00"),
        *("Europe/Moscow", "Europe", "America", "../", "IST", "am", "PM", "(", ")", "[", "]", "é", "００", "1970", ","),
    )
)


@given(st.lists(_PARTS, max_size=12).map("".join) | st.text(max_size=40))
def test_whatever_stands_there_is_a_time_or_none(text: str) -> None:
    moment = read_time(text, region=Region(country="in", month_first=True))
    assert moment is None or moment.at.utcoffset() == UTC.utcoffset(None)
