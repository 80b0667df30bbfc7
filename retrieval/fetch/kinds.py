"""Which content types are taken for what is wanted, and how large a body may be."""

import re
from dataclasses import dataclass

from retrieval.fetch.records import Want

MAX_BODY = 5_000_000  # bytes after decoding
MAX_ROBOTS = 512 * 1024  # RFC 9309 asks for 500 KiB at least; the rest is not read
START = 1024  # bytes of a body that tell what it is
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})
_NEVER = frozenset({"image", "video", "audio", "font"})
_BEFORE = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What is taken: words of the content type, first characters of a body whose type says nothing, and how much."""

    words: frozenset[str]
    starts: tuple[bytes, ...]
    accept: bytes
    most: int = MAX_BODY
    cut: bool = False  # what is more is left unread, instead of refusing the whole


KINDS = {
    Want.FEED: Kind(
        words=frozenset({"xml", "rss", "atom", "rdf", "json", "html", "xhtml"}),
        starts=(b"<", b"{"),
        accept=b"application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
        b"application/json;q=0.8, text/html;q=0.7, */*;q=0.1",
    ),
    Want.PAGE: Kind(
        words=frozenset({"html", "xhtml"}),
        starts=(b"<",),
        accept=b"text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
    ),
    Want.ROBOTS: Kind(words=frozenset(), starts=(), accept=b"text/plain, */*;q=0.1", most=MAX_ROBOTS, cut=True),
}


def media_type(content_type: str) -> str:
    """``text/html`` of ``Text/HTML; charset=utf-8``."""
    return re.split(r"[;,]", content_type, maxsplit=1)[0].strip().lower()


def taken(want: Want, content_type: str) -> bool | None:
    """Whether a body of that type is taken; None when its first characters have to tell."""
    if want is Want.ROBOTS:
        return True  # many servers send it as something else; what is no rule is passed over
    media = media_type(content_type)
    if media in _VAGUE:
        return None
    words = set(re.split(r"[/+.\-]", media))
    return bool(words & KINDS[want].words) and not words & _NEVER


def starts_right(want: Want, body: bytes) -> bool:
    """Whether a body whose type says nothing begins like what is wanted; an empty one does."""
    start = body[:START].lstrip(_BEFORE)
    return not start or start.startswith(KINDS[want].starts)
