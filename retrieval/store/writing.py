"""What happens to the record when an article is saved, deepened or deleted, inside the caller's write transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, insert, select, update

from retrieval.store.copies_table import forget
from retrieval.store.database import number_of
from retrieval.store.index_log import last_seq, log
from retrieval.store.known import find, news, same_text
from retrieval.store.rows import Prepared
from retrieval.store.schema import ARTICLES, MENTIONS, SENTENCES, SOURCES, VERSION_NOTICES, VERSIONS
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


_SOURCE = select(SOURCES.c.id).where(
    SOURCES.c.collection_id == bindparam("collection"), SOURCES.c.name == bindparam("source")
)


# Made once: SQLAlchemy knows a statement it has seen by the object, else it takes it apart to find out.
_NEW_ARTICLE, _NEW_SOURCE, _NEW_VERSION = insert(ARTICLES), insert(SOURCES), insert(VERSIONS)
_NEW_SENTENCES, _NEW_MENTIONS = insert(SENTENCES), insert(MENTIONS)


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
        article_id, number = number_of(connection.execute(_NEW_ARTICLE, row)), 1
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
    version_id = number_of(connection.execute(_NEW_VERSION, row))
    if raw.correction is not None:
        connection.execute(insert(VERSION_NOTICES), {"version_id": version_id, "notice": raw.correction})
    _insert(connection, _NEW_SENTENCES, prepared.sentences, version_id)
    _insert(connection, _NEW_MENTIONS, prepared.mentions, version_id)


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
        known = number_of(connection.execute(_NEW_SOURCE, row))
    return {**columns, "source_id": known}
