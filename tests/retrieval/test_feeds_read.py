"""Feeds of every kind, and what is mended in them."""

from datetime import UTC, datetime, timedelta

import pytest

from retrieval.errors import BadRecord
from retrieval.feeds import Feed, entry_text, read_feed
from retrieval.types import Precision

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://news.example/feeds/world"
RSS = '<rss version="2.0"><channel><title>The Example</title><link>https://news.example/</link>{}</channel></rss>'


def read(body: str | bytes, content_type: str = "") -> Feed:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(data, url=URL, content_type=content_type, now=NOW)


def items(*parts: str) -> Feed:
    return read(RSS.format("".join(f"<item>{part}</item>" for part in parts)))


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>The Example</title>
<link rel="self" href="/feeds/world"/><link href="https://news.example/"/>
<entry><id>tag:1</id><title>One</title><link href="/1"/><published>2026-11-25T09:00:00Z</published>
<updated>2026-11-25T10:00:00+01:00</updated><author><name>Ada Lark</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;Long text.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Example</title>
<link>https://news.example/</link></channel><item rdf:about="y"><title>One</title><link>/1</link>
<dc:date>2026-11-25T09:00:00Z</dc:date><dc:creator>Ada Lark</dc:creator></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "home_page_url": "https://news.example/",
"language": "en-GB", "items": [{"id": 1, "title": "One", "url": "/1", "content_html": "<p>Long text.</p>",
"date_published": "2026-11-25T09:00:00Z", "authors": [{"name": "Ada Lark"}]}]}"""
RSS20 = RSS.format(
    "<language>en-GB</language><item><title>One</title><link>/1</link><author>ada@news.example (Ada Lark)</author>"
    "<pubDate>Wed, 25 Nov 2026 09:00:00 GMT</pubDate></item>"
)


@pytest.mark.parametrize(("body", "kind"), [(ATOM, "atom"), (RDF, "rdf"), (JSON, "json"), (RSS20, "rss")])
def test_every_kind_gives_the_same_entry(body: str, kind: str) -> None:
    feed = read(body)
    assert (feed.kind, feed.title, feed.home) == (kind, "The Example", "https://news.example/")
    (entry,) = feed.entries
    assert (entry.title, entry.url, entry.authors) == ("One", "https://news.example/1", ("Ada Lark",))
    assert entry.published_at == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert entry.precision is Precision.MINUTE
    assert feed.repairs == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037"])
def test_every_encoding_gives_the_same_entry(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + RSS.format(
        "<item><title>Caf\xe9</title></item>"
    )
    assert read(body.encode(encoding)).entries[0].title == "Caf\xe9"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"hello",
        b"<svg/>",
        b"<!DOCTYPE html><html><head><title>x</title></head></html>",
        b"<!-- a --><html><title>x</title></html>",
        b'{"items": []}',
        b'{"a": 1}',
        b'{"items": ' + b"[" * 100_000,
        b"[1]",
        bytes(range(256)) * 10,
    ],
)
def test_what_is_no_feed_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(BadRecord, match="feed") as refused:
        read(body)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Peskov &amp;amp; Umerov", "Peskov & Umerov"),
        ("x&lt;script&gt;alert(1)&lt;/script&gt;", "x"),
        ("x&lt;script&gt;alert(1)", "x"),
        ("&lt;b&gt;Ship&lt;/b&gt; sinks&lt;br/&gt;off Wick", "Ship sinks off Wick"),
        ("<![CDATA[5 < 6 & 7 > 3]]>", "5 < 6 & 7 > 3"),
        ("Line\n  one\ttwo&#160;three", "Line one two three"),
        ("a&#8238;b\u200bc", "abc"),
    ],
)
def test_a_title_is_plain_text_on_one_line(written: str, title: str) -> None:
    assert items(f"<title>{written}</title>").entries[0].title == title


def test_a_title_that_is_declared_no_markup_keeps_its_words() -> None:
    feed = read(ATOM.replace("<title>One</title>", '<title type="text">History of the &lt;blink&gt; tag</title>'))
    assert feed.entries[0].title == "History of the <blink> tag"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "http://[", ""]
)
def test_only_web_addresses_are_links(link: str) -> None:
    assert items(f"<title>x</title><link>{link}</link>").entries[0].url is None


@pytest.mark.parametrize(
    ("parts", "url"),
    [
        ("<link>\n https://a.example/1 \n</link>", "https://a.example/1"),
        ("<link>/1?x=1&amp;y=2</link>", "https://news.example/1?x=1&y=2"),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ('<guid isPermaLink="false">https://a.example/1</guid>', None),
        ("<link>https://a.example/a b</link>", "https://a.example/a%20b"),
    ],
)
def test_an_address_is_found_and_absolute(parts: str, url: str | None) -> None:
    assert items(f"<title>x</title>{parts}").entries[0].url == url


def test_entries_that_share_an_id_are_told_apart() -> None:
    feed = items(*(f"<title>{n}</title><guid isPermaLink='false'>7</guid><link>/{n}</link>" for n in (1, 2, 2)))
    assert [entry.id for entry in feed.entries] == ["7", "7|https://news.example/2"]
    assert feed.repairs == ("1 entry: had the id of another", "1 entry: stood in the feed twice")


def test_an_id_does_not_depend_on_what_is_mended() -> None:
    first = items("<title>1</title><link>/1</link>").entries[0]
    assert first.id == first.url
    assert items("<title>1</title>").entries[0].id == "1"


@pytest.mark.parametrize(("days", "said"), [(1.5, True), (40, True), (10_000, True), (0.005, False)])
def test_nothing_is_published_after_it_was_fetched(days: float, said: bool) -> None:
    later = NOW + timedelta(days=days)
    feed = items(f"<title>x</title><pubDate>{later:%a, %d %b %Y %H:%M:%S} GMT</pubDate>")
    assert feed.entries[0].published_at == NOW
    assert feed.entries[0].precision is (Precision.DAY if said else Precision.MINUTE)
    assert any("future" in repair for repair in feed.repairs) is said


def test_a_zone_that_is_guessed_is_said() -> None:
    feed = items("<title>x</title><pubDate>Wed, 25 Nov 2026 10:41:00 MSK</pubDate>")
    assert feed.entries[0].published_at == datetime(2026, 11, 25, 7, 41, tzinfo=UTC)
    assert feed.repairs == ("1 entry: its time zone 'MSK' was read as +03:00",)


def test_a_wish_to_be_left_alone_is_read() -> None:
    assert read(RSS.format("<ttl>30</ttl><item><title>x</title></item>")).ttl == timedelta(minutes=30)
    assert read(RSS.format("<ttl>soon</ttl><item><title>x</title></item>")).ttl is None
    assert read(RSS.format("<ttl>99999999999</ttl><item><title>x</title></item>")).ttl == timedelta(days=7)


def test_an_entry_with_nothing_in_it_is_left_out_and_counted() -> None:
    feed = items("<category>y</category>", "<title>x</title>")
    assert [entry.title for entry in feed.entries] == ["x"]
    assert "left out" in feed.repairs[0]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One  two</p><p>Three<br>four</p>", "One two\nThree\nfour"),
        ("<div>a<script>x()</script><style>y</style>b</div>", "ab"),
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("<p>One.</p><p>The post One appeared first on The Example.</p>", "One."),
        ("<p>One.</p><p>Continue reading...</p>", "One."),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("", ""),
        ("<b>" * 5000 + "deep", "deep"),
    ],
)
def test_markup_becomes_paragraphs(markup: str, text: str) -> None:
    escaped = markup.replace("&", "&amp;").replace("<", "&lt;")
    entry = items(f"<title>x</title><description>{escaped}</description>").entries[0]
    assert entry_text(entry) == text


def test_the_longest_of_content_and_summary_is_kept() -> None:
    assert entry_text(read(ATOM).entries[0]) == "Long text."


def test_an_error_names_the_address_without_its_secrets() -> None:
    with pytest.raises(BadRecord) as refused:
        read_feed(b"hello", url="https://ada:secret@news.example/feed?key=secret", now=NOW)
    assert str(refused.value).startswith("https://news.example/feed: it is not a feed; ")
