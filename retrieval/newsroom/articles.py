"""The article made of a page and of what a feed says of it. Pure."""

from datetime import datetime, timedelta

from retrieval.errors import BadRecord
from retrieval.feeds import Entry, entry_text
from retrieval.fetch import shown
from retrieval.ingest.fields import storable
from retrieval.newsroom.tongue import foreign
from retrieval.pages import Page, believable, page_key
from retrieval.pages.keys import hashed, outlet
from retrieval.text.headline import title_of
from retrieval.types import Precision, RawArticle

TOLD = "entry"  # the first word of the keys of articles that stand for a feed's word alone
_A_DAY = timedelta(days=1)


def from_page(
    page: Page, *, url: str, now: datetime, entry: Entry | None = None, name: str | None = None
) -> RawArticle:
    """The article in a page at ``url``, completed from its feed: ``entry``, and the feed's ``name``.

    Of a page behind a paywall the feed may tell more than the page shows. Raises BadRecord for what cannot be stored.
    """
    where = shown(url)
    address = page.url or url
    text, extractor = page.text, page.extractor
    if page.partial and entry is not None:
        in_feed = entry_text(entry)
        if len(in_feed) > len(text):
            text, extractor = in_feed, "feed"
    at, precision = _published(page, entry, now)
    title = page.title or (entry.title if entry else "") or title_of(text)
    return RawArticle(
        key=page_key(address),
        title=storable(" ".join(title.split()), "title", where),
        text=storable(text, "text", where),
        source=page.source or name or outlet(address),
        url=address,
        published_at=at,
        precision=precision,
        authors=page.authors or (entry.authors if entry else ()),
        extractor=extractor,
        language=foreign(text, stated=page.language),
        correction=None if page.correction is None else storable(page.correction, "correction", where),
    )


def from_entry(entry: Entry, *, feed_url: str, name: str, now: datetime) -> RawArticle:
    """The article as the feed alone tells it. Raises BadRecord when it tells no more than a title.

    What a feed says of a page of another site has a key of the feed's own: nobody writes under another's address.
    """
    text = entry_text(entry)
    if not any(c.isalnum() for c in text):
        raise BadRecord(shown(entry.url or "feed:"), "its page cannot be had, and the feed has no text of it", "none")
    where = shown(entry.url or "feed:")
    at = None if entry.published_at is None else min(entry.published_at, now)
    own = entry.url is not None and believable(entry.url, feed_url) is not None
    return RawArticle(
        key=page_key(entry.url) if own and entry.url else hashed(TOLD, feed_url, entry.id),
        title=storable(" ".join((entry.title or title_of(text)).split()), "title", where),
        text=storable(text, "text", where),
        source=name,
        url=entry.url,
        published_at=at,
        precision=entry.precision if at else None,
        authors=entry.authors,
        extractor="feed",
        language=foreign(text),
    )


def _published(page: Page, entry: Entry | None, now: datetime) -> tuple[datetime | None, Precision | None]:
    """The page's own time, which a feed often replaces by that of the update; the feed's where it is more exact."""
    told = entry.published_at if entry else None
    if page.published_at is None:
        return (min(told, now), entry.precision) if told and entry else (None, None)
    vague = page.precision is Precision.DAY or not page.zone_known
    exact = told is not None and entry is not None and entry.precision is Precision.MINUTE
    if vague and exact and told is not None and abs(told - page.published_at) <= _A_DAY:
        return min(told, now), Precision.MINUTE
    return min(page.published_at, now), page.precision
