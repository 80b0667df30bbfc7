"""What persons decide of stories, into the database: it holds for good. Inside the caller's write."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from retrieval.store.copies_table import COPIES
from retrieval.stories.clustering import POSTED
from retrieval.stories.tables import STORIES, STORY_ARTICLES, STORY_DECISIONS
from retrieval.stories.vectors import telling, unpacked
from retrieval.stories.writing import new_story, post, rebuild

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def split(connection: Connection, article: int, now: datetime) -> int:
    """The number of the story that the article row and its copies make, apart from the one they were in."""
    c, d = STORY_ARTICLES.c, STORY_DECISIONS
    here = connection.execute(select(c.story_id, c.collection_id, c.at).where(c.article_id == article)).one()
    group = select(COPIES.c.group_id).where(COPIES.c.article_id == article).scalar_subquery()
    copies = select(COPIES.c.article_id).where(COPIES.c.collection_id == here.collection_id, COPIES.c.group_id == group)
    moved = sorted({article, *connection.scalars(copies)})
    new = new_story(connection, here.collection_id, [here.at], b"")
    connection.execute(
        insert(d),
        [
            {"kind": "split", "article_id": one, "story_id": here.story_id, "other_id": new, "decided_at": now}
            for one in moved
        ],
    )
    left = set(connection.scalars(select(c.story_id).where(c.article_id.in_(moved))))
    connection.execute(update(STORY_ARTICLES).where(c.article_id.in_(moved)).values(story_id=new, decided=True))
    _post_anew(connection, new)
    for story in sorted(left | {new}):
        rebuild(connection, story)
    return new


def merge(connection: Connection, into: int, other: int, now: datetime) -> None:
    """The articles of one story in the other; both rows are there and of one collection."""
    c, s = STORY_ARTICLES.c, STORIES.c
    decision = {"kind": "merge", "story_id": other, "other_id": into, "decided_at": now}
    connection.execute(insert(STORY_DECISIONS), decision)
    connection.execute(update(STORY_ARTICLES).where(c.story_id.in_([into, other])).values(story_id=into, decided=True))
    connection.execute(update(STORIES).where(s.id == other).values(into_id=into, articles=0))
    _post_anew(connection, into)
    rebuild(connection, into)


def _post_anew(connection: Connection, story: int) -> None:
    c = STORY_ARTICLES.c
    rows = connection.execute(select(c.collection_id, c.at, c.vector).where(c.story_id == story)).all()
    post(
        connection,
        [
            (row.collection_id, word, int((row.at - _EPOCH) // timedelta(days=1)), story)
            for row in rows
            for word in telling(unpacked(row.vector), POSTED)
        ],
    )
