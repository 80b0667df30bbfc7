"""Quiz questions over the passages that were written as their evidence."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.jsonl import read_jsonl
from benchmarks.lone import query_of
from benchmarks.training.cases import Case, Pool
from benchmarks.training.splits import newsquiz_calibrates
from benchmarks.training.trust import WITHOUT
from retrieval.text.split import split

MOST = 600  # cases


def evidence_rows(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Those of the calibration weeks whose answer stands in their evidence."""
    return [
        row for path in paths for row in read_jsonl(path) if newsquiz_calibrates(row["qid"]) and row.get("extractive")
    ]


def pool_of(rows: Sequence[dict[str, Any]]) -> Pool:
    """The sentences of all their passages."""
    names, articles, texts = [], [], []
    for row in rows:
        for span in split(row["evidence"]):
            names.append(f"{row['qid']}:{span.start:05d}")
            articles.append(row["qid"])
            texts.append(row["evidence"][span.start : span.end])
    return Pool(names=names, articles=articles, texts=texts)


def from_evidence(rows: Sequence[dict[str, Any]], pool: Pool) -> Iterator[Case]:
    """Each question over the whole pool, with its own passage and without; `MOST` cases."""
    return islice(_cases(rows, pool), MOST)


def _cases(rows: Sequence[dict[str, Any]], pool: Pool) -> Iterator[Case]:
    for row in rows:
        query = query_of(row["question"])
        own = frozenset(at for at, article in enumerate(pool.articles) if article == row["qid"])
        for without, answers, weight in (
            (frozenset[int](), (row["answer_text_in_evidence"],), 1.0),
            (own, (), WITHOUT),
        ):
            hits = pool.search(query, without)
            if hits:
                yield Case(query=query, hits=hits, answers=answers, weight=weight, group=row["qid"], loose=True)
