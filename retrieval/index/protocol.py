"""What every engine offers. The index is a cache of the database: it can always be rebuilt from it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from retrieval.types import CollectionStats, Found, LogEntry, Query


class Generation(Protocol):
    """A whole index being filled beside the one in use; nobody searches it until `SentenceIndex.switch`."""

    def apply(self, batch: Sequence[LogEntry]) -> None: ...

    def watermark(self) -> int: ...

    def discard(self) -> None:
        """Throws it away unused."""
        ...


class SentenceIndex(Protocol):
    """Finds candidate sentences and scores them, and the articles around them, with rank-bm25.

    ``apply`` takes log entries in order of ``seq`` and is idempotent: delete by article, then add, then one commit;
    the watermark then equals the last ``seq``. Applying an older batch again changes nothing. One writer at a time:
    `Keeper` sees to it.
    """

    def apply(self, batch: Sequence[LogEntry]) -> None: ...

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        """How many sentences went, older versions' included. The watermark stays."""
        ...

    def search(self, query: Query, *, limit: int, top_articles: int = 0) -> Found:
        """The ``limit`` best sentences; never fewer, other or in another order than scoring every sentence gives.

        With the scores of the articles around them (as of the same moment), and of the ``top_articles`` best ones.
        """
        ...

    def stats(self, terms: Sequence[str], collections: Sequence[str]) -> CollectionStats: ...

    def watermark(self) -> int: ...

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> Generation:
        """A new generation holding ``entries`` (each article once); searches of the one in use go on meanwhile."""
        ...

    def switch(self, generation: Generation) -> None:
        """Searches see ``generation`` from now on, in every process."""
        ...

    def check(self) -> None:
        """Raises IndexDamaged when the index on disk cannot be trusted."""
        ...

    def close(self) -> None: ...


class IndexLog(Protocol):
    """What a `Keeper` needs of the record."""

    def log(self, after: int, limit: int) -> list[LogEntry]:
        """At most ``limit`` entries with a higher ``seq`` than ``after``, in order."""
        ...

    def last_seq(self) -> int: ...

    def everything(self) -> Iterator[LogEntry]:
        """Every article there is, once."""
        ...
