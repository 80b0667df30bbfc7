"""The reference, and the engine for small corpora: rank-bm25 over every sentence, in memory."""

import threading
from collections.abc import Callable, Iterable, Sequence

from retrieval.index.entries import Held, Maker, articles_of, newest_of_each, passes, sentences_of
from retrieval.index.okapi import Okapi
from retrieval.index.protocol import Generation
from retrieval.index.second_stage import Scored, SecondStage, best
from retrieval.index.stored import counted
from retrieval.index.terms import query_terms
from retrieval.types import CollectionStats, Found, IndexedArticle, LogEntry, Query

Articles = dict[tuple[str, str], IndexedArticle]
Corpora = dict[tuple[Maker, tuple[str, ...]], tuple[list[Held], CollectionStats]]


class MemoryGeneration:
    """Articles by collection and key, and what was made of them for the collections last asked."""

    def __init__(self) -> None:
        self._loaded: tuple[Articles, Corpora] = {}, {}
        self._watermark = 0

    def apply(self, batch: Sequence[LogEntry]) -> None:
        articles = self.articles()
        for entry in newest_of_each(batch, self._watermark):
            if entry.article is None:
                articles.pop((entry.collection, entry.key), None)
            else:
                articles[entry.collection, entry.key] = entry.article
        self.load(articles, watermark=max([self._watermark, *(entry.seq for entry in batch)]))

    def load(self, articles: Articles, *, watermark: int) -> None:
        self._loaded, self._watermark = (articles, {}), watermark

    def articles(self) -> Articles:
        return dict(self._loaded[0])

    def watermark(self) -> int:
        return self._watermark

    def discard(self) -> None:
        self.load({}, watermark=0)

    def corpus(self, maker: Maker, collections: Sequence[str]) -> tuple[list[Held], CollectionStats]:
        """Every document of the collections, and the statistics of the live ones as rank-bm25 counts them."""
        asked = (maker, tuple(sorted(set(collections))))
        every, corpora = self._loaded  # once: what is loaded meanwhile has corpora of its own
        known = corpora.get(asked)
        if known is None:
            articles = (article for article in every.values() if article.collection in asked[1])
            held = [document for article in articles for document in maker(article)]
            known = corpora[asked] = (held, _statistics(held))
        return known


def _statistics(held: Sequence[Held]) -> CollectionStats:
    live = [[term for part in document.parts for term in part] for document in held if document.live]
    okapi = Okapi(live)
    frequency: dict[str, int] = {}
    for terms in okapi.doc_freqs:
        for term in terms:
            frequency[term] = frequency.get(term, 0) + 1
    average = float(okapi.avgdl) if any(live) else 0.0
    return CollectionStats(sentences=len(live), average_length=average, document_frequency=frequency)


class MemoryIndex:
    """`SentenceIndex` that keeps nothing on disk and reads every sentence for every question."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._generation = MemoryGeneration()

    def apply(self, batch: Sequence[LogEntry]) -> None:
        with self._writing:
            self._generation.apply(batch)

    def delete(self, collection: str, keys: Sequence[str]) -> int:
        with self._writing:
            articles = self._generation.articles()
            gone = [articles.pop((collection, key)) for key in dict.fromkeys(keys) if (collection, key) in articles]
            self._generation.load(articles, watermark=self._generation.watermark())
        return sum(len(version.sentences) for article in gone for version in article.versions)

    def search(self, query: Query, *, limit: int, top_articles: int = 0) -> Found:
        asked = query_terms(query.terms)
        if not asked:
            return Found(candidates=(), articles={})
        generation = self._generation
        sentences, stats = generation.corpus(sentences_of, query.collections)
        stage = SecondStage(asked, stats)
        ranked = _ranked(stage, sentences, lambda held: passes(held, query), limit)
        documents, article_stats = generation.corpus(articles_of, query.collections)
        article_stage = SecondStage(asked, article_stats)
        around = {scored.document.article() for scored in ranked}
        top = _ranked(article_stage, documents, lambda held: passes(held, query), top_articles)
        rest = _ranked(
            article_stage,
            documents,
            lambda held: (held.collection, held.key) in around and passes(held, query),
            len(around),
        )
        scores = {scored.document.article(): scored.score for scored in [*top, *rest]}
        return Found(candidates=stage.explained(ranked), articles={**dict.fromkeys(around, 0.0), **scores})

    def stats(self, terms: Sequence[str], collections: Sequence[str]) -> CollectionStats:
        _, stats = self._generation.corpus(sentences_of, collections)
        frequencies = {asked: stats.document_frequency.get(held, 0) for held, asked in query_terms(terms).items()}
        return CollectionStats(
            sentences=stats.sentences, average_length=stats.average_length, document_frequency=frequencies
        )

    def watermark(self) -> int:
        return self._generation.watermark()

    def build(self, entries: Iterable[LogEntry], *, watermark: int) -> MemoryGeneration:
        generation = MemoryGeneration()
        articles = {(e.collection, e.key): e.article for e in entries if e.article is not None}
        generation.load(articles, watermark=watermark)
        return generation

    def switch(self, generation: Generation) -> None:
        if not isinstance(generation, MemoryGeneration):
            raise TypeError("a generation of another engine")
        with self._writing:
            self._generation = generation

    def check(self) -> None:
        """Memory is never damaged."""

    def close(self) -> None:
        """Nothing is open."""


def _ranked(stage: SecondStage, documents: Iterable[Held], through: Callable[[Held], bool], limit: int) -> list[Scored]:
    return best(stage.scored([counted(held, stage.terms) for held in documents if through(held)]), limit)
