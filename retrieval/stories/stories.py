"""Articles clustered into stories, a few at a time behind whoever saves them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine

from retrieval.store.record import Record
from retrieval.stories.records import Story


class Stories:
    """The stories behind one engine; any thread may use it."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine, self._record = engine, record

    def catch_up(self, *, stop: Callable[[], bool] = lambda: False) -> int:  # noqa: ARG002
        """Every article whose copies are known is in a story afterwards; how many had to be looked at."""
        return 0

    def behind(self) -> int:
        """How many articles are still to be looked at."""
        return 0

    def of_article(self, collection: str, key: str, *, as_of: datetime | None = None) -> Story | None:  # noqa: ARG002
        """The story that an article is part of."""
        return None

    def get(self, id: int, *, as_of: datetime | None = None) -> Story | None:  # noqa: A002, ARG002
        """The story of that number, or the one that it is part of since somebody merged it."""
        return None

    def between(
        self,
        collections: Sequence[str],  # noqa: ARG002
        since: datetime | None,  # noqa: ARG002
        until: datetime | None,  # noqa: ARG002
        *,
        as_of: datetime,  # noqa: ARG002
    ) -> tuple[Story, ...]:
        """The stories of which something was published between two instants, both included: most texts then first.

        Each whole, as of ``as_of``; `Story.within` gives the part between them.
        """
        return ()

    def split(self, collection: str, key: str, *, now: datetime) -> int:
        """The number of the story that an article (with its copies) makes for good, apart from the one it was in.

        Raises Unknown when it is in none.
        """
        raise NotImplementedError

    def merge(self, into: int, other: int, *, now: datetime) -> None:
        """Two stories are one for good, under the first number. Raises Unknown when either is not there."""
        raise NotImplementedError
