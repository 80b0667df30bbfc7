"""Answer-sentence selection: how well each question's candidate sentences are ranked, as the product ranks them.

    python -m benchmarks.selection F [--rerank-only]

The reranker's order; the best of them are read, and stand in the order in which they would be cited. Only questions
with both labels count. Prints MAP, RR and P@1 (macro averages over questions, as trec_eval has them).
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import tell
from benchmarks.jsonl import read_jsonl
from benchmarks.lone import hit_of, query_of
from bot.answering import READ, by_bearing
from retrieval.language.analyse import Analyser
from retrieval.reader import load_best_reader
from retrieval.reader.protocol import Reader
from retrieval.reader.question import Annotate
from retrieval.rerank.learnt import LearntReranker
from retrieval.rerank.model import load
from retrieval.rerank.question import rarity
from retrieval.rerank.surroundings import nothing_around
from retrieval.text.tokens import tokenise
from retrieval.types import Annotation, CollectionStats, Hit, Query

K1, B = 1.5, 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The sentences of a whole file, for statistics: how many, how long, and in how many each term stands."""

    sentences: int
    average_length: float
    frequency: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A question, its candidate sentences in the file's order, and 1 for those that answer it."""

    question: str
    sentences: tuple[str, ...]
    labels: tuple[int, ...]
    pool: Pool


def groups_of(path: Path) -> list[Choice]:
    """The questions that have both labels, in order of first appearance."""
    found: dict[str, tuple[str, list[str], list[int]]] = {}
    for row in read_jsonl(path):
        _, sentences, labels = found.setdefault(row["qid"], (row["question"], [], []))
        sentences.append(row["sentence"])
        labels.append(int(row["label"]))
    unique = dict.fromkeys(sentence for _, sentences, _ in found.values() for sentence in sentences)
    tokens = [tokenise(sentence) for sentence in unique]
    pool = Pool(
        sentences=len(tokens),
        average_length=sum(map(len, tokens)) / max(len(tokens), 1),
        frequency=Counter(term for one in tokens for term in set(one)),
    )
    return [
        Choice(question=question, sentences=tuple(sentences), labels=tuple(labels), pool=pool)
        for question, sentences, labels in found.values()
        if 0 < sum(labels) < len(labels)
    ]


def hits_of(choice: Choice) -> tuple[Query, tuple[Hit, ...], CollectionStats]:
    """The candidates as hits of a query, each an article of its own, with BM25 over the file's sentences."""
    query = query_of(choice.question)
    stats = CollectionStats(
        sentences=choice.pool.sentences,
        average_length=choice.pool.average_length,
        document_frequency={term: choice.pool.frequency[term] for term in query.terms},
    )
    hits = tuple(
        hit_of(text, Annotation(), article=f"{i:05}", rank=i + 1, score=_bm25(query, text, stats))
        for i, text in enumerate(choice.sentences)
    )
    return query, hits, stats


def _bm25(query: Query, text: str, stats: CollectionStats) -> float:
    counts = Counter(tokenise(text))
    norm = K1 * (1 - B + B * counts.total() / stats.average_length)
    return math.fsum(rarity(stats, t) * counts[t] * (K1 + 1) / (counts[t] + norm) for t in query.terms if counts[t])


def ranked(choice: Choice, reader: Reader | None, annotate: Annotate) -> list[int]:
    """The labels in the order of citations, or in the reranker's without a reader."""
    query, hits, stats = hits_of(choice)
    reranker = LearntReranker(model=load()["loose"], around=nothing_around, stats=lambda _terms, _collections: stats)
    order = reranker.rerank(query, hits)
    if reader is not None:
        parses = annotate([hit.sentence.text for hit in order[:READ]])
        best = [
            replace(hit, sentence=replace(hit.sentence, annotation=parse))
            for hit, parse in zip(order[:READ], parses, strict=True)
        ]
        order = by_bearing((*best, *order[READ:]), reader.read(query, best))
    return [choice.labels[int(hit.sentence.article.key)] for hit in order]


def average_precision(labels: Sequence[int]) -> float:
    """The mean of the precision at each right sentence."""
    found, total = 0, 0.0
    for place, label in enumerate(labels, start=1):
        if label:
            found += 1
            total += found / place
    return total / found if found else 0.0


def measures(runs: Sequence[Sequence[int]]) -> dict[str, float | int]:
    """Macro averages over questions, each a list of labels in ranked order."""
    count = max(len(runs), 1)
    return {
        "MAP": round(sum(map(average_precision, runs)) / count, 4),
        "RR": round(sum(1 / (list(run).index(1) + 1) for run in runs if 1 in run) / count, 4),
        "P@1": round(sum(run[0] for run in runs) / count, 4),
        "n": len(runs),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--rerank-only", action="store_true", help="nothing is read")
    given = options.parse_args()
    annotate = Analyser().annotate
    reader = load_best_reader(
        annotate=annotate, sentence_at=lambda *_: None, around=nothing_around, stats=None, say=tell
    )
    used = None if given.rerank_only else reader
    print(json.dumps(measures([ranked(choice, used, annotate) for choice in groups_of(given.file)])))


if __name__ == "__main__":
    main()
