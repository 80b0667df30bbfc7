"""How long things stay: articles as long as their collection says, cited versions as long as a citation does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, and_, delete, select, update

from bot.store.answers_table import ANSWERS, CITATIONS
from bot.store.batches import in_steps
from bot.store.workspaces import Workspaces
from retrieval.store.database import in_turn, read, write
from retrieval.store.holdings import known_collection
from retrieval.store.schema import ARTICLES, COLLECTIONS, VERSIONS
from retrieval.store.writing import retire

_AT_ONCE = 20  # articles in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What was let go: ``retired`` articles keep the versions that are cited, ``deleted`` ones had none."""

    deleted: int = 0
    retired: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """A collection and how many days its articles stay after they came in; None: for ever."""

    collection: str
    keep_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The retention behind one engine; any thread may use it, and running it again does no harm."""

    engine: Engine

    def collections(self) -> tuple[Keeping, ...]:
        """Every collection, by name."""
        with read(self.engine) as connection:
            rows = connection.execute(select(COLLECTIONS.c.name, COLLECTIONS.c.keep_days).order_by(COLLECTIONS.c.name))
            return tuple(Keeping(collection=row.name, keep_days=row.keep_days) for row in rows)

    def keep(self, collection: str, days: int | None) -> None:
        """Articles of the collection stay so long from now on. Raises Unknown for the collection."""
        with write(self.engine) as connection:
            row = known_collection(connection, collection)
            connection.execute(update(COLLECTIONS).where(COLLECTIONS.c.id == row).values(keep_days=days))

    def run(self, *, now: datetime) -> Gone:
        """What is past its time is gone afterwards, a few articles a transaction.

        An article's time runs from when its newest version came in. Answers whose post was deleted go with their
        citations once the workspace's days are over; those that still stand keep their citations, to be verified.
        """
        answers = self._answers(now)
        deleted = retired = 0
        for kept in self.collections():
            limit = None if kept.keep_days is None else now - timedelta(days=kept.keep_days)
            after = ""
            while keys := self._past(kept.collection, limit, after):
                after = keys[-1]
                with in_turn(self.engine) as connection:
                    some_retired = _retire(connection, kept.collection, keys, now)
                retired += some_retired
                deleted += len(keys) - some_retired
        return Gone(deleted=deleted, retired=retired, answers=answers)

    def _past(self, collection: str, limit: datetime | None, after: str) -> list[str]:
        """The next articles that are past their time, and retired ones with nothing cited any more."""
        a, v = ARTICLES.c, VERSIONS.c
        here = select(a.key).join(COLLECTIONS, COLLECTIONS.c.id == a.collection_id)
        here = here.where(COLLECTIONS.c.name == collection, a.key > after)
        cited = select(CITATIONS.c.n).where(
            CITATIONS.c.collection == collection, CITATIONS.c.article_key == a.key, CITATIONS.c.version == v.number
        )
        spare = select(v.id).where(v.article_id == a.id, ~cited.exists())
        past = and_(a.retired_at.is_not(None), spare.exists())
        with read(self.engine) as connection:
            found = list(connection.scalars(here.where(past).order_by(a.key).limit(_AT_ONCE)))
            if limit is not None:
                newest = select(v.id).where(v.article_id == a.id, v.number == a.newest, v.fetched_at < limit)
                old = here.where(a.retired_at.is_(None), newest.exists())
                found += connection.scalars(old.order_by(a.key).limit(_AT_ONCE))
        return sorted(found)[:_AT_ONCE]

    def _answers(self, now: datetime) -> int:
        """How many answers went that stand nowhere any more."""
        workspaces, gone = Workspaces(self.engine), 0
        c = ANSWERS.c
        for workspace in workspaces.all():
            limit = now - timedelta(days=workspaces.settings(workspace).keep_days)
            old = (c.workspace_id == workspace, c.deleted_at < limit)

            gone += in_steps(
                self.engine, select(c.answer_id).where(*old), lambda keys: delete(ANSWERS).where(c.answer_id.in_(keys))
            )
        return gone


def _retire(connection: Connection, collection: str, keys: Sequence[str], now: datetime) -> int:
    """How many of the articles were cited and so keep a version."""
    row = known_collection(connection, collection)
    cited: dict[str, set[int]] = {}
    c = CITATIONS.c
    found = select(c.article_key, c.version).where(c.collection == collection, c.article_key.in_(keys)).distinct()
    for key, version in connection.execute(found):
        cited.setdefault(key, set()).add(version)
    for key in keys:
        retire(connection, row, key, cited.get(key, set()), now)
    return sum(key in cited for key in keys)
