"""What a record of a file must hold to be an article, and the article it makes."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from retrieval.errors import BadRecord
from retrieval.pages.keys import hashed, outlet
from retrieval.pages.keys import page_key as url_key
from retrieval.text.headline import title_of
from retrieval.types import Precision, RawArticle

LONGEST_TEXT = 1_000_000  # characters; no article is longer, and analysis holds a whole text in memory
EARLIEST_YEAR = 1900
_KEY = re.compile(r"[\w.:@-]{1,128}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def bad(where: str, cause: str, remedy: str) -> BadRecord:
    return BadRecord(where, cause, remedy)


def file_key(name: str, title: str) -> str:
    """The key of a file that is one article: a slug of its name (without folder and suffix), a hash of its title."""
    folded = unicodedata.normalize("NFKC", name).casefold().encode("utf-8", "replace").decode()
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")[:80].rstrip("-")
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug or 'article'}-{digest}"


def published(value: object, where: str) -> tuple[datetime, Precision] | tuple[None, None]:
    """When an article was published, in UTC, and how exactly that is known; raises BadRecord for what is no time.

    A date alone is the start of its day in UTC; a time without offset is in UTC. ISO 8601 and e-mail dates are read.
    """
    if value is None or value == "":
        return None, None
    if not isinstance(value, str):
        raise bad(where, "its publication time is not text", 'write it as "2025-07-20" or "2025-07-20T09:30:00Z"')
    written = value.strip()
    found: datetime | None = None
    precision = Precision.MINUTE
    try:
        found = datetime.combine(date.fromisoformat(written), time(), UTC)
        precision = Precision.DAY
    except ValueError:
        try:
            found = datetime.fromisoformat(written)
        except ValueError:
            try:
                found = parsedate_to_datetime(written)
            except (ValueError, TypeError, IndexError, OverflowError):
                found = None
    try:
        found = found.replace(tzinfo=UTC) if found and found.tzinfo is None else found and found.astimezone(UTC)
    except OverflowError:
        found = None
    if found is None:
        shown = written if len(written) <= 40 else written[:40] + "…"
        cause = f"its publication time {shown!r} cannot be read"
        raise bad(where, cause, 'write it as "2025-07-20" or "2025-07-20T09:30:00Z", or leave it out')
    if found.year < EARLIEST_YEAR:
        raise bad(where, f"it was published in the year {found.year}", "correct the publication time, or leave it out")
    return found, precision


def checked(value: object, name: str, where: str) -> str:
    """A required piece of text that can be stored and shown; raises BadRecord otherwise."""
    if value is None:
        raise bad(where, f"it has no {name}", f"give it a {name!r}")
    if not isinstance(value, str):
        raise bad(where, f"its {name} is not text but {type(value).__name__}", f"write {name!r} as a string")
    return storable(value, name, where)


def storable(value: str, name: str, where: str) -> str:
    if not any(c.isalnum() for c in value):
        raise bad(where, f"its {name} is empty", f"give it a {name!r} with words in it")
    if "\0" in value:
        raise bad(where, f"its {name} holds a NUL character", "remove it")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        cause = f"its {name} holds half a character (a lone surrogate, at {error.start})"
        raise bad(where, cause, "write the whole character") from None
    if len(value) > LONGEST_TEXT:
        cause = f"its {name} has {len(value):,} characters, and the limit is {LONGEST_TEXT:,}"
        raise bad(where, cause, "split it into articles")
    return value


def _optional(record: Mapping[str, object], name: str, where: str) -> str | None:
    value = record.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return checked(value, name, where).strip()


def _authors(value: object, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise bad(where, "its authors are not a list of names", 'write "authors" as a list of strings')
    return tuple(" ".join(storable(name, "author", where).split()) for name in names if name.strip())


def _identity(record: Mapping[str, object], where: str) -> str | None:
    for name in ("doc_id", "id"):
        value = record.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise bad(where, f"its {name} is not text", f"write {name!r} as a string")
        key = str(value)
        return key if _KEY.fullmatch(key) else hashed("id", key)
    return None


def article(record: object, where: str) -> RawArticle:
    """The article a record of a file holds; raises BadRecord with the first thing that is wrong with it.

    An address that is not http(s) is no link and is left out; without a source the address's host is the source.
    An empty title is the first line of the text.
    """
    if not isinstance(record, dict):
        raise bad(where, "it is not a JSON object", 'write {"title": ..., "text": ...}')
    text = checked(record.get("text"), "text", where)
    title = record.get("title")
    if isinstance(title, str) and not title.strip():
        title = title_of(text)  # given, and empty: the article is worth more than its title
    title = " ".join(checked(title, "title", where).split())
    address = _optional(record, "url", where)
    url = address if address and _ADDRESS.fullmatch(address) else None
    source = _optional(record, "source", where) or (outlet(url) if url else None)
    written = record.get("published_at")
    at, precision = published(record.get("published") if written is None or written == "" else written, where)
    key = _identity(record, where) or (url_key(url) if url else hashed("title", title, source or ""))
    return RawArticle(
        key=key,
        title=title,
        text=text,
        source=" ".join(source.split()) if source else None,
        url=url,
        published_at=at,
        precision=precision,
        authors=_authors(record.get("authors"), where),
    )
