"""Saved HTML pages as articles."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from retrieval.ingest.fields import file_key, storable
from retrieval.ingest.files import byte_mark, decode, read_bytes
from retrieval.pages import page_key, read_source
from retrieval.pages.source import named_encoding
from retrieval.types import RawArticle


def decode_page(data: bytes, where: str) -> str:
    """The source of a page, by its byte order mark or the encoding it names, else UTF-8; raises BadRecord."""
    named = named_encoding(data)
    if byte_mark(data)[0] is None and b"\0" not in data and named:
        try:
            return data.decode(named)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # pages are often wrong about themselves
    return decode(data, where)


def read_page(path: Path) -> Iterator[RawArticle]:
    """The article of a saved page. Raises BadRecord."""
    where = str(path)
    saved = read_bytes(path)
    page = read_source(decode_page(saved, where), url=None, now=datetime.now(UTC), where=where)
    title = page.title or " ".join(path.stem.split())
    yield RawArticle(
        key=page_key(page.url) if page.url else file_key(path.stem, title),
        title=storable(title, "title", where),
        text=storable(page.text, "text", where),
        source=page.source,
        url=page.url,
        published_at=page.published_at,
        precision=page.precision,
        authors=page.authors,
        extractor=page.extractor,
        correction=None if page.correction is None else storable(page.correction, "correction", where),
    )
