"""What a reranker is: the same hits in a better order, each with its ``relevance`` and new ``rank``."""

from collections.abc import Sequence
from typing import Protocol

from retrieval.types import Hit, Query


class Reranker(Protocol):
    def rerank(self, query: Query, hits: Sequence[Hit]) -> tuple[Hit, ...]: ...
