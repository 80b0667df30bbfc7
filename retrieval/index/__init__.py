"""The index: engines that find sentences, and the keeper that holds them in step with the record."""

from retrieval.index.keeper import Keeper, Opening
from retrieval.index.memory import MemoryIndex
from retrieval.index.protocol import IndexLog, SentenceIndex
from retrieval.index.tantivy_engine import TantivyIndex, open_index, start_over

__all__ = ["IndexLog", "Keeper", "MemoryIndex", "Opening", "SentenceIndex", "TantivyIndex", "open_index", "start_over"]
