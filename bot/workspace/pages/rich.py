"""rich_text blocks as HTML: nothing in them is parsed, every text is shown as it is."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from bot.workspace.pages.mrkdwn import date, emoji, link, pill
from bot.workspace.pages.names import Names
from bot.workspace.records import JSON

_TAGS = (("code", "code"), ("strike", "s"), ("italic", "i"), ("bold", "b"))


def rich(block: JSON, names: Names) -> Markup:
    """The block; neighbouring lists of the same style and level are one list, as Slack shows them."""
    return Markup("").join(_box(box, names) for box in block.get("elements", []))


def _box(box: JSON, names: Names) -> Markup:
    kind = box.get("type")
    if kind == "rich_text_list":
        return _list(box, names)
    inner = _pieces(box.get("elements", []), names)
    if kind == "rich_text_quote":
        return Markup("<blockquote>{}</blockquote>").format(inner)
    if kind == "rich_text_preformatted":
        return Markup("<pre>{}</pre>").format(inner)
    return Markup("<p>{}</p>").format(inner)


def _list(box: JSON, names: Names) -> Markup:
    tag = "ol" if box.get("style") == "ordered" else "ul"
    indent = min(int(box.get("indent") or 0), 8)
    start = Markup(' start="{}"').format(int(box.get("offset") or 0) + 1) if tag == "ol" else ""
    items = Markup("").join(
        Markup("<li>{}</li>").format(_pieces(item.get("elements", []), names)) for item in box.get("elements", [])
    )
    return Markup('<{tag} class="indent-{indent}"{start}>{items}</{tag}>').format(
        tag=Markup(tag), indent=indent, start=start, items=items
    )


def _pieces(pieces: Iterable[JSON], names: Names) -> Markup:
    return Markup("").join(_styled(_piece(piece, names), piece.get("style") or {}) for piece in pieces)


def _piece(piece: JSON, names: Names) -> Markup:
    match piece.get("type"):
        case "text":
            return _lines(str(piece.get("text", "")))
        case "link":
            return link(str(piece.get("url", "")), piece.get("text") or None, names)
        case "user":
            return pill(names.person(str(piece.get("user_id", ""))))
        case "channel":
            return pill(names.channel(str(piece.get("channel_id", ""))))
        case "emoji":
            return escape(emoji(str(piece.get("name", ""))))
        case "broadcast":
            return Markup('<span class="pill loud">@{}</span>').format(piece.get("range", ""))
        case "date":
            url, fallback = piece.get("url"), str(piece.get("fallback", ""))
            return date(str(piece.get("timestamp")), str(piece.get("format", "")), url, fallback, names)
    return Markup("")


def _styled(html: Markup, style: dict[str, Any]) -> Markup:
    for name, tag in _TAGS:
        if style.get(name):
            html = Markup("<{tag}>{html}</{tag}>").format(tag=Markup(tag), html=html)
    return html


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
