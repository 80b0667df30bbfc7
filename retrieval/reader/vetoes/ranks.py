"""Which of several: what is told of a heatwave, or of the third, is not told of the second."""

from collections.abc import Iterator, Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree

_ORDINALS = (
    "first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
    "ninth 9th", "tenth 10th",
)  # fmt: skip
_RANK = {word: at for at, words in enumerate(_ORDINALS, start=1) for word in words.split()}
_PLACING = frozenset({"be", "come", "finish", "place", "rank"})
_NEAR = 2  # words between an ordinal and its noun: "second 2019 heatwave"


def of_another_rank(asked: Asked, tree: Tree, beside: Sequence[Tree]) -> bool:
    """Whether the sentence tells of another one in order than the question asks about.

    Either it counts that noun otherwise, and nothing as the question does; or it tells of "a heatwave", and a sentence
    of ``beside``, those of its article, has the one that is asked for.
    """
    for rank, noun in _ranked(asked.tree):
        same = [at for at in range(len(tree)) if tree.pos[at] == "NOUN" and _alike(asked.tree, noun, tree, at)]
        if not same or any(_RANK.get(word) == rank for word in tree.words):
            continue
        others = {at for _, at in _ranked(tree)}
        if all(at in others for at in same):
            return True
        if all(_is_any(tree, at) for at in same) and any(
            counted == rank and _alike(asked.tree, noun, other, at)
            for other in beside
            for counted, at in _ranked(other)
        ):
            return True
    return _placed_otherwise(asked.tree, tree)


def _placed_otherwise(spoken: Tree, tree: Tree) -> bool:
    """Whether who came third is asked for, and the sentence says of all that it places that they came otherwise."""
    wanted = {_RANK[spoken.words[at]] for at in placings(spoken)}
    there = {_RANK[tree.words[at]] for at in placings(tree)}
    return bool(wanted and there) and wanted.isdisjoint(there) and wanted.isdisjoint(map(_RANK.get, tree.words))


def placings(tree: Tree) -> Iterator[int]:
    """The ordinals that say what place somebody took: "finished third", "was second"."""
    for at, word in enumerate(tree.words):
        if word in _RANK and at and tree.lemmas[at - 1] in _PLACING:
            after = tree.pos[at + 1] if at + 1 < len(tree) else "PUNCT"
            if after not in ("NOUN", "PROPN", "ADJ", "VERB", "NUM"):
                yield at


def _ranked(tree: Tree) -> Iterator[tuple[int, int]]:
    """The nouns that an ordinal counts, each with its place in the order."""
    for at, word in enumerate(tree.words):
        if word not in _RANK:
            continue
        after = range(at + 1, min(at + 2 + _NEAR, len(tree)))
        noun = next((other for other in after if tree.pos[other] not in ("ADJ", "NUM")), None)
        if noun is not None and tree.pos[noun] == "NOUN" and tree.dep[noun] != "compound":
            yield _RANK[word], noun


def _alike(one: Tree, noun: int, other: Tree, at: int) -> bool:
    return one.lemmas[noun] == other.lemmas[at]


def _is_any(tree: Tree, at: int) -> bool:
    return any(tree.words[child] in ("a", "an") for child in tree.children[at])
