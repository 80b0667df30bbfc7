"""What Slack sends, as every part of the bot can keep it."""

from typing import Any

_NOTHING = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")  # no database and no request takes these


def readable(part: Any) -> Any:
    """The same payload without zero bytes and halves of characters, as texts have them that were cut in the middle."""
    match part:
        case str():
            return part if part.isascii() and "\0" not in part else part.translate(_NOTHING)
        case dict():
            return {name: readable(value) for name, value in part.items()}
        case list():
            return [readable(value) for value in part]
    return part
