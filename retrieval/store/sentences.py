"""Sentences of the record by what names them: their ids, their version and an offset, the sentences they stand beside.

All inside one read transaction; ``texts`` keeps texts of versions from one to the next.
"""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from retrieval.store import reading
from retrieval.store.surroundings import surroundings
from retrieval.store.texts import Texts
from retrieval.store.versions import VersionName, find_versions
from retrieval.types import Sentence, Surroundings


def named(connection: Connection, ids: Iterable[str], texts: Texts, *, annotated: bool) -> dict[str, Sentence]:
    """By their ids; those no longer there are left out. Raises ValueError for what is no sentence id."""
    parsed = {name: reading.parse(name) for name in ids}
    found = find_versions(connection, [place.version for place in parsed.values()])
    at = {name: (found[p.version].row, p.start) for name, p in parsed.items() if p.version in found}
    versions = {version.row: version for version in found.values()}
    sentences = reading.sentences_at(connection, versions, sorted(set(at.values())), texts, annotated=annotated)
    return {name: sentences[place] for name, place in at.items() if place in sentences}


def first(connection: Connection, version: VersionName, texts: Texts) -> Sentence | None:
    """The one that a version begins with."""
    return next(iter(_found(connection, version, texts, lambda row: reading.first(connection, row))), None)


def covering(connection: Connection, version: VersionName, offset: int, texts: Texts) -> Sentence | None:
    """The one that an offset into the version's text falls into."""
    return next(iter(_found(connection, version, texts, lambda row: reading.covering(connection, row, offset))), None)


def neighbours(
    connection: Connection, sentence: Sentence, before: int, after: int, texts: Texts
) -> tuple[Sentence, ...]:
    """So many before and after one in its version, in order, without itself."""
    start = sentence.start
    return _found(
        connection, _version(sentence), texts, lambda row: reading.around(connection, row, start, before, after)
    )


def beside(connection: Connection, near: Sequence[Sentence], reach: int, texts: Texts) -> tuple[Sentence, ...]:
    """Up to ``reach`` before and behind each in its version, each once, without annotations."""
    seen = find_versions(connection, [_version(one) for one in near])
    own = [(seen[_version(one)].row, one.start) for one in near if _version(one) in seen]
    wanted = reading.beside(connection, own, reach)
    versions = {one.row: one for one in seen.values()}
    found = reading.sentences_at(connection, versions, wanted, texts, annotated=False)
    return tuple(found[at] for at in wanted)


def around(connection: Connection, sentences: Sequence[Sentence], texts: Texts) -> tuple[Surroundings, ...]:
    """What stands just before and behind each in its version, in their order."""
    found = find_versions(connection, [_version(one) for one in sentences])
    places = [(found[_version(one)].row, one.start) if _version(one) in found else None for one in sentences]
    versions = {version.row: version for version in found.values()}
    there = sorted({place for place in places if place is not None})
    near = surroundings(connection, versions, there, texts)
    return tuple(Surroundings() if place is None else near.get(place, Surroundings()) for place in places)


def _version(sentence: Sentence) -> VersionName:
    article = sentence.article
    return article.collection, article.key, article.version


def _found(
    connection: Connection, version: VersionName, texts: Texts, places: Callable[[int], Sequence[reading.Place]]
) -> tuple[Sentence, ...]:
    """Those at places of one version, by its row; none when it is not there."""
    seen = find_versions(connection, [version]).get(version)
    at = [] if seen is None else places(seen.row)
    if seen is None or not at:
        return ()
    found = reading.sentences_at(connection, {seen.row: seen}, at, texts)
    return tuple(found[place] for place in at)
