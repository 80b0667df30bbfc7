"""The feeds a page leads to."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

_TYPES = re.compile(r"application/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|json|xml)|text/xml", re.IGNORECASE)
_LIKELY = re.compile(
    r"/(?:feeds?|rss|atom)(?:[/.?]|$)|\.(?:rss|atom|rdf)(?:$|\?)|/(?:index|feed|rss|atom)\.(?:xml|json)(?:$|\?)"
    r"|^https?://(?:feeds|rss)\.|[?&](?:feed|format|type|output)=(?:rss|atom)",
    re.IGNORECASE,
)
_LESSER = re.compile(r"comment", re.IGNORECASE)
_MOST = 20


def feeds_in(body: bytes, *, url: str) -> tuple[str, ...]:
    """The addresses of feeds that an HTML page names, likeliest first; ``url`` is the page's own.

    First what it declares (link rel=alternate), then links that look like feeds, those of its own host first; feeds
    of comments come last. Nothing guarantees that they are feeds.
    """
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        tree = lxml_html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = next((urljoin(url, one.get("href")) for one in tree.iter("base") if one.get("href")), url)
    declared = [(link.get("href"), link.get("title") or "") for link in tree.iter("link") if _declares(link)]
    linked = [(link.get("href"), "") for link in tree.iter("a") if link.get("href")]
    likely = [(address, title) for address, title in linked if _LIKELY.search(_joined(base, address) or "")]
    host = urlsplit(url).hostname
    found: dict[str, tuple[bool, int]] = {}
    for order, (address, title) in enumerate((*declared, *likely)):
        absolute = _joined(base, address)
        if absolute is None or absolute == url:
            continue
        place = 0 if order < len(declared) else 1 if urlsplit(absolute).hostname == host else 2
        found.setdefault(absolute, (bool(_LESSER.search(title) or _LESSER.search(absolute)), place))
    return tuple(sorted(found, key=lambda one: found[one]))[:_MOST]


def _declares(link: Any) -> bool:
    relations = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").partition(";")[0].strip()
    if not link.get("href") or "stylesheet" in relations:
        return False
    if "feed" in relations:
        return True
    plain = kind.lower() in {"application/json", "application/xml", "text/xml"}
    return (
        "alternate" in relations
        and bool(_TYPES.fullmatch(kind))
        and (not plain or bool(_LIKELY.search(link.get("href"))))
    )


def _joined(base: str, address: str) -> str | None:
    written = address.strip()
    if written.lower().startswith("feed:"):
        rest = written[5:]
        written = rest if rest.lower().startswith("http") else f"https:{rest}"
    try:
        absolute = urljoin(base, written)
        parts = urlsplit(absolute)
    except ValueError:
        return None
    return absolute.partition("#")[0] if parts.scheme in {"http", "https"} and parts.hostname else None
