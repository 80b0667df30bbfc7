"""Whether a phrase of a sentence is called what a claim is about, or may be it."""

from retrieval.language.lexicon import role_of
from retrieval.reader.tree import Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.stances import ANYBODY, PARTS, PEOPLE, STANDS
from retrieval.reader.words import alike, keys, near, word_set

_DIRECTIONS = word_set("north south east west northern southern eastern western first second third upper lower")
_STOCK = frozenset({"stock", "share"})


def named_as(claim: Claim, wanted: int, tree: Tree, head: int) -> bool:
    """Whether a phrase of the sentence is called what a subject of the claim is, or that may be anybody."""
    if claim.tree.words[wanted] in ANYBODY:
        return True
    if claim.tree.words[wanted] == "people" and not claim.tree.children[wanted]:
        return _people(tree, head)
    if claim.tree.lemmas[wanted] in _STOCK and tree.lemmas[head] in _STOCK:
        return tree.lemmas[head] == "stock" or tree.tag[head] == "NNS"
    met = _named(tree, head) | _first_name(tree, head) | _titled(tree, head)
    found = alike(_named(claim.tree, wanted), met)
    # of a curfew in force no loose synonym will do: what is said of it is said of much
    return found == 1 or (found >= 0.7 and not (claim.linking and claim.tree.dep[claim.predicate] == "pobj"))


def other_thing(claim: Claim, wanted: int, tree: Tree, head: int) -> bool:
    """Whether two things of one noun are told apart: the bus strike and the rail strike, north and south gate."""
    if claim.tree.lemmas[wanted] == tree.lemmas[head] == "share" and claim.tree.tag[wanted] != tree.tag[head]:
        return True  # shares in a company, and the share of those who hold some
    for telling in (_telling, _whose):
        ours, theirs = telling(claim.tree, wanted), telling(tree, head)
        if ours and theirs and not any(meets(one, other) for one in ours for other in theirs):
            return True
    return False


def _whose(tree: Tree, head: int) -> list[frozenset[str]]:
    """By name, whose a thing is: "Orlane's shares", "Orlane shares"."""
    if tree.pos[head] != "NOUN":
        return []
    over = [
        child
        for child in tree.children[head]
        if child < head and tree.dep[child] in ("poss", "compound") and tree.pos[child] == "PROPN"
    ]
    return [tree.keys[at] for child in over for at in range(tree.left[child], child + 1) if tree.pos[at] == "PROPN"]


def _telling(tree: Tree, head: int) -> list[frozenset[str]]:
    return [
        tree.keys[child]
        for child in tree.children[head]
        if child < head
        and tree.dep[child] in ("compound", "amod")
        and (tree.words[child] in _DIRECTIONS or (tree.dep[child] == "compound" and _common(tree, head, child)))
    ]


def _common(tree: Tree, *each: int) -> bool:
    return all(tree.pos[at] == "NOUN" for at in each)


def _people(tree: Tree, head: int) -> bool:
    """Whether a phrase is people, whoever they are: "6,000 residents", "most of them" after it."""
    if tree.words[head] in PARTS:
        inner = [i for i, (role, over) in enumerate(tree.roles) if over == head and role == "prep:of"]
        head = next(iter(inner), head)
    if tree.words[head] in ("they", "them"):
        return any(tree.lemmas[at] in PEOPLE and tree.tag[at] == "NNS" for at in range(head))
    return tree.lemmas[head] in PEOPLE


def _named(tree: Tree, head: int) -> frozenset[str]:
    """What a phrase is called: its head, or of "the Russian side" and "Russia's government" the country."""
    if tree.words[head] in PARTS:
        inner = next((i for i, (role, over) in enumerate(tree.roles) if over == head and role == "prep:of"), None)
        return tree.keys[head] if inner is None else tree.keys[inner]
    if tree.lemmas[head] in STANDS:
        for child in tree.children[head]:
            if tree.dep[child] in ("amod", "poss", "compound", "nmod") and tree.labels[child]:
                return tree.keys[child]
            if tree.words[child] == "of":
                inside = [i for i in tree.children[child] if tree.labels[i] in ("GPE", "LOC", "ORG", "NORP")]
                if inside:
                    return tree.keys[inside[0]]
    return tree.keys[head]


def _first_name(tree: Tree, head: int) -> frozenset[str]:
    """What else somebody may be called by: "Xi" of "Xi Jinping"."""
    first = [c for c in tree.children[head] if tree.dep[c] == "compound" and tree.labels[c] == "PERSON"]
    return tree.keys[first[0]] if first and tree.labels[head] == "PERSON" else frozenset()


def _titled(tree: Tree, head: int) -> frozenset[str]:
    """What else somebody may be called for a title: "the governor" of "Gov. Mark Delaney"."""
    titles = (tree.words[c] for c in tree.children[head] if tree.dep[c] in ("compound", "nmod") and c < head)
    found = [role for word in titles if (role := role_of(word)) and tree.labels[head] == "PERSON"]
    return frozenset[str]().union(*(keys(role, role) for role in found))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return alike(one, other) >= 0.7


def meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two words match, "defence" and "defense" too."""
    return _alike(one, other) or any(near(a, b) for a in one for b in other if a[0] not in "~@" and b[0] not in "~@")
