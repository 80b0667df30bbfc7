"""Articles clustered into stories, a few at a time behind whoever saves them; and the stories as they are told.

What is done is told by the newest version looked at, as with copies: any number of processes may catch up at once, and
one that finds that another was faster begins again. Copies come first: they are always one story.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from threading import Lock

from sqlalchemy import Connection, Engine, func, select

from retrieval.errors import Unknown
from retrieval.store.copies import Copies
from retrieval.store.database import in_turn, read
from retrieval.store.record import Record
from retrieval.store.schema import ARTICLES, COLLECTIONS, VERSIONS
from retrieval.store.steps import in_steps
from retrieval.stories import deciding, rows, telling, writing
from retrieval.stories.clustering import Batch, Looked, candidates, drawn
from retrieval.stories.records import Belated, Head, Story, published_within, told_at
from retrieval.stories.scoring import model
from retrieval.stories.tables import STORIES, STORY_ARTICLES
from retrieval.stories.vectors import packed, unpacked
from retrieval.text.tokens import tokenise

Pair = tuple[str, str]  # collection, article key
_AT_ONCE = 100  # articles in one transaction: some 40 ms of a processor


class Stories:
    """The stories behind one engine; any thread may use it."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine, self._record = engine, record
        self._copies = Copies(engine)
        self._lock = Lock()

    def catch_up(
        self, *, stop: Callable[[], bool] = lambda: False, on_progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Every article is in a story afterwards; how many had to be looked at.

        Two or three hundred a second; ``stop`` is asked between transactions, and ``on_progress`` told of how many are
        done.
        """
        self._copies.catch_up(stop=stop)
        return in_steps(self._step, lock=self._lock, behind=self.behind, stop=stop, on_progress=on_progress)

    def behind(self) -> int:
        """How many articles are still to be looked at."""
        with read(self._engine) as connection:
            query = rows.unseen(rows.mark(connection), select(func.count()))
            return int(connection.scalar(query) or 0)

    def waiting(self) -> tuple[int, datetime | None]:
        """How many articles are still to be looked at, and when the first of them came in."""
        with read(self._engine) as connection:
            columns = select(func.count()).add_columns(func.min(VERSIONS.c.fetched_at))
            query = rows.unseen(rows.mark(connection), columns)
            count, since = connection.execute(query).one()
        return count, since

    def of_article(self, collection: str, key: str, *, as_of: datetime | None = None) -> Story | None:
        """The story that an article is part of."""
        with read(self._engine) as connection:
            article = _article_row(connection, collection, key)
            number = None if article is None else _story_of(connection, article)
        return None if number is None else self.get(number, as_of=as_of)

    def of_articles(self, pairs: Iterable[Pair], *, as_of: datetime | None = None) -> dict[Pair, Story]:
        """The stories of articles by (collection, key); those that are in none yet are left out."""
        with read(self._engine) as connection:
            numbers = telling.stories_of(connection, pairs)
            held = telling.members(connection, sorted(set(numbers.values())))
        told = {story.id: story for story in telling.told(self._record, held, as_of)}
        return {pair: told[number] for pair, number in numbers.items() if number in told}

    def numbers(self, pairs: Iterable[Pair]) -> dict[Pair, int]:
        """The numbers of the stories that articles are part of, by (collection, key)."""
        with read(self._engine) as connection:
            return telling.stories_of(connection, pairs)

    def get(self, id: int, *, as_of: datetime | None = None) -> Story | None:  # noqa: A002
        """The story of that number, or the one that it is part of since somebody merged it.

        None when nothing of it was published by ``as_of``.
        """
        with read(self._engine) as connection:
            number = rows.resolved(connection, [id]).get(id)
            held = {} if number is None else telling.members(connection, [number])
        return next(iter(telling.told(self._record, held, as_of)), None)

    def between(
        self,
        collections: Sequence[str],
        since: datetime | None,
        until: datetime | None,
        *,
        as_of: datetime,
        limit: int | None = None,
    ) -> tuple[Story, ...]:
        """The stories of which something was published between two instants, both included: most texts then first.

        Each whole, as of ``as_of``; `Story.within` gives the part between them. Undated articles fall into no window.
        With a ``limit`` those with the most texts then.
        """
        with read(self._engine) as connection:
            numbers = telling.published(connection, collections, since, until, as_of, limit)
            held = telling.members(connection, numbers)
        told = telling.told(self._record, held, as_of)
        ranked = [(rank, story) for story in told if (rank := _rank(story, since, until)) is not None]
        return tuple(story for _, story in sorted(ranked, key=itemgetter(0)))

    def heads(
        self, collections: Sequence[str], since: datetime, until: datetime, *, belated: Belated
    ) -> tuple[Head, ...]:
        """The stories of which something was published between two instants, or before and came in late, unread.

        By number. Their texts and times are those of the window, at most: of what was known at ``until`` or later.
        """
        with read(self._engine) as connection:
            return tuple(telling.heads(connection, collections, since, until, belated))

    def whole(self, numbers: Sequence[int], *, as_of: datetime | None = None) -> tuple[Story, ...]:
        """The stories of these numbers, in their order, as of a time; those of which nothing was published are left
        out."""
        with read(self._engine) as connection:
            held = telling.members(connection, numbers)
        told = {story.id: story for story in telling.told(self._record, held, as_of)}
        return tuple(told[number] for number in numbers if number in told)

    def nearness(self, story: Story, texts: Sequence[str]) -> tuple[float, ...]:
        """How much of what the story's articles share each text says, for its length; 0 says nothing of it."""
        with read(self._engine) as connection:
            held = connection.scalar(select(STORIES.c.vector).where(STORIES.c.id == story.id))
        common = telling.shared(unpacked(held)) if held else {}
        return tuple(telling.nearness(common, tokenise(text)) for text in texts)

    def split(self, collection: str, key: str, *, now: datetime) -> int:
        """The number of the story that an article (with its copies) makes for good, apart from the one it was in.

        Raises Unknown when it is in none.
        """
        with in_turn(self._engine) as connection:
            article = _article_row(connection, collection, key)
            if article is None or _story_of(connection, article) is None:
                raise Unknown(f"{collection}/{key}", "it is in no story", "look for it with: onrecord search")
            return deciding.split(connection, article, now)

    def merge(self, into: int, other: int, *, now: datetime) -> None:
        """Two stories are one for good, under the first number. Raises Unknown when either is not there."""
        with in_turn(self._engine) as connection:
            now_called = rows.resolved(connection, [into, other])
            for number in (into, other):
                if number not in now_called:
                    raise Unknown(f"story {number}", "there is none of that number", "look at the stories again")
            first, second = now_called[into], now_called[other]
            s = STORIES.c
            where = set(connection.scalars(select(s.collection_id).where(s.id.in_([first, second]))))
            if len(where) > 1:
                raise Unknown(f"story {other}", f"it is in another collection than story {into}", "merge within one")
            if first != second:
                deciding.merge(connection, first, second, now)

    def _step(self) -> int | None:
        """How many articles were looked at now, 0 when another process was faster; None when there are none."""
        with read(self._engine) as connection:
            seen, said = rows.mark(connection), rows.decided(connection)
            looked = rows.upcoming(connection, seen, _AT_ONCE)
            if not looked:
                return None
            batch = _clustered(connection, looked)
        grown = {one.story: packed(batch.stories[one.story].vector) for one in batch.placed}
        words = writing.counted(batch.placed)
        with in_turn(self._engine) as connection:
            if (rows.mark(connection), rows.decided(connection)) != (seen, said):
                return 0
            if not writing.write_placed(connection, batch.placed, grown, words):
                return 0
        return len(looked)


def _rank(story: Story, since: datetime | None, until: datetime | None) -> tuple[int, float, int] | None:
    """Before which others a story comes by what was published in a window; None when nothing was."""
    there = [
        (group, told_at(article))
        for article, group in zip(story.articles, story.groups, strict=True)
        if published_within(article, since, until)
    ]
    if not there:
        return None
    return -len({group for group, _ in there}), -max(at for _, at in there).timestamp(), story.id


def _clustered(connection: Connection, looked: Sequence[Looked]) -> Batch:
    made = drawn(looked, rows.rarities(connection, looked))
    postings = rows.postings(connection, made)
    groups = rows.group_stories(connection, looked)
    near = {story for one in made for story in candidates(postings, one)}
    near |= {story for story, _ in groups.values()} | {one.stays for one in looked if one.stays is not None}
    batch = Batch(
        model=model(),
        stories=rows.known(connection, near),
        group_stories=groups,
        postings=postings,
    )
    for one in made:
        batch.place(one)
    return batch


def _article_row(connection: Connection, collection: str, key: str) -> int | None:
    a = ARTICLES.c
    query = select(a.id).join(COLLECTIONS, COLLECTIONS.c.id == a.collection_id)
    return connection.scalar(query.where(COLLECTIONS.c.name == collection, a.key == key))


def _story_of(connection: Connection, article: int) -> int | None:
    c = STORY_ARTICLES.c
    return connection.scalar(select(c.story_id).where(c.article_id == article))
