"""One tantivy index on disk: documents of articles, their live statistics, and how far the log is applied.

The statistics and the watermark are a document of the index itself, so that they change in the same commit as what
they describe: a process killed at any moment leaves all of a batch or nothing.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from retrieval.index.entries import Held, Maker, newest_of_each
from retrieval.index.locks import PAUSE
from retrieval.index.stored import Counted, count, encode
from retrieval.types import CollectionStats, IndexedArticle, LogEntry

HEAP = 48_000_000  # bytes the writer fills before it starts a segment of its own accord
STORE_BLOCK = 2048  # bytes; a search reads single documents, and each read unpacks its whole block
_STATE = "state"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Live documents of a collection and the sum of their lengths."""

    documents: int = 0
    terms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a shelf says of itself. ``horizon``: the latest instant in it; ``older``: it has held older versions."""

    watermark: int = 0
    documents: int = 0  # older versions' included
    totals: dict[str, Totals] = field(default_factory=dict)
    horizon: int | None = None
    older: bool = False

    def encode(self) -> bytes:
        totals = {name: [t.documents, t.terms] for name, t in self.totals.items()}
        return json.dumps([self.watermark, self.documents, totals, self.horizon, self.older]).encode()

    @staticmethod
    def decode(stored: bytes) -> "State":
        watermark, documents, totals, horizon, older = json.loads(stored)
        return State(
            watermark=watermark,
            documents=documents,
            totals={name: Totals(documents=n, terms=m) for name, (n, m) in totals.items()},
            horizon=horizon,
            older=older,
        )


class Snapshot:
    """A shelf as one commit left it; searches of it never see a later one."""

    def __init__(self, shelf: "Shelf", index: Any, meta: dict[str, Any]) -> None:
        self.shelf = shelf
        self.schema = index.schema
        self.searcher = index.searcher()
        self.counted = sum(segment["max_doc"] for segment in meta["segments"])  # what tantivy's idf counts: deleted too
        self._average: float | None = None
        self._frequencies: dict[tuple[str, str], int] = {}
        self.state = self._state()

    def _state(self) -> State:
        hits = self.searcher.search(self.term("kind", _STATE), 1, count=False).hits
        return State.decode(self.searcher.doc(hits[0][1])["body"][0]) if hits else State()

    def term(self, name: str, value: str) -> Any:
        return Query.term_query(self.schema, name, value, index_option="freq" if name == "terms" else "basic")

    def any_of(self, name: str, values: Iterable[str]) -> Any:
        """Documents with one of the values. For a handful, ten times as fast as tantivy's own term set query."""
        return Query.boolean_query([(Occur.Should, self.term(name, value)) for value in values])

    def read(self, addresses: Iterable[Any], terms: Sequence[str]) -> list[Counted]:
        """The documents at these addresses, with the frequencies of the terms."""
        searcher = self.searcher
        stored = [searcher.doc(address)["body"][0] for address in addresses]
        return count(stored, terms) if stored else []

    def engine_average(self, address: Any, term: str) -> float:
        """The average length tantivy reckons with, read from its explanation of a document that holds ``term``."""
        if self._average is None:
            explanation = json.loads(self.term("terms", term).explain(self.searcher, address).to_json())
            self._average = next(float(v) for text, v in _walk(explanation) if text.startswith("avgdl"))
        return self._average

    def frequency(self, collection: str, term: str) -> int:
        """How many live documents of the collection hold the term."""
        known = self._frequencies.get((collection, term))
        if known is not None:
            return known
        found = int(self.searcher.doc_freq("terms", term))
        exact = len(self.state.totals) == 1 and not self.state.older and self.searcher.num_docs == self.counted
        if found and not (exact and collection in self.state.totals):
            both = [(Occur.Must, self.term("terms", term)), (Occur.Must, self.term("live_in", collection))]
            found = int(self.searcher.search(Query.boolean_query(both), 1, count=True).count)
        self._frequencies[(collection, term)] = found
        return found

    def stats(self, terms: Iterable[str], collections: Iterable[str]) -> CollectionStats:
        """Live statistics summed over the collections; ``terms`` as engines hold them."""
        asked = list(dict.fromkeys(collections))
        totals = [self.state.totals.get(collection, Totals()) for collection in asked]
        documents = sum(t.documents for t in totals)
        return CollectionStats(
            sentences=documents,
            average_length=sum(t.terms for t in totals) / documents if documents else 0.0,
            document_frequency={term: sum(self.frequency(c, term) for c in asked) for term in terms},
        )

    def owned(self, owner: str, collection: str) -> tuple[int, Totals]:
        """How many documents an article has here, and its share of the live totals."""
        mine = self.term("owner", owner)
        both = Query.boolean_query([(Occur.Must, mine), (Occur.Must, self.term("live_in", collection))])
        live = self.searcher.aggregate(both, {"length": {"stats": {"field": "length"}}})["length"]
        every = int(self.searcher.search(mine, 1, count=True).count)
        return every, Totals(documents=int(live["count"]), terms=int(live["sum"] or 0))


def _walk(explanation: dict[str, Any]) -> Iterator[tuple[str, float]]:
    yield explanation["description"], explanation["value"]
    for part in explanation.get("details") or ():
        yield from _walk(part)


def owner_of(collection: str, key: str) -> str:
    return json.dumps([collection, key])


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
            snapshot = Snapshot(self, self._index, json.loads(before))
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


class _Tally:
    """A state being changed."""

    def __init__(self, state: State) -> None:
        self.watermark, self.documents = state.watermark, state.documents
        self.horizon, self.older = state.horizon, state.older
        self.totals = {name: [t.documents, t.terms] for name, t in state.totals.items()}

    def add(self, held: Held) -> None:
        totals = self.totals.setdefault(held.collection, [0, 0])
        self.documents += 1
        self.older = self.older or not held.live
        if held.live:
            totals[0] += 1
            totals[1] += held.length()
        for when in (held.published, held.begins, held.ends):
            if when is not None and (self.horizon is None or when > self.horizon):
                self.horizon = when

    def remove(self, collection: str, documents: int, live: Totals) -> None:
        totals = self.totals.setdefault(collection, [0, 0])
        self.documents -= documents
        totals[0] -= live.documents
        totals[1] -= live.terms

    def state(self) -> State:
        return State(
            watermark=self.watermark,
            documents=self.documents,
            totals={name: Totals(documents=n, terms=m) for name, (n, m) in self.totals.items()},
            horizon=self.horizon,
            older=self.older,
        )


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
        tally = _Tally(snapshot.state)
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
        tally = _Tally(snapshot.state)
        for key in dict.fromkeys(keys):
            self._remove(snapshot, tally, collection, key)
        gone = snapshot.state.documents - tally.documents
        if gone:
            self.commit(tally)
        return gone

    def commit(self, tally: _Tally) -> None:
        self._writer.delete_documents_by_term("kind", _STATE)
        document = tantivy.Document()
        document.add_text("kind", _STATE)
        document.add_bytes("body", tally.state().encode())
        self._writer.add_document(document)
        self._writer.commit()

    def _remove(self, snapshot: Snapshot, tally: _Tally, collection: str, key: str) -> None:
        owner = owner_of(collection, key)
        if snapshot.searcher.doc_freq("owner", owner):
            self._writer.delete_documents_by_term("owner", owner)
            tally.remove(collection, *snapshot.owned(owner, collection))


class Loading:
    """Fills an empty shelf with articles that each come once, whatever their ``seq``, in one commit."""

    def __init__(self, writing: Writing, watermark: int) -> None:
        self._writing = writing
        self._tally = _Tally(State(watermark=watermark))

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
