"""Things named side by side in one sentence: "Britain, France and Germany"."""

from dataclasses import dataclass

from retrieval.reader.tree import Tree, top_of
from retrieval.types import Span

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_EDGE = frozenset(",;:.!?-–—()[]…'\"“”‘’`")
_OPENERS = frozenset({"the", "a", "an", "both", "and", "or", "either"})
_VAGUE = frozenset({"other", "others", "more", "several", "many", "elsewhere"})
LONGEST = 300  # characters from the first thing to the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Things side by side, in order; ``whole`` runs from the first to the last. Offsets relative to the sentence."""

    whole: Span
    parts: tuple[Span, ...]
    complete: bool  # False where one is left open: "France and other countries"


def row_around(tree: Tree, span: Span) -> Row | None:
    """The row that a span is one thing of, or all of; None when nothing stands beside it."""
    inside = [i for i, (a, b) in enumerate(zip(tree.starts, tree.ends, strict=True)) if a < span.end and b > span.start]
    if not inside:
        return None
    members = _members(tree, top_of(tree, inside[0], inside[-1] + 1))
    if len(members) < 2 or any(tree.pos[member] not in _NOMINAL for member in members):
        return None
    named = [tree.pos[member] == "PROPN" or bool(tree.labels[member]) for member in members]
    vague = [_is_vague(tree, member) for member in members]
    if any(named) and not all(name or open_ for name, open_ in zip(named, vague, strict=True)):
        return None  # "Umerov and the talks" are no things of one sort
    labels = {tree.labels[member] for member in members if tree.labels[member]}
    if {"PERSON", "GPE"} <= labels or (len(labels) > 1 and not all(named)):
        return None
    bounds = [
        bound for member, open_ in zip(members, vague, strict=True) if not open_ and (bound := _bounds(tree, member))
    ]
    if len(bounds) < 2 or not any(a <= inside[-1] and b > inside[0] for a, b in bounds):
        return None
    parts = tuple(Span(start=tree.starts[a], end=tree.ends[b - 1]) for a, b in bounds)
    whole = Span(start=parts[0].start, end=parts[-1].end)
    if whole.end - whole.start > LONGEST:
        return None
    return Row(whole=whole, parts=parts, complete=not any(vague))


def _members(tree: Tree, top: int) -> list[int]:
    """The heads of all things of a row, from any of them."""
    first = top
    for _ in range(len(tree)):
        if not _beside(tree, first):
            break
        first = tree.heads[first]
    found, waiting = [first], [first]
    while waiting:
        at = waiting.pop()
        beside = [child for child in tree.children[at] if child > at and _beside(tree, child)]
        found += beside
        waiting += beside
    return sorted(found)


def _beside(tree: Tree, index: int) -> bool:
    """Whether a word stands beside its head; a name put behind another after a comma does too, if a row goes on."""
    if tree.dep[index] == "conj":
        return True
    head = tree.heads[index]
    same = tree.labels[index] and tree.labels[index] == tree.labels[head]
    goes_on = any(tree.dep[child] == "conj" for child in tree.children[index])
    return bool(tree.dep[index] == "appos" and same and goes_on)


def _is_vague(tree: Tree, index: int) -> bool:
    return tree.words[index] in _VAGUE or any(tree.words[child] in _VAGUE for child in tree.children[index])


def _bounds(tree: Tree, index: int) -> tuple[int, int] | None:
    """The tokens of one thing: its phrase without what stands beside it, articles and marks at its edges."""
    first, last = tree.left[index], index + 1
    for child in tree.children[index]:
        if child < index:
            continue
        if tree.dep[child] not in ("prep", "compound", "nummod", "case", "nmod", "npadvmod"):
            break
        if any(tree.dep[inner] in ("conj", "cc") for inner in range(child, tree.right[child])):
            break
        last = tree.right[child]
    while first < last and (tree.words[first] in _EDGE or tree.words[first] in _OPENERS):
        first += 1
    while last > first and tree.words[last - 1] in _EDGE:
        last -= 1
    return (first, last) if first < last else None
