"""The record as the index is given it: whole articles, by the index log or all of them.

Articles in other languages are none of the index's: it is told that they are gone.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, select

from retrieval.store.rows import NAME_MARK, split
from retrieval.store.schema import ARTICLES, COLLECTIONS, INDEX_LOG, SENTENCES, VERSIONS
from retrieval.store.versions import CHUNK, Seen, seen, versions_seen
from retrieval.types import IndexedArticle, IndexedSentence, IndexedVersion, LogEntry, sentence_id

Name = tuple[int, str]  # collection row, article key


def log_entries(connection: Connection, after: int, limit: int) -> list[LogEntry]:
    """The next ``limit`` lines of the index log in order, those of one article told once, by the last of them."""
    rows = connection.execute(
        select(INDEX_LOG.c.seq, INDEX_LOG.c.collection_id, COLLECTIONS.c.name, INDEX_LOG.c.key)
        .join(COLLECTIONS, COLLECTIONS.c.id == INDEX_LOG.c.collection_id)
        .where(INDEX_LOG.c.seq > after)
        .order_by(INDEX_LOG.c.seq)
        .limit(limit)
    )
    last = {(row.collection_id, row.key): (row.seq, row.name) for row in rows}
    articles = _articles(connection, list(last))
    entries = [
        LogEntry(seq=seq, collection=collection, key=name[1], article=articles.get(name))
        for name, (seq, collection) in last.items()
    ]
    return sorted(entries, key=lambda entry: entry.seq)


def page(connection: Connection, after: int, limit: int, seq: int) -> tuple[list[LogEntry], int]:
    """The next articles by row number, as if logged at ``seq``, and the row number reached; empty when done."""
    a = ARTICLES.c
    rows = connection.execute(
        select(a.id, a.collection_id, a.key, COLLECTIONS.c.name)
        .join(COLLECTIONS, COLLECTIONS.c.id == a.collection_id)
        .where(a.id > after, a.language.is_(None), a.retired_at.is_(None))
        .where(select(VERSIONS.c.id).where(VERSIONS.c.article_id == a.id).exists())
        .order_by(a.id)
        .limit(limit)
    ).all()
    articles = _articles(connection, [(row.collection_id, row.key) for row in rows])
    entries = [
        LogEntry(seq=seq, collection=row.name, key=row.key, article=articles[row.collection_id, row.key])
        for row in rows
    ]
    return entries, rows[-1].id if rows else after


def _articles(connection: Connection, names: Sequence[Name]) -> dict[Name, IndexedArticle]:
    wanted: dict[int, list[str]] = {}
    for collection_id, key in names:
        wanted.setdefault(collection_id, []).append(key)
    versions: dict[Name, list[tuple[Seen, tuple[str, ...]]]] = {}
    for collection_id, keys in wanted.items():
        for at in range(0, len(keys), CHUNK):
            asked = (ARTICLES.c.collection_id == collection_id, ARTICLES.c.key.in_(keys[at : at + CHUNK]))
            here = (*asked, ARTICLES.c.language.is_(None), ARTICLES.c.retired_at.is_(None))
            for row in connection.execute(versions_seen().add_columns(VERSIONS.c.title_tokens).where(*here)):
                versions.setdefault((collection_id, row.key), []).append((seen(row), split(row.title_tokens)))
    sentences = _sentences(connection, [version for group in versions.values() for version in group])
    return {name: _article(group, sentences) for name, group in versions.items()}


def _article(
    versions: list[tuple[Seen, tuple[str, ...]]], sentences: dict[int, list[IndexedSentence]]
) -> IndexedArticle:
    versions = sorted(versions, key=lambda pair: pair[0].article.version)
    newest, title_tokens = versions[-1]
    times: list[datetime | None] = [None, *(version.article.fetched_at for version, _ in versions[1:]), None]
    return IndexedArticle(
        key=newest.article.key,
        collection=newest.article.collection,
        source=newest.article.source,
        published_at=newest.article.published_at,
        title_tokens=title_tokens,
        versions=tuple(
            IndexedVersion(
                version=version.article.version,
                valid_from=valid_from,
                valid_to=valid_to,
                sentences=tuple(sentences.get(version.row, ())),
            )
            for (version, _), (valid_from, valid_to) in zip(versions, pairwise(times), strict=True)
        ),
    )


def _sentences(
    connection: Connection, versions: Sequence[tuple[Seen, tuple[str, ...]]]
) -> dict[int, list[IndexedSentence]]:
    by_row = {version.row: (version.article, title_tokens) for version, title_tokens in versions}
    numbers = sorted(by_row)
    found: dict[int, list[IndexedSentence]] = {}
    s = SENTENCES.c
    for at in range(0, len(numbers), CHUNK):
        rows = connection.execute(
            select(s.version_id, s.start, s.tokens, s.mention_tokens, s.names)
            .where(s.version_id.in_(numbers[at : at + CHUNK]))
            .order_by(s.version_id, s.start)
        )
        for number, start, tokens, mention_tokens, names in rows:
            article, title_tokens = by_row[number]
            sentence = IndexedSentence(
                sentence_id=sentence_id(article.collection, article.key, article.version, start),
                tokens=split(tokens),
                mention_tokens=split(mention_tokens),
                title_tokens=title_tokens,
                names=split(names, NAME_MARK),
            )
            found.setdefault(number, []).append(sentence)
    return found
