"""What a page says about its article: outlet, authors, address, language, paywall, and what is no page."""

import pytest
from lxml.html import fromstring

from retrieval.errors import BadRecord
from retrieval.pages import read_page
from retrieval.pages.heads import metas
from tests.retrieval.pages.page_html import BODY, NOW, SENTENCES, URL, linked, meta, read, source


def test_an_article_is_read_whole() -> None:
    page = read(
        linked(headline="Talks end in Alder", publisher={"name": "The Alder Post"}, author=[{"name": "Ann Oak"}])
    )
    assert page.title == "Talks end in Alder"
    assert page.text == "\n".join(SENTENCES)
    assert (page.source, page.authors, page.language) == ("The Alder Post", ("Ann Oak",), "en-GB")
    assert page.url == URL
    assert page.extractor.startswith("trafilatura/2.")
    assert not page.partial


@pytest.mark.parametrize(
    "node",
    [
        {"@graph": [{"@type": ["Article", "NewsArticle"], "author": "Ann Oak"}]},
        {"@type": "https://schema.org/NewsArticle", "author": {"@type": "Person", "name": ["Ann Oak"]}},
        {"@type": "WebPage", "mainEntity": {"@type": "ReportageNewsArticle", "author": [{"name": "Ann Oak"}]}},
    ],
)
def test_the_story_is_found_in_any_shape_of_linked_data(node: dict[str, object]) -> None:
    assert read(linked(**node)).authors == ("Ann Oak",)


@pytest.mark.parametrize("wrapped", ["<!--{}-->", "//<![CDATA[\n{}\n//]]>", "{};"])
def test_linked_data_is_read_through_its_wrapping(wrapped: str) -> None:
    node = '{"@type": "NewsArticle", "author": "Ann\tOak",}'
    assert read(f'<script type="application/ld+json">{wrapped.format(node)}</script>').authors == ("Ann Oak",)


def test_of_many_stories_the_page_s_own_is_taken() -> None:
    other = linked(headline="Another", url="https://www.alder.example/news/another", datePublished="2026-01-01")
    own = linked(headline="Talks end in Alder", mainEntityOfPage={"@id": URL}, datePublished="2026-02-02T10:00:00Z")
    assert str(read(other + own).published_at) == "2026-02-02 10:00:00+00:00"


def test_authors_that_are_addresses_are_none() -> None:
    assert read(meta("article:author", "https://social.example/ann") + meta("author", "Ann Oak")).authors == (
        "Ann Oak",
    )


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/news/talks", "https://www.alder.example/news/talks"),
        ("https://alder.example/news/talks", "https://alder.example/news/talks"),
        ("https://elsewhere.example/news/talks", URL),
        ("https://www.alder.example/", URL),
        ("javascript:alert(1)", URL),
        ("http://[::1", URL),
    ],
)
def test_the_canonical_address_is_taken_when_it_can_be_believed(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">').url == url


def test_a_page_without_an_address_has_the_one_it_names() -> None:
    assert read(meta("og:url", URL), url=None).url == URL
    assert read(url=None).url is None
    assert read(url=None).source is None
    assert read().source == "alder.example"


@pytest.mark.parametrize(
    ("mark", "count", "partial"), [(False, 900, True), ("False", 900, True), (False, 120, False), (True, 900, False)]
)
def test_a_text_behind_a_paywall_is_partial(mark: object, count: int, partial: bool) -> None:
    assert read(linked(isAccessibleForFree=mark, wordCount=count)).partial is partial


def test_bytes_are_read_by_what_the_server_names_and_then_by_what_the_page_does() -> None:
    page = source(heading="Łódź").replace('<meta charset="utf-8">', "")
    named = read_page(page.encode("iso-8859-2"), url=URL, content_type="text/html; charset=ISO-8859-2", now=NOW)
    assert named.title == "Łódź"
    lying = read_page(page.encode(), url=URL, content_type="text/html; charset=nonsense", now=NOW)
    assert lying.title == "Łódź"
    browser = source(heading="Don’t").replace('"utf-8"', '"iso-8859-1"').encode("windows-1252")
    assert read_page(browser, url=URL, now=NOW).title == "Don’t"


def test_one_bad_byte_does_not_cost_the_page() -> None:
    page = read_page(source(heading="Łódź zażółć gęślą jaźń").encode() + b"<!-- \xff -->", url=URL, now=NOW)
    assert page.title == "Łódź zażółć gęślą jaźń"


@pytest.mark.parametrize("body", [b"", b"  \n", b"<html><body></body></html>", b"<div>" * 30_000, b"%PDF-1.4\x00\x01"])
def test_what_is_no_article_is_told_in_one_line(body: bytes) -> None:
    with pytest.raises(BadRecord, match=r"^https://www\.alder\.example/[^\n]*; [^\n]*$"):
        read_page(body, url=URL, now=NOW)


def test_halves_of_characters_and_control_characters_are_left_out() -> None:
    page = read(linked(headline="Talks \ud800end\x00 in Alder", author="Ann\u200b Oak"), body=BODY)
    assert (page.title, page.authors) == ("Talks end in Alder", ("Ann Oak",))


def test_of_a_head_without_end_only_the_start_is_read() -> None:
    tree = fromstring(f"<html><head>{meta('author', 'Ann Oak') * 3_000}</head><body></body></html>")
    assert len(metas(tree)["author"]) == 1_000
