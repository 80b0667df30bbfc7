"""What feeds told of, until it is read and after: inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from retrieval.store.news_tables import FEED_ENTRIES, FEEDS
from retrieval.store.schema import COLLECTIONS
from retrieval.store.versions import CHUNK

MOST_CHANGES = 24  # without a new date: some feeds embed the clock
_SEEN_EVERY = timedelta(days=1)
e, f = FEED_ENTRIES.c, FEEDS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry as a feed tells it. ``key`` is unique in the feed; ``details`` is plain JSON."""

    key: str
    page_key: str
    host: str
    sha256: str
    updated_at: datetime | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry that waits to be read, with what reading it needs to know of its feed."""

    id: int
    feed_id: int
    feed_name: str
    feed_url: str
    collection: str
    page_key: str
    host: str
    tries: int
    article_key: str | None  # it was read before, and the feed says that it has changed
    details: dict[str, Any]


def tell(connection: Connection, feed_id: int, entries: Sequence[Told], *, now: datetime, limit: int) -> int:
    """How many of the entries wait to be read that did not before: new ones, ``limit`` at most, and changed ones.

    New ones beyond the limit are passed over for good.
    """
    known = _known(connection, feed_id, [entry.key for entry in entries])
    waiting = 0
    fresh: list[dict[str, Any]] = []
    for entry in entries:
        row = known.get(entry.key)
        if row is None:
            fresh.append(_row(feed_id, entry, now, passed=len(fresh) >= limit))
        elif row.sha256 == entry.sha256:
            if now - row.seen_at > _SEEN_EVERY:
                connection.execute(update(FEED_ENTRIES).where(e.id == row.id).values(seen_at=now))
        else:
            waiting += _changed(connection, row, entry, now)
    if fresh:
        connection.execute(insert(FEED_ENTRIES), fresh)
    return waiting + min(len(fresh), limit)


def entry(connection: Connection, number: int) -> EntryRow | None:
    """A waiting entry; None when its feed was removed meanwhile."""
    row = connection.execute(
        select(FEED_ENTRIES, f.name.label("feed_name"), f.url.label("feed_url"), COLLECTIONS.c.name.label("collection"))
        .join_from(FEED_ENTRIES, FEEDS, f.id == e.feed_id)
        .join(COLLECTIONS, COLLECTIONS.c.id == f.collection_id)
        .where(e.id == number)
    ).one_or_none()
    if row is None:
        return None
    return EntryRow(
        id=row.id,
        feed_id=row.feed_id,
        feed_name=row.feed_name,
        feed_url=row.feed_url,
        collection=row.collection,
        page_key=row.page_key,
        host=row.host,
        tries=row.tries,
        article_key=row.article_key,
        details=row.told or {},
    )


def settle(connection: Connection, row: EntryRow, *, holder: str, **values: Any) -> bool:
    """Whether the entry was still the holder's; then it is as ``values`` say, and nobody's."""
    # The feed first, as a poll does it: the two would wait for each other.
    connection.execute(select(f.id).where(f.id == row.feed_id).with_for_update(key_share=True))
    values |= {"holder": None, "lease_until": None}
    if values.get("state") not in (None, "waiting"):
        values["told"] = None
    done = (
        connection.execute(update(FEED_ENTRIES).where(e.id == row.id, e.holder == holder).values(values)).rowcount > 0
    )
    if done and values.get("article_key") is not None and row.article_key is None:
        connection.execute(update(FEEDS).where(f.id == row.feed_id).values(articles=f.articles + 1))
    return done


def read_elsewhere(connection: Connection, collection: str, page_key: str) -> str | None:
    """The key of the article that another entry of the same page gave here, not by its feed's word alone."""
    key: str | None = connection.scalar(
        select(e.article_key)
        .join_from(FEED_ENTRIES, FEEDS, f.id == e.feed_id)
        .join(COLLECTIONS, COLLECTIONS.c.id == f.collection_id)
        .where(COLLECTIONS.c.name == collection, e.page_key == page_key, e.article_key.is_not(None))
        .where(e.article_key.not_like("entry-%"))
        .limit(1)
    )
    return key


def forget(connection: Connection, before: datetime, limit: int) -> int:
    """How many entries were dropped that are read and have not been in their feed since."""
    old = select(e.id).where(e.state != "waiting", e.seen_at < before).limit(limit)
    return connection.execute(delete(FEED_ENTRIES).where(e.id.in_(old), e.state != "waiting")).rowcount


def waiting(connection: Connection) -> int:
    """How many entries wait."""
    return int(connection.scalar(select(func.count()).where(e.state == "waiting")) or 0)


def _known(connection: Connection, feed_id: int, keys: Sequence[str]) -> dict[str, Any]:
    found = {}
    for at in range(0, len(keys), CHUNK):
        rows = connection.execute(
            select(e.id, e.key, e.sha256, e.seen_at, e.updated_at, e.changes, e.state).where(
                e.feed_id == feed_id, e.key.in_(keys[at : at + CHUNK])
            )
        )
        found.update({row.key: row for row in rows})
    return found


def _row(feed_id: int, entry: Told, now: datetime, *, passed: bool) -> dict[str, Any]:
    return {
        "feed_id": feed_id,
        "key": entry.key,
        "page_key": entry.page_key,
        "host": entry.host,
        "state": "passed" if passed else "waiting",
        "not_before": now,
        "tries": 0,
        "seen_at": now,
        "sha256": entry.sha256,
        "updated_at": entry.updated_at,
        "changes": 0,
        "told": None if passed else entry.details,
    }


def _changed(connection: Connection, row: Any, entry: Told, now: datetime) -> int:
    dated = entry.updated_at is not None and entry.updated_at != row.updated_at
    values: dict[str, Any] = {"seen_at": now, "sha256": entry.sha256, "updated_at": entry.updated_at}
    counts = dated or row.changes < MOST_CHANGES
    if counts and row.state != "passed":
        # A holder of the entry has read what it said before: it is to be read again.
        values |= {
            "state": "waiting",
            "not_before": now,
            "tries": 0,
            "holder": None,
            "lease_until": None,
            "page_key": entry.page_key,
            "host": entry.host,
            "told": entry.details,
            "changes": row.changes if dated else row.changes + 1,
        }
    connection.execute(update(FEED_ENTRIES).where(e.id == row.id).values(values))
    return int(counts and row.state in {"done", "failed"})
