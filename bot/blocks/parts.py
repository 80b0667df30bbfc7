"""The pieces blocks are made of. What others wrote goes into rich_text and plain_text, which Slack does not parse."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.blocks import dates, escape
from bot.blocks.records import Block
from bot.links import Link

_ID = re.compile(r"[A-Z0-9]{2,32}")
HEADER_LIMIT = 150
LABEL_LIMIT = 75  # of buttons and options
ALT_LIMIT = 2_000
CONTEXT_LIMIT = 100  # of one element; ours, Slack allows 3,000
_LONGEST_LINE = 3_000


def text(
    content: str, *, bold: bool = False, italic: bool = False, code: bool = False, strike: bool = False
) -> dict[str, Any]:
    """A rich_text element; ``content`` must not be empty."""
    element: dict[str, Any] = {"type": "text", "text": content}
    styles = (("bold", bold), ("italic", italic), ("code", code), ("strike", strike))
    style = {name: True for name, wanted in styles if wanted}
    return {**element, "style": style} if style else element


def struck(elements: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same elements with a line through their text."""
    return [
        {**element, "style": {**element.get("style", {}), "strike": True}} if element["type"] == "text" else element
        for element in elements
    ]


def line(words: str) -> list[dict[str, Any]]:
    """The bot's own words as rich_text elements; what stands between backticks is shown as code."""
    pieces = escape.sendable(words)[:_LONGEST_LINE].split("`")
    if len(pieces) % 2 == 0:  # a stray backtick
        pieces = ["`".join(pieces)]
    return [text(piece, code=n % 2 == 1) for n, piece in enumerate(pieces) if piece] or [text("–")]


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def numbered(n: int, elements: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A list of one item that carries the number ``n``."""
    item = {"type": "rich_text_list", "style": "ordered", "elements": [section(*elements)]}
    return {**item, "offset": n - 1} if n > 1 else item


def bulleted(lines: Iterable[Sequence[dict[str, Any]]]) -> dict[str, Any]:
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(*elements) for elements in lines]}


def rich(*parts: dict[str, Any]) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def says(words: str) -> Block:
    """A block with a line of the bot's own."""
    return rich(section(*line(words)))


def date(moment: datetime) -> dict[str, Any]:
    """A time in the reader's zone."""
    return {
        "type": "date",
        "timestamp": int(moment.timestamp()),
        "format": dates.FORMAT,
        "fallback": dates.clock(moment),
    }


def user(user_id: str) -> dict[str, Any] | None:
    """A person, or None for what is no id of Slack's."""
    return {"type": "user", "user_id": user_id} if _ID.fullmatch(user_id) else None


def channel(channel_id: str) -> dict[str, Any] | None:
    return {"type": "channel", "channel_id": channel_id} if _ID.fullmatch(channel_id) else None


def plain_text(content: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": escape.plain(content, limit), "emoji": False}


def ready(content: str) -> dict[str, Any]:
    """A mrkdwn object of parts that are escaped already."""
    return {"type": "mrkdwn", "text": content, "verbatim": True}


def link(to: Link) -> str:
    """A mrkdwn link whose label is the host it leads to."""
    return f"<{to.url.replace('&', '&amp;')}|{escape.mrkdwn(to.host)}>"


def header(content: str) -> Block:
    return {"type": "header", "text": plain_text(content, HEADER_LIMIT)}


def context(*elements: dict[str, Any]) -> Block:
    return {"type": "context", "elements": list(elements)[:10]}


def small(content: str) -> Block:
    """A small grey line."""
    return context(plain_text(content.replace("`", ""), 2_000))


def picture(url: str, told: str) -> Block:
    """A picture from a public address; ``told`` says what it shows to those who do not see it."""
    return {"type": "image", "image_url": url, "alt_text": escape.plain(told, ALT_LIMIT)}


def divider() -> Block:
    return {"type": "divider"}
