"""A citation leads to its sentence on the publisher's page, else to the bot's own page, else nowhere."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import Link, Links, safe_link, with_text_fragment
from tests.bot.cited import article, sentence
from tests.bot.hostile import URLS

PAGE = "https://news.example/a"


def fragment(text: str, url: str = PAGE) -> str:
    return with_text_fragment(url, text).partition("#")[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge is shut.", ":~:text=The%20bridge%20is%20shut."),
        ("A 50 -day deadline, set & signed.", ":~:text=A%2050%20%2Dday%20deadline%2C%20set%20%26%20signed."),
        ("“It was hidden,” Tarrow said.", ":~:text=It%20was%20hidden%2C%E2%80%9D%20Tarrow%20said."),
        ("  Line\nbreak   inside ", ":~:text=Line%20break%20inside"),
        ("100% of #1 + 2=3?", ":~:text=100%25%20of%20%231%20%2B%202%3D3%3F"),
        ("Żółć ist schön.", ":~:text=%C5%BB%C3%B3%C5%82%C4%87%20ist%20sch%C3%B6n."),
        (
            "The bridge, opened in 1961, carries about 14,000 vehicles a day and is the only road to the ferry port "
            "at Pell Point.",
            ":~:text=The%20bridge%2C%20opened%20in%201961%2C%20carries,road%20to%20the%20ferry%20port%20at%20Pell%20Point.",
        ),
        ("– – –", ""),
    ],
)
def test_the_fragment_names_the_sentence(text: str, expected: str) -> None:
    assert fragment(text) == expected


def test_a_fragment_that_is_there_stays() -> None:
    assert with_text_fragment(f"{PAGE}#part", "It is shut.") == f"{PAGE}#part:~:text=It%20is%20shut."
    assert with_text_fragment(f"{PAGE}#part:~:text=old", "It is shut.") == f"{PAGE}#part:~:text=It%20is%20shut."


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_both_ends_of_a_fragment_stand_in_the_sentence(text: str) -> None:
    found = fragment(text)
    if found:
        assert found.startswith(":~:text=")
        directive = found.removeprefix(":~:text=")
        assert "-" not in directive
        assert "&" not in directive
        ends = directive.split(",")
        assert len(ends) <= 2
        collapsed = " ".join(text.split())
        at = 0
        for end in ends:
            assert unquote(end)
            at = collapsed.index(unquote(end), at) + len(unquote(end))


def test_first_the_publisher_then_the_bot_s_page_then_nothing() -> None:
    cited = sentence("It is shut.")
    page = Links(page=lambda given: f"https://record.example/articles/{given.article.key}?e=1&s=abc")
    assert page.to(cited) == Link(
        url="https://post.example/talks?id=1&p=2#:~:text=It%20is%20shut.", host="post.example"
    )
    unlinked = sentence("It is shut.", of=article(url=None))
    assert page.to(unlinked) == Link(url="https://record.example/articles/talks?e=1&s=abc", host="record.example")
    assert Links().to(unlinked) is None


@pytest.mark.parametrize("url", URLS)
def test_addresses_that_cannot_be_trusted(url: str) -> None:
    assert safe_link(url) is None
    assert Links().to(sentence(of=article(url=url))) is None
    page = Links(page=lambda _given: PAGE)
    assert page.to(sentence(of=article(url=url))) == Link(url=PAGE, host="news.example")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("HTTPS://Post.Example", Link(url="https://post.example/", host="post.example")),
        ("http://post.example:8080/x", Link(url="http://post.example:8080/x", host="post.example:8080")),
        ("https://post.example:443/x", Link(url="https://post.example/x", host="post.example")),
        ("https://pоst.example/x", Link(url="https://xn--pst-sed.example/x", host="xn--pst-sed.example")),
        (
            "https://post.example/a b|c>d<e?q=ü",
            Link(url="https://post.example/a%20b%7Cc%3Ed%3Ce?q=%C3%BC", host="post.example"),
        ),
        ("https://post.example/a%20b", Link(url="https://post.example/a%20b", host="post.example")),
        ("https://[2001:db8::1]/x", Link(url="https://[2001:db8::1]/x", host="[2001:db8::1]")),
    ],
)
def test_the_label_shows_the_host_that_is_asked(url: str, link: Link) -> None:
    assert safe_link(url) == link


@given(st.text())
def test_any_text_as_an_address_is_a_clean_link_or_none(url: str) -> None:
    link = safe_link(url)
    if link is not None:
        assert link.url.isascii()
        assert not set('<>|" \n') & set(link.url + link.host)


def test_a_page_that_is_too_long_for_its_fragment_is_linked_without() -> None:
    url = "https://post.example/" + "a" * 1_950
    assert Links().to(sentence("It is shut for eleven weeks or more.", of=article(url=url))) == Link(
        url=url, host="post.example"
    )
