"""Versions and the articles seen through them, inside one read transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Select, and_, bindparam, exists, func, select

from retrieval.store.schema import ARTICLES, COLLECTIONS, SOURCES, VERSION_NOTICES, VERSIONS
from retrieval.store.texts import Texts
from retrieval.types import Article, Level, Precision

CHUNK = 500  # names or places in one SELECT
VersionName = tuple[str, str, int]  # collection, article key, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A version, and its article as seen through it."""

    row: int
    sha256: str
    level: Level
    article: Article


def versions_seen() -> Select[Any]:
    """SELECT of versions with their articles, to be narrowed; read its rows with `seen`."""
    return (
        select(VERSIONS.c.id, VERSIONS.c.number, VERSIONS.c.title, VERSIONS.c.fetched_at, VERSIONS.c.level)
        .add_columns(VERSIONS.c.sha256, ARTICLES.c.key, ARTICLES.c.url, ARTICLES.c.published_at, ARTICLES.c.precision)
        .add_columns(COLLECTIONS.c.name.label("collection"), SOURCES.c.name.label("source"))
        .join_from(VERSIONS, ARTICLES, ARTICLES.c.id == VERSIONS.c.article_id)
        .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
        .outerjoin(SOURCES, SOURCES.c.id == ARTICLES.c.source_id)
    )


# Put together once: a question asks ten times, and that takes as long as finding the rows.
OF_PAIRS = and_(COLLECTIONS.c.name == bindparam("collection"), ARTICLES.c.key.in_(bindparam("keys", expanding=True)))
_ALL = versions_seen().where(OF_PAIRS)
_NUMBERED = _ALL.where(VERSIONS.c.number.in_(bindparam("numbers", expanding=True)))
_PUBLISHED = (
    select(COLLECTIONS.c.name, ARTICLES.c.key, ARTICLES.c.published_at)
    .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
    .where(OF_PAIRS, exists().where(VERSIONS.c.article_id == ARTICLES.c.id))
)
_OLDEST = select(func.min(VERSIONS.c.number)).where(VERSIONS.c.article_id == ARTICLES.c.id).scalar_subquery()
_LEFT = (
    select(COLLECTIONS.c.name, ARTICLES.c.key, ARTICLES.c.newest, _OLDEST, ARTICLES.c.retired_at)
    .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
    .where(OF_PAIRS)
)


def seen(row: Any) -> Seen:
    """A row of `versions_seen`; columns added behind its own are passed over."""
    # By position: hundreds of rows a question, and names cost three times as much.
    number, version, title, fetched, level, hashed, key, url, published, precision, collection, source, *_ = row
    article = Article(
        key=key,
        collection=collection,
        title=title,
        source=source,
        url=url,
        published_at=published,
        precision=None if precision is None else Precision(precision),
        version=version,
        fetched_at=fetched,
    )
    return Seen(row=number, sha256=hashed, level=Level(level), article=article)


def find_versions(connection: Connection, names: Iterable[VersionName]) -> dict[VersionName, Seen]:
    """Versions by their names; those that are not there are left out."""
    wanted = set(names)
    numbers = {number for _, _, number in wanted}
    pairs = {(collection, key) for collection, key, _ in wanted}
    found = {}
    for version in map(seen, rows_of(connection, _NUMBERED, pairs, numbers=sorted(numbers))):
        name = (version.article.collection, version.article.key, version.article.version)
        if name in wanted:
            found[name] = version
    return found


def all_versions(connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Seen]]:
    """All versions of articles by (collection, key), oldest first."""
    found: dict[tuple[str, str], list[Seen]] = {}
    for version in map(seen, rows_of(connection, _ALL, pairs)):
        found.setdefault((version.article.collection, version.article.key), []).append(version)
    for versions in found.values():
        versions.sort(key=lambda version: version.article.version)
    return found


def deleted(connection: Connection, names: Iterable[VersionName]) -> set[VersionName]:
    """Those of the versions that were there once and went with their article."""
    wanted = set(names)
    left: dict[tuple[str, str], tuple[int, int]] = {}
    pairs = {(collection, key) for collection, key, _ in wanted}
    for collection, key, newest, first, retired in rows_of(connection, _LEFT, pairs):
        left[collection, key] = (newest, newest + 1 if first is None or retired else first)
    return {
        (collection, key, number)
        for collection, key, number in wanted
        if (collection, key) in left
        # Versions go all together: below the oldest there is, every number was used and deleted. Of a retired article
        # any may be gone: what is asked for and not there was not cited when the others went.
        and 1 <= number <= left[collection, key][0]
        and number < left[collection, key][1]
    }


def published(connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], datetime | None]:
    """When articles were published, by (collection, key); those that are not there are left out."""
    return {(collection, key): at for collection, key, at in rows_of(connection, _PUBLISHED, pairs)}


def rows_of(
    connection: Connection, statement: Executable, pairs: Iterable[tuple[str, str]], **bound: object
) -> Iterator[Any]:
    """The rows of a statement with `OF_PAIRS` in it, for articles by (collection, key), and ``bound`` values."""
    keys: dict[str, list[str]] = {}
    for collection, key in sorted(set(pairs)):
        keys.setdefault(collection, []).append(key)
    for collection, held in keys.items():
        for at in range(0, len(held), CHUNK):
            values = {"collection": collection, "keys": held[at : at + CHUNK], **bound}
            yield from connection.execute(statement, values).all()


def texts_of(connection: Connection, versions: Iterable[Seen], texts: Texts) -> dict[str, str]:
    """The texts of versions by their SHA-256, from the cache where it has them."""
    rows = {version.sha256: version.row for version in versions}
    found = texts.get(rows)
    missing = sorted(row for hashed, row in rows.items() if hashed not in found)
    for at in range(0, len(missing), CHUNK):
        chunk = select(VERSIONS.c.sha256, VERSIONS.c.text).where(VERSIONS.c.id.in_(missing[at : at + CHUNK]))
        for row in connection.execute(chunk):
            found[row.sha256] = row.text
            texts.put(row.sha256, row.text)
    return found


def notices_of(connection: Connection, versions: Iterable[Seen]) -> dict[int, str]:
    """What versions say beside their texts that was corrected, by row; most say nothing."""
    n, rows = VERSION_NOTICES.c, sorted({version.row for version in versions})
    found: dict[int, str] = {}
    for at in range(0, len(rows), CHUNK):
        query = select(n.version_id, n.notice).where(n.version_id.in_(rows[at : at + CHUNK]))
        found.update({row.version_id: row.notice for row in connection.execute(query)})
    return found


def as_of_choice(versions: Sequence[Seen], as_of: datetime | None) -> Seen:
    """Of versions oldest first the one to read: the newest fetched by ``as_of`` (None: the newest), else the oldest."""
    fetched = [version for version in versions if as_of is None or version.article.fetched_at <= as_of]
    return fetched[-1] if fetched else versions[0]
