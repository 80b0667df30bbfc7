"""Lists of feeds, feeds that pages name, and the languages they are in."""

import pytest

from retrieval.errors import BadInput
from retrieval.feeds import Outline, feeds_in, in_english, language_of, read_opml, write_opml

URL = "https://news.example/world/"


def page(head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_what_a_page_declares_comes_before_what_it_links_to() -> None:
    found = feeds_in(
        page(
            '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
            '<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">'
            '<link rel="stylesheet" href="/rss.css"><link rel="alternate" hreflang="de" href="/de/">',
            '<a href="https://feeds.elsewhere.example/x">x</a><a href="/rss.xml#top">RSS</a><a href="/about">a</a>',
        ),
        url=URL,
    )
    assert found == (
        "https://news.example/world/atom.xml",
        "https://news.example/rss.xml",
        "https://feeds.elsewhere.example/x",
        "https://news.example/comments/feed/",
    )


def test_the_base_of_a_page_counts() -> None:
    head = '<base href="https://other.example/a/"><link rel="alternate" type="application/feed+json" href="feed.json">'
    assert feeds_in(page(head), url=URL) == ("https://other.example/a/feed.json",)


@pytest.mark.parametrize("href", ["javascript:alert(1)//rss", "file:///rss", "mailto:rss@news.example", "http://[/rss"])
def test_only_web_addresses_are_feeds(href: str) -> None:
    assert feeds_in(page(f'<link rel="alternate" type="application/rss+xml" href="{href}">'), url=URL) == ()


@pytest.mark.parametrize("body", [b"", b"\0", b"<", b"not a page", b"<a>" * 5000])
def test_a_page_without_feeds_names_none(body: bytes) -> None:
    assert feeds_in(body, url=URL) == ()


LIST = (
    Outline(title='The "Example" & Co', url="https://news.example/feed?a=1&b=2", home=URL, category="World"),
    Outline(title="Other <b>", url="https://other.example/feed", note="why"),
    Outline(title="Third", url="https://third.example/feed", category="World/Europe"),
)


def test_a_list_that_is_written_reads_the_same() -> None:
    assert read_opml(write_opml(LIST[::2])) == LIST[::2]
    assert read_opml(write_opml(LIST))[1].url == LIST[1].url
    assert write_opml(()) == write_opml(read_opml(write_opml(())))


def test_lists_of_other_readers_are_read() -> None:
    data = b"""<?xml version="1.0"?><OPML version="1.1"><body><outline text="News">
    <outline text="Europe"><outline TEXT="A" xmlURL="feed://a.example/rss"/>
    <outline text="B" xmlUrl="feed:https://b.example/rss" htmlUrl="javascript:x"/></outline></outline>
    <outline text="twice" xmlUrl="https://b.example/rss"/><outline text="nothing"/>
    <outline xmlUrl="https://c.example/rss" category="/Tech"/></body></OPML>"""
    assert read_opml(data) == (
        Outline(title="B", url="https://b.example/rss", category="News/Europe"),
        Outline(title="https://c.example/rss", url="https://c.example/rss", category="Tech"),
    )


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"<rss/>", b"<opml", b"\xff\xfe\0", b'<!DOCTYPE o [<!ENTITY x "y">]><html>&x;</html>']
)
def test_what_is_no_list_is_refused_in_one_line(data: bytes) -> None:
    if data == b"<opml":
        assert read_opml(b"<opml>") == ()
        return
    with pytest.raises(BadInput, match="OPML"):
        read_opml(data)


def test_entities_in_a_list_are_inert() -> None:
    data = b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body><outline text="a&x;b" '
    data += b'xmlUrl="https://a.example/rss"/></body></opml>'
    assert [outline.title for outline in read_opml(data)] in (["ab"], ["a&x;b"], ["https://a.example/rss"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks in Geneva would go on until they had an agreement.", "en"),
        ("Der Minister sagte, dass die Gespräche in Genf weitergehen, bis es eine Einigung gibt.", "de"),
        ("Le ministre a dit que les pourparlers de Genève vont continuer et que la décision est pour demain.", "fr"),
        ("El ministro dijo que las conversaciones de Ginebra van a seguir hasta que haya un acuerdo.", "es"),
        ("O ministro disse que as conversas em Genebra não vão parar até que haja um acordo com o governo.", "pt"),
        ("Il ministro ha detto che i colloqui di Ginevra non si fermano e che la decisione è per domani.", "it"),
        ("De minister zei dat de gesprekken in Genève doorgaan en dat het niet lang meer kan duren.", "nl"),
        ("Minister powiedział, że rozmowy w Genewie będą trwać, a decyzja nie jest jeszcze znana.", "pl"),
        ("Министр сказал, что переговоры в Женеве будут продолжены.", "ru"),
        ("Міністр сказав, що переговори в Женеві будуть тривати, але рішення ще немає.", "uk"),
        ("外交部发言人在记者会上说", "zh"),
        ("政府は新しい法案を発表した", "ja"),
        ("정부는 새 법안을 발표했다", "ko"),
        ("قال الوزير إن المحادثات في جنيف من المقرر أن تستمر", "ar"),
        ("สวัสดี", "th"),
        ("", None),
        ("Kyiv, Umerov, Fidan", None),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str | None) -> None:
    assert language_of(text) == language
    assert in_english(text) is (language in {"en", None})


def test_what_the_feed_states_counts_only_where_the_text_is_short() -> None:
    assert language_of("Kabinett tagt", stated="de-AT") == "de"
    assert language_of("The minister said that the talks would go on until they had an agreement.", stated="de") == "en"
    assert not in_english("Der Minister sagte, dass die Gespräche weitergehen, bis es eine gibt.", stated="en-us")
