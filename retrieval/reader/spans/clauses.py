"""The clauses of a sentence that say why or how what it tells came about."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.reader.tree import Tree
from retrieval.reader.words import alike, word_set
from retrieval.types import Span

_EDGE = frozenset(",;:.!?-–—()[]…'\"“”‘’`")
# (strength, whether the marker stays in the span)
_CAUSES = {"because": (3, False), "due": (3, False), "owing": (3, False), "thanks": (3, False)}
_REASON_PREPOSITIONS = {"over": 2, "amid": 2, "following": 1, "after": 1, "despite": 0}
_REASON_CLAUSES = {"as": 1, "since": 1, "after": 1, "so": 2, "given": 1}
_IN_NOUNS = frozenset(
    {"protest", "response", "retaliation", "reaction", "revenge", "solidarity", "order", "bid", "effort"}
)
_FOR_VERBS = word_set(
    "fine criticise criticize arrest jail punish blame sanction thank praise sue charge convict fire sack dismiss "
    "condemn indict suspend ban honor honour award apologise apologize detain sentence"
)
_CITING = {"cite": 3, "blame": 3, "argue": 2, "fear": 2, "claim": 2, "allege": 2, "accuse": 2, "contend": 2}
_MEANS = {"by": 3, "through": 2, "via": 3, "with": 1}
# what follows from a deed, or who says it, is no way of doing it
_RESULTS = word_set(
    "say add accord include follow tell note prompt lead leave force cause make end kill injure raise bring "
    "trigger become spark cite mark claim allege"
)
_USING = frozenset({"use", "employ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A reason or a way; ``governor`` is the token it is the reason or way of; the surer its marker, the stronger."""

    span: Span
    governor: int
    strength: int  # 3: says nothing else; 1: often only time or company


def reasons(tree: Tree) -> tuple[Clause, ...]:
    """The strongest first, then in order of place."""
    return _ordered(_reasons(tree))


def ways(tree: Tree) -> tuple[Clause, ...]:
    """The strongest first, then in order of place."""
    return _ordered(_ways(tree))


def bearing(tree: Tree, found: tuple[Clause, ...], anchor: frozenset[str]) -> tuple[Clause, ...]:
    """The clauses that belong to the verb asked about, or to a verb over it."""
    return tuple(clause for clause in found if belongs(tree, clause.governor, anchor))


def belongs(tree: Tree, governor: int, anchor: frozenset[str]) -> bool:
    """Whether a token is the one asked about, or has it as verb beside or below it outside subordinate clauses."""
    if alike(anchor, tree.keys[governor]):
        return True
    near = [child for child in tree.children[governor] if tree.dep[child] in ("xcomp", "conj", "dobj", "ccomp")]
    near += [child for child in tree.children[governor] if tree.dep[child] in ("nsubj", "nsubjpass")]
    near += [tree.heads[governor]] if tree.dep[governor] in ("xcomp", "conj", "acl", "dobj") else []
    return any(alike(anchor, tree.keys[index]) for index in near)


def _reasons(tree: Tree) -> Iterator[Clause]:
    for index, word in enumerate(tree.words):
        dep, head = tree.dep[index], tree.heads[index]
        if word in _CAUSES and dep in ("prep", "mark", "amod", "acomp", "advcl", "pcomp", "npadvmod"):
            strength, keeps = _CAUSES[word]
            if dep == "mark":
                yield _clause(tree, index, tree.right[head], tree.heads[head], strength, keeps=keeps)
            elif tree.right[index] > index + 1:
                yield _clause(tree, index, tree.right[index], head, strength, keeps=keeps)
        elif dep == "mark" and word in _REASON_CLAUSES and tree.dep[head] == "advcl":
            yield _clause(tree, index, tree.right[head], tree.heads[head], _REASON_CLAUSES[word])
        elif dep == "prep" and word in _REASON_PREPOSITIONS and _REASON_PREPOSITIONS[word]:
            if tree.pos[head] in ("VERB", "AUX") and not (
                _is_time(tree, index) or _is_measure(tree, index) or _is_place(tree, index)
            ):
                yield _clause(tree, index, tree.right[index], head, _REASON_PREPOSITIONS[word])
        elif dep == "prep" and word == "in" and _object(tree, index) in _IN_NOUNS:
            yield _clause(tree, index, _behind(tree, tree.right[index]), head, 3)
        elif (dep == "prep" and word == "for" and tree.lemmas[head] in _FOR_VERBS and not _is_time(tree, index)) or (
            dep == "prep" and word == "on" and _object(tree, index) in ("charge", "suspicion", "ground")
        ):
            yield _clause(tree, index, tree.right[index], head, 2)
        elif dep == "advcl" and tree.lemmas[index] in _CITING and tree.tag[index] == "VBG" and index > head:
            yield _clause(tree, index, tree.right[index], head, _CITING[tree.lemmas[index]])
        elif dep == "advcl" and tree.pos[index] == "VERB" and _to(tree, index) is not None:
            first = _to(tree, index)
            assert first is not None
            if index > head or first == 0:
                yield _clause(tree, first, tree.right[index], head, 2)


def _ways(tree: Tree) -> Iterator[Clause]:
    for index, word in enumerate(tree.words):
        dep, head = tree.dep[index], tree.heads[index]
        if dep in ("prep", "agent") and word in _MEANS and tree.pos[head] in ("VERB", "AUX"):
            doing = any(tree.tag[child] == "VBG" and tree.dep[child] == "pcomp" for child in tree.children[index])
            if dep == "agent" and not doing:
                continue  # "sunk by Ukraine" says who
            if word == "by" and not doing and (_is_time(tree, index) or _is_measure(tree, index)):
                continue
            strength = 3 if doing else min(_MEANS[word], 2)
            if word == "with" and not doing and not _instrument(tree, index):
                continue
            if not doing and any(tree.labels[child] in ("PERSON", "GPE", "ORG") for child in tree.children[index]):
                continue  # "by Ukraine", "with Putin": who, not how
            yield _clause(tree, index, tree.right[index], head, strength)
        elif dep in ("advcl", "acl", "xcomp") and tree.tag[index] == "VBG" and tree.lemmas[index] in _USING:
            yield _clause(tree, index, tree.right[index], head, 3)
        elif dep == "advcl" and tree.tag[index] == "VBG" and index > head and not _marked(tree, index):
            if tree.lemmas[index] in _RESULTS:
                continue
            yield _clause(tree, index, tree.right[index], head, 1)


def _clause(tree: Tree, first: int, last: int, governor: int, strength: int, *, keeps: bool = True) -> Clause:
    if not keeps:
        first += 1
        while first < last - 1 and tree.words[first] in ("of", "to"):
            first += 1
    while last > first + 1 and tree.words[last - 1] in _EDGE:
        last -= 1
    return Clause(span=Span(start=tree.starts[first], end=tree.ends[last - 1]), governor=governor, strength=strength)


def _behind(tree: Tree, last: int) -> int:
    """The end of "in protest | at the portrayal of ...", where the parse hangs what is behind on another word."""
    if last < len(tree) and tree.words[last] in ("at", "to", "against", "over", "for", "with"):
        return tree.right[last] if tree.left[last] == last else last
    return last


def _ordered(found: Iterator[Clause]) -> tuple[Clause, ...]:
    return tuple(sorted(found, key=lambda clause: (-clause.strength, clause.span.start)))


def _object(tree: Tree, index: int) -> str:
    return next((tree.lemmas[child] for child in tree.children[index] if tree.dep[child] in ("pobj", "pcomp")), "")


def _is_time(tree: Tree, index: int) -> bool:
    return any(tree.labels[child] in ("DATE", "TIME") for child in tree.children[index])


def _is_place(tree: Tree, index: int) -> bool:
    return any(tree.labels[child] in ("GPE", "LOC", "FAC") for child in tree.children[index])


def _is_measure(tree: Tree, index: int) -> bool:
    return any(
        tree.labels[child] in ("PERCENT", "MONEY", "QUANTITY", "CARDINAL") or tree.pos[child] == "NUM"
        for child in tree.children[index]
    )


def _instrument(tree: Tree, index: int) -> bool:
    """Whether "with ..." has a thing done with rather than somebody who takes part."""
    return any(tree.pos[child] == "NOUN" and not tree.labels[child] for child in tree.children[index])


def _marked(tree: Tree, index: int) -> bool:
    return any(tree.dep[child] in ("mark", "nsubj", "advmod") and child < index for child in tree.children[index])


def _to(tree: Tree, index: int) -> int | None:
    """Where a purpose begins: at "to", or at "in order" and "so as" before it."""
    first = next((child for child in tree.children[index] if child < index and tree.tag[child] == "TO"), None)
    if first is None:
        return None
    if tree.words[max(first - 2, 0) : first] in (("in", "order"), ("so", "as")):
        return first - 2
    return first
