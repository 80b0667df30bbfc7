"""What happens to the record when an article is saved, deepened or deleted, inside the caller's write transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, CursorResult, Insert, and_, bindparam, func, insert, select, update

from retrieval.store.copies_table import forget
from retrieval.store.database import has_turn
from retrieval.store.rows import Prepared
from retrieval.store.schema import (
    ARTICLES,
    COLLECTIONS,
    INDEX_LOG,
    MENTIONS,
    SENTENCES,
    SOURCES,
    VERSION_NOTICES,
    VERSIONS,
)
from retrieval.types import Level, RawArticle

# What is known of an article of which nothing is known.
_BARE: dict[str, Any] = {
    "source_id": None,
    "url": None,
    "published_at": None,
    "precision": None,
    "authors": [],
    "language": None,
    "retired_at": None,
}
_DETAILS = ("source", "url", "published_at", "precision", "authors", "language")


class SaveStatus(StrEnum):
    NEW = "new"
    CHANGED = "changed"  # a new version of a known article
    UNCHANGED = "unchanged"  # no new version


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving did. An index whose watermark has reached ``seq`` shows the article as it was saved."""

    status: SaveStatus
    version: int
    seq: int


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
_SOURCE = select(SOURCES.c.id).where(
    SOURCES.c.collection_id == bindparam("collection"), SOURCES.c.name == bindparam("source")
)


# Made once: SQLAlchemy knows a statement it has seen by the object, else it takes it apart to find out.
_NEW_ARTICLE, _NEW_SOURCE, _NEW_VERSION = insert(ARTICLES), insert(SOURCES), insert(VERSIONS)
_NEW_SENTENCES, _NEW_MENTIONS, _NEW_LINE = insert(SENTENCES), insert(MENTIONS), insert(INDEX_LOG)


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


def save(
    connection: Connection, collection_id: int, raw: RawArticle, prepared: Prepared, hashed: str, now: datetime
) -> Saved:
    """The article as it is now, logged when that changes what the index shows."""
    known = find(connection, collection_id, raw.key)
    details = news(known, raw)
    if known is not None and known.version_id is not None and same_text(known, raw, hashed):
        deeper = known.level is Level.LIGHT and prepared.level is Level.FULL
        if deeper:
            deepen(connection, known.version_id, prepared)
        if details:
            values = _columns(connection, collection_id, details)
            connection.execute(update(ARTICLES).where(ARTICLES.c.id == known.article_id).values(values))
        changed = deeper or bool(details)
        seq = log(connection, "put", collection_id, raw.key) if changed else last_seq(connection)
        return Saved(status=SaveStatus.UNCHANGED, version=known.newest, seq=seq)
    values = _columns(connection, collection_id, details)
    if known is None:
        row = {**_BARE, **values, "collection_id": collection_id, "key": raw.key, "newest": 1}
        article_id, number = _number(connection.execute(_NEW_ARTICLE, row)), 1
    else:
        article_id, number = known.article_id, known.newest + 1
        values |= {"newest": number, "retired_at": None}
        connection.execute(update(ARTICLES).where(ARTICLES.c.id == article_id).values(**values))
        # A clock set back must not leave a time at which two versions are the one to read.
        now = max(now, known.fetched_at) if known.fetched_at else now
    _new_version(connection, article_id, number, raw, prepared, hashed, now)
    seq = log(connection, "put", collection_id, raw.key)
    new = known is None or known.version_id is None
    return Saved(status=SaveStatus.NEW if new else SaveStatus.CHANGED, version=number, seq=seq)


def deepen(connection: Connection, version_id: int, prepared: Prepared) -> None:
    """Puts a deeper analysis in the place of the one stored; raises ValueError when its sentences differ."""
    s = SENTENCES.c
    rows = connection.execute(select(s.start, s.end).where(s.version_id == version_id).order_by(s.start))
    stored = [(row.start, row.end) for row in rows]
    if stored != [(row["start"], row["end"]) for row in prepared.sentences]:
        raise ValueError(f"version row {version_id}: the analysis draws other sentences than those stored")
    if stored:
        connection.execute(
            update(SENTENCES).where(s.version_id == version_id, s.start == bindparam("at")),
            [{"at": row["start"], **{k: v for k, v in row.items() if k != "start"}} for row in prepared.sentences],
        )
    connection.execute(MENTIONS.delete().where(MENTIONS.c.version_id == version_id))
    _insert(connection, _NEW_MENTIONS, prepared.mentions, version_id)
    connection.execute(
        update(VERSIONS)
        .where(VERSIONS.c.id == version_id)
        .values(level=prepared.level.value, noise=prepared.noise, title_tokens=prepared.title_tokens)
    )


def delete(connection: Connection, collection_id: int, keys: Sequence[str]) -> None:
    """The articles gone with all their versions; each one that was there is logged."""
    a = ARTICLES.c
    held = select(a.id, a.key).where(a.collection_id == collection_id, a.key.in_(keys))
    held = held.where(select(VERSIONS.c.id).where(VERSIONS.c.article_id == a.id).exists())
    for row in connection.execute(held.order_by(a.key)).all():
        forget(connection, [row.id])
        connection.execute(VERSIONS.delete().where(VERSIONS.c.article_id == row.id))
        connection.execute(update(ARTICLES).where(a.id == row.id).values(_BARE))
        log(connection, "delete", collection_id, row.key)


def retire(connection: Connection, collection_id: int, key: str, keep: Collection[int], now: datetime) -> None:
    """The article is not searched any more, and of its versions only those of the numbers ``keep`` are left.

    Without any the article is deleted.
    """
    a, v = ARTICLES.c, VERSIONS.c
    row = connection.execute(select(a.id, a.retired_at).where(a.collection_id == collection_id, a.key == key)).one()
    if not connection.scalar(select(v.id).where(v.article_id == row.id, v.number.in_(keep)).limit(1)):
        delete(connection, collection_id, [key])
        return
    forget(connection, [row.id])
    connection.execute(VERSIONS.delete().where(v.article_id == row.id, v.number.not_in(keep)))
    if row.retired_at is None:
        connection.execute(update(ARTICLES).where(a.id == row.id).values(retired_at=now))
        log(connection, "delete", collection_id, key)


def log(connection: Connection, op: str, collection_id: int, key: str) -> int:
    """The number of a new line of the index log. Only in turn: lines are read in order."""
    assert has_turn(connection), "the index log is written in turn"
    result = connection.execute(_NEW_LINE, {"op": op, "collection_id": collection_id, "key": key})
    return _number(result)


def last_seq(connection: Connection) -> int:
    """The number of the last line of the index log; 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(INDEX_LOG.c.seq), 0))).scalar_one())


def lines_after(connection: Connection, seq: int, collections: Sequence[str]) -> int:
    """How many lines of the index log after that one are of these collections."""
    here = select(COLLECTIONS.c.id).where(COLLECTIONS.c.name.in_(collections))
    lines = select(func.count()).where(INDEX_LOG.c.seq > seq, INDEX_LOG.c.collection_id.in_(here))
    return connection.execute(lines).scalar_one()


def _new_version(
    connection: Connection,
    article_id: int,
    number: int,
    raw: RawArticle,
    prepared: Prepared,
    hashed: str,
    now: datetime,
) -> None:
    row = {
        "article_id": article_id,
        "number": number,
        "fetched_at": now,
        "level": prepared.level.value,
        "noise": prepared.noise,
        "sentences": len(prepared.sentences),
        "extractor": raw.extractor,
        "sha256": hashed,
        "title": raw.title,
        "title_tokens": prepared.title_tokens,
        "text": raw.text,
    }
    version_id = _number(connection.execute(_NEW_VERSION, row))
    if raw.correction is not None:
        connection.execute(insert(VERSION_NOTICES), {"version_id": version_id, "notice": raw.correction})
    _insert(connection, _NEW_SENTENCES, prepared.sentences, version_id)
    _insert(connection, _NEW_MENTIONS, prepared.mentions, version_id)


def _number(result: CursorResult[Any]) -> int:
    key = result.inserted_primary_key
    assert key is not None  # every table inserted into one row at a time numbers its rows
    return int(key[0])


def _insert(connection: Connection, statement: Insert, rows: Sequence[dict[str, Any]], version_id: int) -> None:
    if rows:
        connection.execute(statement, [{"version_id": version_id, **row} for row in rows])


def _columns(connection: Connection, collection_id: int, details: dict[str, Any]) -> dict[str, Any]:
    if "source" not in details:
        return details
    columns = {name: value for name, value in details.items() if name != "source"}
    source = {"collection": collection_id, "source": details["source"]}
    known = connection.execute(_SOURCE, source).scalar_one_or_none()
    if known is None:
        row = {"collection_id": collection_id, "name": details["source"]}
        known = _number(connection.execute(_NEW_SOURCE, row))
    return {**columns, "source_id": known}
