"""What a reader is: possible answers in the hits, the most probable first, at most one per hit and value."""

from collections.abc import Sequence
from typing import Protocol

from retrieval.types import Hit, Query, Reading


class Reader(Protocol):
    def read(self, query: Query, hits: Sequence[Hit]) -> tuple[Reading, ...]: ...
