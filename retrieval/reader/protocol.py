"""What a reader is: possible answers in the hits, the most probable first, at most one per hit and value."""

from collections.abc import Sequence
from typing import Protocol

from retrieval.types import Hit, Query, Reading


class Reader(Protocol):
    @property
    def threshold(self) -> float:
        """The confidence below which its best reading is no answer."""
        ...

    def read(self, query: Query, hits: Sequence[Hit]) -> tuple[Reading, ...]: ...
