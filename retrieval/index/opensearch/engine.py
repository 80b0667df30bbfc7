"""The index on OpenSearch, for everyone who searches and writes it.

Any number of processes on any number of machines may search. One writes at a time: `Keeper` sees to it, and `Place`
that an earlier writer which does not know that its turn is over changes nothing.
"""

import re
from collections.abc import Iterable, Sequence

from opensearchpy import OpenSearch

from retrieval.index.opensearch.counting import CountingTransport, Observe
from retrieval.index.opensearch.finding import Finding
from retrieval.index.opensearch.generation import OpenSearchGeneration
from retrieval.index.opensearch.generations import Generations
from retrieval.index.opensearch.shelf import Shelf
from retrieval.index.opensearch.trouble import guarded
from retrieval.index.protocol import Generation
from retrieval.index.second_stage import SecondStage
from retrieval.index.terms import query_terms
from retrieval.text.tokens import ANALYSER
from retrieval.types import CollectionStats, Found, LogEntry, Query

PREFIX = "onrecord"  # of the names of our indices in a cluster
_TIMEOUT = 30.0  # seconds
_TRIES = 3  # nodes that are asked, one after the other
_CHARACTERS = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}")


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
        self._client, self._subject = client, subject
        self._generations = Generations(
            client, prefix=prefix, analyser=analyser, subject=subject, shards=shards, replicas=replicas
        )
        with guarded(subject):
            self._generations.begin(anew=anew)
        self.check()

    def watch(self, observe: Observe) -> None:
        """``observe`` is told of each request from now on: its kind, what became of it, its seconds."""
        self._client.transport.observe = observe

    def apply(self, batch: Sequence[LogEntry]) -> None:
        with guarded(self._subject):
            self._generations.in_use().apply(batch)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with guarded(self._subject):
            return self._generations.in_use().delete(collection, keys)

    def search(self, query: Query, *, limit: int, top_articles: int = 0) -> Found:
        asked = query_terms(query.terms)
        if not asked:
            return Found(candidates=(), articles={})
        with guarded(self._subject):
            generation = self._generations.in_use()
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
            shelf = self._generations.in_use().sentences
            found = shelf.stats(shelf.state(), asked, collections)
        frequencies = {asked[term]: n for term, n in found.document_frequency.items()}
        return CollectionStats(
            sentences=found.sentences, average_length=found.average_length, document_frequency=frequencies
        )

    def watermark(self) -> int:
        with guarded(self._subject):
            return self._generations.in_use().watermark()

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> OpenSearchGeneration:
        with guarded(self._subject):
            generation = self._generations.create()
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
            self._generations.replace(generation)

    def check(self) -> None:
        """Raises IndexDamaged when it was written by another version, or documents are missing or too many."""
        with guarded(self._subject):
            self._generations.verify()

    def close(self) -> None:
        self._client.close()


def open_opensearch(
    url: str,
    *,
    analyser: str = ANALYSER,
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
