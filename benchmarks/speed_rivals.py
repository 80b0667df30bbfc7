"""The engines that the product is timed beside, over a made-up corpus: each gives its ten best sentences."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from benchmarks.speed_corpus import Corpus, name
from retrieval.index.okapi import Okapi

TOP = 10
Best = Callable[[tuple[str, ...]], list[str]]


def full_scan(okapi: Okapi, terms: Sequence[str]) -> list[str]:
    """rank-bm25's ten best, ties by id."""
    scores = okapi.get_scores(list(terms))
    least = np.partition(scores, -TOP)[-TOP]
    best = [(-scores[i], name(int(i))) for i in np.flatnonzero(scores >= least) if scores[i] > 0]
    return [found for _, found in sorted(best)[:TOP]]


def bm25s_of(made: Corpus) -> Best:
    """bm25s, which holds all scores in memory."""
    import bm25s

    engine = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    engine.index([made.sentence(i) for i in range(len(made))], show_progress=False)

    def best(terms: tuple[str, ...]) -> list[str]:
        found, _ = engine.retrieve([list(terms)], k=TOP, show_progress=False)
        return [name(int(i)) for i in found[0]]

    return best


def fts5_of(made: Corpus, file: Path) -> Best:
    """SQLite's own full-text index in a file, words only; k1 is 1.2 there and cannot be set."""
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("CREATE VIRTUAL TABLE sentences USING fts5(words, content='')")
        rows = ((i + 1, " ".join(made.sentence(i))) for i in range(len(made)))
        connection.executemany("INSERT INTO sentences(rowid, words) VALUES (?, ?)", rows)
        connection.execute("INSERT INTO sentences(sentences) VALUES ('optimize')")
    question = "SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY rank LIMIT ?"

    def best(terms: tuple[str, ...]) -> list[str]:
        wanted = " OR ".join(f'"{term}"' for term in terms)
        with closing(connection.execute(question, (wanted, TOP))) as found:
            return [name(row[0] - 1) for row in found]

    return best
