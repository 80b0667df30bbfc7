"""What clustering decided, into the database. Inside the caller's write."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from retrieval.store.copies_table import COPIES
from retrieval.store.schema import VERSIONS
from retrieval.stories.clustering import COPIES_REACH, FRESH, Placed
from retrieval.stories.rows import ALL
from retrieval.stories.tables import STORIES, STORY_ARTICLES
from retrieval.stories.vectors import packed, total, unpacked

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Made once, as in `retrieval.store.writing`.
_NEW_ARTICLE, _NEW_STORY = insert(STORY_ARTICLES), insert(STORIES)
_GROWN = (
    update(STORIES)
    .where(STORIES.c.id == bindparam("story"))
    .values({name: bindparam(name) for name in ("first_at", "last_at", "articles", "vector")})
)


def counted(placed: Sequence[Placed]) -> list[tuple[int, int, int]]:
    """By collection and word how many of the articles have it; before the write, which it would make longer."""
    found: dict[int, Counter[int]] = {}
    for one in placed:
        here = found.setdefault(one.looked.collection, Counter())
        here[ALL] += 1
        here.update(one.looked.counts.words)
    return [(collection, word, here[word]) for collection, here in sorted(found.items()) for word in sorted(here)]


def write_placed(
    connection: Connection,
    placed: Sequence[Placed],
    grown: Mapping[int, bytes],
    words: Sequence[tuple[int, int, int]],
) -> bool:
    """The articles in their stories; False, and nothing is changed, when one of them is gone meanwhile.

    ``grown`` are the stories' sums as the batch left them, ``words`` what is `counted`.
    """
    versions = [one.looked.version for one in placed]
    there = connection.scalar(select(func.count()).select_from(VERSIONS).where(VERSIONS.c.id.in_(versions)))
    if there != len(versions):
        return False
    spoiled = _leave(connection, placed)
    members: dict[int, list[Placed]] = {}
    for one in placed:
        members.setdefault(one.story, []).append(one)
    numbers = {
        story: new_story(connection, here[0].looked.collection, _times(here), grown[story])
        for story, here in members.items()
        if story >= FRESH
    }
    connection.execute(_NEW_ARTICLE, [_row(one, numbers.get(one.story, one.story)) for one in placed])
    old = {story: _times(here) for story, here in members.items() if story < FRESH}
    _grow(connection, old, grown)
    spoiled |= _join_copies(connection, placed, numbers)
    spoiled |= _miscounted(connection, sorted(old))
    _count_words(connection, words)
    post(
        connection,
        [
            (one.looked.collection, word, one.looked.whole_day, numbers.get(one.story, one.story))
            for one in placed
            for word in one.posted
        ],
    )
    for story in sorted(spoiled):
        rebuild(connection, story)
    return True


def _row(one: Placed, story: int) -> dict[str, object]:
    return {
        "version_id": one.looked.version,
        "article_id": one.looked.article,
        "collection_id": one.looked.collection,
        "story_id": story,
        "at": _time(one.looked.day),
        "decided": one.decided,
        "vector": packed(one.vector),
    }


def _time(day: float) -> datetime:
    return _EPOCH + timedelta(days=day)


def _times(placed: Sequence[Placed]) -> list[datetime]:
    return [_time(one.looked.day) for one in placed]


def _leave(connection: Connection, placed: Sequence[Placed]) -> set[int]:
    """Articles that were in a story by an older version are in none; the stories whose sums are wrong for it."""
    c = STORY_ARTICLES.c
    articles = [one.looked.article for one in placed]
    left = set(connection.scalars(select(c.story_id).where(c.article_id.in_(articles))))
    if left:
        connection.execute(delete(STORY_ARTICLES).where(c.article_id.in_(articles)))
    return left


def new_story(connection: Connection, collection: int, times: Sequence[datetime], vector: bytes) -> int:
    """The number of a story that articles of these times begin, with the sum of their vectors."""
    result = connection.execute(
        _NEW_STORY,
        {
            "collection_id": collection,
            "first_at": min(times),
            "last_at": max(times),
            "articles": len(times),
            "vector": vector,
        },
    )
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _grow(connection: Connection, times: Mapping[int, Sequence[datetime]], grown: Mapping[int, bytes]) -> None:
    """The stories have articles of these times more."""
    s = STORIES.c
    rows = connection.execute(select(s.id, s.first_at, s.last_at, s.articles).where(s.id.in_(sorted(times))))
    changed = [
        {
            "story": row.id,
            "first_at": min(row.first_at, *times[row.id]),
            "last_at": max(row.last_at, *times[row.id]),
            "articles": row.articles + len(times[row.id]),
            "vector": grown[row.id],
        }
        for row in rows
    ]
    if changed:
        connection.execute(_GROWN, changed)


def _miscounted(connection: Connection, stories: Sequence[int]) -> set[int]:
    """Those of the stories whose sums are of other articles than they have: one was deleted meanwhile."""
    c, s = STORY_ARTICLES.c, STORIES.c
    here = select(func.count()).where(c.story_id == s.id).scalar_subquery()
    return set(connection.scalars(select(s.id).where(s.id.in_(stories), s.articles != here)))


def _join_copies(connection: Connection, placed: Sequence[Placed], numbers: dict[int, int]) -> set[int]:
    """Copies that are in another story than the article, because they were not known to be ones, come to its story."""
    c = STORY_ARTICLES.c
    spoiled: set[int] = set()
    groups = {
        one.looked.group: (numbers.get(one.story, one.story), _time(one.looked.day))
        for one in placed
        if one.looked.group is not None and len(one.vector.body.words)
    }
    collections = sorted({one.looked.collection for one in placed})
    rows = connection.execute(
        select(c.article_id, c.story_id, c.at, COPIES.c.group_id)
        .join_from(STORY_ARTICLES, COPIES, COPIES.c.article_id == c.article_id)
        .where(COPIES.c.collection_id.in_(collections), COPIES.c.group_id.in_(sorted(groups)), c.decided.is_(False))
    ).all()
    for row in rows:
        story, at = groups[row.group_id]
        if row.story_id != story and abs(row.at - at) <= timedelta(days=COPIES_REACH):
            connection.execute(update(STORY_ARTICLES).where(c.article_id == row.article_id).values(story_id=story))
            spoiled |= {row.story_id, story}
    return spoiled


def _count_words(connection: Connection, words: Sequence[tuple[int, ...]]) -> None:
    into = "story_words (collection_id, word, articles)"
    there = "(collection_id, word) DO UPDATE SET articles = story_words.articles + excluded.articles"
    _insert(connection, into, words, there)


def post(connection: Connection, rows: Iterable[tuple[int, int, int, int]]) -> None:
    """Rows of the way from words to stories: collection, word, day, story; those that are there stay."""
    _insert(connection, "story_postings (collection_id, word, day, story_id)", sorted(set(rows)), "DO NOTHING")


def _insert(connection: Connection, into: str, rows: Sequence[tuple[int, ...]], there: str) -> None:
    """Rows of numbers; ``there`` says what becomes of those that are there already."""
    if not rows:
        return
    # As in `copies_table.post`: SQLAlchemy takes longer to look at a row than SQLite to write it.
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({places}) ON CONFLICT {there}", list(rows))
    else:  # where each row would be a message of its own
        columns = tuple([*column] for column in zip(*rows, strict=True))
        places = ", ".join(["%s::bigint[]"] * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {into} SELECT * FROM unnest({places}) ON CONFLICT {there}", columns)


def rebuild(connection: Connection, story: int) -> None:
    """The story's sum, size and times from its articles; one without any keeps its row, for who holds its number."""
    c, s = STORY_ARTICLES.c, STORIES.c
    rows = connection.execute(select(c.at, c.vector).where(c.story_id == story).order_by(c.version_id)).all()
    values: dict[str, object] = {"articles": len(rows)}
    if rows:
        times = [row.at for row in rows]
        summed = packed(total(unpacked(row.vector) for row in rows))
        values |= {"first_at": min(times), "last_at": max(times), "vector": summed}
    connection.execute(update(STORIES).where(s.id == story).values(values))
