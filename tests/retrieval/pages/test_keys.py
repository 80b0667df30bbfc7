"""Keys of addresses: the same for one article, others for others."""

import pytest

from retrieval.pages import canonical_key, page_key

ARTICLE = "https://www.alder.example/news/talks-end-in-alder"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.alder.example/news/talks-end-in-alder",
        "https://alder.example/news/talks-end-in-alder/",
        "HTTPS://WWW.ALDER.EXAMPLE:443/news/talks-end-in-alder#comments",
        ARTICLE + "?utm_source=feed&utm_medium=rss",
        ARTICLE + "?at_medium=RSS&at_campaign=KARANGA",
        ARTICLE + "?CMP=share_btn&fbclid=x&smid=tw&ns_mchannel=rss&taid=1",
        ARTICLE + "?ref=alder.example",
        ARTICLE + "?whatever=1",
    ],
)
def test_ways_to_the_same_article_have_one_key(other: str) -> None:
    assert page_key(other) == page_key(ARTICLE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ARTICLE, ARTICLE + "-again"),
        (ARTICLE, ARTICLE.replace("www", "sport")),
        ("https://a.example/story.php?story=1", "https://a.example/story.php?story=2"),
        ("https://a.example/?p=11", "https://a.example/?p=12"),
        ("https://a.example/A", "https://a.example/a"),
    ],
)
def test_other_articles_have_other_keys(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_the_order_of_parameters_does_not_count() -> None:
    assert page_key("https://a.example/x?b=2&a=1") == page_key("https://a.example/x?a=1&b=2")


@pytest.mark.parametrize("odd", ["", "no address", "http://[::1", "https://", "https://a.example:99999/x"])
def test_what_is_no_address_has_a_key_all_the_same(odd: str) -> None:
    assert page_key(odd) == page_key(odd)


def test_the_canonical_address_is_the_key_when_it_can_be_believed() -> None:
    assert canonical_key(ARTICLE + "/amp", ARTICLE) == page_key(ARTICLE)
    mobile, own = "https://m.alder.org.uk/a-b-c", "https://www.alder.org.uk/a-b-c"
    assert canonical_key(mobile, own) == page_key(own)
    assert canonical_key(ARTICLE, "https://elsewhere.example/x") == page_key(ARTICLE)
    assert canonical_key(ARTICLE, "https://www.alder.example/") == page_key(ARTICLE)
    assert canonical_key(ARTICLE, None) == page_key(ARTICLE)
