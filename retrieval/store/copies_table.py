"""The tables that tell copies: what each article's newest version says, in hashes, and which articles say the same.

A row of `COPIES` is an article as it was last looked at; articles with one ``group_id`` in a collection have the same
text. `SHINGLES` is the way from a hash to those articles. Ids and hashes only: no text is kept twice.
"""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    delete,
    select,
)

from retrieval.store.schema import METADATA, ROW_NUMBER
from retrieval.text.shingles import Hashes

CHUNK = 500

COPIES = Table(
    "copies",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("collection_id", ROW_NUMBER, nullable=False),
    Column("group_id", ROW_NUMBER, nullable=False),  # the version that was the first of its group: never used twice
    Column("credits", Text, nullable=False),  # names the text credits, joined by U+001F
    Column("sample", LargeBinary, nullable=False),  # hashes it is found by in `SHINGLES`, little-endian
    Index(None, "collection_id", "group_id"),
)

SHINGLES = Table(
    "shingles",
    METADATA,
    Column("collection_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("version_id", ROW_NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


def stored(hashes: Hashes) -> list[int]:
    """Hashes as databases keep numbers: signed."""
    numbers: list[int] = hashes.view(np.int64).tolist()
    return numbers


def packed(sample: Sequence[int]) -> bytes:
    return np.array(sample, dtype="<i8").tobytes()


def unpacked(sample: bytes) -> list[int]:
    numbers: list[int] = np.frombuffer(sample, dtype="<i8").tolist()
    return numbers


def post(connection: Connection, rows: Sequence[tuple[int, int, int]]) -> None:
    """New rows of `SHINGLES`: collection, hash, version; in order they are written fastest."""
    if rows:
        # SQLAlchemy takes longer to look at a hundred hashes than SQLite to write them.
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        insert = f"INSERT INTO shingles (collection_id, hash, version_id) VALUES ({mark}, {mark}, {mark})"
        connection.exec_driver_sql(insert, list(rows))


def forget(connection: Connection, articles: Sequence[int]) -> None:
    """Nothing is known of these article rows' texts, inside the caller's write."""
    c = COPIES.c
    rows = connection.execute(select(c.collection_id, c.version_id, c.sample).where(c.article_id.in_(articles))).all()
    s = SHINGLES.c
    for row in rows:
        held = unpacked(row.sample)
        here = (s.collection_id == row.collection_id, s.version_id == row.version_id)
        for at in range(0, len(held), CHUNK):
            connection.execute(delete(SHINGLES).where(*here, s.hash.in_(held[at : at + CHUNK])))
    if rows:
        connection.execute(delete(COPIES).where(c.article_id.in_(articles)))
