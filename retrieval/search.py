"""From a query to hits: the index finds and scores candidates, the record gives their verbatim sentences."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice

from retrieval.index.entries import lets_through
from retrieval.index.protocol import SentenceIndex
from retrieval.language.analyse import Analyser
from retrieval.recent import Recent
from retrieval.store.openings import Openings
from retrieval.store.record import Record
from retrieval.types import Annotation, Article, Candidate, Found, Hit, Query, Sentence

DEPTH = 400  # sentences the engine is asked for
KEPT = 150  # of them are reranked
# The best articles' other sentences are looked at too: the answer may stand beside the words of the question.
BEST_ARTICLES, INSIDE = 10, 100
# "She climbed it in May" shares no word with the question: what stands beside the best hits is looked at as well.
BESIDE, REACH = 10, 3  # hits, and sentences on either side of each
MORE = 30  # sentences beside them at most; as many as there is room for where fewer than KEPT share a word
# "Who pledged weapons?" shares no word with "He promised arms": where nothing does, a record of few is looked at whole.
FEW = 600  # sentences
# The cut from DEPTH to KEPT, chosen on the 2022 quiz questions (docs/rerank.md).
ARTICLE_WEIGHT, AGE_WEIGHT, UNDATED_DAYS = 0.4, 2.0, 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Search over one record and its index."""

    record: Record
    index: SentenceIndex
    analyser: Analyser
    recent: Recent[str, Annotation] = field(default_factory=Recent, repr=False, compare=False)  # by a sentence's text

    def sentences(self, query: Query, *, limit: int) -> tuple[Hit, ...]:
        """The best sentences by BM25 alone, best first; ties by sentence id."""
        found = self.index.search(query, limit=limit)
        return self._hits(query, found.candidates, found)

    def for_reranking(self, query: Query, *, also: Sequence[str] = ()) -> tuple[Hit, ...]:
        """The sentences most likely to answer, by BM25 of sentence and article and by age, in order of BM25.

        Behind them all sentences of the articles ``also`` (keys), whatever words they share with the question.
        """
        found = self.index.search(query, limit=DEPTH)
        pairs = {(candidate.collection, candidate.article_key) for candidate in found.candidates}
        published = self.record.published(pairs)
        worth = {pair: _worth(query, at, found.articles.get(pair, 0.0)) for pair, at in published.items()}
        inside: tuple[Candidate, ...] = ()
        if len(found.candidates) == DEPTH:  # else every sentence that shares a word is among them already
            best = sorted(worth, key=lambda pair: (-worth[pair][1], pair))[:BEST_ARTICLES]
            inside = self.index.search(replace(query, articles=tuple(key for _, key in best)), limit=INSIDE).candidates
        unique = {candidate.sentence_id: candidate for candidate in (*found.candidates, *inside)}
        promise = {
            name: c.score + worth[c.collection, c.article_key][0]
            for name, c in unique.items()
            if (c.collection, c.article_key) in worth
        }
        promising = sorted(promise, key=lambda name: (-promise[name], name))[:KEPT]
        kept = sorted((unique[n] for n in promising), key=lambda candidate: (-candidate.score, candidate.sentence_id))
        hits = self._hits(query, kept, found)
        place = {name: at for at, name in enumerate(promising)}
        first = sorted(hits, key=lambda hit: place[hit.sentence.sentence_id])[:BESIDE]
        hits = hits + self._beside(query, hits, first, unique, found) if hits else self._all(query, found)
        return hits + self._of(query, also, hits, unique, found) if also else hits

    def _beside(
        self, query: Query, hits: Sequence[Hit], first: Sequence[Hit], unique: Mapping[str, Candidate], found: Found
    ) -> tuple[Hit, ...]:
        """Sentences beside the best hits that are not among the hits themselves."""
        known = {hit.sentence.sentence_id for hit in hits}
        near = self.record.beside([hit.sentence for hit in first], REACH)
        more = [one for one in near if one.sentence_id not in known][: max(KEPT - len(hits), MORE)]
        return tuple(
            _hit(query, unique.get(one.sentence_id) or _unfound(one), one, found, rank)
            for rank, one in enumerate(more, start=len(hits) + 1)
        )

    def of_articles(self, keys: Sequence[str], query: Query) -> tuple[Sentence, ...]:
        """The sentences that articles begin with, as far as the query's limits let them through."""
        seen = self.record.articles([(name, key) for key in keys for name in query.collections], as_of=query.as_of)
        return tuple(self._openings(query, list(seen.values())))

    def _of(
        self, query: Query, keys: Sequence[str], hits: Sequence[Hit], unique: Mapping[str, Candidate], found: Found
    ) -> tuple[Hit, ...]:
        """The sentences of articles that are not among the hits."""
        known = {hit.sentence.sentence_id for hit in hits}
        more = [one for one in self.of_articles(keys, query) if one.sentence_id not in known]
        return tuple(
            _hit(query, unique.get(one.sentence_id) or _unfound(one), one, found, rank)
            for rank, one in enumerate(more, start=len(hits) + 1)
        )

    def _openings(self, query: Query, articles: Sequence[Article]) -> Iterator[Sentence]:
        """The sentences that articles begin with, as far as the query's limits let them through."""
        wanted = [article for article in articles if lets_through(article, query)]
        opened = Openings(self.record.engine).of(wanted, first=KEPT)
        told = (opened.get((one.collection, one.key, one.version), ()) for one in wanted)
        return islice(chain.from_iterable(told), KEPT)

    def _all(self, query: Query, found: Found) -> tuple[Hit, ...]:
        """The sentences of a record of few, the newest articles' first; none of a larger one."""
        if self.index.stats((), query.collections).sentences > FEW:
            return ()
        pairs = self.record.newest(query.collections, FEW)
        seen = self.record.articles(pairs, as_of=query.as_of)
        all_of_them = self._openings(query, [seen[pair] for pair in pairs if pair in seen])
        return tuple(_hit(query, _unfound(one), one, found, rank) for rank, one in enumerate(all_of_them, start=1))

    def annotated(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The same hits with annotations: as stored, or made now for lightly analysed articles."""
        whole = self.parsed([hit.sentence for hit in hits])
        return tuple(replace(hit, sentence=sentence) for hit, sentence in zip(hits, whole, strict=True))

    def parsed(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The same sentences with annotations."""
        stored = self.record.sentences([sentence.sentence_id for sentence in sentences])
        whole = [stored.get(sentence.sentence_id, sentence) for sentence in sentences]
        bare = [sentence for sentence in whole if sentence.annotation is None]
        fresh = dict(
            zip(bare, self.recent.all([sentence.text for sentence in bare], self.analyser.annotate), strict=True)
        )
        return tuple(
            replace(sentence, annotation=fresh[sentence]) if sentence in fresh else sentence for sentence in whole
        )

    def _hits(self, query: Query, candidates: Sequence[Candidate], found: Found) -> tuple[Hit, ...]:
        sentences = self.record.sentences([c.sentence_id for c in candidates], annotated=False)
        present = [candidate for candidate in candidates if candidate.sentence_id in sentences]
        return tuple(
            _hit(query, candidate, sentences[candidate.sentence_id], found, rank)
            for rank, candidate in enumerate(present, start=1)
        )


def _unfound(sentence: Sentence) -> Candidate:
    """A sentence that shares no word with the question."""
    article = sentence.article
    return Candidate(
        sentence_id=sentence.sentence_id,
        article_key=article.key,
        collection=article.collection,
        score=0.0,
        terms=(),
    )


def _age_days(query: Query, published_at: datetime | None) -> float | None:
    if published_at is None:
        return None
    return max(0.0, (query.as_of - published_at).total_seconds() / 86_400)


def _worth(query: Query, published_at: datetime | None, score: float) -> tuple[float, float]:
    """What an article adds to the promise of its sentences, and how it compares with other articles."""
    age = _age_days(query, published_at)
    late = AGE_WEIGHT * math.log1p(UNDATED_DAYS if age is None else age)
    return ARTICLE_WEIGHT * score - late, score - late


def _hit(query: Query, candidate: Candidate, sentence: Sentence, found: Found, rank: int) -> Hit:
    return Hit(
        sentence=sentence,
        rank=rank,
        score=candidate.score,
        article_score=found.articles.get((candidate.collection, candidate.article_key), 0.0),
        age_days=_age_days(query, sentence.article.published_at),
        terms=candidate.terms,
    )
