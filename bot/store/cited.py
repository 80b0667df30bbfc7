"""Which articles were cited, and when last."""

from datetime import datetime

from sqlalchemy import Engine, func, select

from bot.store.answers_table import ANSWERS, CITATIONS
from retrieval.store.database import read


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
