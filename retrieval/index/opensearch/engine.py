"""The index on OpenSearch: two indices a generation, and an alias for each that says which generation is in use.

Any number of processes on any number of machines may search. One writes at a time: `Keeper` sees to it, and `Place`
that an earlier writer which does not know that its turn is over changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch, OpenSearchException, TransportError

from retrieval.errors import IndexDamaged, StorageError
from retrieval.index.entries import articles_of, sentences_of
from retrieval.index.opensearch.counting import CountingTransport, Observe
from retrieval.index.opensearch.finding import Finding
from retrieval.index.opensearch.place import Place
from retrieval.index.opensearch.shape import AVERAGES, FORMAT, body
from retrieval.index.opensearch.shelf import Shelf
from retrieval.index.opensearch.writing import Writing
from retrieval.index.protocol import Generation
from retrieval.index.second_stage import SecondStage
from retrieval.index.state import State, Tally
from retrieval.index.terms import query_terms
from retrieval.types import CollectionStats, Found, LogEntry, Query

SHELVES = ("sentences", "articles")
PREFIX = "onrecord"  # of the names of our indices in a cluster
_AT_ONCE = 200  # articles
_TIMEOUT = 30.0  # seconds
_TRIES = 3  # nodes that are asked, one after the other
_CHARACTERS = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}")


@contextmanager
def guarded(subject: str) -> Iterator[None]:
    """OpenSearch's troubles as errors of our own."""
    try:
        yield
    except TransportError as error:
        status = error.status_code
        if status == 404:
            raise _damaged(subject, "an index is missing") from error
        cause = f"it answers {status}" if isinstance(status, int) else f"it cannot be reached ({type(error).__name__})"
        raise StorageError(subject, cause, "check that the cluster runs and that OPENSEARCH_URL is right") from error
    except OpenSearchException as error:
        raise StorageError(subject, f"{type(error).__name__}", "look at the cluster's own log") from error


def _damaged(subject: str, cause: str) -> IndexDamaged:
    return IndexDamaged(subject, cause, "it can be rebuilt from the database: onrecord index rebuild")


class OpenSearchGeneration:
    """One generation: an index of sentences and one of articles."""

    def __init__(self, client: OpenSearch, prefix: str, number: int, subject: str) -> None:
        self.number, self._subject, self.client = number, subject, client
        self.sentences, self.articles = (
            Shelf(client, f"{prefix}-{shelf}-{number:06}", average=AVERAGES[shelf]) for shelf in SHELVES
        )
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
            for shelf in (self.sentences, self.articles):
                self.client.indices.delete(index=shelf.name, ignore_unavailable=True)


class OpenSearchIndex:
    """`SentenceIndex` in a cluster. ``prefix`` parts several of ours in one; ``analyser`` names what made the terms."""

    def __init__(
        self,
        client: OpenSearch,
        *,
        prefix: str,
        analyser: str,
        subject: str,
        shards: int = 1,
        replicas: int = 1,
        anew: bool = False,
    ) -> None:
        if not _CHARACTERS.fullmatch(prefix):
            raise ValueError(f"{prefix!r} is no name for an index")
        self._client, self._prefix, self._analyser, self._subject = client, prefix, analyser, subject
        self._shards, self._replicas = shards, replicas
        self._generation: OpenSearchGeneration | None = None  # the one last in use: it knows its place
        with guarded(subject):
            if anew or self._number() is None:
                self._begin(anew=anew)
        self.check()

    def watch(self, observe: Observe) -> None:
        """``observe`` is told of each request from now on: its kind, what became of it, its seconds."""
        self._client.transport.observe = observe

    def _alias(self, shelf: str) -> str:
        return f"{self._prefix}-{shelf}"

    def _numbers(self) -> list[int]:
        found = self._client.indices.get(index=f"{self._alias('articles')}-*", ignore_unavailable=True)
        return sorted(int(name.rpartition("-")[2]) for name in found)

    def _number(self) -> int | None:
        """The generation in use; None before the first."""
        if not self._client.indices.exists_alias(name=self._alias("articles")):
            return None
        (name,) = self._client.indices.get_alias(name=self._alias("articles"))
        return int(str(name).rpartition("-")[2])

    def _in_use(self) -> OpenSearchGeneration:
        number = self._number()
        if number is None:
            raise _damaged(self._subject, "no generation is in use")
        generation = self._generation
        if generation is None or generation.number != number:
            generation = self._generation = OpenSearchGeneration(self._client, self._prefix, number, self._subject)
        return generation

    def _create(self, number: int) -> OpenSearchGeneration:
        generation = OpenSearchGeneration(self._client, self._prefix, number, self._subject)
        for shelf, own in (("sentences", generation.sentences), ("articles", generation.articles)):
            shape = body(shelf, shards=self._shards, replicas=self._replicas, analyser=self._analyser)
            self._client.indices.create(index=own.name, body=shape, params={"wait_for_active_shards": "1"})
        return generation

    def _begin(self, *, anew: bool) -> None:
        try:
            self._switch(self._create(max(self._numbers(), default=0) + 1))
        except TransportError:  # another process has begun meanwhile
            if anew or self._number() is None:
                raise

    def apply(self, batch: Sequence[LogEntry]) -> None:
        with guarded(self._subject):
            self._in_use().apply(batch)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with guarded(self._subject):
            return self._in_use().delete(collection, keys)

    def search(self, query: Query, *, limit: int, top_articles: int = 0) -> Found:
        asked = query_terms(query.terms)
        if not asked:
            return Found(candidates=(), articles={})
        with guarded(self._subject):
            generation = self._in_use()
            stage, finding = self._stage(generation.sentences, asked, query)
            candidates = stage.explained(finding.best(limit))
            around = [(candidate.collection, candidate.article_key) for candidate in candidates]
            articles = self._articles(generation, asked, query, around, top_articles)
        return Found(candidates=candidates, articles=articles)

    def _stage(self, shelf: Shelf, asked: dict[str, str], query: Query) -> tuple[SecondStage, Finding]:
        state = shelf.state()
        stats = shelf.stats(state, asked, query.collections)
        stage = SecondStage(asked, stats)
        # An older version may hold terms that no live one does.
        terms = [term for term in asked if state.older or stats.document_frequency[term]]
        return stage, Finding(shelf, stage, query, state, terms)

    def _articles(
        self,
        generation: OpenSearchGeneration,
        asked: dict[str, str],
        query: Query,
        around: Sequence[tuple[str, str]],
        top: int,
    ) -> dict[tuple[str, str], float]:
        _, finding = self._stage(generation.articles, asked, query)
        best = {scored.document.article(): scored.score for scored in finding.best(top)}
        others = [article for article in dict.fromkeys(around) if article not in best]
        found = {scored.document.article(): scored.score for scored in finding.of_articles(others)}
        return {**best, **{article: found.get(article, 0.0) for article in others}}

    def stats(self, terms: Sequence[str], collections: Sequence[str]) -> CollectionStats:
        asked = query_terms(terms)
        with guarded(self._subject):
            shelf = self._in_use().sentences
            found = shelf.stats(shelf.state(), asked, collections)
        frequencies = {asked[term]: n for term, n in found.document_frequency.items()}
        return CollectionStats(
            sentences=found.sentences, average_length=found.average_length, document_frequency=frequencies
        )

    def watermark(self) -> int:
        with guarded(self._subject):
            return self._in_use().watermark()

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> OpenSearchGeneration:
        with guarded(self._subject):
            generation = self._create(max(self._numbers(), default=0) + 1)
        try:
            generation.load(entries, watermark=watermark)
        except BaseException:
            generation.discard()
            raise
        return generation

    def switch(self, generation: Generation) -> None:
        if not isinstance(generation, OpenSearchGeneration):
            raise TypeError("a generation of another engine")
        with guarded(self._subject):
            before = self._number()
            self._switch(generation)
            for number in self._numbers():  # the one before stays for searches that are at it
                if number not in {before, generation.number}:
                    OpenSearchGeneration(self._client, self._prefix, number, self._subject).discard()

    def _switch(self, generation: OpenSearchGeneration) -> None:
        actions: list[dict[str, Any]] = []
        for shelf, own in (("sentences", generation.sentences), ("articles", generation.articles)):
            alias = self._alias(shelf)
            actions.append({"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}})
            actions.append({"add": {"index": own.name, "alias": alias}})
        self._client.indices.update_aliases(body={"actions": actions})

    def check(self) -> None:
        """Raises IndexDamaged when it was written by another version, or documents are missing or too many."""
        with guarded(self._subject):
            generation = self._in_use()
            for shelf in (generation.sentences, generation.articles):
                meta = self._client.indices.get_mapping(index=shelf.name)[shelf.name]["mappings"].get("_meta")
                if meta != {"format": FORMAT, "analyser": self._analyser}:
                    raise _damaged(self._subject, f"it was written by another version ({meta})")
                if shelf.documents() != shelf.state().documents:
                    raise _damaged(self._subject, "documents are missing or too many")

    def close(self) -> None:
        self._client.close()


def open_opensearch(
    url: str,
    *,
    analyser: str = "1",
    prefix: str | None = None,
    shards: int = 1,
    replicas: int = 1,
    anew: bool = False,
) -> OpenSearchIndex:
    """The index in the cluster behind ``url`` (several nodes: separated by commas), begun if there is none.

    ``anew``: an empty generation is in use afterwards, whatever lies there. Raises StorageError when no node answers,
    IndexDamaged when it is another version's.
    """
    client = OpenSearch(
        hosts=[part.strip() for part in url.split(",") if part.strip()],
        timeout=_TIMEOUT,
        max_retries=_TRIES,
        retry_on_timeout=True,
        retry_on_status=(502, 503, 504),
        http_compress=False,
        transport_class=CountingTransport,
    )
    return OpenSearchIndex(
        client,
        prefix=prefix or PREFIX,
        analyser=analyser,
        subject="OpenSearch",
        shards=shards,
        replicas=replicas,
        anew=anew,
    )
