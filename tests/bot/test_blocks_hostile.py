"""Nothing from an article, an outlet or a question pings, forges a link or breaks a block, in any look or place."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.blocks import Message, View
from bot.blocks.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS, VIEW_BLOCKS
from bot.links import Links
from tests.bot.hostile import HOSTILE, URLS
from tests.bot.looks import Pieces, blocks_of, everything

PINGS = re.compile(r"@\s*(?:here|channel|everyone)\b", re.I)
DATE = re.compile(r"!date\^\d+\^\{date_short_pretty\} \{time\}\|[\w ,:]+")
ELEMENTS = {
    "rich_text_section",
    "rich_text_list",
    "rich_text_quote",
    "text",
    "link",
    "date",
    "user",
    "channel",
}


def looks(hostile: str, url: str | None = None) -> dict[str, Message | View]:
    """Everything, with the hostile text in every place that others write."""
    return everything(
        Pieces(
            he=hostile,
            deadline=hostile,
            span=hostile[1:9] or "-",
            name=hostile,
            title=hostile,
            source=hostile,
            url=hostile if url is None else url,
            question=hostile,
            answer=hostile,
            term=hostile,
            named=hostile,
            person=hostile,
            channel=hostile,
        )
    )


def check(found: dict[str, Message | View]) -> None:
    for name, look in found.items():
        view = not isinstance(look, Message)
        blocks = blocks_of(look)
        assert blocks, name
        assert len(blocks) <= (VIEW_BLOCKS if view else MESSAGE_BLOCKS), name
        as_json = json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))
        as_json.encode()
        assert view or len(as_json) <= MESSAGE_CHARACTERS, name
        for block in blocks:
            parsed = Block.parse(json.loads(json.dumps(block)))
            assert parsed is not None
            assert parsed.to_dict() == block
            harmless(block)
        if isinstance(look, Message):
            fallback(look.text)
        else:
            assert len(look.get("title", {}).get("text", "")) <= 24
            for part in (look.get("title"), look.get("close"), look.get("submit")):
                assert part is None or harmless(part) is None


def fallback(text: str) -> None:
    assert 0 < len(text) <= 4_000
    assert "<" not in text
    assert ">" not in text
    assert not re.search(r"&(?!amp;|lt;|gt;)", text)
    assert not PINGS.search(text)
    assert "\n" not in text
    text.encode()


def harmless(block: Any) -> None:
    """Walks over everything a block holds."""
    for part in every(block):
        kind = part.get("type")
        if kind == "plain_text":
            assert part["emoji"] is False
            assert 0 < len(part["text"]) <= 3_000
            assert not PINGS.search(part["text"])
            assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", part["text"])
        elif kind == "mrkdwn":
            assert part["verbatim"] is True
            mrkdwn(part["text"])
        elif kind == "header":
            assert len(part["text"]["text"]) <= 150
        elif kind == "button":
            assert len(part["text"]["text"]) <= 75
            assert len(part["value"]) <= 2_000
            assert set(json.loads(part["value"])) <= {"a", "n", "g"}
            assert "url" not in part
        elif kind == "rich_text":
            for element in every(part["elements"]):
                if "type" in element:
                    rich(element)
    assert not ({"broadcast", "emoji", "usergroup", "markdown", "image"} & {part.get("type") for part in every(block)})


def rich(element: dict[str, Any]) -> None:
    assert element["type"] in ELEMENTS
    if element["type"] == "text":
        assert element["text"]
    elif element["type"] == "link":
        assert urlsplit(element["url"]).scheme in {"http", "https"}
    elif element["type"] in ("user", "channel"):
        assert re.fullmatch(r"[A-Z0-9]+", element.get("user_id") or element["channel_id"])


def mrkdwn(text: str) -> None:
    """Only Slack dates, channels by their id, and links that show where they go."""
    assert 0 < len(text) <= 3_000
    for inside in re.findall(r"<([^<>]*)>", text):
        if inside.startswith(("http://", "https://")):
            url, label = inside.split("|")
            assert urlsplit(url.replace("&amp;", "&")).netloc == label
        else:
            assert DATE.fullmatch(inside) or re.fullmatch(r"#[A-Z0-9]+", inside)
    rest = re.sub(r"<[^<>]*>", "", text)
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest)
    assert not PINGS.search(rest)


def every(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from every(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from every(value)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_does_no_harm_anywhere(hostile: str) -> None:
    check(looks(hostile))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_nor_beside_a_link_that_is_good(hostile: str) -> None:
    check(looks(hostile, "https://post.example/talks?id=1&p=2"))


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_an_address_that_cannot_be_trusted_is_no_link(url: str) -> None:
    found = everything(Pieces(url=url))
    check(found)
    shown = json.dumps([blocks_of(look) for look in found.values()])
    assert "evil" not in shown
    assert '"type": "link"' not in shown
    assert "|post.example" not in shown


@pytest.mark.parametrize("url", URLS, ids=range(len(URLS)))
def test_nor_when_the_bot_s_own_page_is_no_address(url: str) -> None:
    found = everything(Pieces(url=None, links=Links(page=lambda _sentence: url)))
    check(found)
    assert "evil" not in json.dumps([blocks_of(look) for look in found.values()])


PIECE = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=4).map("".join), st.one_of(st.none(), PIECE, st.sampled_from(URLS)))
@pytest.mark.slow
def test_nor_does_any_mixture_of_it(hostile: str, url: str | None) -> None:
    check(looks(hostile, url))


def test_the_test_sees_what_it_is_for() -> None:
    for bad in ("<!channel>", "<https://evil.example|post.example>", "a & b", "@here", "<@U1>", "<!date^1^x|y>"):
        with pytest.raises(AssertionError):
            mrkdwn(bad)
    for bad in ("<!channel>", "a < b", "@channel", "a & b", ""):
        with pytest.raises(AssertionError):
            fallback(bad)
    for block in (
        {"type": "plain_text", "text": "@here", "emoji": False},
        {"type": "rich_text", "elements": [{"type": "broadcast", "range": "here"}]},
        {"type": "rich_text", "elements": [{"type": "link", "url": "javascript:x"}]},
        {"type": "markdown", "text": "x"},
    ):
        with pytest.raises(AssertionError):
            harmless(block)
