"""One tantivy index on disk: documents of articles, their live statistics, and how far the log is applied.

The statistics and the watermark are a document of the index itself, so that they change in the same commit as what
they describe: a process killed at any moment leaves all of a batch or nothing.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import tantivy

from retrieval.index.entries import Held, Maker, newest_of_each
from retrieval.index.locks import PAUSE
from retrieval.index.snapshot import STATE, Snapshot, owner_of
from retrieval.index.state import State, Tally
from retrieval.index.stored import encode
from retrieval.types import IndexedArticle, LogEntry

HEAP = 48_000_000  # bytes the writer fills before it starts a segment of its own accord
STORE_BLOCK = 2048  # bytes; a search reads single documents, and each read unpacks its whole block


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    for name in ("owner", "collection", "key", "source", "live_in", "kind"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # deletes by an unsigned field delete nothing, silently (tantivy-py 0.27): only raw text and signed integers here
    for name in ("length", "published", "begins", "ends"):
        builder.add_integer_field(name, fast=True)
    builder.add_bytes_field("body", stored=True)
    return builder.build()


class Shelf:
    """Documents of articles in one folder; ``maker`` says which documents an article has."""

    def __init__(self, folder: Path, maker: Maker) -> None:
        self.folder = folder
        self._maker = maker
        self._index: Any = tantivy.Index.open(str(folder))
        self._newest: tuple[tuple[int, ...], Snapshot] | None = None  # one attribute, so that threads swap it whole

    @staticmethod
    def create(folder: Path) -> None:
        folder.mkdir(parents=True)
        tantivy.Index(_schema(), str(folder))
        # tantivy reads the size of its store's blocks from here; its Python package has no setting for it
        path = folder / "meta.json"
        meta = json.loads(path.read_text())
        meta["index_settings"]["docstore_blocksize"] = STORE_BLOCK
        path.write_text(json.dumps(meta))

    def snapshot(self) -> Snapshot:
        """The newest commit, whichever process made it. One stat when nothing changed."""
        path = self.folder / "meta.json"
        found = path.stat()
        seen = (found.st_ino, found.st_mtime_ns, found.st_size)
        newest = self._newest
        if newest is not None and newest[0] == seen:
            return newest[1]
        while True:  # what tantivy loads and what meta.json says must be the same commit
            before = path.read_text()
            self._index.reload()
            snapshot = Snapshot(self._index, json.loads(before))
            if path.read_text() == before:
                break
        self._newest = (seen, snapshot)
        return snapshot

    def _writer(self) -> Any:
        while True:
            try:
                return self._index.writer(HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
            time.sleep(PAUSE)  # someone writes without a keeper; tantivy's lock is freed when a process dies

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """The one writer of this folder; merges are waited for on leaving."""
        writer = self._writer()
        try:
            yield Writing(self, writer, self._maker)
        except BaseException:
            with suppress(ValueError, OSError):
                writer.rollback()
            raise
        finally:
            with suppress(ValueError, OSError):
                writer.wait_merging_threads()


class Writing:
    """An open writer. Each call is one commit."""

    def __init__(self, shelf: Shelf, writer: Any, maker: Maker) -> None:
        self._shelf, self._writer, self._maker = shelf, writer, maker

    def apply(self, batch: Sequence[LogEntry], *, watermark: int = 0) -> None:
        """Entries the shelf has already seen are passed over; the watermark never falls."""
        snapshot = self._shelf.snapshot()
        entries = newest_of_each(batch, snapshot.state.watermark)
        if not entries and watermark <= snapshot.state.watermark:
            return
        tally = Tally(snapshot.state)
        for entry in entries:
            self._remove(snapshot, tally, entry.collection, entry.key)
            if entry.article is not None:
                for held in self._maker(entry.article):
                    self.add(held)
                    tally.add(held)
        tally.watermark = max(tally.watermark, watermark, *(entry.seq for entry in entries))
        self.commit(tally)

    def loading(self, *, watermark: int) -> "Loading":
        return Loading(self, watermark)

    def add(self, held: Held) -> None:
        self._writer.add_document(_document(held))

    def documents_of(self, article: IndexedArticle) -> Iterator[Held]:
        return self._maker(article)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        snapshot = self._shelf.snapshot()
        tally = Tally(snapshot.state)
        for key in dict.fromkeys(keys):
            self._remove(snapshot, tally, collection, key)
        gone = snapshot.state.documents - tally.documents
        if gone:
            self.commit(tally)
        return gone

    def commit(self, tally: Tally) -> None:
        self._writer.delete_documents_by_term("kind", STATE)
        document = tantivy.Document()
        document.add_text("kind", STATE)
        document.add_bytes("body", tally.state().encode())
        self._writer.add_document(document)
        self._writer.commit()

    def _remove(self, snapshot: Snapshot, tally: Tally, collection: str, key: str) -> None:
        owner = owner_of(collection, key)
        if snapshot.searcher.doc_freq("owner", owner):
            self._writer.delete_documents_by_term("owner", owner)
            tally.remove(collection, *snapshot.owned(owner, collection))


class Loading:
    """Fills an empty shelf with articles that each come once, whatever their ``seq``, in one commit."""

    def __init__(self, writing: Writing, watermark: int) -> None:
        self._writing = writing
        self._tally = Tally(State(watermark=watermark))

    def add(self, entry: LogEntry) -> None:
        for held in self._writing.documents_of(entry.article) if entry.article is not None else ():
            self._writing.add(held)
            self._tally.add(held)

    def commit(self) -> None:
        self._writing.commit(self._tally)


def _document(held: Held) -> Any:
    document = tantivy.Document()
    document.add_text("terms", " ".join(" ".join(part) for part in held.parts))
    document.add_text("owner", owner_of(held.collection, held.key))
    document.add_text("collection", held.collection)
    document.add_text("key", held.key)
    document.add_integer("length", held.length())
    document.add_bytes("body", encode(held))
    if held.source is not None:
        document.add_text("source", held.source)
    if held.live:
        document.add_text("live_in", held.collection)
    for name, value in (("published", held.published), ("begins", held.begins), ("ends", held.ends)):
        if value is not None:
            document.add_integer(name, value)
    return document
