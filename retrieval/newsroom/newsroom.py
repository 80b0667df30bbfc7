"""`Newsroom`: sources, their polling, and links that people give. Any thread may call any method."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import structlog

from retrieval.errors import BadInput
from retrieval.fetch import Turn
from retrieval.language.analyse import Analyser
from retrieval.newsroom.adding import Adding, opml_of
from retrieval.newsroom.health import ailments, state_of
from retrieval.newsroom.links import Links
from retrieval.newsroom.looking import Cited, Looking
from retrieval.newsroom.manners import Manners, RobotsRules
from retrieval.newsroom.polling import Polling
from retrieval.newsroom.reading import TRIES, Reading
from retrieval.newsroom.records import Added, Ailment, Imported, ReadPage, SourceState
from retrieval.newsroom.turns import GAP, HOST_LEASE, Getter, Turns
from retrieval.store import claims, feed_entries, feeds, hosts
from retrieval.store.claims import Claim, Work
from retrieval.store.database import read, write
from retrieval.store.record import Record

LEASE = timedelta(minutes=5)  # of a piece of work: a page fetched and analysed, on a loaded machine
PUT_OFF = timedelta(hours=1)  # work that broke
FORGET = timedelta(days=60)  # entries that are read and no longer in their feed
CITED_SINCE = timedelta(days=7)
_log = structlog.get_logger()


class Newsroom:
    """Everything that goes from the world into the record by itself.

    ``robots`` makes the rules of robots.txt from what fetches it, in turns; ``jitter`` gives numbers in [-1, 1];
    ``public`` tells whether a host is the world's; ``cited`` gives the articles cited since a time; ``catch_up``
    brings the index to a line of its log.
    """

    def __init__(
        self,
        *,
        record: Record,
        analyser: Analyser,
        fetcher: Getter,
        robots: Callable[[Getter, Turn], RobotsRules],
        now: Callable[[], datetime],
        wait: Callable[[float], None],
        jitter: Callable[[], float],
        new_id: Callable[[], str],
        public: Callable[[str], bool] = lambda _host: True,
        cited: Callable[[datetime], Iterable[Cited]] = lambda _since: (),
        catch_up: Callable[[int], object] = lambda _seq: None,
        gap: timedelta = GAP,
    ) -> None:
        self._record, self._engine = record, record.engine
        self._now, self._new_id, self._cited, self._catch_up = now, new_id, cited, catch_up
        engine = record.engine
        turns = Turns(engine, now=now, wait=wait, new_id=new_id, gap=gap)
        self._polling = Polling(engine=engine, fetcher=fetcher, turns=turns, now=now, jitter=jitter, public=public)
        self._adding = Adding(engine=engine, polling=self._polling, now=now, new_id=new_id)
        self._reading = Reading(
            record=record,
            analyser=analyser,
            fetcher=fetcher,
            turns=turns,
            manners=Manners(robots, fetcher, turns),
            now=now,
            public=public,
        )
        self._links = Links(reading=self._reading, polling=self._polling, now=now, catch_up=catch_up)
        self._looking = Looking(engine=engine, reading=self._reading, turns=turns, now=now)

    def add(self, url: str, *, collection: str) -> Added:
        """The feed at an address, or the one that a page leads to, is a source afterwards; this was its first poll.

        Raises FetchFailed when there is no response, BadInput when nothing there is a feed.
        """
        self._record.ensure_collection(collection)
        number, new, taken, notes = self._adding.add(url, collection)
        return Added(source=self.source(number), new=new, taken=taken, notes=notes)

    def sources(self, collections: Sequence[str] | None = None) -> tuple[SourceState, ...]:
        """The sources of these collections, or all; by collection and name."""
        with read(self._engine) as connection:
            return tuple(state_of(row) for row in feeds.feeds(connection, collections))

    def source(self, source_id: int) -> SourceState:
        """One source. Raises Unknown."""
        with read(self._engine) as connection:
            return state_of(feeds.feed(connection, source_id))

    def pause(self, source_id: int) -> SourceState:
        """It is polled no more until resumed. Raises Unknown."""
        return self._change(source_id, state="paused", reason="it is paused")

    def resume(self, source_id: int) -> SourceState:
        """It is polled next, whatever kept it from that: a pause, failures, a 410. Raises Unknown."""
        return self._change(source_id, state="active", failures=0, next_poll_at=self._now(), reason="it was resumed")

    def remove(self, source_id: int, *, keep_articles: bool = True) -> SourceState:
        """It is no source any more; what it was. Its articles stay unless told otherwise. Raises Unknown.

        Articles that another source of its collection tells of too stay in any case.
        """
        with read(self._engine) as connection:
            was = state_of(feeds.feed(connection, source_id))
            keys = [] if keep_articles else feeds.only_articles(connection, source_id)
        self._change(source_id, state="paused", reason="it is being removed")
        if keys:
            self._catch_up(self._record.delete(was.collection, keys))
        with write(self._engine) as connection:
            feeds.remove_feed(connection, source_id)
        return was

    def read(self, url: str, *, collection: str) -> ReadPage:
        """The article at an address a person gave is on record, and in the index, afterwards.

        Raises FetchFailed when it cannot be had (robots.txt too), BadRecord when there is no article in it.
        """
        return self._links.read(url, collection)

    def read_all(self, url: str, *, collection: str) -> Iterator[ReadPage | BadInput]:
        """Every article that the feed at an address tells of, once and for all; of a page, the article in it.

        What cannot be had is told, and the rest is read. Raises FetchFailed when the address itself cannot be had.
        """
        return self._links.read_all(url, collection)

    def import_opml(self, body: bytes, *, collection: str) -> Imported:
        """The feeds of an OPML list are sources afterwards; they are polled next. Raises BadRecord for no OPML."""
        self._record.ensure_collection(collection)
        return self._adding.import_list(body, collection)

    def export_opml(self, collections: Sequence[str] | None = None) -> bytes:
        """The sources as an OPML list."""
        with read(self._engine) as connection:
            return opml_of(feeds.feeds(connection, collections))

    def ailing(self, collections: Sequence[str] | None = None) -> tuple[Ailment, ...]:
        """What is not well with the sources, and what to do about it."""
        with read(self._engine) as connection:
            rows = feeds.feeds(connection, collections)
        return tuple(ailment for row in rows for ailment in ailments(row, self._now()))

    def due(self, now: datetime) -> int:
        """How many polls, pages and looks at cited articles are due."""
        with read(self._engine) as connection:
            return claims.due(connection, now)

    def waiting(self) -> int:
        """How many entries of feeds wait for their page to be read."""
        with read(self._engine) as connection:
            return feed_entries.waiting(connection)

    def next_due(self) -> datetime | None:
        """The next time at which there may be something to do; None when nothing is planned."""
        with read(self._engine) as connection:
            return claims.next_due(connection, self._now())

    def claim(self) -> Claim | None:
        """A piece of work that is due, for this caller alone; it is to be given to `do`."""
        now = self._now()
        with read(self._engine) as connection:
            if not claims.claimable(connection, now):
                return None
        with write(self._engine) as connection:
            return claims.claim(
                connection, holder=self._new_id(), now=now, host_until=now + HOST_LEASE, until=now + LEASE
            )

    def do(self, claim: Claim) -> None:
        """Does claimed work. Never raises: what breaks is tried again later."""
        doing = {Work.ENTRY: self._reading.entry, Work.FEED: self._polling.poll, Work.CHECK: self._looking.look}
        try:
            doing[claim.work](claim)
        except Exception as error:  # one page, feed or moment of the database: never the end of the others
            _log.warning("work put off", work=claim.work.value, host=claim.host, error=type(error).__name__)
            _log.debug("work put off", exc_info=True)
            with write(self._engine) as connection:
                claims.put_off(connection, claim, until=self._now() + PUT_OFF, tries=TRIES)

    def work_once(self) -> bool:
        """Does one piece of work that is due; False when there is none, or none whose host is free."""
        claim = self.claim()
        if claim is not None:
            self.do(claim)
        return claim is not None

    def recheck(self) -> int:
        """Cited articles are planned to be looked at again; how many were not before."""
        return self._looking.plan(self._cited(self._now() - CITED_SINCE))

    def tidy(self) -> None:
        """What is of no use any more is dropped, a little at a time."""
        before = self._now() - FORGET
        with write(self._engine) as connection:
            feed_entries.forget(connection, before, limit=1_000)
            hosts.forget(connection, before)

    def _change(self, source_id: int, **values: object) -> SourceState:
        with write(self._engine) as connection:
            feeds.feed(connection, source_id)
            feeds.change_feed(connection, source_id, values)
            return state_of(feeds.feed(connection, source_id))
