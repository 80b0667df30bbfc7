"""Stories as others see them, put together from the rows and the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from retrieval.store.copies_table import COPIES
from retrieval.store.record import Record
from retrieval.store.schema import ARTICLES, COLLECTIONS, VERSIONS
from retrieval.store.versions import CHUNK
from retrieval.stories.records import Belated, Head, Story, told_at
from retrieval.stories.tables import STORIES, STORY_ARTICLES
from retrieval.stories.vectors import Vector, number, unpacked
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import Article


@dataclass(slots=True, kw_only=True)
class Held:
    """A story's articles by key with the number of their text, and what they have in common."""

    collection: str
    vector: bytes
    groups: dict[str, int] = field(default_factory=dict)


def published(
    connection: Connection,
    collections: Sequence[str],
    since: datetime | None,
    until: datetime | None,
    as_of: datetime,
    limit: int | None,
) -> list[int]:
    """The stories that have a dated article in a window; at most ``limit``, those with the most texts there."""
    texts, last = _texts(), func.max(STORY_ARTICLES.c.at)
    query = _dated(collections, until, as_of)
    if since is not None:
        query = query.where(STORY_ARTICLES.c.at >= since)
    query = query.order_by(texts.desc(), last.desc(), STORY_ARTICLES.c.story_id)
    return list(connection.scalars(query if limit is None else query.limit(limit)))


def heads(
    connection: Connection, collections: Sequence[str], since: datetime, until: datetime, belated: Belated
) -> list[Head]:
    """The stories that have a dated article in a window, or a belated one, by number."""
    c, v = STORY_ARTICLES.c, VERSIONS.c
    late = exists().where(v.article_id == c.article_id, v.fetched_at > belated.came_in, v.fetched_at <= until)
    query = _dated(collections, until, until).add_columns(_texts(), func.max(ARTICLES.c.published_at))
    query = query.where(or_(c.at >= since, and_(c.at >= belated.published, late)))
    rows = connection.execute(query.order_by(c.story_id))
    return [Head(id=story, texts=texts, last_at=last) for story, texts, last in rows]


def _dated(collections: Sequence[str], until: datetime | None, as_of: datetime) -> Select[Any]:
    """SELECT of the stories of articles that were published by then."""
    c, a = STORY_ARTICLES.c, ARTICLES.c
    here = select(COLLECTIONS.c.id).where(COLLECTIONS.c.name.in_(collections))
    query = (
        select(c.story_id)
        .join_from(STORY_ARTICLES, ARTICLES, a.id == c.article_id)
        .outerjoin(COPIES, COPIES.c.article_id == c.article_id)
        .where(c.collection_id.in_(here), c.at <= as_of, a.published_at.is_not(None), a.retired_at.is_(None))
        .group_by(c.story_id)
    )
    return query if until is None else query.where(c.at <= until)


def _texts() -> ColumnElement[int]:
    return func.count(func.coalesce(COPIES.c.group_id, STORY_ARTICLES.c.version_id).distinct())


def stories_of(connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The stories of articles by (collection, key)."""
    c, a = STORY_ARTICLES.c, ARTICLES.c
    keys: dict[str, list[str]] = {}
    for collection, key in sorted(set(pairs)):
        keys.setdefault(collection, []).append(key)
    found: dict[tuple[str, str], int] = {}
    for collection, held in keys.items():
        for at in range(0, len(held), CHUNK):
            rows = (
                select(a.key, c.story_id)
                .join_from(STORY_ARTICLES, ARTICLES, a.id == c.article_id)
                .join(COLLECTIONS, COLLECTIONS.c.id == a.collection_id)
                .where(COLLECTIONS.c.name == collection, a.key.in_(held[at : at + CHUNK]))
            )
            found.update({(collection, row.key): row.story_id for row in connection.execute(rows)})
    return found


def members(connection: Connection, stories: Sequence[int]) -> dict[int, Held]:
    """The stories' articles that are not retired."""
    c, a, s = STORY_ARTICLES.c, ARTICLES.c, STORIES.c
    found: dict[int, Held] = {}
    for at in range(0, len(stories), CHUNK):
        some = stories[at : at + CHUNK]
        heads = (
            select(s.id, s.vector, COLLECTIONS.c.name)
            .join_from(STORIES, COLLECTIONS, COLLECTIONS.c.id == s.collection_id)
            .where(s.id.in_(some))
        )
        for row in connection.execute(heads):
            found[row.id] = Held(collection=row.name, vector=row.vector)
        rows = (
            select(c.story_id, a.key, func.coalesce(COPIES.c.group_id, c.version_id).label("group_id"))
            .join_from(STORY_ARTICLES, ARTICLES, a.id == c.article_id)
            .outerjoin(COPIES, COPIES.c.article_id == c.article_id)
            .where(c.story_id.in_(some), a.retired_at.is_(None))
            .order_by(c.version_id)
        )
        for row in connection.execute(rows):
            found[row.story_id].groups[row.key] = row.group_id
    return found


def told(record: Record, held: Mapping[int, Held], as_of: datetime | None) -> list[Story]:
    """The stories as of a time; those of which nothing was published by then are left out."""
    pairs = [(story.collection, key) for story in held.values() for key in story.groups]
    articles = record.articles(pairs, as_of=as_of)
    found = []
    for id_, story in held.items():
        there = [
            article
            for key in story.groups
            if (article := articles.get((story.collection, key))) is not None and _is_out(article, as_of)
        ]
        if there:
            there.sort(key=lambda article: (-told_at(article).timestamp(), article.key))
            found.append(_story(id_, story, there))
    return found


def _story(id_: int, held: Held, articles: Sequence[Article]) -> Story:
    times = [told_at(article) for article in articles]
    return Story(
        id=id_,
        collection=held.collection,
        title=_title(held, articles),
        articles=tuple(articles),
        groups=tuple(held.groups[article.key] for article in articles),
        first_at=min(times),
        last_at=max(times),
    )


def _title(held: Held, articles: Sequence[Article]) -> str:
    """That of the article which is nearest to what all share; of several the oldest."""
    if len({article.title for article in articles}) == 1:
        return articles[0].title
    common = shared(unpacked(held.vector)) if held.vector else {}
    return max(reversed(articles), key=lambda article: nearness(common, tokenise(article.title))).title


def _is_out(article: Article, as_of: datetime | None) -> bool:
    return as_of is None or article.published_at is None or article.published_at <= as_of


def shared(of: Vector) -> dict[int, float]:
    """How much each word tells of what a story's articles share: of a unit's length together."""
    weights: dict[int, float] = {}
    for part in (of.title, of.body):
        length = part.length or 1.0
        for word, weight in zip(part.words.tolist(), part.weights.tolist(), strict=True):
            weights[word] = weights.get(word, 0.0) + weight / length
    return weights


def nearness(common: Mapping[int, float], terms: Iterable[str]) -> float:
    """How much of what a story's articles share a run of words says, for its length."""
    words = {number(term) for term in terms if term not in FUNCTION_WORDS}
    return sum(common.get(word, 0.0) for word in words) / (len(words) + 4) ** 0.5 if words else 0.0
