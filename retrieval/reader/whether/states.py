"""Where or in what state somebody is, by what brought it about: in force, in hospital, in jail."""

from collections.abc import Iterator

from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.parts import Meant, done_to, held, of_role, verbs
from retrieval.reader.words import word_set

_FORCE = (word_set("impose reimpose introduce"), word_set("lift cancel end revoke repeal scrap abolish rescind drop"))
_WARD = (word_set("hospitalise hospitalize"), word_set("discharge release"))
_CELL = (word_set("jail imprison detain remand"), word_set("release free bail"))
# By the noun after "in", with what brings it about and what ends it, done to him or it.
_STATES = {
    **dict.fromkeys(("force", "effect", "place"), _FORCE),
    "hospital": _WARD,
    **dict.fromkeys(("jail", "prison", "custody", "detention"), _CELL),
}
_LAPSES = word_set("expire lapse")


def states(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether a curfew is in force, or somebody in hospital."""
    asked, at = claim.tree, claim.predicate
    if not claim.linking or asked.dep[at] != "pobj" or asked.words[asked.heads[at]] != "in":
        return
    brings, ends = _STATES.get(asked.words[at], (frozenset[str](), frozenset[str]()))
    still = "still" in asked.words  # what was imposed may have been lifted since
    for verb, lemma in verbs(tree):
        met = held(claim, tree, of_role(tree, verb, OBJECT))
        lapsed = (ends is _FORCE[1] and lemma in _LAPSES) or (ends is _WARD[1] and _leaves(tree, verb))
        if (lemma in ends and met and not _elsewhere(tree, verb)) or (
            lapsed and held(claim, tree, of_role(tree, verb, SUBJECT))
        ):
            yield Meant(at=verb, against=True)
        elif lemma in brings and met and not still and tree.dep[verb] not in ("acl", "relcl", "advcl"):
            yield Meant(at=verb, against=False)


def stands(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether sanctions were lifted, where they remain in place."""
    asked, at = claim.tree, claim.predicate
    if asked.lemmas[at] not in _FORCE[1] or not done_to(claim):
        return
    for prep, word in enumerate(tree.words):
        verb = tree.heads[prep]
        inside = {tree.words[child] for child in tree.children[prep]}
        if word != "in" or not _keeps(tree, verb) or inside.isdisjoint(("force", "effect", "place")):
            continue
        if held(claim, tree, of_role(tree, verb, SUBJECT)):
            yield Meant(at=verb, against=True)


def _keeps(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] == "remain" or (tree.lemmas[verb] in ("be", "stay") and tree.tag[verb] in ("VBP", "VBZ"))


def _leaves(tree: Tree, verb: int) -> bool:
    return tree.lemmas[verb] == "leave" and any(
        tree.dep[child] == "dobj" and tree.words[child] == "hospital" for child in tree.children[verb]
    )


def _elsewhere(tree: Tree, verb: int) -> bool:
    """Whether somebody is let go to be held anew: "released into the custody of the police", "moved to prison"."""
    return any(tree.dep[child] == "prep" and tree.words[child] in ("into", "to") for child in tree.children[verb])
