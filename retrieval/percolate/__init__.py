"""Search the other way round: which of many standing queries a new sentence is for."""

from retrieval.percolate.percolator import COVERAGE, Match, Percolator, Standing

__all__ = ["COVERAGE", "Match", "Percolator", "Standing"]
