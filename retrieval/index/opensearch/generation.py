"""One generation of the index on OpenSearch: an index of sentences and one of articles, read and written together."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from opensearchpy import OpenSearch

from retrieval.index.entries import articles_of, sentences_of
from retrieval.index.opensearch.place import Place
from retrieval.index.opensearch.shape import AVERAGES
from retrieval.index.opensearch.shelf import Shelf
from retrieval.index.opensearch.trouble import guarded
from retrieval.index.opensearch.writing import Writing
from retrieval.index.state import State, Tally
from retrieval.types import LogEntry

_AT_ONCE = 200  # articles


class OpenSearchGeneration:
    """The two indices that were begun under one number."""

    def __init__(self, client: OpenSearch, prefix: str, number: int, subject: str) -> None:
        self.number, self._subject, self.client = number, subject, client
        self.shelves = {
            name: Shelf(client, f"{prefix}-{name}-{number:06}", average=average) for name, average in AVERAGES.items()
        }
        self.sentences, self.articles = self.shelves["sentences"], self.shelves["articles"]
        self._place = Place(client, (self.sentences.name, self.articles.name), subject)

    @contextmanager
    def _turn(self) -> Iterator[tuple[Writing, Writing]]:
        """Articles and sentences to be written; nobody else's writes are let in meanwhile."""
        with guarded(self._subject), self._place.taken() as aliases:
            yield (
                Writing(self.articles, articles_of, aliases[self.articles.name]),
                Writing(self.sentences, sentences_of, aliases[self.sentences.name]),
            )

    def apply(self, batch: Sequence[LogEntry]) -> None:
        with self._turn() as shelves:
            for shelf in shelves:
                shelf.apply(batch)

    def load(self, entries: Iterable[LogEntry], *, watermark: int) -> None:
        """Both shelves filled, a stretch of entries at a time: a record may be larger than memory."""
        rest = iter(entries)
        with self._turn() as shelves:
            tallies = [(shelf, Tally(State(watermark=watermark))) for shelf in shelves]
            while some := list(islice(rest, _AT_ONCE)):
                for shelf, tally in tallies:
                    shelf.fill(some, tally)
            for shelf, tally in tallies:
                shelf.commit(tally)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with self._turn() as (articles, sentences):
            articles.delete(collection, keys)
            return sentences.delete(collection, keys)

    def watermark(self) -> int:
        with guarded(self._subject):
            return min(self.sentences.state().watermark, self.articles.state().watermark)

    def discard(self) -> None:
        with guarded(self._subject):
            for shelf in self.shelves.values():
                self.client.indices.delete(index=shelf.name, ignore_unavailable=True)
