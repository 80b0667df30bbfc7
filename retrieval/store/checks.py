"""Articles whose pages are looked at again: inside the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from retrieval.store.beside import add
from retrieval.store.news_tables import CHECKS
from retrieval.store.schema import COLLECTIONS

c = CHECKS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRow:
    """An article to be looked at again."""

    collection_id: int
    collection: str
    key: str
    url: str
    host: str
    cited_at: datetime
    step: int
    next_at: datetime | None
    changes: int
    etag: str | None
    last_modified: str | None


def check(connection: Connection, collection_id: int, key: str) -> CheckRow | None:
    """What is known of the looks at an article."""
    row = connection.execute(
        select(CHECKS, COLLECTIONS.c.name.label("collection"))
        .join_from(CHECKS, COLLECTIONS, COLLECTIONS.c.id == c.collection_id)
        .where(c.collection_id == collection_id, c.key == key)
    ).one_or_none()
    return None if row is None else CheckRow(**{name: getattr(row, name) for name in CheckRow.__slots__})


def put_check(connection: Connection, collection_id: int, key: str, **values: Any) -> None:
    """The article is looked at as ``values`` say: those of a new one must be whole."""
    row = {"collection_id": collection_id, "key": key, "step": 0, "changes": 0, **values}
    if not add(connection, CHECKS, row):
        connection.execute(update(CHECKS).where(c.collection_id == collection_id, c.key == key).values(values))


def settle_check(connection: Connection, row: CheckRow, *, holder: str, **values: Any) -> bool:
    """Whether the check was still the holder's; then it is as ``values`` say, and nobody's."""
    mine = (c.collection_id == row.collection_id, c.key == row.key, c.holder == holder)
    values |= {"holder": None, "lease_until": None}
    return connection.execute(update(CHECKS).where(*mine).values(values)).rowcount > 0
