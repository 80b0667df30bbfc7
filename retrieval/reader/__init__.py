"""Picks the spans in the hits that answer, and says how far to trust them."""

from retrieval.reader.judged import JudgedReader, load_best_reader
from retrieval.reader.reader import RuleReader, load_reader

__all__ = ["JudgedReader", "RuleReader", "load_best_reader", "load_reader"]
