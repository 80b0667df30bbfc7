"""Markup to plain text: titles on one line, articles as paragraphs."""

import html
import re
from typing import Any

from retrieval.feeds.records import Entry

LONGEST_TITLE = 500  # characters
_LOOKED_AT = 4_000  # characters: expressions that look for an end take the square of it where there is none
_INLINE = "a|abbr|acronym|b|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|blink"
_BLOCKS = "p|div|h[1-6]|blockquote|center|ul|ol|li|section|article|figure|html|head|body|title|form"
_EMPTY = "br|hr|img|wbr|link|meta|base|embed|param|input|frame|frameset|applet|object|iframe|button|svg|math"
_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCKS}|{_EMPTY})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENDED = re.compile(r"</[a-z][a-z0-9]*\s*>|<(?:br|hr|img|wbr|embed|link|meta|base)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style|noscript)\b[^<>]*>(?:.*?</\1\s*>|.*$)|<(iframe|object|applet)\b[^<>]*>.*?</\2\s*>"
    r"|<!--.*?--[^<>]*>|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = re.compile(r"<(?:br|hr|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_CODE = re.compile(r"<(?:script|style|noscript)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_OMITTED = frozenset({"script", "style", "noscript", "iframe", "object", "template", "svg", "form", "button", "select"})
_OMITTED_BLOCKS = frozenset({"figcaption", "table", "video", "audio"})
_PARTING = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "aside",
        "main",
        "br",
        "hr",
        "td",
        "tr",
        "tbody",
        "center",
        "address",
    ]
)
_TRAILER = re.compile(
    r"(?:The post .{1,300} (?:appeared first|first appeared) on .{1,200}"
    r"|(?:Continue reading|Read (?:more|the full|the rest)|Full story|Keep reading)\b.{0,200}"
    r"|\[?(?:…|\.\.\.)\]?)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Without characters that no text has: controls, half characters, marks that turn the direction of reading."""
    return _BIDI.sub("", _CONTROL.sub("", text))


def one_line(text: str, *, literal: bool = False) -> str:
    """A title as plain text: tags gone, entities read, on one line, at most 500 characters.

    With ``literal`` the format says that it is no markup: then a lone "<blink>" is a word of the title.
    """
    text = _UNSEEN.sub("", text[:_LOOKED_AT])
    if not literal or _ENDED.search(text):
        text = _TAG.sub("", _BREAKS.sub(" ", text))
    text = html.unescape(text)
    if not literal and _ENDED.search(text):  # escaped once too often
        text = _TAG.sub("", _UNSEEN.sub("", _BREAKS.sub(" ", text)))
    text = " ".join(clean(html.unescape(text) if not literal else text).split())
    return text if len(text) <= LONGEST_TITLE else text[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip() + "…"


def entry_text(entry: Entry) -> str:
    """What the feed itself gives of the article: paragraphs parted by line breaks; empty when it gives nothing."""
    return text_of(entry.html)


def text_of(markup: str) -> str:
    """The paragraphs of a piece of HTML, without the line that sends the reader on to the site."""
    markup = clean(markup)
    if "<" not in markup:
        markup = html.escape(html.unescape(markup))
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml_html.document_fromstring(f"<html><body>{markup}</body></html>".encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    paragraphs = [line for line in lines if line]
    if not paragraphs:  # deeper than libxml2 goes, or without text
        seen = _ANY_TAG.sub(" ", _CODE.split(markup, maxsplit=1)[0])
        paragraphs = [line for line in [" ".join(html.unescape(seen).split())] if line]
    while paragraphs and _TRAILER.fullmatch(paragraphs[-1]):
        paragraphs.pop()
    return "\n".join(paragraphs)


def _collect(root: Any, pieces: list[str]) -> None:
    """The text of a tree in order, a line break where a block begins or ends; without recursion, as trees are deep."""
    waiting: list[tuple[Any, bool]] = [(root, False)]
    while waiting:
        node, left = waiting.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        seen = bool(name) and name not in _OMITTED and name not in _OMITTED_BLOCKS
        if not left:
            waiting.append((node, True))
            if seen:
                pieces.append("\n" if name in _PARTING else "")
                pieces.append(" ".join((node.text or "").split("\n")))
                waiting.extend((child, False) for child in reversed(node))
        else:
            if name in _PARTING or name in _OMITTED_BLOCKS:
                pieces.append("\n")
            if node is not root:
                pieces.append(" ".join((node.tail or "").split("\n")))
