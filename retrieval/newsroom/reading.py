"""Pages become articles on record: those that feeds tell of, those that people name, and those looked at again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from retrieval.errors import BadRecord
from retrieval.fetch import Fetched, FetchFailed, Trouble, Want, failed, shown
from retrieval.language.analyse import Analyser
from retrieval.newsroom.articles import from_entry, from_page
from retrieval.newsroom.entries import entry_of
from retrieval.newsroom.headers import DAY, retry_after
from retrieval.newsroom.manners import Manners
from retrieval.newsroom.turns import Getter, Turns
from retrieval.pages import Page, read_page
from retrieval.store import feed_entries, hosts
from retrieval.store.claims import Claim
from retrieval.store.database import read, write
from retrieval.store.feed_entries import EntryRow
from retrieval.store.record import Record
from retrieval.store.writing import Saved
from retrieval.types import Level, RawArticle

TRIES = 3  # of a page, before the feed's own text has to do
_COOL = timedelta(minutes=30)  # for a host that does not say how long
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A page that was had."""

    page: Page
    seen: Fetched


class NotNow(Exception):
    """The page may be had later; ``cool``: its host asks to be left alone so long."""

    def __init__(self, cause: str, cool: timedelta | None = None) -> None:
        super().__init__(cause)
        self.cool = cool


class NotHere(Exception):
    """The page cannot be had, or holds no article."""


class Reading:
    """Reads pages and keeps what they say."""

    def __init__(
        self,
        *,
        record: Record,
        analyser: Analyser,
        fetcher: Getter,
        turns: Turns,
        manners: Manners,
        now: Callable[[], datetime],
        public: Callable[[str], bool],
    ) -> None:
        self.record = record
        self._fetcher, self._analyser, self._turns, self._manners = fetcher, analyser, turns, manners
        self._now, self._public = now, public

    def page(self, url: str) -> Got:
        """The article at an address. Raises FetchFailed and BadRecord."""
        self._manners.ask(url)
        seen = self._fetcher.get(url, want=Want.PAGE, turn=self._turns.turn)
        if not 200 <= seen.status < 300:
            raise failed(Trouble.CONNECTION, url, f"its server answers {seen.status}")
        page = read_page(seen.body, url=seen.final_url, content_type=seen.content_type, now=self._now())
        return Got(page=page, seen=seen)

    def again(self, url: str, *, etag: str | None, last_modified: str | None) -> Got | Fetched:
        """The article at an address it was had from before; what was seen when there is nothing new in it."""
        self._manners.ask(url)
        seen = self._fetcher.get(url, want=Want.PAGE, etag=etag, last_modified=last_modified, turn=self._turns.turn)
        if not 200 <= seen.status < 300:
            return seen
        try:
            page = read_page(seen.body, url=seen.final_url, content_type=seen.content_type, now=self._now())
        except BadRecord:
            return seen
        return Got(page=page, seen=seen)

    def save(self, collection: str, raw: RawArticle) -> Saved | None:
        """The article on record; None when that changed nothing."""
        level = Level.FULL if raw.language is None else Level.LIGHT
        if self.record.unchanged(collection, raw, level=level):
            return None
        analyse = self._analyser.full if level is Level.FULL else self._analyser.light
        return self.record.save(collection, raw, analyse(raw.title, raw.text), now=self._now())

    def entry(self, claim: Claim) -> None:
        """A page that a feed told of is on record afterwards, or the feed's own text of it, or is tried later."""
        with self._turns.held(claim.host, claim.holder):
            with read(self.record.engine) as connection:
                row = feed_entries.entry(connection, claim.number)
            if row is None or not row.details:
                return
            elsewhere = None if row.article_key else self._elsewhere(row)
            if elsewhere is None:
                try:
                    raw = self._raw(row)
                except NotNow as later:
                    self._later(row, claim, later)
                    return
                except BadRecord as error:
                    self._settle(row, claim, state="failed", reason=error.cause)
                    return
        if elsewhere is not None:
            self._settle(row, claim, state="done", article_key=elsewhere, reason="another feed told of it too")
            return
        try:
            self.save(row.collection, raw)
        except BadRecord as error:
            self._settle(row, claim, state="failed", reason=error.cause)
            return
        self._settle(row, claim, state="done", article_key=raw.key, reason=None)

    def _elsewhere(self, row: EntryRow) -> str | None:
        """The article, when another feed or a person has brought its page already."""
        with read(self.record.engine) as connection:
            key = feed_entries.read_elsewhere(connection, row.collection, row.page_key)
        if key is None and self.record.articles([(row.collection, row.page_key)]):
            key = row.page_key
        return key

    def _raw(self, row: EntryRow) -> RawArticle:
        entry, now = entry_of(row.details), self._now()
        cause = "the feed names no page"
        if entry.url is not None:
            try:
                got = self._try(entry.url, last=row.tries + 1 >= TRIES)
                return from_page(got.page, url=got.seen.final_url, now=now, entry=entry, name=row.feed_name)
            except NotHere as error:
                cause = str(error)
        _log.info("text of the feed", page=shown(entry.url or ""), cause=cause)
        return from_entry(entry, feed_url=row.feed_url, name=row.feed_name, now=now)

    def _try(self, url: str, *, last: bool) -> Got:
        try:
            self._manners.ask(url)
            seen = self._fetcher.get(url, want=Want.PAGE, turn=self._turns.turn)
            if 200 <= seen.status < 300:
                page = read_page(seen.body, url=seen.final_url, content_type=seen.content_type, now=self._now())
                return Got(page=page, seen=seen)
        except FetchFailed as error:
            if not last and error.trouble in {
                Trouble.CONNECTION,
                Trouble.TIMEOUT,
                Trouble.UNKNOWN_HOST,
                Trouble.COOLING,
            }:
                raise NotNow(error.cause) from error
            raise NotHere(error.cause) from error
        except BadRecord as error:
            raise NotHere(error.cause) from error
        if seen.status == 429 and not last:
            raise NotNow("429: asked to wait", retry_after(seen.headers, self._now()) or _COOL)
        if seen.status >= 500 and not last:
            raise NotNow(f"{seen.status}: its server is in trouble")
        raise NotHere(f"its server answers {seen.status}")

    def _later(self, row: EntryRow, claim: Claim, later: NotNow) -> None:
        now = self._now()
        pause = min(DAY, later.cool or timedelta(minutes=5) * 4**row.tries)
        with write(self.record.engine) as connection:
            settled = feed_entries.settle(
                connection,
                row,
                holder=claim.holder,
                state="waiting",
                tries=row.tries + 1,
                not_before=now + pause,
                reason=str(later),
            )
            if settled and later.cool and self._public(claim.host):
                hosts.cool(connection, claim.host, now + pause)

    def _settle(self, row: EntryRow, claim: Claim, **values: object) -> None:
        with write(self.record.engine) as connection:
            feed_entries.settle(connection, row, holder=claim.holder, **values)
