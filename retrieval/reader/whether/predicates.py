"""Where a sentence says what a claim says, or its contrary."""

from collections.abc import Iterator

from retrieval.reader.tree import Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.contraries import contrary, moves, same_side, undoes
from retrieval.reader.whether.fates import KILLS
from retrieval.reader.whether.particles import deeds, tells_state
from retrieval.reader.words import alike


def predicates(claim: Claim, tree: Tree) -> Iterator[tuple[int, bool]]:
    """Tokens that say the predicate, or its contrary (True)."""
    asked = claim.tree
    lemma = asked.lemmas[claim.predicate]
    if deeds(asked.words[claim.predicate]) and claim.linking:
        yield from _states(asked.words[claim.predicate], tree)
        return
    wanted = {"NOUN", "PROPN"} if claim.exists or claim.linking else set[str]()
    wanted |= set[str]() if claim.exists else {"VERB", "ADJ"}
    for index, pos in enumerate(tree.pos):
        under = pos == "NOUN" and tree.dep[index] == "pobj" and tree.words[tree.heads[index]] == "under"
        if pos not in wanted and not under:  # who is under arrest is arrested
            continue
        if tree.dep[index] in ("aux", "auxpass", "amod", "compound") and not claim.linking:
            continue
        degrees = {"JJR", "JJS", "RBR", "RBS"}
        if {asked.tag[claim.predicate], tree.tag[index]} & degrees and asked.tag[claim.predicate] != tree.tag[index]:
            continue
        if claim.linking and asked.dep[claim.predicate] == "pobj" and tree.dep[index] != "pobj":
            continue
        if lemma == "die" and tree.lemmas[index] in KILLS:  # who kills does not die
            continue
        if _long_ago(claim, tree, index):
            continue
        if contrary(lemma, tree.lemmas[index]):
            if not (undoes(lemma) and _over_then(tree, index)):
                yield index, True
        elif _same_deed(claim, tree, index):
            yield index, False
        elif pos == "VERB" and (same := moves(lemma, tree.lemmas[index])) is not None and _by_numbers(tree, index):
            yield index, not same


def _states(word: str, tree: Tree) -> Iterator[tuple[int, bool]]:
    """The same small word, or what brought its state about, or keeps it from being."""
    for index, pos in enumerate(tree.pos):
        brings = pos == "VERB" and (tree.lemmas[index] in deeds(word) or (word == "out" and _put_out(tree, index)))
        if brings or (tree.words[index] == word and tells_state(tree, index)):
            yield index, False
        elif pos == "VERB" and any(contrary(deed, tree.lemmas[index]) for deed in deeds(word)):
            yield index, True


def _put_out(tree: Tree, at: int) -> bool:
    return tree.lemmas[at] == "put" and any(tree.words[child] == "out" for child in tree.children[at])


def _long_ago(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether an aside dates a deed by its year where it is asked how things are: "the bridge, opened in 1961, …"."""
    if not (claim.linking and claim.about_now and tree.dep[at] in ("acl", "relcl")):
        return False
    inside = range(tree.left[at], tree.right[at])
    return any(len(tree.words[each]) == 4 and tree.words[each].isdigit() for each in inside)


def _by_numbers(tree: Tree, at: int) -> bool:
    """Whether a verb of going up or down says by or to how much: "slid 9 percent", "to 4 euros", not "into the sea"."""
    return any(tree.labels[each] in ("PERCENT", "MONEY", "CARDINAL", "QUANTITY") for each in range(at, tree.right[at]))


def _over_then(tree: Tree, at: int) -> bool:
    """Whether a deed is told as past, and not how things are: "was closed", not "is closed" or "remains closed"."""
    helpers = [child for child in tree.children[at] if tree.dep[child] in ("aux", "auxpass")]
    return tree.tag[at] == "VBD" or any(tree.tag[each] == "VBD" for each in helpers)


def _same_deed(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether a word says the deed. A loose synonym will do only where other words of the claim are looked for, too
    (who pleads does not appeal), or where both have the same contrary: what is shut is closed.
    """
    asked, met = claim.tree.keys[claim.predicate], tree.keys[at]
    if not alike(asked, met):
        return False
    close = any(not key[1:].isdigit() for key in asked & met)
    return bool(claim.beside) or close or same_side(claim.tree.lemmas[claim.predicate], tree.lemmas[at])
