"""What every engine offers. The index is a cache of the database: it can always be rebuilt from it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from retrieval.types import CollectionStats, Found, LogEntry, Query


class SentenceIndex(Protocol):
    """Finds candidate sentences and scores them, and the articles around them, with rank-bm25.

    ``apply`` takes log entries in order of ``seq`` and is idempotent: delete by article, then add, then one commit;
    the watermark then equals the last ``seq``. Applying an older batch again changes nothing.
    """

    def apply(self, batch: Sequence[LogEntry]) -> None: ...

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        """How many sentences went."""
        ...

    def search(self, query: Query, *, limit: int) -> Found: ...

    def stats(self, terms: Sequence[str], collections: Sequence[str]) -> CollectionStats: ...

    def watermark(self) -> int: ...

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> None:
        """Fills a new generation beside the one in use and switches to it; searches go on meanwhile."""
        ...

    def check(self) -> None:
        """Raises IndexDamaged when the index on disk cannot be trusted."""
        ...

    def close(self) -> None: ...
