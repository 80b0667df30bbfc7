"""New sources: an address a person gave, or a list of them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine

from retrieval.errors import BadInput
from retrieval.feeds import Outline, feeds_in, read_opml, write_opml
from retrieval.fetch import Fetched, Trouble, failed, shown
from retrieval.newsroom.addresses import host_of, tidied
from retrieval.newsroom.polling import Heard, Polling
from retrieval.newsroom.records import Imported
from retrieval.newsroom.saying import count
from retrieval.newsroom.schedule import FIRST, PERMANENT
from retrieval.pages.keys import outlet
from retrieval.store import feeds
from retrieval.store.beside import alone
from retrieval.store.claims import claim_feed
from retrieval.store.database import read, write
from retrieval.store.feeds import FeedRow
from retrieval.store.holdings import known_collection

CANDIDATES = 5  # feeds of a page that are tried
_LEASE = timedelta(minutes=5)


class Adding:
    """Makes sources of addresses."""

    def __init__(
        self, *, engine: Engine, polling: Polling, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._engine, self._polling = engine, polling
        self._now, self._new_id = now, new_id

    def add(self, url: str, collection: str) -> tuple[int, bool, int, tuple[str, ...]]:
        """The feed's number, whether it is new, how many entries wait to be read, and what a person should know."""
        address = tidied(url)
        with read(self._engine) as connection:
            collection_id = known_collection(connection, collection)
            known = feeds.feed_at(connection, collection_id, address)
        if known is not None:
            return known.id, False, 0, ()
        heard, notes = self._heard(address)
        assert heard.feed is not None  # `_heard` raises otherwise
        address = _lasting(heard.seen)
        holder, now = self._new_id(), self._now()
        name = heard.feed.title or outlet(heard.feed.home or address) or address
        with write(self._engine) as connection:
            alone(connection, f"source {collection_id} {address}")
            known = feeds.feed_at(connection, collection_id, address)
            if known is not None:
                return known.id, False, 0, notes
            number = feeds.add_feed(
                connection,
                collection_id=collection_id,
                url=address,
                host=host_of(address),
                now=now,
                name=name[:300],
                home=heard.feed.home,
                interval_seconds=round(FIRST.total_seconds()),
            )
            claim_feed(connection, number, holder=holder, until=now + _LEASE)
            waiting = self._polling.settle(connection, feeds.feed(connection, number), holder, heard)
        left = len(heard.entries) - waiting
        if left > 0:
            notes += (f"{count(left, 'older article')} in it left out",)
        return number, True, waiting, (*notes, *heard.feed.repairs)

    def _heard(self, address: str) -> tuple[Heard, tuple[str, ...]]:
        """The feed at an address, or the first one that the page there leads to."""
        heard = self._polling.hear(address)
        seen = heard.seen
        if heard.feed is not None:
            return heard, ()
        if not 200 <= seen.status < 300:
            raise failed(Trouble.CONNECTION, address, f"its server answers {seen.status}")
        for candidate in feeds_in(seen.body, url=seen.final_url)[:CANDIDATES]:
            try:
                heard = self._polling.hear(tidied(candidate))
            except BadInput:  # FetchFailed is one
                continue
            if heard.feed is not None:
                return heard, (f"found in the page: {candidate}",)
        raise BadInput(shown(address), "it is no feed, and leads to none", "look for RSS on the site and give me that")

    def import_list(self, body: bytes, collection: str) -> Imported:
        """The feeds of an OPML list as sources that are due. Raises BadRecord when it is no OPML."""
        outlines = read_opml(body)
        new = known = 0
        bad: list[str] = []
        for outline in outlines:
            try:
                address = tidied(outline.url)
            except BadInput as error:
                bad.append(str(error))
                continue
            if self._import(outline, address, collection):
                new += 1
            else:
                known += 1
        return Imported(new=new, known=known, bad=tuple(bad))

    def _import(self, outline: Outline, address: str, collection: str) -> bool:
        with write(self._engine) as connection:
            collection_id = known_collection(connection, collection)
            alone(connection, f"source {collection_id} {address}")
            if feeds.feed_at(connection, collection_id, address) is not None:
                return False
            feeds.add_feed(
                connection,
                collection_id=collection_id,
                url=address,
                host=host_of(address),
                now=self._now(),
                name=outline.title[:300] if outline.title != outline.url else address,
                home=outline.home,
                category=outline.category,
                interval_seconds=round(FIRST.total_seconds()),
            )
        return True


def opml_of(rows: Sequence[FeedRow]) -> bytes:
    """The feeds as an OPML list."""
    return write_opml(tuple(Outline(title=row.name, url=row.url, home=row.home, category=row.category) for row in rows))


def _lasting(seen: Fetched) -> str:
    """The address to poll: where a permanent redirect leads, else the one that was asked."""
    moved = seen.moves and all(move.status in PERMANENT for move in seen.moves)
    return seen.final_url if moved else seen.url
