"""Feeds as rows: reading, adding, changing, removing them, inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from retrieval.errors import Unknown
from retrieval.store.news_tables import FEED_ENTRIES, FEEDS
from retrieval.store.schema import COLLECTIONS

f, e = FEEDS.c, FEED_ENTRIES.c
_ASK_LIST = "take one from: onrecord sources list"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRow:
    """A feed as it is kept. ``next_poll_at`` counts only while the state is active."""

    id: int
    collection_id: int
    collection: str
    url: str
    host: str
    name: str
    home: str | None
    category: str | None
    state: str
    added_at: datetime
    last_poll_at: datetime | None
    next_poll_at: datetime
    last_status: int | None
    interval: timedelta
    failures: int
    newest_at: datetime | None
    moved_to: str | None
    moved_times: int
    moved_since: datetime | None
    polls: int
    unchanged: int
    articles: int
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    reason: str
    repairs: tuple[str, ...]
    waiting: int


def feeds(connection: Connection, collections: Sequence[str] | None = None) -> tuple[FeedRow, ...]:
    """The feeds of these collections, or all; by collection, name and number."""
    query = _feeds().order_by(COLLECTIONS.c.name, f.name, f.id)
    if collections is not None:
        query = query.where(COLLECTIONS.c.name.in_(collections))
    return tuple(map(_feed, connection.execute(query)))


def feed(connection: Connection, number: int) -> FeedRow:
    """One feed. Raises Unknown."""
    row = connection.execute(_feeds().where(f.id == number)).one_or_none()
    if row is None:
        raise Unknown(f"source {number}", "there is none of that number", _ASK_LIST)
    return _feed(row)


def feed_at(connection: Connection, collection_id: int, url: str) -> FeedRow | None:
    """The feed of that address in a collection."""
    row = connection.execute(_feeds().where(f.collection_id == collection_id, f.url == url)).one_or_none()
    return None if row is None else _feed(row)


def add_feed(connection: Connection, *, collection_id: int, url: str, host: str, now: datetime, **known: Any) -> int:
    """The number of a new feed that is due now; ``known``: name, home, category, interval_seconds."""
    row = {
        "collection_id": collection_id,
        "url": url,
        "host": host,
        "home": None,
        "category": None,
        "state": "active",
        "added_at": now,
        "next_poll_at": now,
        "failures": 0,
        "moved_times": 0,
        "polls": 0,
        "unchanged": 0,
        "articles": 0,
        "reason": "it is new",
        "repairs": [],
        **known,
    }
    key = connection.execute(insert(FEEDS), row).inserted_primary_key
    assert key is not None  # the table numbers its rows
    return int(key[0])


def change_feed(connection: Connection, number: int, values: dict[str, Any], *, holder: str | None = None) -> bool:
    """Whether the feed was changed; ``holder``: only while it holds the feed."""
    query = update(FEEDS).where(f.id == number)
    if holder is not None:
        query = query.where(f.holder == holder)
    return connection.execute(query.values(values)).rowcount > 0


def remove_feed(connection: Connection, number: int) -> None:
    """The feed and what it told of are gone; articles are none of this table's matters."""
    connection.execute(delete(FEEDS).where(f.id == number))


def only_articles(connection: Connection, number: int) -> list[str]:
    """The keys of the articles that this feed brought and no other feed of its collection tells of."""
    others = (
        select(e.article_key)
        .join_from(FEED_ENTRIES, FEEDS, f.id == e.feed_id)
        .where(f.id != number, f.collection_id == select(f.collection_id).where(f.id == number).scalar_subquery())
        .where(e.article_key.is_not(None))
    )
    mine = select(e.article_key).where(e.feed_id == number, e.article_key.is_not(None), e.article_key.not_in(others))
    return list(connection.scalars(mine.distinct()))


def _feeds() -> Select[Any]:
    waiting = select(func.count()).where(e.feed_id == f.id, e.state == "waiting").scalar_subquery()
    return select(FEEDS, COLLECTIONS.c.name.label("collection"), waiting.label("waiting")).join_from(
        FEEDS, COLLECTIONS, COLLECTIONS.c.id == f.collection_id
    )


def _feed(row: Any) -> FeedRow:
    plain = {name: getattr(row, name) for name in FeedRow.__slots__ if name not in {"interval", "repairs"}}
    return FeedRow(interval=timedelta(seconds=row.interval_seconds), repairs=tuple(row.repairs), **plain)
