"""Picks the spans in the hits that answer, and says how far to trust them."""

from retrieval.reader.confidence import THRESHOLD
from retrieval.reader.reader import RuleReader, load_reader

__all__ = ["THRESHOLD", "RuleReader", "load_reader"]
