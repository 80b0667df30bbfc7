"""Feeds made to harm who reads them, of any size: one piece of markup again and again, entities, endless elements."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from retrieval.errors import BadRecord
from retrieval.feeds import entry_text, read_feed

_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_PIECES = (
    *("<a>", "<", "&", "&#", "&lt;", "<!--", "<![CDATA[", "<![CDATA[a]]>", '<a href="', "<?", "<!", "a\n", "&lt;a "),
    *("&lt;b&gt;", "</", "</title>", "&a;", "&#1;", "&#99999999999;", "<a b=", " ", "<b>&", "<item>", "\0", "<x:y>"),
    *("&lt;!--", "&lt;script&gt;", "<!DOCTYPE ", "<!x [", "<svg>", "]]>", "<a/>", "<title>", '<x xmlns:a="b">'),
)


def bombs(size: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each, of about ``size`` bytes."""
    for piece in _PIECES:
        many = piece * (size // len(piece))
        yield f"title of {piece!r}", _feed(many)
        yield f"text of {piece!r}", _feed("x", rest=f"<description>{many}</description>")
    lines = "".join(f'\n<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    yield "billion laughs", _feed("&j;" * (size // 3), head=f'<!DOCTYPE r [<!ENTITY a "lol">{lines}\n]>')
    yield "quadratic blowup", _feed("&a;" * (size // 6), head=f'<!DOCTYPE r [\n<!ENTITY a "{"a" * (size // 2)}">\n]>')
    yield "small entity", _feed("&a;" * (size // 3), head=f'<!DOCTYPE r [\n<!ENTITY a "{"a" * 40}">\n]>')
    yield "declarations", _feed("x", head="<!DOCTYPE r [" + '<!ENTITY a "b">' * (size // 15) + "]>")
    yield "attributes", _feed("x", rest=_element(size // 11))
    yield "elements of many attributes", _feed("x", rest=_element(59) * (size // 600))
    yield "entries", _feed("x", rest="</item><item><title>x</title><guid>1</guid>" * (size // 43))
    yield "deep and closed", _feed("x", rest="<b>" * (size // 7) + "</b>" * (size // 7))
    yield "JSON, deep", b'{"items":' + b"[" * size
    yield "JSON, entries", b'{"items":[' + b'{"url":"/x"},' * (size // 13) + b"{}]}"


def _element(attributes: int) -> str:
    return "<x " + " ".join(f'a{i}="1"' for i in range(attributes)) + "/>"


def _feed(title: str, *, rest: str = "", head: str = "") -> bytes:
    item = f"<item><title>{title}</title><link>http://a.example/b</link>{rest}</item>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode()


def measure(megabytes: int) -> dict[str, object]:
    """How many there are, which made us raise, and the slowest in seconds of processor time."""
    crashed: list[str] = []
    taken: list[tuple[float, str]] = []
    for name, body in bombs(megabytes * 1_000_000):
        began = time.process_time()
        try:
            for entry in read_feed(body, url="http://a.example/feed", now=_NOW).entries:
                entry_text(entry)
        except BadRecord:
            pass
        except Exception as error:  # what is measured: there shall be none
            crashed.append(f"{name}: {error!r}")
        taken.append((time.process_time() - began, name))
    slowest, which = max(taken)
    return {
        "n": len(taken),
        "megabytes": megabytes,
        "crashed": crashed,
        "slowest_s": round(slowest, 2),
        "slowest": which,
    }
