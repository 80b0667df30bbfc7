"""What the newsroom says of itself to those who use it: frozen, and free of database and network."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from retrieval.types import Precision


class State(StrEnum):
    """How a source is doing."""

    ACTIVE = "active"
    FAILING = "failing"  # the last poll went wrong; it is tried again, ever more rarely
    PAUSED = "paused"  # by a person
    GONE = "gone"  # its server said so (410), or another source has its address


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as it stands. Nothing is polled next while it is paused or gone (``next_poll_at`` None)."""

    id: int
    collection: str
    name: str
    feed_url: str
    home: str | None
    state: State
    added_at: datetime
    last_poll_at: datetime | None
    next_poll_at: datetime | None
    last_status: int | None  # of HTTP; None when there was no response
    reason: str  # why the next poll is when it is, in a few words for a person
    interval: timedelta  # the feed's own rhythm, before jitter and what the server asks for
    failures: int  # in a row
    articles: int  # taken from it
    waiting: int  # told by the feed, not read yet
    polls: int
    unchanged: int  # polls that gave nothing new: 304, or the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A source that is there now. ``taken``: articles that its first poll told of, which are read next."""

    source: SourceState
    new: bool  # False: it was there before, and nothing was fetched
    taken: int
    notes: tuple[str, ...] = ()  # what a person should know: a feed found in a page, repairs, a move


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """An article read from an address a person gave; it can be asked about at once."""

    collection: str
    key: str
    version: int
    title: str
    source: str | None
    url: str
    published_at: datetime | None
    precision: Precision | None
    new: bool  # False: it was on record before, perhaps in an older version
    partial: bool = False  # behind a paywall: only a part of the text is there
    language: str | None = None  # set when it is not in English: kept, not searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a list of sources; they are polled next, not while they are imported."""

    new: int
    known: int
    bad: tuple[str, ...] = ()  # addresses that cannot be sources, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """Something that is not well with a source, and what to do about it."""

    source: SourceState
    said: str
