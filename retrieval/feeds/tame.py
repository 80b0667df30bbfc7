"""Makes a feed's bytes harmless before they are parsed: no document type that matters, no more parts than a feed has.

A parser of XML written in Python is slow by the element, and by the square of the attributes; entities can make
gigabytes out of nothing. What is cut here no honest feed has.
"""

import codecs
import re
from dataclasses import dataclass

LARGEST = 10_000_000  # bytes; the fetcher stops at half of it
MOST_ENTRIES = 1_000
_MOST_ELEMENTS = 30_000
_MOST_ATTRIBUTES = 60  # of one element; a root full of name spaces has some twenty
_LONGEST_TAG = 8_192  # bytes
_MOST_ENTITIES = 300
_MOST_LINES = 200_000
_MOST_REFERENCES = 400_000
_MOST_EXPANDED = 1_000_000  # bytes that all references to one entity may come to
_LONGEST_ENTITY = 40  # bytes; a character or a name
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0<\0", "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(rb"""<!ENTITY\s+(\w{1,40})\s+(?:"([^"&%<>]*|&#\w{1,8};)"|'([^'&%<>]*|&#\w{1,8};)')\s*>""")
_PART = re.compile(rb"<(?:(!\[CDATA\[)|(!--)|((?:\w+:)?(?:item|entry)(?=[\s>/]))|[A-Za-z_])", re.IGNORECASE)
_OPENING = re.compile(rb"<([A-Za-z_][\w:.\-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tamed:
    """``data`` in an encoding that ASCII is part of; ``utf8`` says it was made UTF-8 here. ``cut`` says why it ends."""

    data: bytes
    utf8: bool
    cut: str | None = None


def tame(body: bytes) -> Tamed:
    """The same feed without what is only there to harm its parser."""
    data, utf8 = _in_ascii(body)
    data = _without_doctype(data)
    if data.count(b"\n") + data.count(b"\r") > _MOST_LINES:  # the parser is called once a line
        data = data.translate(bytes.maketrans(b"\r\n", b"  "))
    referring = data.split(b"&", _MOST_REFERENCES)
    if len(referring) > _MOST_REFERENCES:
        data = data[: len(data) - len(referring[-1]) - 1]
    del referring
    kept, end, cut = _measured(data)
    if cut is None:
        return Tamed(data=kept, utf8=utf8)
    return Tamed(data=kept + _closing(data[:end]), utf8=utf8, cut=cut)


def _in_ascii(body: bytes) -> tuple[bytes, bool]:
    """UTF-8 for what is in UTF-16, UTF-32 or EBCDIC; else as it is, without a mark."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            text = body.decode(encoding, "replace")
            return _DECLARATION.sub("", text).encode("utf-8", "replace"), True
    return body.lstrip(), False


def _without_doctype(data: bytes) -> bytes:
    """Without the document type, but for entities that stand for a character or a few."""
    found = _DOCTYPE.search(data, 0, 4096)
    first = _OPENING.search(data)
    if found is None or (first is not None and first.start() < found.start()):
        return data
    end = _end_of_declaration(data, found.end())
    simple = {
        match[1]: match[2] if match[2] is not None else match[3] for match in _ENTITY.finditer(data, found.start(), end)
    }
    kept = [(name, value) for name, value in simple.items() if _is_small(name, value, data)][:_MOST_ENTITIES]
    declared = b"".join(b'<!ENTITY %s "%s">\n' % (name, value.replace(b'"', b"")) for name, value in kept)
    document = b"<!DOCTYPE feed [\n%s]>\n" % declared if kept else b""
    return data[: found.start()] + b"\n" + document + data[end:]


def _is_small(name: bytes, value: bytes, data: bytes) -> bool:
    return len(value) <= _LONGEST_ENTITY and len(value) * data.count(b"&" + name + b";") <= _MOST_EXPANDED


def _end_of_declaration(data: bytes, start: int) -> int:
    """Past the ">" that ends it: one outside of quotes and brackets, else before the first element."""
    depth, quote = 0, 0
    for i in range(start, min(len(data), start + 200_000)):
        char = data[i]
        if quote:
            quote = 0 if char == quote else quote
        elif char in b"\"'":
            quote = char
        elif char == ord("["):
            depth += 1
        elif char == ord("]"):
            depth -= 1
        elif char == ord(">") and depth <= 0:
            return i + 1
    first = _OPENING.search(data, start)
    return first.start() if first else len(data)


def _measured(data: bytes) -> tuple[bytes, int, str | None]:
    """What of ``data`` is kept, up to where, and why it ends there."""
    pieces: list[bytes] = []
    kept_to = position = elements = entries = 0
    last_entry = -1
    while (part := _PART.search(data, position)) is not None:
        position = part.end()
        if part[1] or part[2]:
            close = data.find(b"]]>" if part[1] else b"-->", position)
            if close < 0:
                break
            position = close + 3
            continue
        elements += 1
        if part[3]:
            entries += 1
            last_entry = part.start()
        if entries > MOST_ENTRIES or elements > _MOST_ELEMENTS:
            end = last_entry if last_entry > 0 else part.start()
            reason = f"only its first {entries - 1 if part[3] else max(entries - 1, 0):,} entries were read"
            pieces.append(data[kept_to:end] if end > kept_to else b"")
            return b"".join(pieces), end, reason
        close = data.find(b">", position, position + _LONGEST_TAG)
        if close < 0:
            close = data.find(b">", position)
            if close < 0:
                break
        elif close - position < 4 * _MOST_ATTRIBUTES or data.count(b"=", position, close) <= _MOST_ATTRIBUTES:
            continue
        pieces.append(data[kept_to : part.start()])
        kept_to = position = close + 1
    pieces.append(data[kept_to:])
    return b"".join(pieces), len(data), None


def _closing(data: bytes) -> bytes:
    """The end tags of a feed that was cut between two entries."""
    names = [match[1] for match in _OPENING.finditer(data, 0, min(len(data), 20_000))][:2]
    if not names:
        return b""
    outer = b"" if names[0].lower().rpartition(b":")[2] != b"rss" or len(names) < 2 else b"</%s>" % names[1]
    return outer + b"</%s>" % names[0]
