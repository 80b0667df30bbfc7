"""Entities by the pipeline's own weights, all documents a step at a time.

spaCy takes one document after the other through its transitions and asks each of 74 moves whether it is allowed,
at the price of a lock each time: a third of a whole analysis. The same greedy search over arrays gives the same
entities (a test compares) in a tenth of the time. The rules of what is allowed are those of spaCy's ``ner.pyx`` for
documents without preset entities: an entity neither crosses a sentence's end nor begins with a space.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from retrieval.language.vectors import vectors

Floats = np.ndarray[Any, Any]
Found = tuple[int, int, str]  # first word, last word (half-open), label

_OUT, _BEGIN, _IN, _LAST, _UNIT = range(5)
_FREE, _AT_END, _AT_SPACE = range(3)  # what may happen outside an entity; inside one, see `_allowed`
_KINDS = {"O": _OUT, "B": _BEGIN, "I": _IN, "L": _LAST, "U": _UNIT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """The weights of an entity recogniser, laid out for `recognise`."""

    tok2vec: Any
    rest: tuple[Any, ...]  # layers between the word vectors and the states
    lower: Floats  # (features, hidden x pieces, width)
    lower_bias: Floats
    padding: Floats  # (features, hidden x pieces): of a word that is not there
    pieces: int
    upper: Floats  # (moves, hidden)
    upper_bias: Floats
    kinds: Floats  # of each move
    labels: Floats  # of each move: an index into `names`
    names: tuple[str, ...]
    allowed: Floats  # (situations, moves): 0 where a move is allowed, else minus infinity


def recogniser(component: EntityRecognizer) -> Recogniser | None:
    """The recogniser made from spaCy's own; None when that is built in another way than we know."""
    model = component.model
    if len(model.layers) != 3 or not model.has_ref("tok2vec") or len(model.layers[0].layers) != 3:
        return None
    words, lower, upper = model.layers
    if not lower.has_dim("nF") or lower.get_dim("nF") != 3 or not lower.has_dim("nP") or lower.get_dim("nP") < 2:
        return None
    moves = [component.moves.get_class_name(i).partition("-") for i in range(component.moves.n_moves)]
    if any(kind not in _KINDS for kind, _, _ in moves) or upper.get_dim("nO") != len(moves):
        return None
    names = tuple(sorted({label for _, _, label in moves if label}))
    kinds = np.array([_KINDS[kind] for kind, _, _ in moves])
    labels = np.array([names.index(label) if label else -1 for _, _, label in moves])
    weights = lower.get_param("W")
    features, hidden, pieces, width = weights.shape
    return Recogniser(
        tok2vec=words.layers[0],
        rest=tuple(words.layers[1:]),
        lower=weights.reshape(features, hidden * pieces, width),
        lower_bias=lower.get_param("b").reshape(hidden * pieces),
        padding=lower.get_param("pad").reshape(features, hidden * pieces),
        pieces=pieces,
        upper=upper.get_param("W"),
        upper_bias=upper.get_param("b"),
        kinds=kinds,
        labels=labels,
        names=names,
        allowed=_allowed(kinds, labels, len(names)),
    )


def _allowed(kinds: Floats, labels: Floats, names: int) -> Floats:
    """Rows: outside (free, at a sentence's end, at a space); then for each label inside (free, at the end)."""
    table = np.full((3 + 2 * names, len(kinds)), -np.inf, dtype=np.float32)
    table[:3, kinds == _OUT] = 0
    table[_FREE, (kinds == _BEGIN) & (labels >= 0)] = 0
    table[:_AT_SPACE, (kinds == _UNIT) & (labels >= 0)] = 0
    for label in range(names):
        own = labels == label
        table[3 + 2 * label : 5 + 2 * label, (kinds == _LAST) & own] = 0
        table[3 + 2 * label, (kinds == _IN) & own] = 0
    return table


def recognise(
    model: Recogniser, docs: Sequence[Doc], ends: Sequence[Floats], spaces: Sequence[Floats]
) -> list[list[Found]]:
    """The entities of each document.

    ``ends`` and ``spaces`` say of each word of a document whether it ends a sentence, and whether it is a space.
    """
    lengths = np.array([len(doc) for doc in docs])
    total = int(lengths.sum())
    if not total:
        return [[] for _ in docs]
    states = _states(model, docs)
    order = np.argsort(-lengths, kind="stable")  # long ones first: those still running are always a prefix
    starts = (np.cumsum(lengths) - lengths)[order]
    at_end, is_space = np.concatenate(ends).astype(bool), np.concatenate(spaces).astype(bool)
    running = np.searchsorted(-lengths[order], -np.arange(lengths.max()), side="left")
    opened = np.full(len(docs), total)  # where the open entity began; `total` is the row of the word that is not there
    label = np.full(len(docs), -1)
    moves = np.empty(total, dtype=np.int64)
    for step, count in enumerate(running.tolist()):
        here = starts[:count] + step
        since, inside = opened[:count], label[:count]
        is_open = inside >= 0
        before = np.where(is_open, here - 1, total)
        mixed = states[0, here] + states[1, since] + states[2, before]
        hidden = mixed.reshape(count, -1, model.pieces).max(axis=2)
        scores = hidden @ model.upper.T + model.upper_bias
        outside = np.where(is_space[here], _AT_SPACE, np.where(at_end[here], _AT_END, _FREE))
        scores += model.allowed[np.where(is_open, 3 + 2 * inside + at_end[here], outside)]
        move = scores.argmax(axis=1)
        moves[here] = move
        kind = model.kinds[move]
        begins, closes = kind == _BEGIN, kind == _LAST
        opened[:count] = np.where(begins, here, np.where(closes, total, since))
        label[:count] = np.where(begins, model.labels[move], np.where(closes, -1, inside))
    return _entities(model, moves, lengths)


def _states(model: Recogniser, docs: Sequence[Doc]) -> Floats:
    """What each word adds to the state in each of its three roles, and last the word that is not there."""
    words: Any = vectors(model.tok2vec, docs)
    for layer in model.rest:
        words = layer.predict(words)
    states = np.empty((3, len(words) + 1, model.lower.shape[1]), dtype=np.float32)
    for role in range(3):
        states[role, :-1] = words @ model.lower[role].T
        states[role, -1] = model.padding[role]
    states[0] += model.lower_bias
    return states


def _entities(model: Recogniser, moves: Floats, lengths: Floats) -> list[list[Found]]:
    kinds, labels = model.kinds[moves].tolist(), model.labels[moves].tolist()
    found: list[list[Found]] = []
    at = 0
    for length in lengths.tolist():
        row: list[Found] = []
        first = 0
        for i in range(length):
            kind = kinds[at + i]
            if kind == _BEGIN:
                first = i
            elif kind == _LAST:
                row.append((first, i + 1, model.names[labels[at + i]]))
            elif kind == _UNIT:
                row.append((i, i + 1, model.names[labels[at + i]]))
        found.append(row)
        at += length
    return found
