"""Word vectors of a pipeline's convolutional model, the first layers once per distinct word.

The result is spaCy's own (a test compares); in news three words of four have stood before in the same batch.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.tokens import Doc

Floats = np.ndarray[Any, Any]


def quick(model: Any) -> bool:
    """Whether the model has the shape `vectors` knows: features, hashed embeddings, a mixing layer, convolutions."""
    if len(model.layers) != 2 or len(model.layers[0].layers) != 5:
        return False
    names: list[str] = [layer.name for layer in model.layers[0].layers]
    return names[0] == "extract_features" and names[2].startswith("with_array") and names[3].startswith("with_array")


def vectors(model: Any, docs: Sequence[Doc]) -> list[Floats]:
    """One row per word, one array per document."""
    if not quick(model):
        return list(model.predict(docs))
    embedding, encoding = model.layers
    extract, _, hashed, mixed, _ = embedding.layers
    features = extract.predict(docs)
    lengths = [len(rows) for rows in features]
    rows = np.concatenate(features)
    _, first, inverse = np.unique(_keys(rows), return_index=True, return_inverse=True)
    distinct = mixed.layers[0].predict(hashed.layers[0].predict(rows[first]))
    words = np.split(distinct[inverse.ravel()], np.cumsum(lengths)[:-1])
    return list(encoding.predict(words))


def _keys(rows: Floats) -> Floats:
    """One number for each row of features; equal rows share it, and others all but never do."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in rows.T:
        keys = (keys ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return keys
