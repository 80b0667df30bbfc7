"""Lists of feeds, as feed readers hand them to one another."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from retrieval.errors import BadInput
from retrieval.feeds.plain import clean, one_line
from retrieval.feeds.records import Outline

_LARGEST = 5_000_000
_DEEPEST = 20


def read_opml(data: bytes) -> tuple[Outline, ...]:
    """The feeds an OPML file lists, in its order, each address once. Raises BadInput when it is no OPML file."""
    from lxml import etree  # type: ignore[import-untyped]

    if len(data) > _LARGEST:
        raise BadInput("the OPML file", f"it has {len(data):,} bytes", "split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise BadInput("the OPML file", "it is not OPML", "export it again from the reader it comes from")
    found: dict[str, Outline] = {}
    for outline in _outlines(root, ()):
        found.setdefault(outline.url, outline)
    return tuple(found.values())


def _outlines(node: Any, folders: tuple[str, ...]) -> Iterator[Outline]:
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag.lower() != "outline":
            yield from _outlines(child, folders) if len(folders) < _DEEPEST and child.tag.lower() == "body" else ()
            continue
        said = {str(name).lower(): one_line(str(value)) for name, value in child.attrib.items()}
        title = said.get("title") or said.get("text") or ""
        url = _address(said.get("xmlurl"))
        if url:
            yield Outline(
                title=title or url,
                url=url,
                home=_address(said.get("htmlurl")),
                category="/".join(folders) or said.get("category", "").strip("/") or None,
                note=said.get("description") or None,
            )
        if len(folders) < _DEEPEST:
            yield from _outlines(child, (*folders, title) if title and not url else folders)


def _address(written: str | None) -> str | None:
    if not written:
        return None
    written = re.sub(r"^feed:(?://)?(?=https?:)", "", written.strip())
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    return written if parts.scheme in {"http", "https"} and parts.hostname and " " not in written else None


def write_opml(outlines: Sequence[Outline], *, title: str = "On the Record") -> bytes:
    """An OPML 2.0 file; feeds of one category lie in one folder, in order of first appearance."""
    folders: dict[str, list[Outline]] = {}
    for outline in outlines:
        folders.setdefault(outline.category or "", []).append(outline)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines.append(f"  <head><title>{_escaped(title)}</title></head>")
    lines.append("  <body>")
    for category, members in folders.items():
        if category:
            lines.append(f"    <outline text={_quoted(category)}>")
        lines.extend(f"{'      ' if category else '    '}{_element(outline)}" for outline in members)
        if category:
            lines.append("    </outline>")
    lines.extend(["  </body>", "</opml>", ""])
    return "\n".join(lines).encode()


def _element(outline: Outline) -> str:
    said = {
        "text": outline.title,
        "title": outline.title,
        "xmlUrl": outline.url,
        "htmlUrl": outline.home,
        "description": outline.note,
    }
    written = " ".join(f"{name}={_quoted(value)}" for name, value in said.items() if value)
    return f'<outline type="rss" {written}/>'


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
