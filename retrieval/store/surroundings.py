"""The sentences just before and behind many others, in one statement: a reranker asks for 150 at a time."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from retrieval.store.reading import Place, at_places
from retrieval.store.texts import Texts
from retrieval.store.versions import Seen, texts_of
from retrieval.types import Surroundings

# Each of the four looks is one seek in the primary key (version_id, start).
_NEAR = "FROM sentences n WHERE n.version_id = asked.version_id AND n.kind = 'body'"
_BEFORE = f"{_NEAR} AND n.start < asked.start ORDER BY n.start DESC LIMIT 1"
_AFTER = f"{_NEAR} AND n.start > asked.start ORDER BY n.start LIMIT 1"
_BESIDE = f"""
    SELECT asked.version_id, asked.start, (SELECT n.start {_BEFORE}), (SELECT n."end" {_BEFORE}),
           (SELECT n.start {_AFTER}), (SELECT n."end" {_AFTER}), v.sentences
    FROM asked JOIN versions v ON v.id = asked.version_id"""


def surroundings(
    connection: Connection, versions: Mapping[int, Seen], places: Sequence[Place], texts: Texts
) -> dict[Place, Surroundings]:
    """What stands around each place; places of versions that are not there are left out."""
    text = texts_of(connection, versions.values(), texts)
    found = {}
    for version, start, before, before_end, after, after_end, count in at_places(connection, _BESIDE, places):
        whole = text[versions[version].sha256]
        found[version, start] = Surroundings(
            before="" if before is None else whole[before:before_end],
            after="" if after is None else whole[after:after_end],
            sentences=count,
        )
    return found
