"""JSON Feed, versions 1 and 1.1, and feeds that nearly are."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.feeds.draft import Draft, DraftEntry, Written
from retrieval.feeds.tame import MOST_ENTRIES


def read_json(body: bytes) -> Draft | None:
    """The feed in ``body``; None when it is no JSON Feed."""
    try:
        data = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        return None
    if not ("jsonfeed.org" in _text(data, "version") or any(_is_item(item) for item in data["items"])):
        return None
    items = [item for item in data["items"] if isinstance(item, dict)]
    cut = f"only its first {MOST_ENTRIES:,} entries were read" if len(items) > MOST_ENTRIES else None
    return Draft(
        kind="json",
        title=_text(data, "title"),
        links=tuple(filter(None, (_text(data, "home_page_url"),))),
        language=_text(data, "language") or None,
        entries=tuple(_entry(item, data) for item in items[:MOST_ENTRIES]),
        repairs=(cut,) if cut else (),
    )


def _is_item(item: object) -> bool:
    return isinstance(item, dict) and any(name in item for name in ("content_html", "content_text", "url"))


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any]) -> DraftEntry:
    plain = "".join(
        f"<p>{html.escape(one)}</p>" for one in re.split(r"\n\s*\n", _text(item, "content_text")) if one.strip()
    )
    summary = html.escape(_text(item, "summary"))
    identity = item.get("id")
    return DraftEntry(
        id=str(identity).strip() if isinstance(identity, str | int | float) and not isinstance(identity, bool) else "",
        title=_text(item, "title"),
        links=tuple(filter(None, (_text(item, "url"), _text(item, "external_url"), _linking(item)))),
        html=max(_text(item, "content_html"), plain, summary, key=len),
        published=tuple(_written(item, "date_published")),
        updated=tuple(_written(item, "date_modified")),
        authors=tuple(_authors(item)) or tuple(_authors(feed)),
    )


def _text(of: Mapping[str, Any], name: str) -> str:
    value = of.get(name)
    return value.strip() if isinstance(value, str) else ""


def _linking(item: Mapping[str, Any]) -> str:
    """The id, where it is an address."""
    identity = _text(item, "id")
    return identity if identity.lower().startswith(("http://", "https://")) else ""


def _written(item: Mapping[str, Any], name: str) -> Iterator[Written]:
    if _text(item, name):
        yield Written(text=_text(item, name))


def _authors(of: Mapping[str, Any]) -> Iterator[str]:
    authors = of.get("authors")
    for author in authors if isinstance(authors, list) else [of.get("author")]:
        if isinstance(author, dict) and _text(author, "name"):
            yield _text(author, "name")
