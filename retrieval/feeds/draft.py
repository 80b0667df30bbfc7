"""A feed as its format tells it, before anything is mended: what the readers of XML and JSON both give."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A time as the feed writes it, and as the feed's parser read it (aware, UTC), should that be all there is."""

    text: str
    parsed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEntry:
    """One entry, unmended; ``links`` are the addresses it may be at, best first, as written."""

    id: str = ""
    title: str = ""
    literal_title: bool = False  # the format says that the title is no markup
    links: tuple[str, ...] = ()
    html: str = ""
    published: tuple[Written, ...] = ()  # best first
    updated: tuple[Written, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A feed, unmended. ``repairs`` are those made while reading."""

    kind: str
    title: str = ""
    literal_title: bool = False
    links: tuple[str, ...] = ()
    language: str | None = None
    ttl: timedelta | None = None
    entries: tuple[DraftEntry, ...] = ()
    repairs: tuple[str, ...] = ()
