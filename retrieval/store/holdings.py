"""What there is in the record: collections, sources, versions with their texts, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from retrieval.errors import Unknown
from retrieval.store.schema import ARTICLES, COLLECTIONS, SOURCES, VERSIONS
from retrieval.types import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The text of an article as fetched at one time."""

    version: int  # 1-based
    fetched_at: datetime
    sha256: str
    title: str
    level: Level
    extractor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shallow:
    """A version that is only lightly analysed, with what full analysis needs."""

    collection: str
    key: str
    version: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How much there is, newest versions only; the times of publication are None when nothing is dated."""

    articles: int
    sentences: int
    sources: int
    first_published: datetime | None
    last_published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A source, how many articles are from it, and when its newest was published; None when none is dated."""

    name: str
    articles: int
    last_published: datetime | None


_COLLECTION = select(COLLECTIONS.c.id).where(COLLECTIONS.c.name == bindparam("collection"))


def collection_row(connection: Connection, name: str) -> int | None:
    """The row number of a collection."""
    return connection.execute(_COLLECTION, {"collection": name}).scalar_one_or_none()


def known_collection(connection: Connection, name: str) -> int:
    """The row number of a collection; raises Unknown."""
    row = collection_row(connection, name)
    if row is None:
        raise Unknown(f"the collection {name!r}", "there is none of that name", "ingest something into it first")
    return row


def collection_names(connection: Connection, workspace: str | None = None) -> tuple[str, ...]:
    """All of them, or those that are a workspace's own, sorted."""
    names = select(COLLECTIONS.c.name).order_by(COLLECTIONS.c.name)
    if workspace is not None:
        names = names.where(COLLECTIONS.c.workspace_id == workspace)
    return tuple(connection.scalars(names))


def shared_collection_names(connection: Connection) -> tuple[str, ...]:
    """Those that are no workspace's own, sorted."""
    c = COLLECTIONS.c
    return tuple(connection.scalars(select(c.name).where(c.workspace_id.is_(None)).order_by(c.name)))


def source_names(connection: Connection, collections: Sequence[str]) -> tuple[str, ...]:
    """The sources that have articles in these collections, sorted."""
    used = select(SOURCES.c.name).join(ARTICLES, ARTICLES.c.source_id == SOURCES.c.id)
    here = (SOURCES.c.collection_id.in_(_rows(collections)), ARTICLES.c.retired_at.is_(None))
    named = used.where(*here).distinct().order_by(SOURCES.c.name)
    return tuple(connection.scalars(named))


def holds(connection: Connection, collections: Sequence[str]) -> bool:
    """Whether there is an article in these collections: the first that is found says so."""
    a = ARTICLES.c
    newest = and_(VERSIONS.c.article_id == a.id, VERSIONS.c.number == a.newest)
    found = select(a.id).join_from(ARTICLES, VERSIONS, newest)
    here = found.where(a.collection_id.in_(_rows(collections)), a.retired_at.is_(None))
    return connection.scalar(here.limit(1)) is not None


def published_since(connection: Connection, collections: Sequence[str], moment: datetime) -> bool:
    """Whether there is an article published at that moment or later."""
    a = ARTICLES.c
    here = a.collection_id.in_(_rows(collections)), a.retired_at.is_(None), a.published_at >= moment
    return connection.scalar(select(a.id).where(*here).limit(1)) is not None


def summary(connection: Connection, collections: Sequence[str]) -> Summary:
    """How much these collections hold together."""
    a = ARTICLES.c
    counts = (
        select(func.count(), func.sum(VERSIONS.c.sentences), func.count(a.source_id.distinct()))
        .add_columns(func.min(a.published_at), func.max(a.published_at))
        .join_from(ARTICLES, VERSIONS, and_(VERSIONS.c.article_id == a.id, VERSIONS.c.number == a.newest))
        .where(a.collection_id.in_(_rows(collections)), a.retired_at.is_(None))
    )
    articles, sentences, sources, first, last = connection.execute(counts).one()
    return Summary(
        articles=articles, sentences=int(sentences or 0), sources=sources, first_published=first, last_published=last
    )


def outlets(connection: Connection, collections: Sequence[str]) -> tuple[Outlet, ...]:
    """The sources that have articles there: most articles first, then by name."""
    a, count = ARTICLES.c, func.count()
    query = (
        select(SOURCES.c.name, count, func.max(a.published_at))
        .join_from(ARTICLES, SOURCES, SOURCES.c.id == a.source_id)
        .join(VERSIONS, and_(VERSIONS.c.article_id == a.id, VERSIONS.c.number == a.newest))
        .where(a.collection_id.in_(_rows(collections)), a.retired_at.is_(None))
        .group_by(SOURCES.c.name)
        .order_by(count.desc(), SOURCES.c.name)
    )
    return tuple(
        Outlet(name=name, articles=articles, last_published=last) for name, articles, last in connection.execute(query)
    )


def last_fetched(connection: Connection, collections: Sequence[str]) -> datetime | None:
    """When the newest version there came in; None when there is nothing."""
    query = (
        select(func.max(VERSIONS.c.fetched_at))
        .join_from(VERSIONS, ARTICLES, ARTICLES.c.id == VERSIONS.c.article_id)
        .where(ARTICLES.c.collection_id.in_(_rows(collections)))
    )
    fetched: datetime | None = connection.scalar(query)
    return fetched


def newest(connection: Connection, collections: Sequence[str], limit: int) -> tuple[tuple[str, str], ...]:
    """The (collection, key) of the articles published last, undated ones behind by when they came in."""
    a = ARTICLES.c
    query = (
        select(COLLECTIONS.c.name, a.key)
        .join_from(ARTICLES, COLLECTIONS, COLLECTIONS.c.id == a.collection_id)
        .join(VERSIONS, and_(VERSIONS.c.article_id == a.id, VERSIONS.c.number == a.newest))
        .where(a.collection_id.in_(_rows(collections)), a.language.is_(None), a.retired_at.is_(None))
        .order_by(a.published_at.is_(None), a.published_at.desc(), a.id.desc())
        .limit(limit)
    )
    return tuple((collection, key) for collection, key in connection.execute(query))


def versions(connection: Connection, collection: str, key: str) -> tuple[Version, ...]:
    """All versions of an article, oldest first; none when it is not there."""
    here = _with_text().where(COLLECTIONS.c.name == collection, ARTICLES.c.key == key)
    return tuple(
        Version(
            version=row.number,
            fetched_at=row.fetched_at,
            sha256=row.sha256,
            title=row.title,
            level=Level(row.level),
            extractor=row.extractor,
            text=row.text,
        )
        for row in connection.execute(here.order_by(VERSIONS.c.number))
    )


def shallow(connection: Connection, limit: int) -> tuple[Shallow, ...]:
    """Lightly analysed versions, the latest saved first; none in another language."""
    there = (VERSIONS.c.level == Level.LIGHT.value, ARTICLES.c.language.is_(None), ARTICLES.c.retired_at.is_(None))
    light = _with_text().where(*there).order_by(VERSIONS.c.id.desc()).limit(limit)
    return tuple(
        Shallow(collection=row.collection, key=row.key, version=row.number, title=row.title, text=row.text)
        for row in connection.execute(light)
    )


def _rows(collections: Sequence[str]) -> Select[Any]:
    return select(COLLECTIONS.c.id).where(COLLECTIONS.c.name.in_(collections))


def _with_text() -> Select[Any]:
    return (
        select(VERSIONS, ARTICLES.c.key, COLLECTIONS.c.name.label("collection"))
        .join_from(VERSIONS, ARTICLES, ARTICLES.c.id == VERSIONS.c.article_id)
        .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
    )
