"""Signed addresses: of article pages, so that nobody walks through the record by guessing, and of pictures.

Those of pages expire. A picture's address holds all that is drawn, so it shows nothing that the message with it does
not, and lasts as long as the message.
"""

import hashlib
import hmac
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from bot.charts import Chart, chart_json, chart_of
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


def picture_address(base: str, chart: Chart, *, key: bytes) -> str:
    """The picture of a chart under ``base``."""
    told = json.dumps(chart_json(chart), ensure_ascii=False, separators=(",", ":"))
    packed = urlsafe_b64encode(zlib.compress(told.encode("utf-8", "replace"), 9)).decode().rstrip("=")
    return f"{base}/charts/{packed}.png?signature={_picture_signature(key, packed)}"


def read_picture(packed: str, signature: str, *, key: bytes) -> Chart | None:
    """The chart that an address holds; None when it is not one of ours."""
    given = signature.encode("utf-8", "replace")
    if not hmac.compare_digest(_picture_signature(key, packed).encode(), given):
        return None
    told = zlib.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    return chart_of(json.loads(told))


def signing_key(secret: str) -> bytes:
    """The key of addresses, told apart from every other use of the same secret."""
    return hmac.new(secret.encode(), b"article pages", hashlib.sha256).digest()


def _signature(key: bytes, article: str, fields: Mapping[str, str]) -> str:
    told = "\n".join(f"{len(part)}:{part}" for part in (article, *(fields[name] for name in _NAMES)))
    return hmac.new(key, told.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def _picture_signature(key: bytes, packed: str) -> str:
    return hmac.new(key, b"picture\n" + packed.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:32]
