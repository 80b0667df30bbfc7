"""What an index says of itself: how far the log is applied, and live statistics by collection."""

import json
from dataclasses import dataclass, field

from retrieval.index.entries import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Live documents of a collection and the sum of their lengths."""

    documents: int = 0
    terms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a shelf says of itself. ``horizon``: the latest instant in it; ``older``: it has held older versions."""

    watermark: int = 0
    documents: int = 0  # older versions' included
    totals: dict[str, Totals] = field(default_factory=dict)
    horizon: int | None = None
    older: bool = False
    removed: bool = False  # documents have been taken out, and tantivy's own frequencies still count them

    def encode(self) -> bytes:
        totals = {name: [t.documents, t.terms] for name, t in self.totals.items()}
        return json.dumps([self.watermark, self.documents, totals, self.horizon, self.older, self.removed]).encode()

    @staticmethod
    def decode(stored: bytes) -> "State":
        watermark, documents, totals, horizon, older, removed = json.loads(stored)
        return State(
            watermark=watermark,
            documents=documents,
            totals={name: Totals(documents=n, terms=m) for name, (n, m) in totals.items()},
            horizon=horizon,
            older=older,
            removed=removed,
        )


class Tally:
    """A state being changed."""

    def __init__(self, state: State) -> None:
        self.watermark, self.documents = state.watermark, state.documents
        self.horizon, self.older, self.removed = state.horizon, state.older, state.removed
        self.totals = {name: [t.documents, t.terms] for name, t in state.totals.items()}

    def add(self, held: Held) -> None:
        totals = self.totals.setdefault(held.collection, [0, 0])
        self.documents += 1
        self.older = self.older or not held.live
        if held.live:
            totals[0] += 1
            totals[1] += held.length()
        for when in (held.published, held.begins, held.ends):
            if when is not None and (self.horizon is None or when > self.horizon):
                self.horizon = when

    def remove(self, collection: str, documents: int, live: Totals) -> None:
        totals = self.totals.setdefault(collection, [0, 0])
        self.documents -= documents
        self.removed = self.removed or documents > 0
        totals[0] -= live.documents
        totals[1] -= live.terms

    def state(self) -> State:
        return State(
            watermark=self.watermark,
            documents=self.documents,
            totals={name: Totals(documents=n, terms=m) for name, (n, m) in self.totals.items()},
            horizon=self.horizon,
            older=self.older,
            removed=self.removed,
        )
