"""What clustering reads of the database, inside one read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from retrieval.store.copies_table import COPIES
from retrieval.store.rows import NAME_MARK, split
from retrieval.store.schema import ARTICLES, SENTENCES, VERSIONS
from retrieval.store.versions import CHUNK
from retrieval.stories.clustering import REACH, Drawn, Looked
from retrieval.stories.rarity import Rarity
from retrieval.stories.scoring import Known
from retrieval.stories.tables import STORIES, STORY_ARTICLES, STORY_DECISIONS
from retrieval.stories.vectors import READ, Counts, counts, unpacked

ALL = -1  # the word that every article has: its row counts them
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400.0


def days(moment: datetime) -> float:
    """Days since 1970."""
    return (moment - _EPOCH).total_seconds() / _DAY


def mark(connection: Connection) -> int:
    """The newest version that was looked at."""
    return int(connection.scalar(select(func.coalesce(func.max(STORY_ARTICLES.c.version_id), 0))) or 0)


def decided(connection: Connection) -> int:
    """The last decision of a person; 0 before the first."""
    return int(connection.scalar(select(func.coalesce(func.max(STORY_DECISIONS.c.id), 0))) or 0)


def unseen(seen: int, columns: Select[Any]) -> Select[Any]:
    """Newest versions in English that were not looked at."""
    newest = and_(ARTICLES.c.id == VERSIONS.c.article_id, ARTICLES.c.newest == VERSIONS.c.number)
    joined = columns.select_from(VERSIONS).join(ARTICLES, newest)
    return joined.where(VERSIONS.c.id > seen, ARTICLES.c.retired_at.is_(None), ARTICLES.c.language.is_(None))


def upcoming(connection: Connection, seen: int, limit: int) -> list[Looked]:
    """The next articles whose copies are known."""
    columns = select(VERSIONS.c.id, VERSIONS.c.article_id, VERSIONS.c.fetched_at, VERSIONS.c.title_tokens).add_columns(
        ARTICLES.c.collection_id, ARTICLES.c.published_at, COPIES.c.group_id
    )
    query = unseen(seen, columns).join(COPIES, COPIES.c.version_id == VERSIONS.c.id)
    rows = connection.execute(query.order_by(VERSIONS.c.id).limit(limit)).all()
    said = counts_of(connection, {row.id: row.title_tokens for row in rows})
    articles = [row.article_id for row in rows]
    stays = _where(connection, articles)
    barred = _barred(connection, articles)
    first = _first_fetched(connection, [row.article_id for row in rows if row.published_at is None])
    return [
        Looked(
            version=row.id,
            article=row.article_id,
            collection=row.collection_id,
            group=row.group_id,
            day=days(row.published_at or first.get(row.article_id, row.fetched_at)),
            counts=said[row.id],
            stays=stays.get(row.article_id),
            barred=barred.get(row.article_id, frozenset()),
        )
        for row in rows
    ]


def counts_of(connection: Connection, titles: Mapping[int, str]) -> dict[int, Counts]:
    """The words of versions; given are the terms of their titles."""
    c, versions = SENTENCES.c, sorted(titles)
    said: dict[int, list[tuple[Sequence[str], Sequence[str]]]] = {version: [] for version in versions}
    columns = select(c.version_id, c.tokens, c.names).where(c.position < READ).order_by(c.version_id, c.start)
    for at in range(0, len(versions), CHUNK):
        some = columns.where(c.version_id.in_(versions[at : at + CHUNK]))
        for version, tokens, names in connection.execute(some).all():
            said[version].append((split(tokens), split(names, NAME_MARK)))
    return {version: counts(split(titles[version]), told) for version, told in said.items()}


def _where(connection: Connection, articles: Sequence[int]) -> dict[int, int]:
    c = STORY_ARTICLES.c
    rows = connection.execute(select(c.article_id, c.story_id).where(c.article_id.in_(articles)))
    return {row.article_id: row.story_id for row in rows}


def _barred(connection: Connection, articles: Sequence[int]) -> dict[int, frozenset[int]]:
    """By article the stories that a person took it out of, as they are called now."""
    d = STORY_DECISIONS.c
    rows = connection.execute(select(d.article_id, d.story_id).where(d.article_id.in_(articles))).all()
    if not rows:
        return {}
    now = resolved(connection, [row.story_id for row in rows])
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row.article_id, set()).add(now.get(row.story_id, row.story_id))
    return {article: frozenset(stories) for article, stories in found.items()}


def _first_fetched(connection: Connection, articles: Sequence[int]) -> dict[int, datetime]:
    v = VERSIONS.c
    rows = select(v.article_id, func.min(v.fetched_at).label("first")).where(v.article_id.in_(articles))
    return {row.article_id: row.first for row in connection.execute(rows.group_by(v.article_id))} if articles else {}


def resolved(connection: Connection, stories: Iterable[int]) -> dict[int, int]:
    """Stories by number to the number of the one they are part of by now; those that are gone are left out."""
    found: dict[int, int] = {}
    asked = {story: story for story in stories}
    while asked:
        wanted = sorted(set(asked.values()))
        into: dict[int, int | None] = {}
        for at in range(0, len(wanted), CHUNK):
            rows = select(STORIES.c.id, STORIES.c.into_id).where(STORIES.c.id.in_(wanted[at : at + CHUNK]))
            into.update({row.id: row.into_id for row in connection.execute(rows)})
        found.update({first: now for first, now in asked.items() if now in into and into[now] is None})
        asked = {first: further for first, now in asked.items() if (further := into.get(now)) is not None}
    return found


def rarities(connection: Connection, looked: Sequence[Looked]) -> dict[int, Rarity]:
    """What each collection knows of the articles' words before them."""
    found = {}
    for collection in sorted({one.collection for one in looked}):
        words = sorted({ALL}.union(*(one.counts.words for one in looked if one.collection == collection)))
        held: Counter[int] = Counter()
        for at in range(0, len(words), CHUNK):
            values = ",".join(f"({word:d})" for word in words[at : at + CHUNK])
            rows = connection.exec_driver_sql(
                f"WITH asked(word) AS (VALUES {values}) SELECT w.word, w.articles FROM asked"
                f" JOIN story_words w ON w.collection_id = {collection:d} AND w.word = asked.word"
            )
            for word, n in rows.all():
                held[word] = n
        found[collection] = Rarity(articles=held.pop(ALL, 0), of_word=held)
    return found


def postings(connection: Connection, drawn: Sequence[Drawn]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """By collection and word the days and stories that have it, near the articles."""
    wanted = _spans({(one.looked.collection, word, one.looked.whole_day) for one in drawn for word in one.searched})
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at in range(0, len(wanted), CHUNK):
        values = ",".join("({:d},{:d},{:d},{:d})".format(*one) for one in wanted[at : at + CHUNK])
        rows = connection.exec_driver_sql(
            f"WITH asked(collection, word, since, until) AS (VALUES {values})"
            " SELECT p.collection_id, p.word, p.day, p.story_id FROM asked CROSS JOIN story_postings p"
            " WHERE p.collection_id = asked.collection AND p.word = asked.word"
            " AND p.day BETWEEN asked.since AND asked.until"
        )
        for collection, word, day, story in rows.all():
            found.setdefault((collection, word), []).append((day, story))
    return found


def _spans(asked: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """By collection and word the days near those asked for, from and until: none is in two spans."""
    spans: list[tuple[int, int, int, int]] = []
    for collection, word, day in sorted(asked):
        since = day - REACH
        if spans and spans[-1][:2] == (collection, word) and spans[-1][3] >= since:
            since = spans.pop()[2]
        spans.append((collection, word, since, day + REACH))
    return spans


def known(connection: Connection, stories: Iterable[int]) -> dict[int, Known]:
    """The stories by number."""
    wanted = sorted(set(stories))
    s = STORIES.c
    found = {}
    for at in range(0, len(wanted), CHUNK):
        rows = select(s.id, s.first_at, s.last_at, s.articles, s.vector)
        for row in connection.execute(rows.where(s.id.in_(wanted[at : at + CHUNK]), s.articles > 0)):
            found[row.id] = Known(
                vector=unpacked(row.vector), articles=row.articles, first=days(row.first_at), last=days(row.last_at)
            )
    return found


def group_stories(connection: Connection, looked: Sequence[Looked]) -> dict[tuple[int, int], tuple[int, bool]]:
    """By collection and group of copies the story they are in: where a person put one, else the first of them."""
    groups = sorted({one.group for one in looked if one.group is not None})
    collections = sorted({one.collection for one in looked})
    fresh = {one.article for one in looked}
    c = STORY_ARTICLES.c
    rows = (
        select(c.collection_id, COPIES.c.group_id, c.article_id, c.story_id, c.decided)
        .join_from(STORY_ARTICLES, COPIES, COPIES.c.article_id == c.article_id)
        .where(COPIES.c.collection_id.in_(collections), COPIES.c.group_id.in_(groups))
        .order_by(c.decided, c.version_id.desc())
    )
    found = {}
    for row in connection.execute(rows):
        if row.decided or row.article_id not in fresh:
            found[row.collection_id, row.group_id] = (row.story_id, row.decided)
    return found
