"""A broken feed as libxml2 understands it, written anew: fast, and well-formed.

feedparser has a parser of its own for broken feeds. It is kinder, but takes seconds for a megabyte, and some feeds
make it raise; large ones and those come here first.
"""

import re
from html.entities import html5
from xml.parsers import expat

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:\-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6});|(\w{1,40});|)")


def is_well_formed(data: bytes) -> bool:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def rewritten(data: bytes) -> bytes:
    """The same feed in well-formed UTF-8; empty when nothing of it can be read."""
    from lxml import etree  # type: ignore[import-untyped]

    text = _REFERENCE.sub(_character, _DECLARATION.sub("", _decoded(data)))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    return bytes(etree.tostring(root, encoding="utf-8")) if root is not None else b""


def _decoded(data: bytes) -> str:
    named = _ENCODING.search(data)
    for encoding in ("utf-8", named[1].decode("ascii") if named else "windows-1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace")


def _character(reference: re.Match[str]) -> str:
    """A reference that XML knows as it is, one that HTML knows as its characters, anything else as text."""
    if reference[1]:
        return reference[0] if _is_character(reference[1]) else " "
    known = html5.get(f"{reference[2]};") if reference[2] else None
    if known is not None:
        return known
    return f"&amp;{reference[0][1:]}"


def _is_character(number: str) -> bool:
    point = int(number[2:], 16) if number[1] in "xX" else int(number[1:])
    return point in {9, 10, 13} or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or 0x10000 <= point <= 0x10FFFF
