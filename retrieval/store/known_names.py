"""The words that names in a collection are made of, for reading misspelt ones; kept in memory, read when needed."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Engine, func, select

from retrieval.store.database import read
from retrieval.store.holdings import source_names
from retrieval.store.index_log import last_seq
from retrieval.store.schema import ARTICLES, COLLECTIONS, SENTENCES, VERSIONS

SHORTEST = 4  # letters; shorter words have too many neighbours
LEAD = 16  # sentences of an article: who matters in it has been named by then
_LISTED = 100_000  # versions whose numbers are looked up at once: with few at a time all of them are, again and again
_VERSIONS = 500  # read in one transaction


class KnownNames:
    """Words of names, lower case, and how many sentences in the leads of articles name them. Any thread may ask.

    A question with an unknown word reads what came in since the last such question. What was deleted meanwhile stays
    counted: whoever takes a word from here asks the index whether it is still there.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        self._outlets: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
        self._seen: dict[str, int] = {}  # by collection: the last version that was read

    def outlets(self, collections: Sequence[str]) -> tuple[str, ...]:
        """The names of the sources there, looked up anew when anything changed."""
        asked = tuple(collections)
        with read(self._engine) as connection:
            seq = last_seq(connection)
            with self._lock:
                known = self._outlets.get(asked)
            if known is not None and known[0] == seq:
                return known[1]
            found = source_names(connection, asked)
        with self._lock:
            self._outlets[asked] = seq, found
        return found

    def of(self, collections: Sequence[str]) -> tuple[Mapping[str, int], ...]:
        """The words of each collection; not to be changed."""
        with self._lock:
            for collection in collections:
                self._catch_up(collection)
            return tuple(self._counts[collection] for collection in collections)

    def _catch_up(self, collection: str) -> None:
        counts = self._counts[collection]
        v, last = VERSIONS.c, self._seen.get(collection, 0)
        here = (
            select(v.id)
            .join(ARTICLES, ARTICLES.c.id == v.article_id)
            .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
            .where(COLLECTIONS.c.name == collection)
        )
        while True:
            with read(self._engine) as connection:
                versions = list(connection.scalars(here.where(v.id > last).order_by(v.id).limit(_LISTED)))
            if not versions:
                break
            for at in range(0, len(versions), _VERSIONS):
                self._read(versions[at : at + _VERSIONS], counts)
            last = versions[-1]
        self._seen[collection] = last

    def _read(self, versions: Sequence[int], counts: dict[str, int]) -> None:
        c = SENTENCES.c
        named = c.version_id.in_(versions), c.position < LEAD, func.length(c.names) >= SHORTEST
        with read(self._engine) as connection:
            _count(counts, connection.scalars(select(c.names).where(*named)).all())


def _count(counts: dict[str, int], rows: Iterable[str]) -> None:
    for row in rows:
        for word in set(row.replace("\x1f", " ").split()):
            if len(word) >= SHORTEST and word.isalpha():
                counts[word] = counts.get(word, 0) + 1
