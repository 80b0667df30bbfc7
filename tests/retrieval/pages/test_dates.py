"""When an article was published, by whichever part of its page says so best."""

from datetime import UTC, datetime

import pytest

from retrieval.pages.moments import read_moment
from retrieval.types import Precision
from tests.retrieval.pages.page_html import BODY, linked, meta, read

TEN = datetime(2026, 3, 7, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-07T10:00:00Z",
        "2026-03-07T12:00:00+02:00",
        "2026-03-07T12:00:00+0200",
        "2026-03-07 12:00:00 +02:00",
        "2026-03-07T05:30:00.123-0430",
        "2026-03-07 10:00 UTC",
        "20260307T100000Z",
        "Sat, 07 Mar 2026 11:00:00 +0100",
        1772877600,
        "1772877600000",
    ],
)
def test_a_time_with_its_offset_is_known_to_the_minute(written: object) -> None:
    moment = read_moment(written)
    assert moment is not None
    assert (moment.at, moment.precision, moment.zone_known) == (TEN, Precision.MINUTE, True)


def test_a_time_without_offset_is_not_believed_to_have_one() -> None:
    moment = read_moment("2026-03-07T10:00:00")
    assert moment is not None
    assert (moment.at, moment.precision, moment.zone_known) == (TEN, Precision.MINUTE, False)


@pytest.mark.parametrize("written", ["2026-03-07", "2026/3/7", "20260307", "2026-03-07T00:00:00"])
def test_a_day_is_a_day_also_when_written_as_its_midnight(written: str) -> None:
    moment = read_moment(written)
    assert moment is not None
    assert (moment.at, moment.precision) == (datetime(2026, 3, 7, tzinfo=UTC), Precision.DAY)


@pytest.mark.parametrize("written", ["", "today", "2026-13-01", "2026-02-30T10:00Z", "42", None, True, {"a": 1}])
def test_what_is_no_time_is_none(written: object) -> None:
    assert read_moment(written) is None


@pytest.mark.parametrize(
    "head",
    [
        linked(datePublished="2026-03-07T10:00:00Z"),
        linked(dateCreated="2026-03-07T10:00:00Z"),
        meta("article:published_time", "2026-03-07T12:00:00+02:00"),
        '<meta itemprop="datePublished" content="2026-03-07T10:00:00Z">',
        '<meta name="parsely-pub-date" content="2026-03-07T10:00:00Z">',
        '<script>window.state = {"firstPublished":"2026-03-07T10:00:00Z"}</script>' + meta("date", "2026-03-07"),
    ],
)
def test_the_head_says_when(head: str) -> None:
    page = read(head)
    assert (page.published_at, page.precision, page.zone_known) == (TEN, Precision.MINUTE, True)


@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2026-03-07T10:00:00Z">7 March 2026</time>',
        '<time class="updated" datetime="2026-03-09T10:00:00Z">9 March</time>'
        '<time class="published" datetime="2026-03-07T10:00:00Z">7 March</time>',
        '<time datetime="2026-03-09T10:00:00Z">Updated 9 March</time><time datetime="2026-03-07T10:00Z">7 March</time>',
        '<span itemprop="datePublished" content="2026-03-07T10:00:00Z">7 March</span>',
    ],
)
def test_the_page_shows_when(shown: str) -> None:
    assert read(body=shown + BODY).published_at == TEN


def test_a_time_without_zone_gets_it_from_another_that_agrees() -> None:
    page = read(
        linked(datePublished="2026-03-07T12:00:00") + meta("article:published_time", "2026-03-07T12:00:00+02:00")
    )
    assert (page.published_at, page.zone_known) == (TEN, True)
    other = read(linked(datePublished="2026-03-07T12:00:00") + meta("article:published_time", "2026-03-07T12:07:00Z"))
    assert other.zone_known is False


def test_a_day_gets_its_time_from_another_that_agrees() -> None:
    page = read(meta("dc.date", "2026-03-07"), body='<time datetime="2026-03-07T10:00:00Z">today</time>' + BODY)
    assert (page.published_at, page.precision) == (TEN, Precision.MINUTE)


def test_a_time_to_come_is_no_publication() -> None:
    assert read(linked(datePublished="2055-01-01T10:00:00Z")).published_at is None
    late = read(linked(datePublished="2055-01-01T10:00:00Z") + meta("article:published_time", "2026-03-07T10:00:00Z"))
    assert late.published_at == TEN


def test_the_address_says_when_nothing_else_does() -> None:
    page = read(url="https://www.alder.example/2026/03/07/talks")
    assert (page.published_at, page.precision) == (datetime(2026, 3, 7, tzinfo=UTC), Precision.DAY)


def test_a_change_is_told_apart_from_publication() -> None:
    page = read(linked(datePublished="2026-03-07T10:00:00Z", dateModified="2026-03-08T10:00:00Z"))
    assert (page.published_at, page.modified_at) == (TEN, datetime(2026, 3, 8, 10, tzinfo=UTC))
