"""Feeds made to harm who reads them: inert, and never an error of ours."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import BadRecord
from retrieval.feeds import entry_text, feeds_in, read_feed
from retrieval.feeds.tame import MOST_ENTRIES, tame
from retrieval.feeds.wellformed import is_well_formed, rewritten

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://news.example/feed"
BOMB = (
    '<!DOCTYPE r [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


def feed(title: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><item><title>{title}</title></item></channel></rss>'


def title_of(body: bytes) -> str:
    return read_feed(body, url=URL, now=NOW).entries[0].title


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_stays_shut(encoding: str, lines: bool) -> None:
    head = BOMB.replace("<!", "\n<!") if lines else BOMB
    body = feed("x &j;", head).replace('"1.0"', f'"1.0" encoding="{encoding}"', 1).encode(encoding)
    assert "lol" not in title_of(body)
    assert b"lol" not in tame(body).data.replace(b'"lol"', b"")


def test_many_references_to_one_entity_are_not_expanded() -> None:
    head = f'<!DOCTYPE r [\n<!ENTITY a "{"a" * 50_000}">\n]>'
    assert "aaa" not in title_of(feed("&a;" * 300, head).encode())
    head = f'<!DOCTYPE r [\n<!ENTITY a "{"a" * 40}">\n]>'
    assert "aaa" not in title_of(feed("&a;" * 100_000, head).encode())


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r [<!ENTITY x PUBLIC "p" "http://127.0.0.1:9/">]>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/r.dtd">',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p; <!ENTITY x "%p;">]>',
    ],
)
def test_an_external_entity_is_never_looked_at(head: str) -> None:
    assert b"SYSTEM" not in tame(feed("x", head).encode()).data
    assert title_of(feed("a &x; b", head).encode()) == "a &x; b"


def test_an_entity_that_stands_for_a_character_is_read() -> None:
    assert title_of(feed("caf&eacute;", '<!DOCTYPE r [<!ENTITY eacute "&#233;">]>').encode()) == "café"


PIECES = (
    *("<a>", "<", "&", "&#", "<!--", "<![CDATA[", '<a href="', "<?", "<!", "</", "</title>", "&#99999999999;", "<a b="),
    *("\0", "<!DOCTYPE ", "<item>", "]]>", "&#0;", "&#xD800;", "<x:y>", "<svg>", "<textinput>"),
    *("&lt;script&gt;", "&lt;!--", "&lt;object&gt;"),
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("times", [1, 6_000])
def test_a_piece_again_and_again_is_a_feed_or_no_feed(piece: str, times: int) -> None:
    for body in (feed(piece * times), piece * times):
        try:
            read = read_feed(body.encode(), url=URL, now=NOW)
        except BadRecord:
            continue
        for entry in read.entries:
            entry_text(entry)
            entry.title.encode()


def test_an_element_of_too_many_attributes_is_left_out() -> None:
    element = "<x " + " ".join(f'a{i}="1"' for i in range(20_000)) + "/>"
    body = feed("kept").replace("<title>", f"{element}<title>").encode()
    assert b"a19999" not in tame(body).data
    assert title_of(body) == "kept"


def test_a_feed_without_end_is_cut_between_entries() -> None:
    many = "".join(f"<item><title>{i}</title></item>" for i in range(MOST_ENTRIES + 500))
    body = f'<rss version="2.0"><channel><title>t</title>{many}</channel></rss>'.encode()
    assert is_well_formed(tame(body).data)
    read = read_feed(body, url=URL, now=NOW)
    assert len(read.entries) == MOST_ENTRIES
    assert read.repairs == ("only its first 1,000 entries were read",)


@pytest.mark.parametrize(
    "body", [b"<a>&nbsp;&copy;x & y", b"<a><b>c</a>", b"<a x=1>d", b"<a>&#0;&#xD800;&unknown;</a>", b"\xff\xfe<a>"]
)
def test_what_is_rewritten_is_well_formed(body: bytes) -> None:
    made = rewritten(body)
    assert made == b"" or is_well_formed(made)


def test_a_large_broken_feed_keeps_its_entries() -> None:
    broken = "<item><title>A & B&nbsp;caf\xe9</title><link>/x?a=1&b=2</link></item>"
    body = f'<rss version="2.0"><channel>{broken}{"<!-- filler -->" * 20_000}<item><title>last</title></item>'
    read = read_feed(body.encode(), url=URL, now=NOW)
    assert [entry.title for entry in read.entries] == ["A & B café", "last"]
    assert read.entries[0].url == "https://news.example/x?a=1&b=2"


_SCRAPS = st.sampled_from(
    (
        *("<item>", "</item>", "<title>", "</title>", "<link>", "http://a/", "&amp;", "&x;", "<![CDATA[", "]]>"),
        *('<feed xmlns="http://www.w3.org/2005/Atom">', '<rss version="2.0">', "<channel>", "<pubDate>", "2026-11-25"),
        *('<content type="base64">', "é", "\ud800", "<!DOCTYPE x [", "<guid>", '{"items": [', "{}", "]}", "<updated>"),
        *("\0", " ", "<entry>", "</entry>", "</feed>", "</channel>", "</rss>"),
    )
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_SCRAPS, max_size=25))
def test_any_scraps_are_a_feed_or_no_feed(scraps: list[str]) -> None:
    body = "".join(scraps).encode("utf-8", "surrogatepass")
    feeds_in(body, url=URL)
    try:
        read = read_feed(body, url=URL, now=NOW)
    except BadRecord:
        return
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    for entry in read.entries:
        assert entry.id
        assert entry.title == " ".join(entry.title.split())
        assert entry.published_at is None or entry.published_at <= NOW
        (entry.title + entry.html + entry.id + (entry.url or "") + entry_text(entry)).encode()
