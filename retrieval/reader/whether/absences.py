"""Deeds that a sentence says did not happen by their noun: "no response from Norland", "Norland gave no reply"."""

from collections.abc import Iterator

from retrieval.reader.tree import Tree
from retrieval.reader.whether.called import named_as
from retrieval.reader.whether.claims import Claim
from retrieval.reader.words import alike, word_set

_ANSWERS = word_set("response reply answer reaction")
# What verbs bring about, where neither the stem nor a shared meaning tells.
_NOUNS = {
    "respond": _ANSWERS,
    "reply": _ANSWERS,
    "answer": _ANSWERS,
    "react": _ANSWERS,
    "apologise": word_set("apology"),
    "apologize": word_set("apology"),
}
_BY = word_set("from by of")


def absences(claim: Claim, tree: Tree) -> Iterator[int]:
    """The nouns with "no" before them that say a claim's deed, of the same doer."""
    if claim.exists or claim.linking or not claim.subject or claim.tree.pos[claim.predicate] != "VERB":
        return
    for at, pos in enumerate(tree.pos):
        if pos != "NOUN" or not any(tree.words[child] == "no" for child in tree.children[at]):
            continue
        meant = tree.lemmas[at] in _NOUNS.get(claim.tree.lemmas[claim.predicate], ())
        if not meant and alike(claim.tree.keys[claim.predicate], tree.keys[at]) < 1:
            continue
        doers = list(_doers(tree, at))
        if all(any(named_as(claim, wanted, tree, doer) for doer in doers) for wanted in claim.subject):
            yield at


def _doers(tree: Tree, at: int) -> Iterator[int]:
    """Whose deed a noun is: "from Norland", or who gives it."""
    for child in tree.children[at]:
        if tree.dep[child] in ("prep", "agent") and tree.words[child] in _BY:
            yield from (inner for inner in tree.children[child] if tree.dep[inner] == "pobj")
    if tree.dep[at] == "dobj":
        yield from (child for child in tree.children[tree.heads[at]] if tree.dep[child] == "nsubj")
