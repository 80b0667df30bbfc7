"""What a feed says, cleaned: frozen, in the feed's own order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from retrieval.types import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as its feed tells it. ``id`` is the feed's own, or made from the address or title; never empty."""

    id: str
    title: str  # plain text on one line; may be empty
    url: str | None = None  # absolute, http(s)
    html: str = ""  # the longest of content and summary, as markup
    published_at: datetime | None = None  # aware, UTC, not after the fetch
    precision: Precision | None = None
    updated_at: datetime | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as of one fetch; ``kind`` is "rss", "rdf", "atom", "cdf" or "json"."""

    kind: str
    title: str
    home: str | None = None  # absolute address of the site
    language: str | None = None  # as the feed states it, lower case: "en-gb"
    ttl: timedelta | None = None  # the feed's own wish (RSS ttl, sy:updatePeriod)
    entries: tuple[Entry, ...] = ()
    repairs: tuple[str, ...] = ()  # what was mended, in words for `sources doctor`


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of an OPML file."""

    title: str  # on one line; the feed's address when it has none
    url: str  # of the feed; http(s)
    home: str | None = None  # of the site
    category: str | None = None  # the folder it lies in; "World/Europe" when folders lie in folders
    note: str | None = None  # the file's own words on it
