"""What a feed tells, as rows and back: keys that hold when ids collide, and hashes that tell a change. Pure."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from retrieval.feeds import Entry
from retrieval.newsroom.addresses import host_of
from retrieval.store.feed_entries import Told
from retrieval.types import Precision

LONGEST_HTML = 400_000  # characters


def told(entries: Sequence[Entry], *, feed_url: str, page_key: Callable[[str], str]) -> tuple[Told, ...]:
    """The entries as rows; of entries that share an id the first has it, the others are named by their address too."""
    found: dict[str, Told] = {}
    for entry in entries:
        key, url = _hash(entry.id), entry.url
        if key in found and _name(found[key].details) != (url or entry.title):
            key = _hash(entry.id, url or entry.title)
        if key in found:
            continue  # told twice
        found[key] = Told(
            key=key,
            page_key=page_key(url) if url else f"entry-{_hash(feed_url, entry.id)[:24]}",
            host=host_of(url or feed_url),
            sha256=_hash(entry.title, url or "", entry.html),
            updated_at=entry.updated_at,
            details=_details(entry),
        )
    return tuple(found.values())


def entry_of(details: Mapping[str, Any]) -> Entry:
    """The entry that was told."""
    return Entry(
        id=details["id"],
        title=details["title"],
        url=details["url"],
        html=details["html"],
        published_at=_time(details["published_at"]),
        precision=None if details["precision"] is None else Precision(details["precision"]),
        updated_at=_time(details["updated_at"]),
        authors=tuple(details["authors"]),
    )


def _details(entry: Entry) -> dict[str, Any]:
    details = {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "html": entry.html[:LONGEST_HTML],
        "published_at": entry.published_at and entry.published_at.isoformat(),
        "precision": entry.precision and entry.precision.value,
        "updated_at": entry.updated_at and entry.updated_at.isoformat(),
        "authors": list(entry.authors),
    }
    # What no database keeps: NUL, halves of characters.
    kept: dict[str, Any] = json.loads(json.dumps(details, ensure_ascii=False).encode("utf-8", "replace"))
    return {name: value.replace("\0", "") if isinstance(value, str) else value for name, value in kept.items()}


def _name(details: Mapping[str, Any]) -> str:
    name: str = details["url"] or details["title"]
    return name


def _time(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
