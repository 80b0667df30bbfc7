"""Sentences with their verbatim text, inside one read transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from retrieval.language.codec import decode
from retrieval.store.schema import SENTENCES
from retrieval.store.texts import Texts
from retrieval.store.versions import CHUNK, Seen, VersionName, texts_of
from retrieval.types import Mention, MentionKind, Sentence, SentenceKind, sentence_id

Place = tuple[int, int]  # version row, start of the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A sentence id taken apart."""

    version: VersionName
    start: int


def parse(name: str) -> Parsed:
    """The parts of a `sentence_id`; keys may hold any character. Raises ValueError for what is no sentence id."""
    rest, version, start = name.rsplit(":", 2)
    collection, slash, key = rest.partition("/")
    if not slash:
        raise ValueError(f"{name!r} is not a sentence id")
    return Parsed(version=(collection, key, int(version)), start=int(start))


def sentences_at(
    connection: Connection,
    versions: Mapping[int, Seen],
    places: Sequence[Place],
    texts: Texts,
    *,
    annotated: bool = True,
) -> dict[Place, Sentence]:
    """Sentences by their places; whole, or without annotation, which costs more to read than all the rest."""
    whole = texts_of(connection, versions.values(), texts)
    mentions = _mentions(connection, versions, places, whole)
    query = _SENTENCES.format(annotation="s.annotation" if annotated else "NULL")
    found = {}
    for number, start, end, position, paragraph, kind, noise, annotation in at_places(connection, query, places):
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


def first(connection: Connection, version: int) -> Place | None:
    """The place of a version's first sentence."""
    s = SENTENCES.c
    start = connection.scalar(select(s.start).where(s.version_id == version).order_by(s.start).limit(1))
    return None if start is None else (version, start)


def covering(connection: Connection, version: int, offset: int) -> Place | None:
    """The place of the sentence that an offset into the version's text falls into."""
    s = SENTENCES.c
    nearest = select(s.start, s.end).where(s.version_id == version, s.start <= offset).order_by(s.start.desc()).limit(1)
    row = connection.execute(nearest).one_or_none()
    return (version, row.start) if row is not None and offset < row.end else None


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
    SELECT s.version_id, s.start, s."end", s.position, s.paragraph, s.kind, s.noise, {annotation}
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
