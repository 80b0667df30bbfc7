"""Workspaces that removed the bot: everything of theirs stays for a while, should they come back, and then goes.

It goes in two steps. First all that people asked, set up and were told, and the articles of the workspace's own
collection, which the index hears of by its log. Then, once the index has heard, the collection itself with what the log
says of it. Shared collections are nobody's and stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table, delete, exists, func, select, update

from bot.store.answers_table import ANSWERS, CITATIONS
from bot.store.batches import in_steps
from bot.store.channels import CHANNELS, THREADS
from bot.store.corrections_table import CORRECTIONS
from bot.store.digests_table import DIGESTS
from bot.store.feedback import FEEDBACK
from bot.store.follows_table import FOLLOWS
from bot.store.inbox_table import GESTURES, INBOX
from bot.store.runs_table import DIGEST_ITEMS
from bot.store.turns import TURNS
from bot.store.workspaces import WORKSPACE_SETTINGS
from retrieval.store.database import in_turn, read, write
from retrieval.store.news_tables import CHECKS, FEED_ENTRIES, FEEDS
from retrieval.store.schema import ARTICLES, COLLECTIONS, INDEX_LOG, SOURCES, VERSIONS, WORKSPACES
from retrieval.store.writing import delete as delete_articles
from retrieval.stories.tables import STORIES, STORY_DECISIONS, STORY_POSTINGS, STORY_WORDS

HEARD = timedelta(days=1)  # between the two steps: hosts with an index of their own read the log, too
_AT_ONCE = 20  # articles in one transaction

# What a workspace has, by the column that tells its rows apart; what refers to them goes along.
_ITS_OWN: tuple[tuple[Table, str], ...] = (
    (INBOX, "id"),
    (GESTURES, "identity"),
    (TURNS, "answer_id"),
    (CORRECTIONS, "subject"),
    (ANSWERS, "answer_id"),
    (FEEDBACK, "answer_id"),
    (FOLLOWS, "id"),
    (DIGESTS, "id"),
    (DIGEST_ITEMS, "run_id"),
    (THREADS, "thread_ts"),
    (CHANNELS, "channel_id"),
    (WORKSPACE_SETTINGS, "name"),
)
# What else quotes its collection: answers in the terminal, which asks every collection there is.
_QUOTING: tuple[tuple[Table, str], ...] = (
    (TURNS, "answer_id"),
    (CORRECTIONS, "subject"),
    (FEEDBACK, "answer_id"),
    (DIGEST_ITEMS, "run_id"),
    (ANSWERS, "answer_id"),
)
_OF_COLLECTION: tuple[tuple[Table, str], ...] = ((FEEDS, "id"), (CHECKS, "key"))
_LEFT_BEHIND: tuple[tuple[Table, str], ...] = (
    (STORIES, "id"),
    (STORY_WORDS, "word"),
    (STORY_POSTINGS, "word"),
    (ARTICLES, "id"),
    (SOURCES, "id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departures:
    """The departures behind one engine; any thread may use it. ``grace``: how long a workspace may still come back."""

    engine: Engine
    grace: timedelta

    def left(self, workspace: str, *, now: datetime) -> None:
        """The workspace removed the bot, at the first time this is said."""
        w = WORKSPACES.c
        with write(self.engine) as connection:
            gone = update(WORKSPACES).where(w.id == workspace, w.left_at.is_(None))
            connection.execute(gone.values(left_at=now))

    def returned(self, workspace: str) -> None:
        """The workspace has the bot: what is still there stays."""
        w = WORKSPACES.c
        known = select(w.id).where(w.id == workspace, w.left_at.is_not(None))
        with read(self.engine) as connection:
            if connection.scalar(known) is None:
                return
        with write(self.engine) as connection:
            connection.execute(update(WORKSPACES).where(w.id == workspace).values(left_at=None))

    def run(self, *, now: datetime, indexed: int) -> tuple[str, ...]:
        """The workspaces of which nothing is left now, a few rows a transaction; running it again does no harm.

        ``indexed``: how far into its log the index is.
        """
        gone = []
        for workspace, left_at in self._over(now - self.grace):
            over = _Over(self.engine, workspace, now - self.grace)
            over.empty()
            if left_at <= now - self.grace - HEARD and over.drop(indexed):
                gone.append(workspace)
        return tuple(gone)

    def _over(self, limit: datetime) -> tuple[tuple[str, datetime], ...]:
        w = WORKSPACES.c
        with read(self.engine) as connection:
            rows = connection.execute(select(w.id, w.left_at).where(w.left_at <= limit).order_by(w.id))
            return tuple((row.id, row.left_at) for row in rows)


class _Over:
    """A workspace whose time is over. Each step asks whether it still is: it may come back meanwhile."""

    def __init__(self, engine: Engine, workspace: str, limit: datetime) -> None:
        self._engine, self._workspace = engine, workspace
        self._still = exists().where(WORKSPACES.c.id == workspace, WORKSPACES.c.left_at <= limit)

    def empty(self) -> None:
        """Nothing that people did there is kept, and its own collection has no article."""
        own = select(COLLECTIONS.c.name).where(COLLECTIONS.c.workspace_id == self._workspace)
        quoting = select(CITATIONS.c.answer_id).where(CITATIONS.c.collection.in_(own)).distinct()
        for table, name in _QUOTING:
            self._delete(table, name, table.c[name].in_(quoting))
        for table, name in _ITS_OWN:
            self._delete(table, name, table.c.workspace_id == self._workspace)
        rows = self._collections()
        self._delete(
            FEED_ENTRIES, "id", FEED_ENTRIES.c.feed_id.in_(select(FEEDS.c.id).where(FEEDS.c.collection_id.in_(rows)))
        )
        for table, name in _OF_COLLECTION:
            self._delete(table, name, table.c.collection_id.in_(rows))
        for row in rows:
            for keys in self._articles(row):
                with in_turn(self._engine) as connection:
                    if not self._asked(connection):
                        return
                    delete_articles(connection, row, keys)

    def drop(self, indexed: int) -> bool:
        """Whether the workspace and its collection are gone: not before the index has heard of the articles.

        The last line of the log stays until there is another, since its number is what an index is held against.
        """
        rows = self._collections()
        with read(self._engine) as connection:
            heard = select(func.max(INDEX_LOG.c.seq)).where(INDEX_LOG.c.collection_id.in_(rows))
            if (connection.scalar(heard) or 0) > indexed:
                return False
        of_them = select(STORIES.c.id).where(STORIES.c.collection_id.in_(rows))
        self._delete(STORY_DECISIONS, "id", STORY_DECISIONS.c.story_id.in_(of_them))
        for table, name in _LEFT_BEHIND:
            self._delete(table, name, table.c.collection_id.in_(rows))
        last = select(func.max(INDEX_LOG.c.seq)).scalar_subquery()
        self._delete(INDEX_LOG, "seq", INDEX_LOG.c.collection_id.in_(rows) & (INDEX_LOG.c.seq < last))
        with in_turn(self._engine) as connection:
            if not self._asked(connection):
                return False
            its = INDEX_LOG.c.collection_id.in_(rows)
            connection.execute(update(INDEX_LOG).where(its).values(key=""))
            if connection.scalar(select(exists().where(its))):
                return False
            connection.execute(delete(COLLECTIONS).where(COLLECTIONS.c.id.in_(rows)))
            connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == self._workspace))
        return True

    def _collections(self) -> list[int]:
        c = COLLECTIONS.c
        with read(self._engine) as connection:
            return list(connection.scalars(select(c.id).where(c.workspace_id == self._workspace)))

    def _articles(self, collection: int) -> Iterator[list[str]]:
        """The keys of articles that have a text, a few at a time until there are none."""
        a = ARTICLES.c
        there = exists().where(VERSIONS.c.article_id == a.id)
        some = select(a.key).where(a.collection_id == collection, there, self._still).order_by(a.key).limit(_AT_ONCE)
        while True:
            with read(self._engine) as connection:
                keys = list(connection.scalars(some))
            if not keys:
                return
            yield keys

    def _delete(self, table: Table, name: str, where: ColumnElement[bool]) -> None:
        column = table.c[name]
        found: Select[Any] = select(column).where(where, self._still)

        def step(keys: Sequence[Any]) -> Any:
            return delete(table).where(column.in_(keys), where, self._still)

        in_steps(self._engine, found, step)

    def _asked(self, connection: Connection) -> bool:
        return bool(connection.scalar(select(self._still)))
