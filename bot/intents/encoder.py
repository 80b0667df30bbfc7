"""Words in context as vectors: what an inner layer of the reader's transformer makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.reader.network import MIDDLE, Opened

Array = npt.NDArray[np.float32]
LONGEST = 64  # pieces that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """Reads each text by itself, so that its vectors never depend on the company. Safe to share between threads."""

    network: Opened

    def around(self, texts: Sequence[tuple[Sequence[str], Sequence[int | None]]]) -> Array:
        """A row for each text (its words, and places of some): the mean vector, then each placed word's, end to end.

        A word has the vector of its first piece; a place that is None, or of a word that has no piece, has the start
        mark's.
        """
        return np.stack([self._row(written, places) for written, places in texts])

    def _row(self, written: Sequence[str], places: Sequence[int | None]) -> Array:
        cut = self.network.tokenizer.encode(list(written), is_pretokenized=True)
        words = cut.word_ids[:LONGEST]
        vectors = self._vectors(np.array([cut.ids[:LONGEST]], dtype=np.int64))
        at = [words.index(place) if place is not None and place in words else 0 for place in places]
        return np.concatenate([vectors.mean(axis=0), *(vectors[place] for place in at)])

    def _vectors(self, ids: npt.NDArray[np.int64]) -> Array:
        """(1, pieces) -> (pieces, width); the layers above are not computed."""
        import onnxruntime

        options: Any = onnxruntime.RunOptions()
        options.only_execute_path_to_fetches = True
        given = {"input_ids": ids, "token_type_ids": np.zeros_like(ids)}
        (found,) = self.network.session.run((MIDDLE,), given, options)
        return np.asarray(found[0], np.float32)
