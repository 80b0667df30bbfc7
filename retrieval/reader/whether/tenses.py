"""The helpers of a verb, as its speaker said them: "she said she would go" is "she will go"."""

from collections.abc import Iterator

from retrieval.reader.tree import Tree
from retrieval.reader.whether.stances import SAYS
from retrieval.reader.words import word_set

_WOULD = word_set("would 'd ’d")
_IFS = word_set("if unless should")
_UNREAL = word_set("like prefer love rather hate want")  # "would like to" is no plan


def helpers_of(tree: Tree, at: int) -> Iterator[str]:
    """The helping verbs of a verb; "would" is "will" in what was said, where no condition is said with it."""
    said = _was_said(tree, at)
    for child in tree.children[at]:
        if tree.dep[child] in ("aux", "auxpass"):
            word = tree.words[child]
            yield "will" if said and word in _WOULD else word


def _was_said(tree: Tree, at: int) -> bool:
    over = tree.heads[at]
    while tree.dep[at] == "conj":
        at, over = over, tree.heads[over]
    past = tree.dep[at] == "ccomp" and tree.lemmas[over] in SAYS and tree.tag[over] in ("VBD", "VBN")
    inside = range(tree.left[at], tree.right[at])
    conditional = any(tree.words[each] in _IFS and tree.dep[each] in ("mark", "advmod") for each in inside)
    perfect = any(tree.words[child] == "have" and tree.dep[child] == "aux" for child in tree.children[at])
    return past and not (conditional or perfect or tree.lemmas[at] in _UNREAL or tree.words[at] in _UNREAL)
