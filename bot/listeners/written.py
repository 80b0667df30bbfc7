"""What a message says, as Slack's markup, wherever in the message it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

_MENTIONS = {"user": ("@", "user_id"), "usergroup": ("!subteam^", "usergroup_id"), "channel": ("#", "channel_id")}


def text_of(message: Mapping[str, Any]) -> str:
    """The text of a message; where it has none, what its blocks show, as Slack writes it in texts."""
    return str(message.get("text") or "") or "\n".join(_lines(message.get("blocks")))


def _lines(blocks: Any) -> Iterator[str]:
    for block in _parts(blocks):
        elements = _parts(block.get("elements"))
        if any(element.get("type") == "text" or "elements" not in element for element in elements):
            yield "".join(map(_seen, elements))  # a section, a quote or code
        else:
            yield from _lines(elements)


def _parts(listed: Any) -> list[Mapping[str, Any]]:
    return [part for part in listed if isinstance(part, Mapping)] if isinstance(listed, list) else []


def _seen(element: Mapping[str, Any]) -> str:
    """One element of rich text."""
    kind, text = element.get("type"), _escaped(element.get("text"))
    match kind:
        case "text":
            return text
        case "emoji":
            return f":{element.get('name')}:"
        case "link":
            return f"<{element.get('url')}|{text}>" if text else f"<{element.get('url')}>"
        case "broadcast":
            return f"<!{element.get('range')}>"
        case "date":
            shown = _escaped(element.get("fallback"))
            return f"<!date^{element.get('timestamp')}^{element.get('format')}|{shown}>"
        case "user" | "usergroup" | "channel":
            sign, name = _MENTIONS[kind]
            return f"<{sign}{element.get(name)}>"
    return ""


def _escaped(text: Any) -> str:
    return str(text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
