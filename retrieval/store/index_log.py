"""The index log: a line for each change of an article that an index has yet to apply, numbered in order."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from retrieval.store.database import has_turn, number_of
from retrieval.store.schema import COLLECTIONS, INDEX_LOG

_NEW_LINE = insert(INDEX_LOG)  # made once, as in `retrieval.store.writing`


def log(connection: Connection, op: str, collection_id: int, key: str) -> int:
    """The number of a new line of the index log. Only in turn: lines are read in order."""
    assert has_turn(connection), "the index log is written in turn"
    result = connection.execute(_NEW_LINE, {"op": op, "collection_id": collection_id, "key": key})
    return number_of(result)


def last_seq(connection: Connection) -> int:
    """The number of the last line of the index log; 0 before the first."""
    return int(connection.execute(select(func.coalesce(func.max(INDEX_LOG.c.seq), 0))).scalar_one())


def lines_after(connection: Connection, seq: int, collections: Sequence[str]) -> int:
    """How many lines of the index log after that one are of these collections."""
    here = select(COLLECTIONS.c.id).where(COLLECTIONS.c.name.in_(collections))
    lines = select(func.count()).where(INDEX_LOG.c.seq > seq, INDEX_LOG.c.collection_id.in_(here))
    return connection.execute(lines).scalar_one()
