"""`Newsroom`: sources, their polling, and links that people give. Any thread may call any method."""

from collections.abc import Sequence
from datetime import datetime

from retrieval.newsroom.records import Added, Ailment, Imported, ReadPage, SourceState


class Newsroom:
    """Everything that goes from the world into the record by itself."""

    def add(self, url: str, *, collection: str) -> Added:
        """The feed at an address, or the one that a page leads to, is a source afterwards; this was its first poll.

        Raises FetchFailed when there is no response, BadInput when nothing there is a feed.
        """
        raise NotImplementedError

    def sources(self, collections: Sequence[str] | None = None) -> tuple[SourceState, ...]:
        """The sources of these collections, or all; by collection and name."""
        raise NotImplementedError

    def source(self, source_id: int) -> SourceState:
        """One source. Raises Unknown."""
        raise NotImplementedError

    def pause(self, source_id: int) -> SourceState:
        """It is polled no more until resumed. Raises Unknown."""
        raise NotImplementedError

    def resume(self, source_id: int) -> SourceState:
        """It is polled next, whatever kept it from that: a pause, failures, a 410. Raises Unknown."""
        raise NotImplementedError

    def remove(self, source_id: int, *, keep_articles: bool = True) -> SourceState:
        """It is no source any more; what it was. Its articles stay unless told otherwise. Raises Unknown."""
        raise NotImplementedError

    def read(self, url: str, *, collection: str) -> ReadPage:
        """The article at an address a person gave is on record, and in the index, afterwards.

        Raises FetchFailed when it cannot be had (robots.txt too), BadRecord when there is no article in it.
        """
        raise NotImplementedError

    def import_opml(self, body: bytes, *, collection: str) -> Imported:
        """The feeds of an OPML list are sources afterwards; they are polled next. Raises BadRecord for no OPML."""
        raise NotImplementedError

    def export_opml(self, collections: Sequence[str] | None = None) -> bytes:
        """The sources as an OPML list."""
        raise NotImplementedError

    def ailing(self, collections: Sequence[str] | None = None) -> tuple[Ailment, ...]:
        """What is not well with the sources, and what to do about it."""
        raise NotImplementedError

    def due(self, now: datetime) -> int:
        """How many polls, pages and rechecks are due."""
        raise NotImplementedError

    def work_once(self) -> bool:
        """Does one piece of work that is due; False when there is none."""
        raise NotImplementedError
