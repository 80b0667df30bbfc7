"""Who has a part in a deed of a sentence, and what is found where it says a claim in other words."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.reader.contests import parts
from retrieval.reader.tree import OBJECT, Tree
from retrieval.reader.whether.called import named_as, other_thing
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.subjects import subjects


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A verb that says the claim or (``against``) its contrary, and the claim's words beside that it says, too."""

    at: int
    against: bool
    said: frozenset[int] = frozenset()


def held(claim: Claim, tree: Tree, heads: Iterator[int]) -> bool:
    there = tuple(heads)
    return all(
        any(named_as(claim, wanted, tree, each) and not other_thing(claim, wanted, tree, each) for each in there)
        for wanted in claim.subject
    )


def of_role(tree: Tree, verb: int, role: str) -> Iterator[int]:
    """Who has a part in a deed, also where the verb shares a subject: "was treated and discharged", "who was freed"."""
    passive = any(tree.dep[child] == "auxpass" for child in tree.children[verb])
    own = list(parts(tree, verb, role))
    for each in own:
        yield tree.heads[verb] if tree.tag[each] in ("WP", "WDT") and tree.dep[verb] == "relcl" else each
    if own or subjects(tree, verb):
        return
    bare = role == OBJECT and tree.tag[verb] == "VBN"
    if tree.dep[verb] == "acl" and bare:
        yield tree.heads[verb]
    if tree.dep[verb] not in ("conj", "xcomp", "advcl") or (role == OBJECT) != (bare or passive):
        return
    over = tree.heads[verb]
    given = subjects(tree, over)
    if role == OBJECT and not any(tree.dep[each] == "nsubjpass" for each in given) and not passive:
        return
    yield from given


def done_to(claim: Claim) -> bool:
    children = claim.tree.children[claim.predicate]
    return any(claim.tree.dep[child] in ("nsubjpass", "auxpass") for child in children)


def verbs(tree: Tree) -> Iterator[tuple[int, str]]:
    return ((at, tree.lemmas[at]) for at, pos in enumerate(tree.pos) if pos == "VERB")
