"""Questions with hits, to learn from how far a reading may be trusted; some have their answer among them, some not."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from benchmarks.jsonl import read_jsonl
from benchmarks.lone import hit_of, query_of
from benchmarks.training.splits import draw, qamr_held_out
from retrieval.rerank import load_reranker
from retrieval.text.tokens import tokenise
from retrieval.types import Annotation, CollectionStats, Hit, Query

K1, B = 1.5, 0.75
READ = 20  # as many as the reader looks at, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``answers`` is empty when no hit holds the answer; ``group`` names what may not be split by cross-fitting."""

    query: Query
    hits: tuple[Hit, ...]
    answers: tuple[str, ...]
    weight: float
    group: str
    loose: bool = False  # half an answer counts as right: the data's answers are many and short


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Sentences of one collection, searched by BM25."""

    names: list[str]
    articles: list[str]
    texts: list[str]

    @cached_property
    def terms(self) -> list[Counter[str]]:
        """The index terms of each sentence."""
        return [Counter(tokenise(text)) for text in self.texts]

    def search(self, query: Query, without: frozenset[int]) -> tuple[Hit, ...]:
        terms = self.terms
        live = [at for at in range(len(self.texts)) if at not in without]
        frequency = Counter(term for at in live for term in query.terms if term in terms[at])
        average = sum(terms[at].total() for at in live) / max(len(live), 1)
        scores = {at: self._score(query, terms[at], frequency, len(live), average) for at in live}
        best = sorted((at for at in live if scores[at] > 0), key=lambda at: (-scores[at], self.names[at]))[:40]
        of_article: dict[str, float] = defaultdict(float)
        for at in live:
            of_article[self.articles[at]] = max(of_article[self.articles[at]], scores[at])
        nothing = Annotation()
        hits = tuple(
            replace(
                hit_of(self.texts[at], nothing, article=self.articles[at], start=at, rank=rank, score=scores[at]),
                article_score=of_article[self.articles[at]],
            )
            for rank, at in enumerate(best, start=1)
        )
        stats = CollectionStats(sentences=len(live), average_length=average, document_frequency=frequency)
        return load_reranker(around=None, stats=lambda _terms, _collections: stats).rerank(query, hits)[:READ]

    def stats(self, terms: Sequence[str], _collections: Sequence[str]) -> CollectionStats:
        """Of all its sentences."""
        return CollectionStats(
            sentences=len(self.texts),
            average_length=sum(own.total() for own in self.terms) / max(len(self.terms), 1),
            document_frequency={term: sum(term in own for own in self.terms) for term in terms},
        )

    @staticmethod
    def _score(query: Query, terms: Counter[str], frequency: Counter[str], live: int, average: float) -> float:
        score = 0.0
        for term in query.terms:
            if count := terms[term]:
                rare = math.log(1 + (live - frequency[term] + 0.5) / (frequency[term] + 0.5))
                score += rare * count * (K1 + 1) / (count + K1 * (1 - B + B * terms.total() / average))
        return score


def from_qamr(path: Path, *, questions: int) -> Iterator[Case]:
    """Short questions over a few hundred sentences, each asked with its sentence among them and without it."""
    records = list(read_jsonl(path))
    held_out = qamr_held_out(frozenset(record["sentence_id"] for record in records))
    kept = [record for record in records if record["sentence_id"] not in held_out]
    texts = {record["sentence_id"]: record["sentence"] for record in kept}
    names = sorted(texts)
    pool = Pool(names=names, articles=[n.rsplit(":", 2)[0] for n in names], texts=[texts[n] for n in names])
    place = {name: at for at, name in enumerate(names)}
    for record in sorted(kept, key=lambda record: draw("trust/" + record["id"]))[:questions]:
        query = query_of(record["question"])
        own = place[record["sentence_id"]]
        for without, answers in ((frozenset[int](), tuple(record["answers"])), (frozenset({own}), ())):
            hits = pool.search(query, without)
            if hits:
                group = record["sentence_id"]
                yield Case(query=query, hits=hits, answers=answers, weight=1.0, group=group, loose=True)


def from_trecqa(path: Path) -> Iterator[Case]:
    """Factoid questions over their own candidate sentences, with and without those that answer."""
    questions: dict[str, list[dict[str, object]]] = defaultdict(list)
    for record in read_jsonl(path):
        questions[record["qid"]].append(record)
    for qid, records in questions.items():
        query = query_of(str(records[0]["question"]))
        right = frozenset(at for at, record in enumerate(records) if record["label"] == 1)
        answers = tuple({str(a) for record in records if record["label"] == 1 for a in _answers(record)})
        pool = Pool(
            names=[str(record["sid"]) for record in records],
            articles=[str(record["sid"]) for record in records],
            texts=[str(record["sentence"]) for record in records],
        )
        for without, wanted in ((frozenset[int](), answers), (right, ())):
            hits = pool.search(query, without)
            if hits:
                yield Case(query=query, hits=hits, answers=wanted, weight=1.0, group=qid, loose=True)


def _answers(record: dict[str, object]) -> Iterable[object]:
    found = record.get("answers")
    return found if isinstance(found, list) else ()
