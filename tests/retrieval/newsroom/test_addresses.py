"""Addresses as people give them, and entries as rows."""

from datetime import timedelta

import pytest

from retrieval.errors import BadInput
from retrieval.feeds import Entry
from retrieval.newsroom.addresses import host_of, tidied
from retrieval.newsroom.entries import entry_of, told
from retrieval.newsroom.saying import count, span
from retrieval.types import Precision
from tests.retrieval.newsroom.world import START


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://a.example/feed#top", "https://a.example/feed"),
        (" <https://a.example/x> ", "https://a.example/x"),
        ("a.example/feed", "https://a.example/feed"),
        ("a.example:8080/feed", "https://a.example:8080/feed"),
        ("feed://a.example/feed", "http://a.example/feed"),
        ("feed:https://a.example/feed", "https://a.example/feed"),
    ],
)
def test_what_a_person_writes_is_an_address(given, address):
    assert tidied(given) == address


@pytest.mark.parametrize(
    "given", ["", "  ", "ftp://a.example/", "javascript:alert(1)", "https://", "a b", "file:///etc"]
)
def test_what_is_no_web_address_is_refused(given):
    with pytest.raises(BadInput, match="no web address"):
        tidied(given)


def test_politeness_counts_by_the_host_whatever_is_around_it():
    spellings = ("https://A.Example/x", "http://a.example:8080/", "https://user:word@a.example./y")
    assert {host_of(spelling) for spelling in spellings} == {"a.example"}
    assert host_of("https://bücher.example/") == "xn--bcher-kva.example"
    assert host_of("nonsense") == ""


def test_an_entry_comes_back_as_it_was_told():
    entry = Entry(
        id="1",
        title="Lind leaves",
        url="https://a.example/1",
        html="<p>Text</p>",
        published_at=START,
        precision=Precision.MINUTE,
        authors=("A. Writer",),
    )
    [row] = told([entry, entry], feed_url="https://a.example/feed", page_key=str.upper)
    assert entry_of(row.details) == entry
    assert (row.page_key, row.host) == ("HTTPS://A.EXAMPLE/1", "a.example")


def test_what_no_database_keeps_is_left_out():
    [row] = told([Entry(id="1", title="a\0b\ud800", html="x" * 900_000)], feed_url="https://a.example/", page_key=str)
    assert row.details["title"] == "ab?"
    assert len(row.details["html"]) == 400_000


def test_numbers_and_times_in_words():
    assert (count(1, "article"), count(3, "article")) == ("1 article", "3 articles")
    minutes = [span(timedelta(minutes=n)) for n in (0.5, 1, 90, 120, 60 * 47, 60 * 24, 60 * 24 * 9)]
    assert minutes == ["30 seconds", "1 minute", "90 minutes", "2 hours", "47 hours", "1 day", "9 days"]
