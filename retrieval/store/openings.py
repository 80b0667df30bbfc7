"""The first sentences of many versions at once."""

from collections.abc import Iterable

from sqlalchemy import Engine, select

from retrieval.store.database import read
from retrieval.store.reading import sentences_at
from retrieval.store.schema import SENTENCES
from retrieval.store.texts import Texts
from retrieval.store.versions import CHUNK, VersionName, find_versions
from retrieval.types import Article, Sentence

_CACHE_BYTES = 8 << 20


class Openings:
    """The beginnings of articles behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts = Texts(_CACHE_BYTES)

    def of(
        self, articles: Iterable[Article], *, first: int, annotated: bool = False
    ) -> dict[VersionName, tuple[Sentence, ...]]:
        """The ``first`` sentences of each article's version, in order, by (collection, key, version)."""
        names = {(article.collection, article.key, article.version) for article in articles}
        s = SENTENCES.c
        with read(self._engine) as connection:
            found = find_versions(connection, names)
            versions = {version.row: version for version in found.values()}
            rows = sorted(versions)
            places: list[tuple[int, int]] = []
            for at in range(0, len(rows), CHUNK):
                query = select(s.version_id, s.start).where(s.version_id.in_(rows[at : at + CHUNK]), s.position < first)
                places += [(version, start) for version, start in connection.execute(query)]
            sentences = sentences_at(connection, versions, sorted(places), self._texts, annotated=annotated)
        told: dict[VersionName, list[Sentence]] = {name: [] for name in found}
        for place in sorted(sentences):
            article = versions[place[0]].article
            told[article.collection, article.key, article.version].append(sentences[place])
        return {name: tuple(those) for name, those in told.items()}
