"""The embedded engine: tantivy on disk, one index for sentences and one for articles, in generations.

Any number of processes may read while one writes; a search sees the newest commit and the newest generation.
"""

import shutil
import threading
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from retrieval.index import generations
from retrieval.index.entries import articles_of, sentences_of
from retrieval.index.finding import Finding
from retrieval.index.locks import locked
from retrieval.index.protocol import Generation
from retrieval.index.second_stage import SecondStage
from retrieval.index.shelf import Shelf
from retrieval.index.terms import query_terms
from retrieval.index.trouble import damaged, guarded
from retrieval.text.tokens import ANALYSER
from retrieval.types import CollectionStats, Found, LogEntry, Query


class TantivyGeneration:
    """One generation on disk: a shelf of sentences and a shelf of articles."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = int(path.name.rpartition("-")[2])
        self.sentences = Shelf(path / "sentences", sentences_of)
        self.articles = Shelf(path / "articles", articles_of)

    @staticmethod
    def create(folder: Path, number: int, analyser: str) -> "TantivyGeneration":
        path = generations.path_of(folder, number)
        for shelf in generations.SHELVES:
            Shelf.create(path / shelf)
        generations.describe(path, analyser)
        return TantivyGeneration(path)

    def apply(self, batch: Sequence[LogEntry]) -> None:
        """One commit on each shelf. A kill between the two leaves the watermark behind, and the batch comes again."""
        with guarded(self.path.parent):
            for shelf in (self.articles, self.sentences):
                with shelf.writing() as writing:
                    writing.apply(batch)

    def load(self, entries: Iterable[LogEntry], *, watermark: int) -> None:
        with ExitStack() as stack:
            with guarded(self.path.parent):
                shelves = [stack.enter_context(shelf.writing()) for shelf in (self.articles, self.sentences)]
            loads = [writing.loading(watermark=watermark) for writing in shelves]
            for entry in entries:  # streamed: a record may be larger than memory; its errors are its own
                with guarded(self.path.parent):
                    for loading in loads:
                        loading.add(entry)
            with guarded(self.path.parent):
                for loading in loads:
                    loading.commit()

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with self.articles.writing() as writing:
            writing.delete(collection, keys)
        with self.sentences.writing() as writing:
            return writing.delete(collection, keys)

    def watermark(self) -> int:
        return min(shelf.snapshot().state.watermark for shelf in (self.sentences, self.articles))

    def discard(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


class TantivyIndex:
    """`SentenceIndex` in a folder. ``analyser`` names what made the terms: another one's index is not used."""

    def __init__(self, folder: Path, *, analyser: str) -> None:
        self.folder = folder
        self._analyser = analyser
        self._opening = threading.Lock()
        self._seen: tuple[int, ...] = ()
        with guarded(folder):
            number = self._begun()
            generations.verify(folder, number, analyser)
            self._generation = TantivyGeneration(generations.path_of(folder, number))
            self._check_counts(self._generation)

    def _begun(self) -> int:
        if not (self.folder / "CURRENT").exists():
            with locked(self.folder / "begin.lock"):
                if generations.current(self.folder) is None:
                    TantivyGeneration.create(self.folder, 1, self._analyser)
                    generations.switch(self.folder, 1)
        number = generations.current(self.folder)
        assert number is not None
        return number

    def _check_counts(self, generation: TantivyGeneration) -> None:
        for shelf in (generation.sentences, generation.articles):
            snapshot = shelf.snapshot()
            described = 1 if snapshot.searcher.num_docs else 0
            if snapshot.searcher.num_docs != snapshot.state.documents + described:
                raise damaged(self.folder, "documents are missing or too many")

    def _in_use(self) -> TantivyGeneration:
        found = (self.folder / "CURRENT").stat()
        seen = (found.st_ino, found.st_mtime_ns)
        if seen != self._seen:
            with self._opening:
                number = generations.current(self.folder)
                if number is not None and number != self._generation.number:
                    self._generation = TantivyGeneration(generations.path_of(self.folder, number))
                self._seen = seen
        return self._generation

    def apply(self, batch: Sequence[LogEntry]) -> None:
        with guarded(self.folder):
            self._in_use().apply(batch)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with guarded(self.folder):
            return self._in_use().delete(collection, keys)

    def search(self, query: Query, *, limit: int, top_articles: int = 0) -> Found:
        asked = query_terms(query.terms)
        if not asked:
            return Found(candidates=(), articles={})
        with guarded(self.folder):
            generation = self._in_use()
            sentences = generation.sentences.snapshot()
            stage = SecondStage(asked, sentences.stats(asked, query.collections))
            candidates = stage.explained(Finding(sentences, stage, query).best(limit))
            around = [(candidate.collection, candidate.article_key) for candidate in candidates]
            articles = self._articles(generation, asked, query, around, top_articles)
        return Found(candidates=candidates, articles=articles)

    def _articles(
        self,
        generation: TantivyGeneration,
        asked: dict[str, str],
        query: Query,
        around: Sequence[tuple[str, str]],
        top: int,
    ) -> dict[tuple[str, str], float]:
        snapshot = generation.articles.snapshot()
        stage = SecondStage(asked, snapshot.stats(asked, query.collections))
        finding = Finding(snapshot, stage, query)
        best = {scored.document.article(): scored.score for scored in finding.best(top)}
        others = [article for article in dict.fromkeys(around) if article not in best]
        found = {scored.document.article(): scored.score for scored in finding.of_articles(others)}
        return {**best, **{article: found.get(article, 0.0) for article in others}}

    def stats(self, terms: Sequence[str], collections: Sequence[str]) -> CollectionStats:
        asked = query_terms(terms)
        with guarded(self.folder):
            found = self._in_use().sentences.snapshot().stats(asked, collections)
        frequencies = {asked[term]: n for term, n in found.document_frequency.items()}
        return CollectionStats(
            sentences=found.sentences, average_length=found.average_length, document_frequency=frequencies
        )

    def watermark(self) -> int:
        with guarded(self.folder):
            return self._in_use().watermark()

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> TantivyGeneration:
        with guarded(self.folder):
            number = max(generations.numbers(self.folder), default=0) + 1
            generation = TantivyGeneration.create(self.folder, number, self._analyser)
        try:
            generation.load(entries, watermark=watermark)
        except BaseException:
            generation.discard()
            raise
        return generation

    def switch(self, generation: Generation) -> None:
        if not isinstance(generation, TantivyGeneration):
            raise TypeError("a generation of another engine")
        with guarded(self.folder):
            before = self._in_use().number
            generations.switch(self.folder, generation.number)
            generations.retire(self.folder, {before, generation.number})

    def check(self) -> None:
        with guarded(self.folder):
            generation = self._in_use()
            generations.verify(self.folder, generation.number, self._analyser)
            self._check_counts(generation)

    def close(self) -> None:
        """Nothing is held open but files that are only read."""


def open_index(folder: Path, *, analyser: str = ANALYSER) -> TantivyIndex:
    """The index in the folder, a new and empty one if there is none; raises IndexDamaged, see `Keeper.open`."""
    return TantivyIndex(Path(folder), analyser=analyser)


def start_over(folder: Path, *, analyser: str = ANALYSER) -> TantivyIndex:
    """A new and empty index beside whatever lies damaged in the folder."""
    folder = Path(folder)
    with guarded(folder):
        number = max(generations.numbers(folder), default=0) + 1
        TantivyGeneration.create(folder, number, analyser)
        generations.switch(folder, number)
    return TantivyIndex(folder, analyser=analyser)
