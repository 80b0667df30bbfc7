"""Polls: a feed is asked whether it has news, and what it tells is kept in the same transaction as what it answered.

So a process may be killed at any moment: either the poll never was, or everything it told waits to be read.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Engine

from retrieval.errors import BadRecord
from retrieval.feeds import Feed, read_feed
from retrieval.fetch import Fetched, FetchFailed, Want, shown
from retrieval.newsroom.addresses import host_of
from retrieval.newsroom.entries import told
from retrieval.newsroom.schedule import Known, News, Plan, pace_of, plan, plan_failure
from retrieval.newsroom.turns import Getter, Turns
from retrieval.pages import page_key
from retrieval.store import feeds, hosts
from retrieval.store.claims import Claim
from retrieval.store.database import read, write
from retrieval.store.feed_entries import Told, tell
from retrieval.store.feeds import FeedRow

FIRST_TAKE, TAKE = 100, 5_000  # new entries taken from a first poll, and from any later one
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A response to a poll: the feed in it (None: nothing new, or no feed), and its entries as rows."""

    seen: Fetched
    feed: Feed | None = None
    entries: tuple[Told, ...] = ()
    same: bool = False  # 304, or the bytes of last time
    sha256: str | None = None


class Polling:
    """Polls feeds."""

    def __init__(
        self,
        *,
        engine: Engine,
        fetcher: Getter,
        turns: Turns,
        now: Callable[[], datetime],
        jitter: Callable[[], float],
        public: Callable[[str], bool],
    ) -> None:
        self._engine, self._fetcher, self._turns = engine, fetcher, turns
        self._now, self._jitter, self._public = now, jitter, public

    def poll(self, claim: Claim) -> None:
        """One poll of a claimed feed."""
        with self._turns.held(claim.host, claim.holder):
            with read(self._engine) as connection:
                row = feeds.feed(connection, claim.number)
            try:
                heard = self.hear(row.url, row)
            except FetchFailed as error:
                failed = plan_failure(_known(row), error, now=self._now(), jitter=self._jitter())
                with write(self._engine) as connection:
                    self._keep(connection, row, claim.holder, failed, {})
                return
        with write(self._engine) as connection:
            self.settle(connection, row, claim.holder, heard)

    def hear(self, url: str, known: FeedRow | None = None) -> Heard:
        """What is at an address; of a known feed its news alone. Raises FetchFailed."""
        etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
        seen = self._fetcher.get(url, want=Want.FEED, etag=etag, last_modified=last_modified, turn=self._turns.turn)
        return self._heard(seen, known.body_sha256 if known else None)

    def _heard(self, seen: Fetched, known_sha256: str | None) -> Heard:
        if seen.status == 304:
            return Heard(seen=seen, same=True)
        if seen.status != 200:
            return Heard(seen=seen)
        sha256 = hashlib.sha256(seen.body).hexdigest()
        if sha256 == known_sha256:
            return Heard(seen=seen, same=True, sha256=sha256)
        try:
            feed = read_feed(seen.body, url=seen.final_url, content_type=seen.content_type, now=self._now())
        except BadRecord:
            return Heard(seen=seen)
        entries = told(feed.entries, feed_url=seen.url, page_key=page_key)
        return Heard(seen=seen, feed=feed, entries=entries, sha256=sha256)

    def settle(self, connection: Connection, row: FeedRow, holder: str, heard: Heard) -> int:
        """What was heard is kept; how many entries wait to be read because of it."""
        now, news, waiting = self._now(), None, 0
        values: dict[str, Any] = {}
        if heard.feed is not None:
            if not _still_held(connection, row, holder):
                return 0
            limit = TAKE if row.polls else FIRST_TAKE
            waiting = tell(connection, row.id, heard.entries, now=now, limit=limit)
            news = News(fresh=waiting, pace=_pace(heard.feed, now), ttl=heard.feed.ttl)
            values = {"repairs": list(heard.feed.repairs), "home": heard.feed.home or row.home}
            if row.name == row.url and heard.feed.title:
                values["name"] = heard.feed.title[:300]
        elif heard.same:
            news = News(fresh=0)
        if news is not None:
            values |= _validators(heard)
        made = plan(_known(row), heard.seen, news, now=now, jitter=self._jitter(), public=self._public(row.host))
        if news is not None and not waiting:
            values["unchanged"] = row.unchanged + 1
        self._keep(connection, row, holder, made, values)
        return waiting

    def _keep(self, connection: Connection, row: FeedRow, holder: str, made: Plan, values: dict[str, Any]) -> None:
        now = self._now()
        if made.moved and feeds.feed_at(connection, row.collection_id, made.known.url) is not None:
            made = Plan(
                known=_known(row), next_at=None, reason=f"it has moved to {made.known.url}, a source too", status=301
            )
        values |= {
            "url": made.known.url,
            "host": host_of(made.known.url),
            "interval_seconds": round(made.known.interval.total_seconds()),
            "failures": made.known.failures,
            "newest_at": made.known.newest_at,
            "moved_to": made.known.moved_to,
            "moved_times": made.known.moved_times,
            "moved_since": made.known.moved_since,
            "next_poll_at": made.next_at or now,
            "last_poll_at": now,
            "last_status": made.status,
            "reason": made.reason,
            "polls": row.polls + 1,
            "holder": None,
            "lease_until": None,
        }
        if made.gone:
            values["state"] = "gone"
        if not feeds.change_feed(connection, row.id, values, holder=holder):
            return
        if made.cool_until is not None:
            hosts.cool(connection, row.host, made.cool_until)
        if made.gone:
            _log.warning("source gone", source=row.id, feed=shown(row.url), reason=made.reason)
        elif made.moved:
            _log.warning("source moved", source=row.id, feed=shown(row.url), to=shown(made.known.url))


def _known(row: FeedRow) -> Known:
    return Known(
        url=row.url,
        interval=row.interval,
        failures=row.failures,
        newest_at=row.newest_at,
        moved_to=row.moved_to,
        moved_times=row.moved_times,
        moved_since=row.moved_since,
    )


def _pace(feed: Feed, now: datetime) -> timedelta | None:
    dates = [entry.published_at for entry in feed.entries if entry.published_at is not None]
    return pace_of(dates, now) if len(dates) * 2 > len(feed.entries) else None


def _validators(heard: Heard) -> dict[str, Any]:
    """Those of a 200 replace what was known; a 304 may bring newer ones, and need not repeat them."""
    headers = heard.seen.headers
    given = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
    if heard.seen.status == 304:
        return {name: value for name, value in given.items() if value}
    return {**given, "body_sha256": heard.sha256}


def _still_held(connection: Connection, row: FeedRow, holder: str) -> bool:
    return feeds.change_feed(connection, row.id, {"polls": row.polls}, holder=holder)
