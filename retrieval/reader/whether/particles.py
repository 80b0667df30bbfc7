"""States that a small word tells: the strike is over, the deal is off, she is back."""

from retrieval.reader.tree import Tree
from retrieval.reader.words import word_set

# Each with the deeds that bring it about.
_DEEDS = {
    "over": word_set("end finish conclude cease"),
    "off": word_set("cancel scrap abandon"),
    "back": word_set("return"),
    "out": word_set("extinguish douse"),
    "underway": word_set("begin start"),
}
_BE = frozenset({"be", "remain"})


def deeds(word: str) -> frozenset[str]:
    """The verbs, as lemmas, that bring about what a small word tells; none for any other word."""
    return _DEEDS.get(word, frozenset())


def tells_state(tree: Tree, at: int) -> bool:
    """Whether a word is such a state of the subject of "is": "over" in "the strike is over", not in "over the bay"."""
    if not deeds(tree.words[at]) or tree.lemmas[tree.heads[at]] not in _BE:
        return False
    return tree.dep[at] in ("advmod", "prt", "prep", "acomp") and all(
        tree.dep[child] != "pobj" for child in tree.children[at]
    )


def state_under(tree: Tree, verb: int) -> int | None:
    """The small word that tells the state in which a form of "be" puts its subject."""
    return next((child for child in tree.children[verb] if child > verb and tells_state(tree, child)), None)
