"""Foreign text made harmless: nothing that an article or a person wrote pings, links or formats in Slack."""

import re
import unicodedata

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Turns the direction of what follows, and so could make an outlet's name read like another's.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_EVERYONE = re.compile(r"@(?=\s*(?:here|channel|everyone|group)\b)", re.I)
_JOINER = "\u2060"  # word joiner: no width, no break


def one_line(text: str) -> str:
    """Text on one line, without control characters, lone surrogates or turned direction."""
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text if c not in _TURNING)
    return " ".join(kept.split())


def sendable(text: str) -> str:
    """The same text, but for lone surrogates, which no request can carry."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut behind a word with an ellipsis. Never for quotes."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"


def plain(text: str, limit: int) -> str:
    """One line for a plain_text object or a name, never empty: Slack refuses empty text."""
    return shortened(_without_pings(one_line(text)), limit) or "–"


def mrkdwn(text: str) -> str:
    """One line for a mrkdwn object or a fallback text."""
    return _without_pings(one_line(text)).translate(_ENTITIES)


def _without_pings(text: str) -> str:
    return _EVERYONE.sub("@" + _JOINER, text)
