"""What the record holds of an article, and what one that is to be saved would change of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from retrieval.store.schema import ARTICLES, SOURCES, VERSION_NOTICES, VERSIONS
from retrieval.types import Level, RawArticle

_DETAILS = ("source", "url", "published_at", "precision", "authors", "language")
_NEWEST = (
    select(ARTICLES, SOURCES.c.name.label("source"), VERSIONS.c.id.label("version_id"), VERSIONS.c.sha256)
    .add_columns(VERSIONS.c.title, VERSIONS.c.level, VERSIONS.c.fetched_at, VERSION_NOTICES.c.notice)
    .outerjoin_from(
        ARTICLES, VERSIONS, and_(VERSIONS.c.article_id == ARTICLES.c.id, VERSIONS.c.number == ARTICLES.c.newest)
    )
    .outerjoin(VERSION_NOTICES, VERSION_NOTICES.c.version_id == VERSIONS.c.id)
    .outerjoin(SOURCES, SOURCES.c.id == ARTICLES.c.source_id)
    .where(ARTICLES.c.collection_id == bindparam("collection"), ARTICLES.c.key == bindparam("article"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the record holds of an article; ``sha256``, ``title``, ``level`` and ``notice`` of its newest version."""

    article_id: int
    newest: int
    version_id: int | None  # None: the article was deleted or retired
    sha256: str | None
    title: str | None
    level: Level | None
    fetched_at: datetime | None
    notice: str | None
    details: dict[str, Any]


def find(connection: Connection, collection_id: int, key: str) -> Known | None:
    """What is known of an article, deleted ones included; None when it was never there."""
    row = connection.execute(_NEWEST, {"collection": collection_id, "article": key}).one_or_none()
    if row is None:
        return None
    return Known(
        article_id=row.id,
        newest=row.newest,
        version_id=None if row.retired_at else row.version_id,
        sha256=row.sha256,
        title=row.title,
        level=None if row.level is None else Level(row.level),
        fetched_at=row.fetched_at,
        notice=row.notice,
        details={name: getattr(row, name) for name in _DETAILS},
    )


def same_text(known: Known | None, raw: RawArticle, hashed: str) -> bool:
    """Whether the newest version already reads like this, and says as much of its corrections."""
    if known is None or known.version_id is None or (known.sha256, known.title) != (hashed, raw.title):
        return False
    return raw.correction is None or raw.correction == known.notice


def news(known: Known | None, raw: RawArticle) -> dict[str, Any]:
    """The details of an article that are now known better. What is not given now does not unknow what was."""
    given: dict[str, Any] = {}
    if raw.source:
        given["source"] = raw.source
    if raw.url:
        given["url"] = raw.url
    if raw.published_at is not None:
        given["published_at"] = raw.published_at
        given["precision"] = raw.precision.value if raw.precision else None
    if raw.authors:
        given["authors"] = list(raw.authors)
    if raw.language:
        given["language"] = raw.language
    if known is None:
        return given
    return {name: value for name, value in given.items() if known.details[name] != value}
