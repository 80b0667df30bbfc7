"""The first sentences of many versions at once."""

from collections.abc import Iterable

from sqlalchemy import Engine

from retrieval.store.database import read
from retrieval.store.reading import Annotated, openings
from retrieval.store.texts import Texts
from retrieval.store.versions import VersionName, find_versions
from retrieval.types import Article, Sentence

_CACHE_BYTES = 8 << 20


class Openings:
    """The beginnings of articles behind one engine; any thread may use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts = Texts(_CACHE_BYTES)

    def of(
        self, articles: Iterable[Article], *, first: int, annotated: Annotated = False
    ) -> dict[VersionName, tuple[Sentence, ...]]:
        """The ``first`` sentences of each article's version, in order, by (collection, key, version)."""
        names = {(article.collection, article.key, article.version) for article in articles}
        with read(self._engine) as connection:
            found = find_versions(connection, names)
            versions = {version.row: version for version in found.values()}
            sentences = openings(connection, versions, first, self._texts, annotated=annotated)
        told: dict[VersionName, list[Sentence]] = {name: [] for name in found}
        for place in sorted(sentences):
            article = versions[place[0]].article
            told[article.collection, article.key, article.version].append(sentences[place])
        return {name: tuple(those) for name, those in told.items()}
