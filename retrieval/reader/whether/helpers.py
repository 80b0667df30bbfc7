"""What a predicate's own helpers make of it: "did not", "may", "will", "no longer"."""

from enum import StrEnum

from retrieval.reader.tree import Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.stances import DOUBTFUL, FUTURE, HYPOTHETICAL, MODALS, NEGATIVES, PERSISTS
from retrieval.reader.whether.tenses import helpers_of

_FROM_THEN = frozenset({"before", "until", "till"})


class Way(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


def by_itself(claim: Claim, tree: Tree, at: int) -> Way:
    """The predicate by its own helpers: "did not", "may", "will", "no longer"."""
    if claim.exists:
        if any(tree.words[child] in ("no", "any", "without") for child in tree.children[at]):
            return Way.NO
        if tree.dep[at] == "pobj" and tree.words[tree.heads[at]] == "without":
            return Way.NO
        return Way.YES
    if claim.linking and tree.lemmas[at] != "be" and tree.dep[at] not in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
        if (
            any(tree.words[child] in ("former", "ex", "then", "late") for child in tree.children[at])
            and claim.about_now
        ):
            return Way.NO
        if negated(tree, at):
            return Way.NO
        return Way.YES
    return by_helpers(claim, tree, at, Way.YES)


def by_helpers(claim: Claim, tree: Tree, at: int, way: Way) -> Way:
    helpers = set(helpers_of(tree, at))
    denied = negated(tree, at)
    if claim.about_now and tree.lemmas[at] in PERSISTS and helpers & FUTURE and not denied:
        return way
    if helpers & MODALS and not (claim.ability and helpers & {"can", "ca", "cannot", "may"}):
        return Way.UNCLEAR
    if helpers & FUTURE and not (claim.about_future or (denied and claim.about_now)):
        return Way.UNCLEAR
    if "had" in helpers and claim.about_now and not denied:  # what had been so need not be so now
        return Way.UNCLEAR
    openers = {tree.words[child] for child in tree.children[at] if tree.dep[child] in ("mark", "advmod")}
    happened = tree.tag[at] == "VBD" and not openers & {"if", "unless", "whether"}  # "when it ended"
    if openers & DOUBTFUL or (openers & HYPOTHETICAL and not happened):
        return Way.UNCLEAR
    if denied and claim.about_future and any(tree.words[child] in _FROM_THEN for child in tree.children[at]):
        return Way.UNCLEAR  # what will not be before August may well be then
    if denied:
        return Way.NO if way is Way.YES else Way.UNCLEAR
    return way


def negated(tree: Tree, at: int) -> bool:
    """Whether a word is denied: by "not", "no longer", or a subject or object that is nobody and nothing."""
    for child in tree.children[at]:
        word = tree.words[child]
        if tree.dep[child] == "neg" or word in NEGATIVES:
            return True
        if tree.dep[child] in ("nsubj", "nsubjpass", "dobj", "advmod", "attr"):
            inside = [tree.words[grand] for grand in tree.children[child]]
            if "no" in inside or "neither" in inside or word in ("nobody", "none", "nothing"):
                return True
    return False
