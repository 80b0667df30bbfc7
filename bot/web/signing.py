"""Addresses of article pages: signed, so that nobody walks through the record by guessing, and expiring."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from retrieval.types import Sentence

LASTS = timedelta(days=30)
_NAMES = ("collection", "version", "start", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The sentence that a page shows: an article version and where the sentence begins in it."""

    collection: str
    key: str
    version: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    """The address was ours, but its time is over."""


def address(base: str, sentence: Sentence, *, key: bytes, now: datetime) -> str:
    """The page of a sentence under ``base``, for `LASTS` from now on."""
    article = sentence.article
    until = int((now + LASTS).timestamp())
    fields = {
        "collection": article.collection,
        "version": str(article.version),
        "start": str(sentence.start),
        "until": str(until),
    }
    signed = urlencode({**fields, "signature": _signature(key, article.key, fields)})
    return f"{base}/articles/{quote(article.key, safe='')}?{signed}"


def read_address(article: str, query: Mapping[str, str], *, key: bytes, now: datetime) -> Place | Expired | None:
    """What an address asks for; None when it is not one of ours, whatever is wrong with it."""
    fields = {name: query.get(name, "") for name in _NAMES}
    given = query.get("signature", "").encode("utf-8", "replace")  # compare_digest takes no text outside ASCII
    if not hmac.compare_digest(_signature(key, article, fields).encode(), given):
        return None
    if now.timestamp() > int(fields["until"]):
        return Expired()
    return Place(
        collection=fields["collection"], key=article, version=int(fields["version"]), start=int(fields["start"])
    )


def signing_key(secret: str) -> bytes:
    """The key of addresses, told apart from every other use of the same secret."""
    return hmac.new(secret.encode(), b"article pages", hashlib.sha256).digest()


def _signature(key: bytes, article: str, fields: Mapping[str, str]) -> str:
    told = "\n".join(f"{len(part)}:{part}" for part in (article, *(fields[name] for name in _NAMES)))
    return hmac.new(key, told.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]
