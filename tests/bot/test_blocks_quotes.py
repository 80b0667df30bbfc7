"""A quote is the sentence, character for character; what the bot adds is told apart from it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import Held, dates
from bot.blocks.quotes import LONGEST_QUOTE, origin, quote, verbatim
from bot.links import Link
from retrieval.types import Mention, MentionKind, Precision, Span
from tests.bot.cited import NOW, TEXT, article, mention, sentence

LINK = Link(url="https://post.example/talks", host="post.example")


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, tuple[Mention, ...], Span | None]:
    text = draw(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=LONGEST_QUOTE))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    found = draw(st.lists(st.tuples(places, st.text(max_size=20)), max_size=4))
    mentions = tuple(
        Mention(
            start=start, end=end, refers_to=name, named_start=0, named_end=0, kind=MentionKind.PRONOUN,
            label="PERSON", confidence=0.9,
        )
        for (start, end), name in found
        if start < end
    )  # fmt: skip
    start, end = draw(places)
    return text, mentions, Span(start=start, end=end) if start < end else None


@given(quoted())
def test_the_quote_s_own_elements_joined_are_the_sentence(case: tuple[str, tuple[Mention, ...], Span | None]) -> None:
    text, mentions, span = case
    elements = quote(sentence(text, mentions=mentions), span=span)
    assert verbatim(elements) == text
    assert all(element["text"] for element in elements)
    bold = "".join(e["text"] for e in elements if e.get("style", {}).get("bold"))
    assert bold == ("" if span is None else text[span.start : span.end])


@given(st.text(alphabet="ab ", min_size=LONGEST_QUOTE + 1, max_size=3 * LONGEST_QUOTE), st.data())
def test_a_longer_sentence_is_cut_around_its_answer_with_ellipses_that_lead_to_the_whole(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, min(len(text), start + 200))))
    elements = quote(sentence(text), span=span, link=LINK)
    assert len(verbatim(elements)) <= LONGEST_QUOTE
    assert verbatim(elements) in text
    bold = "".join(e["text"] for e in elements if e.get("style", {}).get("bold"))
    assert bold == text[span.start : span.end]
    ellipses = [element for element in elements if element["type"] == "link"]
    assert ellipses
    assert all(e == {"type": "link", "url": LINK.url, "text": "…"} for e in ellipses)


def test_without_a_link_a_cut_says_where_the_whole_is() -> None:
    elements = quote(sentence("word " * 300))
    assert elements[-1] == {
        "type": "text",
        "text": "… (the whole sentence is under Context)",
        "style": {"italic": True},
    }


def shown(**about: Any) -> str:
    return "".join(
        f"_{e['text']}_" if e.get("style", {}).get("italic") else e["text"]
        for e in quote(sentence(**about), span=about.pop("span", None))
    )


def test_a_name_stands_behind_its_first_mention() -> None:
    text = "He said he and Odile Tarrow saw his boat."
    mentions = (
        mention(text, "He", "Bram Oskell"),
        mention(text, "he", "Bram Oskell"),
        mention(text, "his", "Bram Oskell"),
    )
    assert shown(text=text, mentions=mentions) == "He_ [Bram Oskell]_ said he and Odile Tarrow saw his boat."


def test_a_name_that_the_sentence_has_is_not_told_again() -> None:
    text = "Bram Oskell said that he would come."
    assert shown(text=text, mentions=(mention(text, "he", "Bram Oskell"),)) == text


def test_a_mention_that_answers_is_told_though_it_is_a_later_one() -> None:
    text = "He said that his deputy was he."
    first, last = mention(text, "He", "Bram Oskell"), mention(text, "he.", "Bram Oskell", end=len(text) - 1)
    elements = quote(sentence(text, mentions=(first, last)), span=Span(start=last.start, end=last.end))
    assert [e["text"] for e in elements if e.get("style", {}).get("italic")] == [" [Bram Oskell]", " [Bram Oskell]"]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, "<!date^1752820200^{date_short_pretty} {time}|18 July 2025, 06:30 UTC>"),
        ({"precision": Precision.DAY}, "18 July 2025"),
        ({"published_at": None, "precision": None}, "undated"),
    ],
)
def test_times_are_the_reader_s_and_days_stay_days(about: dict[str, Any], expected: str) -> None:
    assert origin(sentence(of=article(**about)), None)["elements"][1]["text"] == expected


def test_a_sample_is_labelled_and_an_unnamed_source_has_its_title() -> None:
    block = origin(sentence(of=article(collection="sample", source=None)), LINK)
    assert [element["text"] for element in block["elements"]] == [
        "Talks in Pell Point",
        "<!date^1752820200^{date_short_pretty} {time}|18 July 2025, 06:30 UTC>",
        "<https://post.example/talks|post.example>",
        "sample",
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2025-07-18", "2025-07-20", "18-20 July"),
        ("2025-07-18", "2025-07-18", "18 July"),
        ("2025-06-28", "2025-07-03", "28 June - 3 July"),
        ("2024-12-30", "2025-01-03", "30 Dec 2024 - 3 Jan 2025"),
        ("2024-07-18", "2024-07-20", "18-20 July 2024"),
        ("2024-06-28", "2024-07-03", "28 June - 3 July 2024"),
        (None, None, ""),
    ],
)
def test_the_days_that_were_searched(first: str | None, last: str | None, expected: str) -> None:
    moments = [
        None if day is None else datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC) for day in (first, last)
    ]
    assert dates.days(Held(articles=1, sources=1, first=moments[0], last=moments[1]), now=NOW) == expected


def test_without_a_title_either_the_source_is_unknown() -> None:
    assert origin(sentence(of=article(source=None, title=" ")), None)["elements"][0]["text"] == "source unknown"
    assert origin(sentence(of=article(source=None)), None, titled=True)["elements"][0]["text"] == "source unknown"


def test_the_text_of_these_tests_is_quoted() -> None:
    assert verbatim(quote(sentence())) == TEXT
