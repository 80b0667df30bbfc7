"""The tables of the newsroom: feeds, what they told of, the hosts they live on, and articles that are looked at again.

Whoever works on a row holds it by a lease: ``holder`` until ``lease_until``. A process that is killed lets go of it by
the clock alone. Times are compared in the database, so that any number of processes agree.
"""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from retrieval.store.schema import METADATA, ROW_NUMBER, UtcDateTime

FEEDS = Table(
    "feeds",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), nullable=False),
    Column("url", Text, nullable=False),
    Column("host", String(300), nullable=False),
    Column("name", Text, nullable=False),
    Column("home", Text),
    Column("category", Text),
    Column("state", String(16), nullable=False),  # active | paused | gone
    Column("added_at", UtcDateTime, nullable=False),
    Column("last_poll_at", UtcDateTime),
    Column("next_poll_at", UtcDateTime, nullable=False),
    Column("last_status", Integer),
    Column("interval_seconds", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("newest_at", UtcDateTime),  # when something new last came
    Column("moved_to", Text),
    Column("moved_times", Integer, nullable=False),
    Column("moved_since", UtcDateTime),
    Column("polls", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),  # polls that brought nothing
    Column("articles", Integer, nullable=False),  # taken
    Column("holder", String(64)),
    Column("lease_until", UtcDateTime),
    Column("etag", Text),  # opaque, with its quotes
    Column("last_modified", Text),
    Column("body_sha256", String(64)),
    Column("reason", Text, nullable=False),
    Column("repairs", JSON, nullable=False),
    UniqueConstraint("collection_id", "url"),
    Index(None, "state", "next_poll_at"),
    sqlite_autoincrement=True,
)

# One row for each thing a feed told of: `page_key` names the page, the same for all its spellings.
FEED_ENTRIES = Table(
    "feed_entries",
    METADATA,
    Column("id", ROW_NUMBER, primary_key=True),
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(64), nullable=False),
    Column("page_key", String(64), nullable=False),
    Column("host", String(300), nullable=False),
    Column("state", String(16), nullable=False),  # waiting | done | failed | passed (too old when the feed was added)
    Column("not_before", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),  # last, in the feed
    Column("sha256", String(64), nullable=False),  # of what the feed says
    Column("updated_at", UtcDateTime),  # by the feed's own word
    Column("changes", Integer, nullable=False),  # that came without a new date
    Column("holder", String(64)),
    Column("lease_until", UtcDateTime),
    Column("article_key", Text),  # once it is read
    Column("reason", Text),
    Column("told", JSON),  # the entry, while it waits
    UniqueConstraint("feed_id", "key"),
    Index(None, "state", "not_before"),
    Index(None, "feed_id", "state"),
    Index(None, "page_key"),
    sqlite_autoincrement=True,
)

HOSTS = Table(
    "hosts",
    METADATA,
    Column("host", String(300), primary_key=True),
    Column("free_at", UtcDateTime, nullable=False),
    Column("holder", String(64)),
    Column("lease_until", UtcDateTime),
    Column("cool_until", UtcDateTime),
)

# Articles whose pages are looked at again. Named by their keys, like citations.
CHECKS = Table(
    "article_checks",
    METADATA,
    Column("collection_id", ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("host", String(300), nullable=False),
    Column("cited_at", UtcDateTime, nullable=False),
    Column("step", Integer, nullable=False),  # looks made since
    Column("next_at", UtcDateTime),  # None: no more, unless it is cited again
    Column("changes", Integer, nullable=False),  # that came without a new date
    Column("holder", String(64)),
    Column("lease_until", UtcDateTime),
    Column("etag", Text),
    Column("last_modified", Text),
    Index(None, "next_at"),
)
