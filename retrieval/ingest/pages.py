"""Saved HTML pages: the article in one, and what the page says about it. Nothing is ever fetched."""

import json
import re
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from retrieval.errors import BadRecord
from retrieval.ingest.fields import bad, file_key, outlet, published, storable, url_key
from retrieval.ingest.files import byte_mark, decode, read_bytes
from retrieval.text.headline import tail_start
from retrieval.types import RawArticle

_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_TIMES = ("article:published_time", "og:published_time", "datePublished", "date", "dc.date.issued", "pubdate")
_STORY = re.compile(r"Article|Posting|Report|Story")


@cache
def extractor() -> str:
    """The extractor and its version: a later one may draw another text from the same page."""
    return f"trafilatura/{version('trafilatura')}"


def decode_page(data: bytes, where: str) -> str:
    """The source of a page, by its byte order mark or the encoding it names, else UTF-8; raises BadRecord."""
    named = _CHARSET.search(data, 0, 4096)
    if byte_mark(data)[0] is None and b"\0" not in data and named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # pages are often wrong about themselves
    return decode(data, where)


def read_page(path: Path) -> Iterator[RawArticle]:
    """The article of a saved page. Raises BadRecord."""
    where = str(path)
    html = decode_page(read_bytes(path), where)
    text, title, facts = extract(html, where)
    title = title or " ".join(path.stem.split())
    url = facts.get("url")
    try:
        at, precision = published(facts.get("published"), where)
    except BadRecord:
        at, precision = None, None  # the page's own mistake: the article is worth more than its date
    yield RawArticle(
        key=url_key(url) if url else file_key(path.stem, title),
        title=storable(title, "title", where),
        text=storable(text, "text", where),
        source=facts.get("source") or (outlet(url) if url else None),
        url=url,
        published_at=at,
        precision=precision,
        extractor=extractor(),
    )


@cache
def _trafilatura() -> tuple[Any, Any, Any]:
    """Imported when a page comes: it takes half a second, and warns of proxies it shall never use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction, load_html
        from trafilatura.metadata import extract_title
    return bare_extraction, load_html, extract_title


def extract(html: str, where: str) -> tuple[str, str, dict[str, str]]:
    """Text and title of the article in a page, and of ``url``, ``source`` and ``published`` what the page says."""
    bare_extraction, load_html, extract_title = _trafilatura()
    try:
        tree = load_html(html)
        if tree is None:
            raise bad(where, "it is not HTML", "save the page's source as .html")
        title = " ".join((extract_title(tree) or "").split())
        facts = _facts(tree)
        document = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=False)
    except BadRecord:
        raise
    except Exception as error:  # a parser of pages anybody wrote: whatever it chokes on is one bad page
        raise bad(
            where, f"its article cannot be extracted ({type(error).__name__})", "save its text as .txt"
        ) from error
    text = document.text if document is not None and not isinstance(document, dict) else None
    if not text:
        raise bad(where, "no article was found in it", "save the article's text as .txt")
    return text.replace("\0", ""), title[: tail_start(title)].strip(), facts


def _facts(tree: Any) -> dict[str, str]:
    """What the page's machine-readable parts say; JSON-LD first."""
    facts: dict[str, str] = {}
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                _story(json.loads(script.text, strict=False), facts, 0)
            except (ValueError, RecursionError):
                continue
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content").strip())
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    address = next((a for a in (*links, metas.get("og:url", "")) if re.fullmatch(r"https?://\S+", a)), None)
    if address:
        facts["url"] = address
    site = " ".join((metas.get("og:site_name") or facts.get("source") or "").split())
    if site:
        facts["source"] = site
    time = next((metas[name] for name in _TIMES if name in metas), None)
    if time:
        facts.setdefault("published", time)
    return {name: value for name, value in facts.items() if value.isprintable() and len(value) <= 2_000}


def _story(data: object, facts: dict[str, str], depth: int) -> None:
    """Reads the first story in JSON-LD."""
    if depth > 4 or "published" in facts:
        return
    if isinstance(data, list):
        for item in data[:50]:
            _story(item, facts, depth + 1)
    elif isinstance(data, dict):
        if _STORY.search(str(data.get("@type"))):
            if isinstance(data.get("datePublished"), str):
                facts["published"] = data["datePublished"]
            publisher = data.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                facts.setdefault("source", publisher["name"])
        _story(data.get("@graph"), facts, depth + 1)
