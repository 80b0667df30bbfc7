"""How a question meets a sentence, token by token."""

from dataclasses import dataclass

import numpy as np

from retrieval.reader.question import Asked
from retrieval.reader.scorer import Floats
from retrieval.reader.tree import Tree
from retrieval.reader.words import alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Strengths and weights of what is alike, 0 where nothing is."""

    strength: Floats  # tokens x terms: 1 same word, 0.7 same family
    weights: Floats  # of the terms
    anchor: Floats  # per token: does it match the word that governs the wh-phrase
    focus: Floats  # per token: does it match the noun asked for


def match(asked: Asked, tree: Tree) -> Match:
    count, terms = len(tree), asked.terms
    strength = np.zeros((count, len(terms)), dtype=np.float32)
    anchor = np.zeros(count, dtype=np.float32)
    focus = np.zeros(count, dtype=np.float32)
    for index, keys in enumerate(tree.keys):
        if keys.isdisjoint(asked.vocabulary) or tree.pos[index] == "PUNCT":
            continue
        for column, term in enumerate(terms):
            if not keys.isdisjoint(term.keys):
                strength[index, column] = alike(keys, term.keys)
        anchor[index] = alike(keys, asked.anchor)
        focus[index] = alike(keys, asked.focus)
    return Match(
        strength=strength,
        weights=np.array([term.weight for term in terms], dtype=np.float32),
        anchor=anchor,
        focus=focus,
    )


def coverage(met: Match) -> tuple[float, float, float]:
    """Shares of the question found in the sentence: of its terms by weight, of its anchor, of its focus."""
    total = float(met.weights.sum())
    best = met.strength.max(axis=0, initial=0.0)
    return (
        float((best * met.weights).sum()) / total if total else 0.0,
        float(met.anchor.max(initial=0.0)),
        float(met.focus.max(initial=0.0)),
    )
