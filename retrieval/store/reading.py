"""Sentences with their verbatim text, inside one read transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from retrieval.language.codec import decode
from retrieval.store.schema import SENTENCES
from retrieval.store.texts import Texts
from retrieval.store.versions import CHUNK, Seen, VersionName, texts_of
from retrieval.types import Mention, MentionKind, Sentence, SentenceKind, sentence_id

Place = tuple[int, int]  # version row, start of the sentence
_LOOKS = 100  # in one statement
Annotated = bool | Callable[[str], bool]  # whether sentences come with their annotation, or those whose text says so


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
    annotated: Annotated = True,
) -> dict[Place, Sentence]:
    """Sentences by their places; whole, or without annotation, which costs more to read than all the rest."""
    return _sentences(connection, versions, _listed(places), texts, annotated)


def openings(
    connection: Connection, versions: Mapping[int, Seen], first: int, texts: Texts, *, annotated: Annotated
) -> dict[Place, Sentence]:
    """The ``first`` sentences of each version by their places, likewise."""
    return _sentences(connection, versions, _leading(sorted(versions), first), texts, annotated)


def _sentences(
    connection: Connection, versions: Mapping[int, Seen], asked: Sequence[str], texts: Texts, annotated: Annotated
) -> dict[Place, Sentence]:
    whole = texts_of(connection, versions.values(), texts)
    mentions = _mentions(connection, versions, asked, whole)
    query = _SENTENCES.format(annotation="NULL" if annotated is False else "s.annotation")
    found = {}
    for number, start, end, position, paragraph, kind, noise, annotation in _rows(connection, query, asked):
        version = versions[number]
        article = version.article
        text = whole[version.sha256][start:end]
        wanted = annotation is not None and (annotated is True or (annotated is not False and annotated(text)))
        found[number, start] = Sentence(
            sentence_id=sentence_id(article.collection, article.key, article.version, start),
            article=article,
            position=position,
            paragraph=paragraph,
            start=start,
            end=end,
            text=text,
            kind=_KINDS[kind],
            level=version.level,
            noise=noise,
            annotation=decode(annotation) if wanted else None,
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


def beside(connection: Connection, places: Sequence[Place], reach: int) -> list[Place]:
    """The places of up to ``reach`` sentences before and behind each, each once and in order, without themselves."""
    looks = [
        f"SELECT * FROM (SELECT {at:d} AS at, version_id, start FROM sentences"
        f" WHERE version_id = {version:d} AND start {way} LIMIT {reach:d}) AS look"
        for at, (version, start) in enumerate(places)
        for way in (f"< {start:d} ORDER BY start DESC", f"> {start:d} ORDER BY start")
    ]
    found: list[tuple[int, int, int]] = []
    for first_look in range(0, len(looks), _LOOKS):  # numbers of our own, as below
        together = " UNION ALL ".join(looks[first_look : first_look + _LOOKS])
        found += [tuple(row) for row in connection.exec_driver_sql(together)]
    own = set(places)
    return [
        place for place in dict.fromkeys((version, start) for _, version, start in sorted(found)) if place not in own
    ]


def first(connection: Connection, version: int) -> list[Place]:
    """The place of a version's first sentence, if it has any."""
    s = SENTENCES.c
    start = connection.scalar(select(s.start).where(s.version_id == version).order_by(s.start).limit(1))
    return [] if start is None else [(version, start)]


def covering(connection: Connection, version: int, offset: int) -> list[Place]:
    """The place of the sentence that an offset into the version's text falls into, if any."""
    s = SENTENCES.c
    nearest = select(s.start, s.end).where(s.version_id == version, s.start <= offset).order_by(s.start.desc()).limit(1)
    row = connection.execute(nearest).one_or_none()
    return [(version, row.start)] if row is not None and offset < row.end else []


def _mentions(
    connection: Connection, versions: Mapping[int, Seen], asked: Sequence[str], whole: Mapping[str, str]
) -> dict[Place, list[Mention]]:
    found: dict[Place, list[Mention]] = {}
    for row in _rows(connection, _MENTIONS, asked):
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


_KINDS = {kind.value: kind for kind in SentenceKind}
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
    return _rows(connection, query, _listed(places))


def _rows(connection: Connection, query: str, asked: Sequence[str]) -> Iterator[Any]:
    for some in asked:  # all at once: one row after the other takes four times as long
        yield from connection.exec_driver_sql(f"WITH asked(version_id, start) AS ({some}) {query}").all()


def _listed(places: Sequence[Place]) -> list[str]:
    """The places themselves, some at a time."""
    pairs = [f"({version:d}, {start:d})" for version, start in places]
    return [f"VALUES {', '.join(pairs[at : at + CHUNK])}" for at in range(0, len(pairs), CHUNK)]


def _leading(versions: Sequence[int], first: int) -> list[str]:
    """The places of the first sentences of versions, some versions at a time."""
    numbers = [f"{version:d}" for version in versions]
    return [
        f"SELECT version_id, start FROM sentences WHERE position < {first:d}"
        f" AND version_id IN ({', '.join(numbers[at : at + CHUNK])})"
        for at in range(0, len(numbers), CHUNK)
    ]
