"""From a query to hits: the index finds and scores candidates, the record gives their verbatim sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.index.protocol import SentenceIndex
from retrieval.store.record import Record
from retrieval.types import Candidate, Found, Hit, Query, Sentence

TOP_ARTICLES = 8  # articles whose other sentences are looked at too: the answer may stand beside the matching words


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Search over one record and its index."""

    record: Record
    index: SentenceIndex

    def sentences(self, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best sentences by BM25 alone, best first; ties by sentence id."""
        found = self.index.search(query, limit=limit)
        return self._hits(query, found.candidates, found)

    def with_articles(self, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best sentences, and those of the best articles: what a reranker wants to see."""
        found = self.index.search(query, limit=limit)
        best = sorted(found.articles, key=lambda pair: (-found.articles[pair], pair))[:TOP_ARTICLES]
        if not best:
            return ()
        inside = self.index.search(replace(query, articles=tuple(key for _, key in best)), limit=limit)
        return self._hits(query, _merged(found.candidates, inside.candidates), found)

    def _hits(self, query: Query, candidates: Sequence[Candidate], found: Found) -> tuple[Hit, ...]:
        sentences = self.record.sentences([candidate.sentence_id for candidate in candidates])
        present = [candidate for candidate in candidates if candidate.sentence_id in sentences]
        return tuple(
            _hit(query, candidate, sentences[candidate.sentence_id], found, rank)
            for rank, candidate in enumerate(present, start=1)
        )


def _merged(*lists: Iterable[Candidate]) -> tuple[Candidate, ...]:
    unique = {candidate.sentence_id: candidate for candidates in lists for candidate in candidates}
    return tuple(sorted(unique.values(), key=lambda candidate: (-candidate.score, candidate.sentence_id)))


def _hit(query: Query, candidate: Candidate, sentence: Sentence, found: Found, rank: int) -> Hit:
    published = sentence.article.published_at
    return Hit(
        sentence=sentence,
        rank=rank,
        score=candidate.score,
        article_score=found.articles.get((candidate.collection, candidate.article_key), 0.0),
        age_days=None if published is None else max(0.0, (query.as_of - published).total_seconds() / 86_400),
        terms=candidate.terms,
    )
