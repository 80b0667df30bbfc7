"""Articles grouped with their copies, a few at a time behind whoever saves them; nothing is deleted for being one.

What is done is told by the newest version looked at: any number of processes may catch up at once, and one that finds
that another was faster begins again.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, insert, select, update

from retrieval.store.copies_table import COPIES, forget, packed, post, stored
from retrieval.store.database import in_turn, read
from retrieval.store.grouping import POSTED, Batch, Looked, Memory
from retrieval.store.rows import NAME_MARK
from retrieval.store.schema import ARTICLES, COLLECTIONS, VERSIONS
from retrieval.store.steps import in_steps
from retrieval.store.versions import CHUNK
from retrieval.text.credits import credits_of
from retrieval.text.shingles import sample, shingles

_AT_ONCE = 20  # articles in one transaction
_HASHES_AT_ONCE = 3_000  # that are written in one transaction, so that none is long


class Copies:
    """The groups of copies behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._memory = Memory()
        self._lock = Lock()

    def catch_up(
        self, *, stop: Callable[[], bool] = lambda: False, on_progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Every article is grouped afterwards, by its newest version; how many had to be looked at.

        A few hundred a second; ``stop`` is asked between transactions, and ``on_progress`` told of how many are done.
        """
        return in_steps(self._step, lock=self._lock, behind=self.behind, stop=stop, on_progress=on_progress)

    def behind(self) -> int:
        """How many articles are still to be looked at."""
        with read(self._engine) as connection:
            query = _unseen(_mark(connection), select(func.count()))
            return int(connection.scalar(query) or 0)

    def newest(self) -> int:
        """The row of the version saved last; 0 before the first. See `count`."""
        with read(self._engine) as connection:
            return int(connection.scalar(select(func.coalesce(func.max(VERSIONS.c.id), 0))) or 0)

    def count(self, collections: Sequence[str], *, after: int = 0) -> int:
        """How many articles are copies of another there; only those saved behind the version row ``after``."""
        c = COPIES.c
        rows = select(COLLECTIONS.c.id).where(COLLECTIONS.c.name.in_(collections))
        first = select(c.group_id, func.min(c.version_id).label("first")).where(c.collection_id.in_(rows))
        held = first.group_by(c.collection_id, c.group_id).having(func.count() > 1).subquery()
        query = select(func.count()).join_from(COPIES, held, held.c.group_id == c.group_id)
        with read(self._engine) as connection:
            return int(connection.scalar(query.where(c.version_id != held.c.first, c.version_id > after)) or 0)

    def _step(self) -> int | None:
        """How many articles were looked at now, 0 when another process was faster; None when there are none."""
        with read(self._engine) as connection:
            mark = _mark(connection)
            looked = _next(connection, mark)
            if not looked:
                return None
            postings = _postings(connection, looked)
            full = {
                (collection, number)
                for collection, here in postings.items()
                for number, versions in here.items()
                if len(versions) >= POSTED
            }
            before = _before(connection, looked)
            batch = Batch(connection=connection, memory=self._memory, postings=postings, before=before)
            for one in looked:
                batch.look(one)
        with in_turn(self._engine) as connection:
            if _mark(connection) != mark:
                return 0
            return _write(connection, batch, full)


def _mark(connection: Connection) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(COPIES.c.version_id), 0))) or 0)


def _unseen(mark: int, columns: Any) -> Any:
    newest = and_(ARTICLES.c.id == VERSIONS.c.article_id, ARTICLES.c.newest == VERSIONS.c.number)
    joined = columns.select_from(VERSIONS).join(ARTICLES, newest)
    return joined.where(VERSIONS.c.id > mark, ARTICLES.c.retired_at.is_(None))


def _next(connection: Connection, mark: int) -> list[Looked]:
    columns = select(VERSIONS.c.id, VERSIONS.c.article_id, ARTICLES.c.collection_id, VERSIONS.c.text)
    looked: list[Looked] = []
    hashes = 0
    for version, article, collection, text in connection.execute(
        _unseen(mark, columns).order_by(VERSIONS.c.id).limit(_AT_ONCE)
    ):
        found = shingles(text)
        some = tuple(stored(sample(found)))
        hashes += len(some)
        if looked and hashes > _HASHES_AT_ONCE:
            break
        one = Looked(
            version=version,
            article=article,
            collection=collection,
            all=found,
            sample=some,
            credits=credits_of(text),
        )
        looked.append(one)
    return looked


def _before(connection: Connection, looked: Sequence[Looked]) -> dict[int, int]:
    """The groups that articles are in by an older version."""
    c = COPIES.c
    known = select(c.article_id, c.group_id).where(c.article_id.in_([one.article for one in looked]))
    return {row.article_id: row.group_id for row in connection.execute(known)}


def _postings(connection: Connection, looked: Sequence[Looked]) -> dict[int, dict[int, list[int]]]:
    """The versions that each of the samples' hashes leads to, by collection and hash."""
    asked: dict[int, set[int]] = {}
    for one in looked:
        asked.setdefault(one.collection, set()).update(one.sample)
    found: dict[int, dict[int, list[int]]] = {}
    for collection, numbers in asked.items():
        here = found.setdefault(collection, {})
        wanted = sorted(numbers)
        for at in range(0, len(wanted), CHUNK):
            values = ",".join([f"({number})" for number in wanted[at : at + CHUNK]])
            # As in `reading.at_places`: numbers of our own, each one seek in the primary key.
            rows = connection.exec_driver_sql(
                f"WITH asked(hash) AS (VALUES {values}) SELECT s.hash, s.version_id FROM asked"
                f" CROSS JOIN shingles s WHERE s.collection_id = {collection:d} AND s.hash = asked.hash"
            )
            for number, version in rows:
                here.setdefault(number, []).append(version)
    return found


def _write(connection: Connection, batch: Batch, full: set[tuple[int, int]]) -> int:
    there = set(connection.scalars(select(VERSIONS.c.id).where(VERSIONS.c.id.in_(list(batch.fresh)))))
    looked = [one for one in batch.fresh.values() if one.version in there]
    # Each once: an article that changed twice meanwhile was read by its newest version alone.
    forget(connection, [one.article for one in looked])
    c = COPIES.c
    for version, group in batch.parted.items():
        connection.execute(update(COPIES).where(c.version_id == version).values(group_id=group))
    for old in batch.joined:
        connection.execute(update(COPIES).where(c.group_id == old).values(group_id=batch.group(old)))
    rows = [
        {
            "version_id": one.version,
            "article_id": one.article,
            "collection_id": one.collection,
            "group_id": batch.group(batch.groups[one.version]),
            "credits": NAME_MARK.join(one.credits),
            "sample": packed(one.sample),
        }
        for one in looked
    ]
    if rows:
        connection.execute(insert(COPIES), rows)
    post(
        connection,
        sorted(
            (one.collection, number, one.version)
            for one in looked
            for number in one.sample
            if (one.collection, number) not in full
        ),
    )
    return len(looked)
