"""Cited articles are looked at again: a correction becomes a new version, and the citation can be held against it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from retrieval.errors import BadRecord
from retrieval.fetch import FetchFailed
from retrieval.newsroom.addresses import host_of
from retrieval.newsroom.articles import from_page
from retrieval.newsroom.reading import Got, Reading
from retrieval.newsroom.turns import Turns
from retrieval.store.checks import CheckRow, check, put_check, settle_check
from retrieval.store.claims import Claim
from retrieval.store.database import read, write
from retrieval.store.feed_entries import MOST_CHANGES
from retrieval.store.holdings import collection_row
from retrieval.types import Article

AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3), timedelta(days=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An article that an answer cites, and when it was last cited."""

    collection: str
    key: str
    at: datetime


def next_look(cited_at: datetime, step: int, now: datetime) -> tuple[int, datetime | None]:
    """The next look and its time, those that were missed left out; None after the last."""
    while step < len(AFTER) and cited_at + AFTER[step] <= now:
        step += 1
    return step, cited_at + AFTER[step] if step < len(AFTER) else None


class Looking:
    """Plans the looks, and makes them."""

    def __init__(self, *, engine: Engine, reading: Reading, turns: Turns, now: Callable[[], datetime]) -> None:
        self._engine, self._reading, self._turns, self._now = engine, reading, turns, now

    def plan(self, cited: Iterable[Cited]) -> int:
        """How many articles are now looked at again; an article that is being looked at goes on as planned."""
        found = {(each.collection, each.key): each for each in cited}
        articles = self._reading.record.articles(found)
        planned = 0
        for name, each in found.items():
            article = articles.get(name)
            if article is not None and article.url:
                planned += self._plan(each, article)
        return planned

    def _plan(self, cited: Cited, article: Article) -> int:
        now = self._now()
        with read(self._engine) as connection:
            collection_id = collection_row(connection, cited.collection)
            known = None if collection_id is None else check(connection, collection_id, cited.key)
        if collection_id is None or (known is not None and (known.next_at or cited.at <= known.cited_at + AFTER[-1])):
            return 0
        step, at = next_look(cited.at, 0, now)
        if at is None:
            return 0
        assert article.url is not None  # asked before
        values: dict[str, Any] = {"url": article.url, "host": host_of(article.url), "cited_at": cited.at}
        with write(self._engine) as connection:
            put_check(connection, collection_id, cited.key, **values, step=step, next_at=at)
        return 1

    def look(self, claim: Claim) -> None:
        """The article as its page is now; the next look is planned whatever became of this one."""
        with read(self._engine) as connection:
            row = check(connection, claim.collection_id, claim.key)
        values: dict[str, Any] = {}
        try:
            with self._turns.held(claim.host, claim.holder):
                got = None if row is None else self._again(row)
            if row is not None and isinstance(got, Got):
                values = self._keep(row, got)
        finally:
            if row is not None:
                step, at = next_look(row.cited_at, row.step, self._now())
                with write(self._engine) as connection:
                    settle_check(connection, row, holder=claim.holder, step=step, next_at=at, **values)

    def _again(self, row: CheckRow) -> object:
        try:
            return self._reading.again(row.url, etag=row.etag, last_modified=row.last_modified)
        except FetchFailed:
            return None

    def _keep(self, row: CheckRow, got: Got) -> dict[str, Any]:
        """Saves what is new. A page that changes without giving itself a new date does so two dozen times at most."""
        headers = got.seen.headers
        values: dict[str, Any] = {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}
        try:
            raw = from_page(got.page, url=got.seen.final_url, now=self._now())
        except BadRecord:
            return values
        known = self._reading.record.articles([(row.collection, row.key)]).get((row.collection, row.key))
        if known is None or raw.language is not None:
            return values
        raw = replace(raw, key=row.key, source=known.source, url=known.url, published_at=None, precision=None)
        dated = got.page.modified_at is not None and got.page.modified_at > known.fetched_at
        if not dated and row.changes >= MOST_CHANGES:
            return values
        saved = self._reading.save(row.collection, raw)
        if saved is not None and not dated:
            values["changes"] = row.changes + 1
        return values
