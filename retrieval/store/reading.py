"""What the record gives back, inside one read transaction: sentences with their verbatim text, articles, versions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, true

from retrieval.language.codec import decode
from retrieval.store.schema import ARTICLES, COLLECTIONS, SENTENCES, SOURCES, VERSIONS
from retrieval.store.texts import Texts
from retrieval.types import (
    Article,
    Level,
    Mention,
    MentionKind,
    Precision,
    Sentence,
    SentenceKind,
    sentence_id,
)

CHUNK = 500  # pairs in one SELECT
Place = tuple[int, int]  # version row, start of the sentence


VersionName = tuple[str, str, int]  # collection, article key, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A sentence id taken apart."""

    version: VersionName
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A version, and its article as seen through it."""

    row: int
    sha256: str
    level: Level
    article: Article


def parse(name: str) -> Parsed:
    """The parts of a `sentence_id`; keys may hold any character. Raises ValueError for what is no sentence id."""
    rest, version, start = name.rsplit(":", 2)
    collection, slash, key = rest.partition("/")
    if not slash:
        raise ValueError(f"{name!r} is not a sentence id")
    return Parsed(version=(collection, key, int(version)), start=int(start))


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


def seen(row: Row[Any]) -> Seen:
    """A row of `versions_seen`."""
    article = Article(
        key=row.key,
        collection=row.collection,
        title=row.title,
        source=row.source,
        url=row.url,
        published_at=row.published_at,
        precision=None if row.precision is None else Precision(row.precision),
        version=row.number,
        fetched_at=row.fetched_at,
    )
    return Seen(row=row.id, sha256=row.sha256, level=Level(row.level), article=article)


def find_versions(connection: Connection, names: Iterable[VersionName]) -> dict[VersionName, Seen]:
    """Versions by their names; those that are not there are left out."""
    wanted = set(names)
    numbers = {number for _, _, number in wanted}
    pairs = {(collection, key) for collection, key, _ in wanted}
    found = {}
    for version in _versions(connection, pairs, VERSIONS.c.number.in_(numbers)):
        name = (version.article.collection, version.article.key, version.article.version)
        if name in wanted:
            found[name] = version
    return found


def all_versions(connection: Connection, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Seen]]:
    """All versions of articles by (collection, key), oldest first."""
    found: dict[tuple[str, str], list[Seen]] = {}
    for version in _versions(connection, set(pairs), true()):
        found.setdefault((version.article.collection, version.article.key), []).append(version)
    return {pair: sorted(versions, key=lambda seen: seen.article.version) for pair, versions in found.items()}


def deleted(connection: Connection, names: Iterable[VersionName]) -> set[VersionName]:
    """Those of the versions that were there once and went with their article."""
    wanted = set(names)
    keys: dict[str, list[str]] = {}
    for collection, key, _ in sorted(wanted):
        keys.setdefault(collection, []).append(key)
    left: dict[tuple[str, str], tuple[int, int]] = {}
    oldest = select(func.min(VERSIONS.c.number)).where(VERSIONS.c.article_id == ARTICLES.c.id).scalar_subquery()
    for collection, held in keys.items():
        for at in range(0, len(held), CHUNK):
            rows = connection.execute(
                select(ARTICLES.c.key, ARTICLES.c.newest, oldest)
                .join(COLLECTIONS, COLLECTIONS.c.id == ARTICLES.c.collection_id)
                .where(COLLECTIONS.c.name == collection, ARTICLES.c.key.in_(held[at : at + CHUNK]))
            )
            for key, newest, first in rows:
                left[collection, key] = (newest, newest + 1 if first is None else first)
    return {
        (collection, key, number)
        for collection, key, number in wanted
        if (collection, key) in left
        # Versions go all together: below the oldest there is, every number was used and deleted.
        and 1 <= number <= left[collection, key][0]
        and number < left[collection, key][1]
    }


def _versions(connection: Connection, pairs: set[tuple[str, str]], those: ColumnElement[bool]) -> Iterator[Seen]:
    keys: dict[str, list[str]] = {}
    for collection, key in sorted(pairs):
        keys.setdefault(collection, []).append(key)
    for collection, held in keys.items():
        for at in range(0, len(held), CHUNK):
            here = (COLLECTIONS.c.name == collection, ARTICLES.c.key.in_(held[at : at + CHUNK]), those)
            yield from map(seen, connection.execute(versions_seen().where(*here)))


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


def sentences_at(
    connection: Connection, versions: Mapping[int, Seen], places: Sequence[Place], texts: Texts
) -> dict[Place, Sentence]:
    """Whole sentences, by their places."""
    whole = texts_of(connection, versions.values(), texts)
    mentions = _mentions(connection, versions, places, whole)
    found = {}
    for number, start, end, position, paragraph, kind, noise, annotation in at_places(connection, _SENTENCES, places):
        version = versions[number]
        article = version.article
        found[number, start] = Sentence(
            sentence_id=sentence_id(article.collection, article.key, article.version, start),
            article=article,
            position=position,
            paragraph=paragraph,
            start=start,
            end=end,
            text=whole[version.sha256][start:end],
            kind=SentenceKind(kind),
            level=version.level,
            noise=noise,
            annotation=None if annotation is None else decode(annotation),
            mentions=tuple(mentions.get((number, start), ())),
        )
    return found


def around(connection: Connection, version: int, start: int, before: int, after: int) -> list[Place]:
    """The places of up to ``before`` sentences before and ``after`` sentences behind one, in order."""
    s = SENTENCES.c
    here = select(s.start).where(s.version_id == version)
    earlier = connection.scalars(here.where(s.start < start).order_by(s.start.desc()).limit(before)).all()
    later = connection.scalars(here.where(s.start > start).order_by(s.start).limit(after)).all()
    return [(version, at) for at in (*reversed(earlier), *later)]


def covering(connection: Connection, version: int, offset: int) -> Place | None:
    """The place of the sentence that an offset into the version's text falls into."""
    s = SENTENCES.c
    nearest = select(s.start, s.end).where(s.version_id == version, s.start <= offset).order_by(s.start.desc()).limit(1)
    row = connection.execute(nearest).one_or_none()
    return (version, row.start) if row is not None and offset < row.end else None


def as_of_choice(versions: Sequence[Seen], as_of: datetime | None) -> Seen:
    """Of versions oldest first the one to read: the newest fetched by ``as_of`` (None: the newest), else the oldest."""
    fetched = [version for version in versions if as_of is None or version.article.fetched_at <= as_of]
    return fetched[-1] if fetched else versions[0]


def _mentions(
    connection: Connection, versions: Mapping[int, Seen], places: Sequence[Place], whole: Mapping[str, str]
) -> dict[Place, list[Mention]]:
    found: dict[Place, list[Mention]] = {}
    for row in at_places(connection, _MENTIONS, places):
        number, sentence, start, end, named_start, named_end, kind, label, confidence = row
        mention = Mention(
            start=start,
            end=end,
            refers_to=whole[versions[number].sha256][named_start:named_end],
            named_start=named_start,
            named_end=named_end,
            kind=MentionKind(kind),
            label=label,
            confidence=confidence,
        )
        found.setdefault((number, sentence), []).append(mention)
    return found


# Written out, because SQLite reads the whole table for "(version_id, start) IN (...)", and because SQLAlchemy compiles
# a statement with VALUES in it anew each time, which takes longer than running it. The places are numbers of our own.
_SENTENCES = """
    SELECT s.version_id, s.start, s."end", s.position, s.paragraph, s.kind, s.noise, s.annotation
    FROM asked JOIN sentences s ON s.version_id = asked.version_id AND s.start = asked.start"""
_MENTIONS = """
    SELECT m.version_id, m.sentence_start, m.start, m."end", m.named_start, m.named_end, m.kind, m.label, m.confidence
    FROM asked JOIN mentions m ON m.version_id = asked.version_id AND m.sentence_start = asked.start
    ORDER BY m.version_id, m.sentence_start, m.n"""


def at_places(connection: Connection, query: str, places: Sequence[Place]) -> Iterator[Any]:
    """The rows of a query that joins ``asked(version_id, start)``."""
    for at in range(0, len(places), CHUNK):
        asked = ", ".join([f"({version:d}, {start:d})" for version, start in places[at : at + CHUNK]])
        yield from connection.exec_driver_sql(f"WITH asked(version_id, start) AS (VALUES {asked}) {query}")
