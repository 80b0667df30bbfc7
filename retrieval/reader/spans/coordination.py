"""Things named side by side in one sentence: "Britain, France and Germany"."""

from dataclasses import dataclass

from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import alike, keys, word_set
from retrieval.types import Span

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_EDGE = frozenset(",;:.!?-–—()[]…'\"“”‘’`")
_OPENERS = frozenset({"the", "a", "an", "both", "and", "or", "either"})
_VAGUE = frozenset({"other", "others", "more", "several", "many", "elsewhere"})
_LINKS = frozenset({"and", "or", "&"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
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
    return _by_parse(tree, inside) or _by_names(tree, inside)


def _by_parse(tree: Tree, inside: list[int]) -> Row | None:
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
    return _joined(tree, bounds, complete=not any(vague))


def _by_names(tree: Tree, inside: list[int]) -> Row | None:
    """Names of one sort with only commas, "and" and titles between them, however the parse hangs them together."""
    top = top_of(tree, inside[0], inside[-1] + 1)
    at = next((n for n, (a, b, _) in enumerate(tree.entities) if a <= top < b), None)
    if at is None or tree.entities[at][2] not in _NAMES:
        return None
    sort = tree.entities[at][2]
    names = [(a, b) for a, b, label in tree.entities if label == sort]
    place = names.index(tree.entities[at][:2])
    first = last = place
    while first > 0 and _between(tree, names[first - 1], names[first]):
        first -= 1
    while last + 1 < len(names) and _between(tree, names[last], names[last + 1]):
        last += 1
    row = names[first : last + 1]
    if len(row) < 2 or not _LINKS & set(tree.words[row[-2][1] : row[-1][0]]):
        return None
    return _joined(tree, row, complete=True)


def _between(tree: Tree, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two names stand side by side: a comma or "and" after the one, at most a title before the other, or the
    preposition that stands before the one: "in Norland and in Sudmark".
    """
    first, last = one[1], other[0]
    words = tree.words[first:last]
    if not words or words[0] not in {",", *_LINKS}:
        return False
    again = tree.words[one[0] - 1] if one[0] and tree.pos[one[0] - 1] == "ADP" else ""
    rest = [i for i in range(first, last) if tree.words[i] not in {",", "as", "well", again, *_LINKS}]
    return all(tree.pos[i] == "PROPN" for i in rest)


def _joined(tree: Tree, bounds: list[tuple[int, int]], *, complete: bool) -> Row | None:
    parts = tuple(Span(start=tree.starts[a], end=tree.ends[b - 1]) for a, b in bounds)
    whole = Span(start=parts[0].start, end=parts[-1].end)
    if whole.end - whole.start > LONGEST:
        return None
    return Row(whole=whole, parts=parts, complete=complete)


def row_inside(tree: Tree, span: Span, focus: frozenset[str]) -> Row | None:
    """The row of names at the end of a span: "delegations from Norland and Sudmark" to "which countries".

    None when the span's own noun is what is asked for.
    """
    inside = [i for i, (a, b) in enumerate(zip(tree.starts, tree.ends, strict=True)) if a < span.end and b > span.start]
    if not inside or tree.pos[top_of(tree, inside[0], inside[-1] + 1)] != "NOUN":
        return None
    if any(alike(focus, tree.keys[i]) for i in inside):
        return None
    for index in inside:
        if tree.dep[index] == "pobj" and tree.labels[index]:
            row = row_around(tree, Span(start=tree.starts[index], end=tree.ends[index]))
            if row is not None and row.whole.end >= span.end:
                return row
    return None


def phrase_of(tree: Tree, span: Span, focus: frozenset[str]) -> Span:
    """The noun phrase asked for, when a span is but its modifier: "harsh" of "harsh demands"; else the span."""
    inside = [i for i, (a, b) in enumerate(zip(tree.starts, tree.ends, strict=True)) if a < span.end and b > span.start]
    if not inside:
        return span
    top = top_of(tree, inside[0], inside[-1] + 1)
    noun = tree.heads[top]
    if tree.dep[top] not in ("amod", "compound", "nummod", "nmod") or not alike(focus, tree.keys[noun]):
        return span
    if not inside[-1] < noun <= inside[-1] + 3:
        return span
    return Span(start=span.start, end=tree.ends[noun])


_DEEDS = word_set(
    "demand proposal plan promise pledge offer suggestion recommendation request call threat vow commitment"
)


def contents(tree: Tree, focus: str, names: tuple[frozenset[str], ...]) -> tuple[Span, ...]:
    """What is demanded, proposed, promised, ... in a sentence, by whom the question names.

    ``focus`` is the singular noun of the question; other nouns than those of deeds have no contents.
    """
    if focus not in _DEEDS:
        return ()
    meant = keys(focus, focus)
    found: list[tuple[int, int]] = []
    for verb, pos in enumerate(tree.pos):
        if pos != "VERB" or not alike(meant, tree.keys[verb]) or not _done_by(tree, verb, names):
            continue
        for child in tree.children[verb]:
            if child > verb and tree.dep[child] in ("xcomp", "ccomp") and tree.pos[child] in ("VERB", "AUX"):
                found.append(_clause_bounds(tree, child))
            elif child > verb and tree.dep[child] == "dobj" and not tree.labels[child]:
                found += [bounds for member in _members(tree, child) if (bounds := _bounds(tree, member)) is not None]
    return tuple(Span(start=tree.starts[a], end=tree.ends[b - 1]) for a, b in found)


def _done_by(tree: Tree, verb: int, names: tuple[frozenset[str], ...]) -> bool:
    """Whether the subject of a verb, or of the one it stands beside, has one of the names; true without names."""
    at = verb
    for _ in range(4):
        subjects = [child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass")]
        if subjects:
            said = [tree.keys[i] for head in subjects for i in range(tree.left[head], tree.right[head])]
            return not names or any(alike(name, word) for name in names for word in said)
        if tree.dep[at] not in ("conj", "xcomp", "advcl"):
            return False
        at = tree.heads[at]
    return False


def _clause_bounds(tree: Tree, verb: int) -> tuple[int, int]:
    """A clause without "that" or "to" before it, and without "according to ..." behind it."""
    first, last = tree.left[verb], tree.right[verb]
    while first < verb and (tree.words[first] in ("that", "to", "for") or tree.words[first] in _EDGE):
        first += 1
    for index in range(verb + 1, last):
        if tree.words[index] == "according":
            last = index
            break
    while last > first + 1 and tree.words[last - 1] in _EDGE:
        last -= 1
    return first, last


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
