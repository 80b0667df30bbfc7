"""The source of a page: from bytes to characters."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_AS_BROWSERS = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252"}
_AS_BROWSERS |= {"us-ascii": "windows-1252", "ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030"}


def named_encoding(body: bytes) -> str | None:
    """The encoding a page names in its first 4 kB."""
    named = _META.search(body, 0, 4096)
    return named[1].decode("ascii", "replace") if named else None


def decoded(body: bytes, content_type: str) -> str:
    """The characters of a page, as browsers read them; never raises.

    A byte order mark decides, then the encoding the server names, then the page's own; whichever is wrong about the
    bytes gives way to UTF-8. What is not even that is UTF-8 with bad bytes when it is that almost throughout, and else
    windows-1252.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    header = _HEADER.search(content_type)
    for name in (header[1] if header else None, named_encoding(body), "utf-8"):
        if name:
            try:
                return body.decode(_AS_BROWSERS.get(name.lower(), name))
            except (LookupError, UnicodeError, ValueError):
                continue
    lenient = body.decode("utf-8", "replace")
    strange = sum(byte > 127 for byte in body)
    return lenient if lenient.count("\ufffd") * 10 <= strange else body.decode("windows-1252", "replace")
