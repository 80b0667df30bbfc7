"""The spans of a sentence that may answer: names, noun phrases, quantities, quotations, clauses, single words."""

from retrieval.reader.tree import Tree, top_of
from retrieval.types import Mention

# Kinds, ordered: when two ways lead to the same span, the first one names it.
ENTITY, QUOTE, MENTION, NOUN_PHRASE, TITLE, CORE, PART, PREPOSITIONAL, CLAUSE, PREDICATE, WORD = range(11)
KINDS = 11

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "SYM"})
_CORE_DEPS = frozenset({"compound", "amod", "nummod", "nmod", "quantmod", "neg", "advmod"})
_EDGE = frozenset(",;:.!?-–—()[]…'\"“”‘’`_") | {"--", "``", "''", "...", "'s", "’s"}
_OPENING = {"“": "”", '"': '"', "‘": "’", "``": "''"}
_LINKS = frozenset({"and", "or", "but", "that", "which", "who"})

Proposal = tuple[int, int, int, int]  # first token, one past the last, head token, kind


def propose(tree: Tree) -> tuple[list[Proposal], dict[tuple[int, int], Mention]]:
    """Spans as (first, last, head, kind), in order of place; and which of them are mentions that stand for a name."""
    found: dict[tuple[int, int], tuple[int, int]] = {}

    def add(first: int, last: int, head: int | None, kind: int) -> None:
        while first < last and (tree.words[first] in _EDGE and tree.words[first] not in ("'s",)):
            first += 1
        while last > first and tree.words[last - 1] in _EDGE:
            last -= 1
        if first >= last:
            return
        if head is None or not first <= head < last:
            head = top_of(tree, first, last)
        kept = found.get((first, last))
        if kept is None or kind < kept[1]:
            found[first, last] = (head, kind)

    for first, last, _ in tree.entities:
        add(first, last, None, ENTITY)
        if tree.words[first] in ("the", "a", "an"):
            add(first + 1, last, None, ENTITY)
    _quotes(tree, add)
    stands_for: dict[tuple[int, int], Mention] = {}
    for first, last, mention in tree.mentions:
        add(first, last, None, MENTION)
        stands_for[first, last] = mention
    for index, pos in enumerate(tree.pos):
        if pos in _NOMINAL:
            _nominal(tree, index, add)
        elif pos == "ADP" and tree.children[index]:
            add(tree.left[index], tree.right[index], index, PREPOSITIONAL)
        elif pos in ("VERB", "AUX"):
            _verbal(tree, index, add)
        elif pos in ("ADJ", "ADV"):
            add(index, index + 1, index, WORD)
            if tree.left[index] < index or tree.right[index] > index + 1:
                add(tree.left[index], tree.right[index], index, PART)
                add(tree.left[index], index + 1, index, PART)
        elif pos == "SCONJ" and tree.dep[index] == "prep":
            add(tree.left[index], tree.right[index], index, PREPOSITIONAL)
    return sorted((first, last, head, kind) for (first, last), (head, kind) in found.items()), stands_for


def _nominal(tree: Tree, index: int, add) -> None:  # type: ignore[no-untyped-def]
    if tree.pos[index] == "PRON" and not tree.labels[index]:
        add(index, index + 1, index, WORD)
        return
    left, right = tree.left[index], tree.right[index]
    core = bare = index
    for child in reversed([kin for kin in tree.children[index] if kin < index]):
        if tree.right[child] < bare and any(word not in _EDGE for word in tree.words[tree.right[child] : bare]):
            break
        if tree.dep[child] in _CORE_DEPS or tree.pos[child] in ("ADJ", "NUM", "PROPN", "NOUN", "SYM"):
            if tree.dep[child] == "poss":
                break
            core = bare = tree.left[child]
        elif tree.dep[child] in ("det", "poss", "predet"):
            core = tree.left[child]
        else:
            break
    compound = index
    while compound > bare and tree.dep[compound - 1] in ("compound", "nmod") and tree.heads[compound - 1] <= index:
        compound -= 1
    add(left, right, index, PART)
    add(core, index + 1, index, NOUN_PHRASE)
    add(bare, index + 1, index, CORE)
    add(compound, index + 1, index, CORE)
    add(index, index + 1, index, WORD)
    for child in tree.children[index]:
        if child > index and tree.dep[child] in ("prep", "appos", "relcl", "acl"):
            end = tree.left[child]
            if end > index + 1:
                add(core, end, index, PART)
                add(bare, end, index, PART)
            if tree.dep[child] == "prep":
                add(core, tree.right[child], index, PART)
                add(bare, tree.right[child], index, PART)
            break
    conjunct = [child for child in tree.children[index] if tree.dep[child] in ("cc", "conj") and child > index]
    if conjunct:
        end = tree.left[conjunct[0]]
        add(left, end, index, PART)
        add(bare, end, index, PART)
    # The words before a person's name that say who it is: "US President Donald Trump".
    for first, last, label in tree.entities:
        if last == index + 1 and core < first and label in ("PERSON", "ORG"):
            add(core, first, None, TITLE)
            add(bare if bare < first else core, first, None, TITLE)


def _verbal(tree: Tree, index: int, add) -> None:  # type: ignore[no-untyped-def]
    add(index, index + 1, index, WORD)
    left, right = tree.left[index], tree.right[index]
    kin = tree.children[index]
    start = left
    for child in kin:
        if child < index and tree.dep[child] in ("mark", "cc", "punct") and tree.left[child] == start:
            start = tree.right[child]
    add(left, right, index, CLAUSE)
    if start != left:
        add(start, right, index, CLAUSE)
    leading = index
    for child in reversed(kin):
        if child < index and tree.dep[child] in ("aux", "auxpass", "neg") and tree.right[child] == leading:
            leading = child
    add(leading, right, index, PREDICATE)
    add(index, right, index, PREDICATE)
    for child in kin:
        if child > index and tree.dep[child] in ("advcl", "prep", "cc", "conj", "npadvmod") and child > index + 1:
            add(index, tree.left[child], index, PREDICATE)
            break
    ends = [tree.right[child] for child in kin if child > index and tree.dep[child] in ("dobj", "attr", "acomp", "prt")]
    if ends:
        add(index, max(ends), index, PREDICATE)


def _quotes(tree: Tree, add) -> None:  # type: ignore[no-untyped-def]
    opened: tuple[int, str] | None = None
    for index, word in enumerate(tree.words):
        if opened is not None and word == opened[1]:
            if index > opened[0] + 1:
                add(opened[0] + 1, index, None, QUOTE)
            opened = None
        elif word in _OPENING:
            opened = (index, _OPENING[word])
    if opened is not None and opened[0] == 0 and len(tree) > 4:
        add(1, len(tree), None, QUOTE)
