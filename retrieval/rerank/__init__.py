"""Puts hits in a better order, by what surrounds them and what is asked."""

from retrieval.rerank.learnt import LearntReranker, load_reranker
from retrieval.rerank.surroundings import Around, Stats

__all__ = ["Around", "LearntReranker", "Stats", "load_reranker"]
