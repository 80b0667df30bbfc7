"""`Record`: articles and their sentences, in the database, for everyone who reads or writes them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Engine

from retrieval.errors import BadInput, Unknown
from retrieval.store import holdings, index_log, indexing, known, sentences, writing
from retrieval.store.beside import add
from retrieval.store.database import in_turn, read, write
from retrieval.store.holdings import Outlet, Shallow, Summary, Version, collection_row, known_collection
from retrieval.store.rows import check, digest, prepare
from retrieval.store.schema import COLLECTIONS
from retrieval.store.texts import Texts
from retrieval.store.versions import (
    Seen,
    all_versions,
    as_of_choice,
    deleted,
    find_versions,
    notices_of,
    published,
    texts_of,
)
from retrieval.store.writing import Saved, SaveStatus
from retrieval.types import AnalysedVersion, Article, Hit, Level, LogEntry, RawArticle, Sentence, Surroundings

__all__ = ["Outlet", "Record", "SaveStatus", "Saved", "Shallow", "Summary", "Version"]

_PAGE = 200  # articles read in one transaction of a rebuild
_DELETED_AT_ONCE = 20  # articles deleted in one transaction, so that none is long


class Record:
    """The record behind one engine; every method is a transaction of its own, and any thread may call any of them."""

    def __init__(self, engine: Engine, *, text_cache_bytes: int = 32 << 20) -> None:
        self.engine = engine
        self._texts = Texts(text_cache_bytes)

    def ensure_collection(self, name: str, *, workspace: str | None = None) -> None:
        """The collection is there afterwards; a new one is the workspace's own, or shared.

        Raises BadInput for a name that sentence ids cannot hold.
        """
        if not name.strip() or "/" in name or "\0" in name:
            raise BadInput(f"the collection {name!r}", "not a usable name", "choose one without slashes")
        if name not in self.collections():
            with write(self.engine) as connection:
                add(connection, COLLECTIONS, {"name": name, "workspace_id": workspace})

    def collections(self, *, workspace: str | None = None) -> tuple[str, ...]:
        """The names of all collections, or of those that are a workspace's own, sorted."""
        with read(self.engine) as connection:
            return holdings.collection_names(connection, workspace)

    def shared_collections(self) -> tuple[str, ...]:
        """The names of the collections that are no workspace's own, sorted."""
        with read(self.engine) as connection:
            return holdings.shared_collection_names(connection)

    def sources(self, collections: Sequence[str]) -> tuple[str, ...]:
        """The names of the sources that have articles there, sorted."""
        with read(self.engine) as connection:
            return holdings.source_names(connection, collections)

    def holds(self, collections: Sequence[str]) -> bool:
        """Whether there is an article; asked with every question, so nothing is counted."""
        with read(self.engine) as connection:
            return holdings.holds(connection, collections)

    def published_since(self, collections: Sequence[str], moment: datetime) -> bool:
        """Whether there is an article published at that moment or later."""
        with read(self.engine) as connection:
            return holdings.published_since(connection, collections, moment)

    def summary(self, collections: Sequence[str]) -> Summary:
        """Articles, sentences, sources, first and last publication."""
        with read(self.engine) as connection:
            return holdings.summary(connection, collections)

    def outlets(self, collections: Sequence[str]) -> tuple[Outlet, ...]:
        """The sources with how much is from them, most articles first."""
        with read(self.engine) as connection:
            return holdings.outlets(connection, collections)

    def last_fetched(self, collections: Sequence[str]) -> datetime | None:
        """When the newest version there came in."""
        with read(self.engine) as connection:
            return holdings.last_fetched(connection, collections)

    def newest(self, collections: Sequence[str], limit: int) -> tuple[tuple[str, str], ...]:
        """The (collection, key) of the articles published last, the latest first."""
        with read(self.engine) as connection:
            return holdings.newest(connection, collections, limit)

    def unchanged(self, collection: str, raw: RawArticle, *, level: Level = Level.LIGHT) -> bool:
        """Whether saving this article, analysed to ``level``, would change nothing: ask before analysing it."""
        check(collection, raw)
        with read(self.engine) as connection:
            row = collection_row(connection, collection)
            here = None if row is None else known.find(connection, row, raw.key)
        if here is None or not known.same_text(here, raw, digest(raw.text)) or known.news(here, raw):
            return False
        return here.level is Level.FULL or level is Level.LIGHT

    def save(self, collection: str, raw: RawArticle, analysis: AnalysedVersion, *, now: datetime) -> Saved:
        """The article in the record, and what that took.

        The same title and text make no new version; newly known details and a deeper analysis are taken over. What
        was saved before stays: old citations still verify. Raises BadRecord for text that no database can keep,
        Unknown for the collection, ValueError when the analysis is not of this text.
        """
        check(collection, raw)
        prepared, hashed = prepare(raw.text, analysis), digest(raw.text)
        with in_turn(self.engine) as connection:
            return writing.save(connection, known_collection(connection, collection), raw, prepared, hashed, now)

    def deepen(self, collection: str, key: str, version: int, analysis: AnalysedVersion) -> int:
        """The ``seq`` under which a version's analysis was replaced.

        Raises Unknown for a version that is gone, ValueError when the sentences are not those stored: ids never change.
        """
        place = (collection, key, version)
        with read(self.engine) as connection:
            seen = _there(find_versions(connection, [place]), place)
            text = texts_of(connection, [seen], self._texts)[seen.sha256]
        prepared = prepare(text, analysis)
        with in_turn(self.engine) as connection:
            # Looked up again: deleted meanwhile, perhaps.
            row = _there(find_versions(connection, [place]), place).row
            writing.deepen(connection, row, prepared)
            return index_log.log(connection, "put", known_collection(connection, collection), key)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        """The last ``seq`` after the articles are gone with all their versions; keys not there are passed over."""
        for at in range(0, len(keys), _DELETED_AT_ONCE):
            with in_turn(self.engine) as connection:
                row = known_collection(connection, collection)
                writing.delete(connection, row, keys[at : at + _DELETED_AT_ONCE])
        return self.last_seq()

    def shallow(self, limit: int) -> tuple[Shallow, ...]:
        """Up to ``limit`` lightly analysed versions, the latest saved first."""
        with read(self.engine) as connection:
            return holdings.shallow(connection, limit)

    def sentences(self, ids: Iterable[str], *, annotated: bool = True) -> dict[str, Sentence]:
        """Sentences by their ids, with or without annotation; those no longer there are left out."""
        with read(self.engine) as connection:
            return sentences.named(connection, ids, self._texts, annotated=annotated)

    def first_sentence(self, collection: str, key: str, version: int) -> Sentence | None:
        """The sentence that a version begins with; None when it has none, or is not there."""
        with read(self.engine) as connection:
            return sentences.first(connection, (collection, key, version), self._texts)

    def neighbours(self, sentence: Sentence, before: int, after: int) -> tuple[Sentence, ...]:
        """The sentences around one in its version, in order, without itself."""
        with read(self.engine) as connection:
            return sentences.neighbours(connection, sentence, before, after, self._texts)

    def beside(self, near: Sequence[Sentence], reach: int) -> tuple[Sentence, ...]:
        """The sentences up to ``reach`` before and behind each in its version, each once, without annotations."""
        with read(self.engine) as connection:
            return sentences.beside(connection, near, reach, self._texts)

    def around(self, hits: Sequence[Hit]) -> tuple[Surroundings, ...]:
        """The body sentences just before and behind each hit in its version, in the hits' order."""
        with read(self.engine) as connection:
            return sentences.around(connection, [hit.sentence for hit in hits], self._texts)

    def sentence_at(self, collection: str, key: str, version: int, offset: int) -> Sentence | None:
        """The sentence that an offset into a version's text falls into."""
        with read(self.engine) as connection:
            return sentences.covering(connection, (collection, key, version), offset, self._texts)

    def versions(self, collection: str, key: str) -> tuple[Version, ...]:
        """All versions of an article, oldest first; none when it is not there."""
        with read(self.engine) as connection:
            return holdings.versions(connection, collection, key)

    def articles(
        self, pairs: Iterable[tuple[str, str]], *, as_of: datetime | None = None
    ) -> dict[tuple[str, str], Article]:
        """Articles by (collection, key), through the newest version fetched by ``as_of``, else the oldest."""
        with read(self.engine) as connection:
            found = all_versions(connection, pairs)
        return {pair: as_of_choice(group, as_of).article for pair, group in found.items()}

    def published(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], datetime | None]:
        """When articles were published, by (collection, key); those that are not there are left out."""
        with read(self.engine) as connection:
            return published(connection, pairs)

    def find_article(self, key: str, collections: Sequence[str] | None = None) -> Article | None:
        """The article of that key through its newest version, from the first of the collections that has it."""
        names = self.collections() if collections is None else collections
        found = self.articles([(name, key) for name in names])
        return next((found[name, key] for name in names if (name, key) in found), None)

    def texts(self, places: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], str]:
        """Version texts by (collection, key, version); those not there are left out."""
        with read(self.engine) as connection:
            found = find_versions(connection, places)
            texts = texts_of(connection, found.values(), self._texts)
        return {place: texts[seen.sha256] for place, seen in found.items()}

    def notices(self, places: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str, int], str]:
        """What pages said beside their texts that was corrected, by (collection, key, version); most said nothing."""
        with read(self.engine) as connection:
            found = find_versions(connection, places)
            notices = notices_of(connection, found.values())
        return {place: notices[seen.row] for place, seen in found.items() if seen.row in notices}

    def deleted(self, places: Iterable[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
        """Those (collection, key, version) that were there once and went with their article."""
        with read(self.engine) as connection:
            return deleted(connection, places)

    def last_seq(self) -> int:
        """The number of the last line of the index log; 0 before the first."""
        with read(self.engine) as connection:
            return index_log.last_seq(connection)

    def behind(self, watermark: int, collections: Sequence[str]) -> int:
        """How many lines of the index log tell of these collections and come after the watermark."""
        with read(self.engine) as connection:
            return index_log.lines_after(connection, watermark, collections)

    def log(self, after: int, limit: int) -> list[LogEntry]:
        """The next ``limit`` lines of the index log in order, those of one article told once, by the last of them.

        Articles are given as they are now, perhaps newer than the line.
        """
        with read(self.engine) as connection:
            return indexing.log_entries(connection, after, limit)

    def everything(self) -> Iterator[LogEntry]:
        """Every article, as if logged at the last ``seq`` there was at the start; what came later is in the log.

        Read a few at a time, each few in a transaction of its own, so that nobody waits for a rebuild.
        """
        seq, after = self.last_seq(), 0
        while True:
            with read(self.engine) as connection:
                entries, after = indexing.page(connection, after, _PAGE, seq)
            if not entries:
                return
            yield from entries


def _there(found: dict[tuple[str, str, int], Seen], place: tuple[str, str, int]) -> Seen:
    if place not in found:
        collection, key, version = place
        raise Unknown(f"{collection}/{key}", f"it has no version {version}", "look at its versions: onrecord article")
    return found[place]
