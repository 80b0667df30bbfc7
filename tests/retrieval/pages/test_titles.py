"""The title of an article among what its page calls it."""

import pytest

from tests.retrieval.pages.page_html import SENTENCES, linked, meta, read

SITE = meta("og:site_name", "The Alder Post")


@pytest.mark.parametrize(
    "written",
    [
        "Talks end - The Alder Post",
        "Talks end | Alder Post",
        "Talks end | World | The Alder Post",
        "Talks end – Alder Post Online",
        "The Alder Post: Talks end".replace(":", " |"),
        "Talks end | The Alder Post | by Ann Oak",
        "Talks end * The Alder Post * by Ann Oak",
        "Talks end &amp;#124; The Alder Post",
        "Talks\u00ad end",
    ],
)
def test_the_site_does_not_sign_the_title(written: str) -> None:
    head = SITE + meta("og:title", written)
    heading = "Talks end" if "World" in written else "Another heading"
    assert read(head, heading=heading).title == "Talks end"


@pytest.mark.parametrize(
    "written", ["Budget 3.0 | Tax agency hires an army", "Alder - the island that talks", "AC/DC play on"]
)
def test_a_title_with_a_bar_or_dash_of_its_own_stays_whole(written: str) -> None:
    assert read(SITE + meta("og:title", written), heading="Another heading").title == written


def test_what_is_shared_is_taken_before_headline_heading_and_title() -> None:
    assert read(meta("og:title", "A") + linked(headline="B"), heading="C", title="D").title == "A"
    assert read(linked(headline="B"), heading="C", title="D").title == "B"
    assert read(heading="C", title="D").title == "C"
    assert read(title="D | The Alder Post", heading=" ").title == "D"


def test_the_name_of_the_site_is_no_title() -> None:
    assert read(SITE + meta("og:title", "The Alder Post"), heading="Talks end").title == "Talks end"


def test_a_title_cut_short_is_taken_whole_from_elsewhere() -> None:
    assert read(meta("og:title", "Talks end in…"), heading="Talks end in Alder").title == "Talks end in Alder"


def test_quotes_are_set_as_most_of_the_page_sets_them() -> None:
    shared = meta("og:title", "Alder's talks")
    assert read(shared + linked(headline="Alder’s talks"), heading="Alder’s talks").title == "Alder’s talks"
    alike = read(shared + linked(headline="Alder’s talks"), heading="Alder’s talks", title="Alder's talks")
    assert alike.title == "Alder's talks"


def test_a_title_nothing_else_says_is_the_start_of_the_one_that_all_else_says() -> None:
    shared, whole = meta("og:title", "Who leads the talks?"), "Who leads the talks and who pays for them?"
    head = shared + linked(headline=f"{whole}...")
    assert read(head, heading=whole, title=whole).title == f"{whole}..."
    assert read(head + meta("twitter:title", "Who leads the talks?"), heading=whole, title=whole).title.endswith(
        "talks?"
    )
    assert read(head, heading=whole, title="Talks today").title == "Who leads the talks?"
    other = "Who leads the talkshow of them all?"
    assert read(shared + linked(headline=other), heading=other, title=other).title == "Who leads the talks?"


def test_the_title_is_not_over_again_in_the_text() -> None:
    page = read(body="<p>Talks end in Alder</p>" + "".join(f"<p>{each}</p>" for each in SENTENCES))
    assert page.text.splitlines() == list(SENTENCES)
