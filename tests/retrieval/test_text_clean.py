"""The clean layer: the seed's repairs, and the map back to raw for any text."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.text.clean import Rule, clean
from retrieval.text.headline import title_of
from tests.retrieval.text_strategies import hostile

SEED = (Path(__file__).parents[2] / "seeds" / "000_b6cd0fa0bedfc2f9.txt").read_text(encoding="utf-8")


def raw_of(raw: str, probe: str) -> str:
    cleaned = clean(raw)
    at = cleaned.text.index(probe)
    span = cleaned.to_raw(at, at + len(probe))
    return raw[span.start : span.end]


@pytest.mark.parametrize(
    ("probe", "quoted"),
    [
        ("50-day deadline", "50 -day deadline"),
        ("ensure the peace", "ensure the peace peace"),
        ("the agreement of the prisoners", "the agreement agreement of the prisoners"),
        ("Zelenskyy said to the nation", "Zelenskyy said to the nation"),
        ("ceasefire, Zelenskyy said", "ceasefire, Z Zelenskyy said"),
        ("his country's delegation", "his country’s delegation"),
        ('"100 percent tariffs"', "“100 percent tariffs”"),
        ("Stalled In June", "Stalled In June"),
    ],
)
def test_the_seed_is_quoted_verbatim(probe: str, quoted: str) -> None:
    assert raw_of(SEED, probe) == quoted


def test_the_seed_needs_its_known_repairs() -> None:
    cleaned = clean(SEED)
    assert Counter(edit.rule for edit in cleaned.edits) == {
        Rule.QUOTE: 17,
        Rule.DOUBLED: 2,
        Rule.HYPHEN: 1,
        Rule.CAPITAL: 1,
        Rule.TAIL: 1,
    }
    assert 0.01 < cleaned.noise < 0.02
    assert "World News" not in cleaned.text


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of that that day.",
        "Duran Duran and Boutros Boutros-Ghali met in Walla Walla.",
        "A Austrian and I Isaac saw Boris J Johnson.",
        "In 1999 - a year of talks - it ended.",
        "Peace talks end in surprise - Trump",
        "Teh presidant of Ukrane",
    ],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).noise == 0.0


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("cafe\u0301 \u1100\u1161\u11a8", "café 각"),
        ("two\u00a0\u2009words\tapart", "two words apart"),
        ("\ufeffzero\u200bwidth\u00ad\u202e", "zerowidth"),
        ("a\x00b", "ab"),
        ("``quoted'' ‘so’", "\"quoted\" 'so'"),
        ("line\r\nline", "line\r\nline"),
    ],
)
def test_typography_is_levelled(raw: str, text: str) -> None:
    assert clean(raw).text == text
    assert clean(raw).noise == 0.0


@given(hostile)
def test_every_clean_character_maps_to_rising_raw_spans(raw: str) -> None:
    cleaned = clean(raw)
    assert len(cleaned.starts) == len(cleaned.ends) == len(cleaned.text)
    assert list(cleaned.starts) == sorted(cleaned.starts)
    assert list(cleaned.ends) == sorted(cleaned.ends)
    touched = {i for edit in cleaned.edits for i in range(edit.start, edit.end)}
    for at, (start, end) in enumerate(zip(cleaned.starts, cleaned.ends, strict=True)):
        assert 0 <= start < end <= len(raw)
        if start not in touched:
            assert raw[start:end] == cleaned.text[at]
    untouched = [c for i, c in enumerate(raw) if i not in touched]
    kept = [raw[start] for start in cleaned.starts if start not in touched]
    assert kept == untouched  # nothing vanishes without an edit that says so
    assert 0.0 <= cleaned.noise <= 1.0


@given(hostile, st.data())
def test_spans_go_to_raw_and_back(raw: str, data: st.DataObject) -> None:
    cleaned = clean(raw)
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    span = cleaned.to_raw(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    back = cleaned.to_clean(span.start, span.end)
    if start < end:
        assert back.start <= start
        assert back.end >= end
        again = cleaned.to_raw(back.start, back.end)
        assert (again.start, again.end) == (span.start, span.end)
    else:
        assert span.start == span.end


@given(hostile)
def test_clean_text_is_level(raw: str) -> None:
    cleaned = clean(raw).text
    assert not set(cleaned) & set("\x00\u200b\ufeff\u00a0\u202e“”‘’")


def test_spans_outside_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        clean("abc").to_raw(2, 9)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            SEED,
            "Ukraine-Russia Peace On Cards? Kyiv Proposes Truce Talks With Moscow After Negotiations Stalled In June",
        ),
        ("\ufeff\n  Talks end - BBC News\nBody.", "Talks end"),
        ("Harbour opens again after storm | Sport | The Times", "Harbour opens again after storm"),
        ("Talks end early - Trump\n", "Talks end early - Trump"),
        ("***\n\nReal title\n", "Real title"),
        ("| World News", "| World News"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_titles_lose_their_site_tail(text: str, title: str) -> None:
    assert title_of(text) == title


@given(hostile)
def test_titles_are_one_short_line(text: str) -> None:
    title = title_of(text)
    assert len(title) <= 301
    assert len(title.splitlines()) <= 1
