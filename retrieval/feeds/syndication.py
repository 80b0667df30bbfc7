"""RSS, RDF, Atom and CDF, by feedparser; on tamed bytes, and never given an address it might fetch."""

import calendar
import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from retrieval.feeds.draft import Draft, DraftEntry, Written
from retrieval.feeds.tame import Tamed
from retrieval.feeds.wellformed import is_well_formed, rewritten

_LARGE = 200_000  # bytes, from which on a broken feed is rewritten first

_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_KINDS = (("rss10", "rdf"), ("rss090", "rdf"), ("rss", "rss"), ("atom", "atom"), ("cdf", "cdf"))
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_ROOTS = {b"rss", b"rdf", b"feed", b"channel"}
_MAILED = re.compile(r"[^\s()]+@[^\s()]+\s*\(([^()]+)\)")


def read_xml(tamed: Tamed, *, content_type: str) -> Draft | None:
    """The feed in ``tamed``, its addresses as written (but for xml:base); None when there is none."""
    headers: dict[str, str] = {}
    if tamed.utf8:
        headers["content-type"] = "application/xml; charset=utf-8"
    elif content_type:
        headers["content-type"] = content_type
    parsed = _parsed(tamed.data, headers)
    if parsed is None:
        return None
    version = str(parsed.get("version") or "")
    feed: Mapping[str, Any] = parsed["feed"]
    entries: list[Mapping[str, Any]] = parsed["entries"]
    kind = next((kind for prefix, kind in _KINDS if version.startswith(prefix)), None)
    if kind is None:
        root = _ROOT.search(tamed.data)
        named = root[1].lower() if root else b""
        if not entries and named not in _ROOTS:
            return None
        kind = "cdf" if named == b"channel" and not entries else "rss"  # a channel without its <rss>
    literal = kind == "atom"
    return Draft(
        kind=kind,
        title=_text(feed.get("title")),
        literal_title=literal and _is_plain(feed),
        links=tuple(_links(feed)),
        language=_text(feed.get("language")) or None,
        ttl=_ttl(feed),
        entries=tuple(_entry(entry, literal) for entry in entries),
        repairs=(tamed.cut,) if tamed.cut else (),
    )


def _parsed(data: bytes, headers: Mapping[str, str]) -> Any:
    """What feedparser says, rewritten first where it would be slow or chokes. None: nothing."""
    import feedparser  # type: ignore[import-untyped]

    broken = len(data) > _LARGE and not is_well_formed(data)
    for attempt in (rewritten,) if broken else (bytes, rewritten):
        try:
            given = attempt(data)
            said = {"content-type": "application/xml; charset=utf-8"} if attempt is rewritten else headers
            return feedparser.parse(
                io.BytesIO(given), response_headers=said, sanitize_html=False, resolve_relative_uris=False
            )
        except Exception:  # a parser of what anybody wrote: "&#99999999999;" is an OverflowError in it
            continue
    return None


def _entry(entry: Mapping[str, Any], atom: bool) -> DraftEntry:
    return DraftEntry(
        id=_text(entry.get("id")),
        title=_text(entry.get("title")),
        literal_title=atom and _is_plain(entry),
        links=tuple(_links(entry)),
        html=_markup(entry),
        published=tuple(_written(entry, "published", "created")),
        updated=tuple(_written(entry, "updated")),
        authors=tuple(_authors(entry)),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _is_plain(of: Mapping[str, Any]) -> bool:
    detail = of.get("title_detail")
    return isinstance(detail, Mapping) and detail.get("type") == "text/plain"


def _links(of: Mapping[str, Any]) -> Iterator[str]:
    """Addresses of the article, best first."""
    yield from filter(None, (_text(of.get("link")),))
    links = of.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping) and link.get("rel", "alternate") == "alternate":
            yield from filter(None, (_text(link.get("href")),))
    if of.get("guidislink"):
        yield from filter(None, (_text(of.get("id")),))


def _written(entry: Mapping[str, Any], *names: str) -> Iterator[Written]:
    for name in names:
        text = _text(entry.get(name)) if name in entry else ""
        if text:
            yield Written(text=text, parsed=_utc(entry.get(f"{name}_parsed")))


def _utc(value: Any) -> datetime | None:
    if not value:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _markup(entry: Mapping[str, Any]) -> str:
    """The longest of its content and its summary."""
    found = [entry.get("summary_detail") or {"value": entry.get("summary"), "type": "text/html"}]
    content = entry.get("content")
    found.extend(content if isinstance(content, list) else ())
    return max((_as_html(one) for one in found if isinstance(one, Mapping)), key=len, default="")


def _as_html(part: Mapping[str, Any]) -> str:
    text, kind = _text(part.get("value")), _text(part.get("type")) or "text/html"
    if kind == "text/plain":
        return "".join(f"<p>{html.escape(one)}</p>" for one in re.split(r"\n\s*\n", text) if one.strip())
    return text if kind.startswith("text/") or kind == "application/xhtml+xml" else ""


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    """Names; of "ada@news.example (Ada Lark)", which RSS asks for, the name."""
    authors = entry.get("authors")
    mailed = _MAILED.fullmatch(_text(entry.get("author")))
    if mailed:
        yield mailed[1]
        return
    for author in authors if isinstance(authors, list) else ():
        name = _text(author.get("name")) if isinstance(author, Mapping) else ""
        if name:
            yield name
    if not authors:
        yield from filter(None, (_text(entry.get("author")),))


def _ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """How long the feed asks to be left alone."""
    ttl = _text(feed.get("ttl"))
    if ttl.isascii() and ttl.isdigit() and int(ttl[:6]) > 0:
        return timedelta(minutes=int(ttl[:6]))
    period = _PERIODS.get(_text(feed.get("sy_updateperiod")).lower())
    often = _text(feed.get("sy_updatefrequency"))
    return period / max(int(often[:4]), 1) if period and often.isascii() and often.isdigit() else period
