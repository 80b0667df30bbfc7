"""The clause that bears on a claim, and who says it."""

from retrieval.reader.tree import Tree
from retrieval.reader.whether.stances import HOLDS
from retrieval.reader.whether.subjects import subject_of, subjects
from retrieval.types import Span

_OPENERS = frozenset({"mark", "cc", "punct"})


def said_by(tree: Tree, at: int) -> tuple[int, Span | None]:
    """The verb whose clause bears, and who says it when it is what somebody says."""
    top, current = at, at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current:
            break
        if dep == "ccomp" and tree.lemmas[head] in (HOLDS | {"deny", "claim", "warn", "insist"}) - {
            "be",
            "have",
            "do",
        }:
            who = subject_of(tree, head)
            inside = tree.lemmas[head] != "deny"
            span = None if who is None else _phrase(tree, who)
            return (top if inside else head), span
        bare = tree.tag[current] in ("VB", "VBG", "VBN") and not subjects(tree, current)
        if dep in ("relcl", "advcl", "acl") and not bare:
            break
        current = head
        if tree.pos[current] in ("VERB", "AUX"):
            top = current
    return top, None


def _phrase(tree: Tree, at: int) -> Span:
    return Span(start=tree.starts[tree.left[at]], end=tree.ends[at])


def clause_of(tree: Tree, at: int) -> Span:
    """A verb's clause without what joins it to the rest, and without marks at its edges."""
    first, last = tree.left[at], tree.right[at]
    if tree.pos[at] not in ("VERB", "AUX"):
        first, last = 0, len(tree)
    for child in tree.children[at]:
        if child < at and tree.left[child] == first and tree.dep[child] in _OPENERS:
            first = tree.right[child]
    while first < last - 1 and tree.words[first] in ",;:-–—":
        first += 1
    while last > first + 1 and tree.words[last - 1] in ",;:.-–—":
        last -= 1
    span = Span(start=tree.starts[first], end=tree.ends[last - 1])
    said = tree.text[span.start : span.end]
    if said.count("“") != said.count("”") or said.count('"') % 2:  # half a quotation would be nobody's words
        return Span(start=0, end=len(tree.text))
    return span
