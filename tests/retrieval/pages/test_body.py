"""The text of an article: what the extractor passed over comes back, what is the page's goes."""

import pytest
from lxml.html import fromstring

from retrieval.pages.chrome import is_chrome
from retrieval.pages.paragraphs import Block, blocks, completed, without_teasers
from tests.retrieval.pages.page_html import SENTENCES, read


def block(text: str, setting: str = "p.", linked: float = 0.0, aside: bool = False) -> Block:
    key = "".join(text.split()).replace(".", "").casefold()
    return Block(text=text, key=key, setting=(setting,), linked=linked, aside=aside)


MISSED = "Officials of two ministries and a harbour said nothing."


def test_a_paragraph_set_as_the_others_comes_back_where_it_stands() -> None:
    found = [block(SENTENCES[0]), block(SENTENCES[1]), block(MISSED), block(SENTENCES[2])]
    assert completed(SENTENCES[:3], found) == [*SENTENCES[:2], MISSED, SENTENCES[2]]


def test_paragraphs_at_the_ends_come_back() -> None:
    found = [block(MISSED), *map(block, SENTENCES[:3]), block(MISSED.replace("two", "three"))]
    assert completed(SENTENCES[:3], found) == [MISSED, *SENTENCES[:3], MISSED.replace("two", "three")]


@pytest.mark.parametrize(
    "other",
    [
        block(MISSED, setting="p.comment"),
        block(MISSED, linked=0.9),
        block(MISSED, aside=True),
        block("Two words."),
        block("Read more: the talks that ended in Alder"),
    ],
)
def test_what_is_set_otherwise_or_leads_elsewhere_does_not(other: Block) -> None:
    assert completed(SENTENCES[:3], [*map(block, SENTENCES[:3]), other]) == list(SENTENCES[:3])


def test_a_setting_most_of_which_was_left_out_is_not_the_article_s() -> None:
    others = [block(f"Reader {i} of the island says this about the talks.") for i in range(9)]
    assert completed(SENTENCES[:3], [*map(block, SENTENCES[:3]), *others]) == list(SENTENCES[:3])


def test_paragraphs_that_are_links_alone_go_unless_they_are_the_article() -> None:
    teaser = "The harbour of Alder is closed"
    lines = [*SENTENCES[:4], teaser]
    assert without_teasers(lines, [block(teaser, linked=1.0)]) == list(SENTENCES[:4])
    links = [block(each, linked=1.0) for each in lines]
    assert without_teasers(lines, links) == lines


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Third case in Alder",
        "Related: what the talks were about",
        "Advertisement",
        "Story continues below",
        "Sign up for our daily newsletter, Posted, here.",
        "Do you have a story to tell? Email: desk@alder.example",
        "Hong Kong protest jibe [INSIGHT]|",
        "[1/5]A delegate waits in Alder, March 7, 2026.",
    ],
)
def test_invitations_and_captions_are_the_page_s(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter aloud, the minister said.",
        "Related parties must declare their interests by Friday.",
        "He asked people to watch the harbour.",
        "Reporting by Ann Oak in Alder; Editing by Bo Elm",
        "[CNET]",
        "Comments by the minister drew protests.",
        "Listen to the islanders, she said.",
    ],
)
def test_sentences_are_the_article_s(line: str) -> None:
    assert not is_chrome(line)


def test_hidden_paragraphs_and_scripts_are_no_text() -> None:
    hidden = '<p style="display: none">You have reached the limit of the month, dear reader.</p>'
    script = "<p>The harbour of the island stays shut.<script>push({})</script></p>"
    body = "".join(f"<p>{each}</p>" for each in SENTENCES)
    page = read(body=f"{body}{hidden}{script}")
    assert page.text.splitlines() == [*SENTENCES, "The harbour of the island stays shut."]


def test_no_more_paragraphs_are_looked_at_than_an_article_has() -> None:
    assert len(blocks(fromstring(f"<div>{'<p>word</p>' * 5_000}</div>"))) == 3_000
