"""Which articles were cited, and when last; which posts quote an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, and_, func, select

from bot.incoming import Posted
from bot.store.answers_table import ANSWERS, CITATIONS, CitationRow
from retrieval.store.database import read
from retrieval.store.schema import ARTICLES, COLLECTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """A citation of an article in something that stands in Slack; ``subject`` is the answer's id."""

    subject: str
    workspace: str
    citation: CitationRow


def quoting(engine: Engine, collection: str, key: str, *, below: int) -> tuple[Quoting, ...]:
    """Every citation of a version older than ``below`` in an answer whose post still stands."""
    c, a = CITATIONS.c, ANSWERS.c
    query = (
        select(CITATIONS, a.workspace_id)
        .join_from(CITATIONS, ANSWERS, a.answer_id == c.answer_id)
        .where(c.collection == collection, c.article_key == key, c.version < below)
        .where(a.message_ts.is_not(None), a.deleted_at.is_(None))
        .order_by(c.answer_id, c.n)
    )
    with read(engine) as connection:
        return tuple(
            Quoting(
                subject=row.answer_id,
                workspace=row.workspace_id,
                citation=CitationRow(**{name: getattr(row, name) for name in CitationRow.__slots__}),
            )
            for row in connection.execute(query)
        )


def unposted(engine: Engine) -> Iterator[CitationRow]:
    """Every citation in an answer that only its asker saw, of an article that has a newer version."""
    c, a, r = CITATIONS.c, ANSWERS.c, ARTICLES.c
    query = (
        select(CITATIONS)
        .join_from(CITATIONS, ANSWERS, a.answer_id == c.answer_id)
        .join(COLLECTIONS, COLLECTIONS.c.name == c.collection)
        .join(ARTICLES, and_(r.collection_id == COLLECTIONS.c.id, r.key == c.article_key, r.newest > c.version))
        .where(a.message_ts.is_(None), a.user_id.is_not(None), a.deleted_at.is_(None))
    )
    with read(engine) as connection:
        rows = connection.execute(query).all()
    yield from (CitationRow(**{name: getattr(row, name) for name in CitationRow.__slots__}) for row in rows)


def posted_at(engine: Engine, answer_id: str) -> Posted | None:
    """Where an answer stands; None for one that is not in Slack (any more)."""
    a = ANSWERS.c
    query = select(a.channel_id, a.message_ts).where(a.answer_id == answer_id, a.deleted_at.is_(None))
    with read(engine) as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None or row.message_ts is None else Posted(channel=row.channel_id, ts=row.message_ts)


def cited_since(engine: Engine, since: datetime) -> tuple[tuple[str, str, datetime], ...]:
    """(collection, article key, time of the last answer) of every article cited since."""
    c = CITATIONS.c
    query = (
        select(c.collection, c.article_key, func.max(ANSWERS.c.asked_at))
        .join_from(CITATIONS, ANSWERS, ANSWERS.c.answer_id == c.answer_id)
        .where(ANSWERS.c.asked_at >= since)
        .group_by(c.collection, c.article_key)
    )
    with read(engine) as connection:
        return tuple((collection, key, at) for collection, key, at in connection.execute(query))
