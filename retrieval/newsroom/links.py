"""Addresses that people give: read at once, and in the index when it is said that they are."""

from collections.abc import Callable, Iterator
from datetime import datetime

from retrieval.errors import BadInput, BadRecord
from retrieval.fetch import shown
from retrieval.newsroom.addresses import tidied
from retrieval.newsroom.articles import from_entry, from_page
from retrieval.newsroom.entries import entry_of
from retrieval.newsroom.polling import Polling
from retrieval.newsroom.reading import Reading
from retrieval.newsroom.records import ReadPage
from retrieval.store.writing import SaveStatus
from retrieval.types import RawArticle


class Links:
    """Reads what is at an address."""

    def __init__(
        self,
        *,
        reading: Reading,
        polling: Polling,
        now: Callable[[], datetime],
        catch_up: Callable[[int], object],
    ) -> None:
        self._reading, self._polling, self._now, self._catch_up = reading, polling, now, catch_up

    def read(self, url: str, collection: str) -> ReadPage:
        """The article there, on record. Raises FetchFailed and BadRecord."""
        address = tidied(url)
        got = self._reading.page(address)
        raw = from_page(got.page, url=got.seen.final_url, now=self._now())
        return self._kept(raw, address, collection, partial=got.page.partial)

    def read_all(self, url: str, collection: str) -> Iterator[ReadPage | BadInput]:
        """The articles of the feed there, or of the page; what cannot be had is told. Raises FetchFailed."""
        address = tidied(url)
        heard = self._polling.hear(address)
        if heard.feed is None:
            yield self.read(address, collection)
            return
        for told in heard.entries:
            entry = entry_of(told.details)
            try:
                if entry.url is None:
                    raise BadRecord(shown(address), "an entry names no page", "read the feed in a browser")
                yield self.read(entry.url, collection)
            except BadInput as error:
                try:
                    name = heard.feed.title or shown(address)
                    raw = from_entry(entry, feed_url=address, name=name, now=self._now())
                    yield self._kept(raw, entry.url or address, collection, partial=True)
                except BadRecord:
                    yield error

    def _kept(self, raw: RawArticle, address: str, collection: str, *, partial: bool) -> ReadPage:
        record = self._reading.record
        record.ensure_collection(collection)
        saved = self._reading.save(collection, raw)
        article = record.articles([(collection, raw.key)])[collection, raw.key]
        if saved is not None:
            self._catch_up(saved.seq)
        return ReadPage(
            collection=collection,
            key=raw.key,
            version=article.version,
            title=article.title,
            source=article.source,
            url=article.url or address,
            published_at=article.published_at,
            precision=article.precision,
            new=saved is not None and saved.status is SaveStatus.NEW,
            partial=partial,
            language=raw.language,
        )
