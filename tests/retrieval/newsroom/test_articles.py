"""The article made of a page and of its feed: whose word counts for what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from retrieval.errors import BadRecord
from retrieval.feeds import Entry
from retrieval.newsroom.articles import from_entry, from_page
from retrieval.pages import Page, page_key
from retrieval.types import Precision
from tests.retrieval.newsroom.world import START

URL = "https://harbour.example/lind-leaves"
NOW = START + timedelta(days=1)
TEXT = "Mara Lind left the harbour of Alder on Monday after nineteen years as its master, the council said."
PAGE = Page(
    title="Lind leaves",
    text=TEXT,
    extractor="x/1",
    source="The Harbour Post",
    published_at=START,
    precision=Precision.MINUTE,
    zone_known=True,
    authors=("A. Writer",),
)
ENTRY = Entry(
    id="1",
    title="Lind goes",
    url=URL,
    html=f"<p>{TEXT}</p><p>And she will not return.</p>",
    published_at=START + timedelta(hours=3),
    precision=Precision.MINUTE,
    authors=("B. Writer",),
)


def made(page, entry=ENTRY):
    return from_page(page, url=URL, now=NOW, entry=entry, name="Harbour feed")


def test_the_page_s_own_word_counts():
    raw = made(PAGE)
    assert (raw.title, raw.source, raw.published_at, raw.authors) == (
        "Lind leaves",
        "The Harbour Post",
        START,
        ("A. Writer",),
    )
    assert (raw.text, raw.extractor, raw.language, raw.url) == (TEXT, "x/1", None, URL)


def test_the_feed_says_what_the_page_does_not():
    raw = made(replace(PAGE, title="", source=None, published_at=None, precision=None, authors=()))
    assert (raw.title, raw.source, raw.published_at, raw.authors) == (
        "Lind goes",
        "Harbour feed",
        ENTRY.published_at,
        ("B. Writer",),
    )


def test_the_feed_s_time_is_taken_where_the_page_knows_the_day_only():
    vague = replace(PAGE, published_at=START.replace(hour=0), precision=Precision.DAY)
    assert made(vague).published_at == ENTRY.published_at
    assert made(vague).precision is Precision.MINUTE
    other_day = replace(vague, published_at=START - timedelta(days=9))
    assert made(other_day).published_at == START - timedelta(days=9)


def test_nothing_is_published_after_it_was_fetched():
    assert made(replace(PAGE, published_at=NOW + timedelta(days=400))).published_at == NOW


def test_behind_a_paywall_the_feed_may_say_more():
    assert made(replace(PAGE, partial=True)).text.endswith("And she will not return.")
    assert made(replace(PAGE, partial=True)).extractor == "feed"
    assert made(replace(PAGE, partial=True), replace(ENTRY, html="Short.")).text == TEXT


def test_the_feed_alone():
    feed = "https://harbour.example/feed"
    raw = from_entry(ENTRY, feed_url=feed, name="Harbour feed", now=NOW)
    assert (raw.key, raw.title, raw.source, raw.extractor) == (page_key(URL), "Lind goes", "Harbour feed", "feed")
    assert raw.text.splitlines()[-1] == "And she will not return."
    with pytest.raises(BadRecord, match="the feed has no text of it"):
        from_entry(replace(ENTRY, html=""), feed_url=feed, name="Harbour feed", now=NOW)


def test_nobody_writes_under_another_s_address():
    raw = from_entry(ENTRY, feed_url="https://elsewhere.example/feed", name="Elsewhere", now=NOW)
    assert raw.key.startswith("entry-")
    assert raw.source == "Elsewhere"
