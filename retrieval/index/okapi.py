"""rank-bm25 as the scorer of record: k1 1.5, b 0.75, idf ln(1 + (N - n + 0.5) / (n + 0.5)), always positive."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from rank_bm25 import BM25Okapi

K1 = 1.5
B = 0.75


def idf(documents: int, document_frequency: int) -> float:
    """Lucene's idf of a term that ``document_frequency`` of ``documents`` hold."""
    return math.log(1 + (documents - document_frequency + 0.5) / (document_frequency + 0.5))


class Okapi(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi over a whole corpus; an empty corpus, or one of empty documents, scores nothing instead of failing."""

    doc_freqs: Sequence[Mapping[str, int]]
    idf: Mapping[str, float]
    doc_len: Any

    def __init__(self, corpus: Iterable[Sequence[str]], k1: float = K1, b: float = B) -> None:
        documents = list(corpus)
        self.k1, self.b = k1, b
        if documents:
            super().__init__(documents, k1=k1, b=b)
        else:  # rank-bm25 divides by the number of documents
            self.corpus_size, self.avgdl, self.doc_freqs, self.idf = 0, 0.0, [], {}
            self.doc_len = np.zeros(0)
        self.avgdl = self.avgdl or 1.0
        self.doc_len = np.asarray(self.doc_len)  # rank-bm25 turns a list into an array on every call

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {word: idf(self.corpus_size, frequency) for word, frequency in nd.items()}


class Candidates(Okapi):
    """BM25Okapi over a few documents with the statistics of the collections they come from.

    ``frequencies`` holds for each document how often each query term is in it, ``lengths`` its length in terms:
    all that `get_scores` reads, so nothing else is counted.
    """

    def __init__(
        self,
        frequencies: Sequence[Mapping[str, int]],
        lengths: Sequence[int],
        *,
        idf: Mapping[str, float],
        average_length: float,
        k1: float = K1,
        b: float = B,
    ) -> None:
        self.k1, self.b = k1, b
        self.corpus_size = len(frequencies)
        self.doc_freqs = frequencies
        self.doc_len = np.asarray(lengths)
        self.idf = idf
        self.avgdl = average_length or 1.0
