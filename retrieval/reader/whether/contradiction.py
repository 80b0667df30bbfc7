"""Whether a sentence says no to what another says, or yes to what it denies: the same deed of the same doer.

Each sentence is taken as a claim and held against the other (`polarity.py`). Both must be told as so: what is planned,
possible, asked or doubted contradicts nothing. Unsure: then there is no contradiction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.whether.claims import CONTENT, Claim, conjuncts
from retrieval.reader.whether.helpers import Way
from retrieval.reader.whether.polarity import bears
from retrieval.reader.whether.stances import DENIES, FUTURE
from retrieval.reader.words import word_set
from retrieval.types import Sentence, Span

_OBJECTS = frozenset({"dobj", "prep", "agent", "attr", "xcomp", "ccomp", "dative"})
_PRONOUNS = frozenset({"PRON", "DET"})
_PART_OF = word_set("some many most few several other others another any certain half both more fewer no")
_DEGREES = word_set(
    "as so much only just always necessarily fully completely entirely wholly immediately directly simply merely quite "
    "really exactly alone often usually well that"
)
_CONFIRMS = word_set("confirm admit acknowledge deny refute")
_SAYING = word_set(
    "say tell report state declare add write note show know find learn reveal recall explain remember stress insist "
    "announce disclose see boast conclude think believe hope expect suggest claim argue warn"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence laid out, with what it claims and which way it tells it."""

    tree: Tree
    claims: tuple[tuple[Claim, Way], ...]


def statement(sentence: Sentence) -> Statement | None:
    """What a sentence claims; None without annotation."""
    if sentence.annotation is None:
        return None
    tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
    told = []
    for claim in _claims(tree):
        found = bears(claim, tree)
        if found is not None and found.way is not Way.UNCLEAR and not _in_part(claim, found.way):
            told.append((claim, found.way))
    return Statement(tree=tree, claims=tuple(told))


def _in_part(claim: Claim, way: Way) -> bool:
    """Whether a denial only takes back how much, how or when: "not fully", "not celebrated as much as"."""
    tree, at = claim.tree, claim.predicate
    return way is Way.NO and any(tree.words[child] in _DEGREES for child in _down(tree, at))


def _down(tree: Tree, at: int) -> Iterator[int]:
    for child in tree.children[at]:
        if tree.dep[child] in ("advmod", "neg", "npadvmod"):
            yield child
            yield from tree.children[child]


def contradicted(new: Statement, before: Sequence[Statement]) -> Span | None:
    """The clause of a new sentence that says the opposite of what one before it says, and no other said before."""
    for old in before:
        for claim, way in old.claims:
            found = bears(claim, new.tree)
            if found is None or found.way in (Way.UNCLEAR, way) or not _meant(claim, new):
                continue
            for back, its in new.claims:
                if _answers(back, its, old) and not any(_says(each, back, its) for each in before):
                    return found.span
    return None


def _says(one: Statement, claim: Claim, way: Way) -> bool:
    """Whether a sentence says as much already."""
    found = bears(claim, one.tree)
    return found is not None and found.way is way


def _answers(claim: Claim, way: Way, old: Statement) -> bool:
    """Whether, the other way round, the old sentence says the opposite of the new one: what it foretold, too."""
    found = bears(replace(claim, about_future=True), old.tree)
    return found is not None and found.way not in (Way.UNCLEAR, way)


def _meant(claim: Claim, new: Statement) -> bool:
    """Whether the new sentence, as a claim of its own, is surely of the same things: it names them, too."""
    wanted = [claim.tree.keys[at] for at in claim.beside if claim.tree.pos[at] in ("NOUN", "PROPN")]
    there = sum(any(keys & key for key in new.tree.keys) for keys in wanted)
    return bool(wanted) and 3 * there >= 2 * len(wanted)  # with nothing beside, "it was rejected" is of anything


def _claims(tree: Tree) -> Iterator[Claim]:
    """The deeds a sentence tells: its verb's, or those that it says somebody said, and what is joined to them."""
    if not len(tree) or tree.text.rstrip("”\"’' ").endswith("?"):
        return
    todo, seen = [tree.root], set[int]()
    while todo:
        at = todo.pop()
        if at in seen or tree.pos[at] not in ("VERB", "AUX"):
            continue
        seen.add(at)
        todo += [child for child in tree.children[at] if tree.dep[child] == "conj"]
        if tree.lemmas[at] in _SAYING | DENIES | _CONFIRMS:
            todo += [child for child in tree.children[at] if tree.dep[child] == "ccomp"]
        claim = _claim(tree, at)
        if claim is not None:
            yield claim


def _claim(tree: Tree, at: int) -> Claim | None:
    if tree.pos[at] != "VERB" or tree.lemmas[at] in _SAYING:
        return None
    doers = [child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass")]
    if not doers or any(not _is_named(tree, doer) or _is_part(tree, doer) for doer in doers):
        return None
    inside = {index for doer in doers for index in range(tree.left[doer], tree.right[doer])}
    own = [child for child in tree.children[at] if tree.dep[child] in _OBJECTS]
    words = [
        index
        for child in own
        for index in range(tree.left[child], tree.right[child])
        if tree.pos[index] in CONTENT and tree.lemmas[index] != "be" and tree.labels[index] not in ("DATE", "TIME")
    ]
    passive = any(tree.dep[doer] == "nsubjpass" for doer in doers)
    beside = sorted(set(words) - inside) + _within(tree, doers, nouns=passive)
    return Claim(
        tree=tree,
        predicate=at,
        linking=False,
        exists=False,
        subject=tuple(index for doer in doers for index in (doer, *conjuncts(tree, doer))),
        beside=tuple(beside),
        about_now=False,
        about_future=any(tree.words[child] in FUTURE for child in tree.children[at]),
        ability=False,
    )


def _is_named(tree: Tree, doer: int) -> bool:
    """Whether it is said who: by a noun, or by a pronoun whose name is known."""
    return tree.pos[doer] not in _PRONOUNS or any(first <= doer < last for first, last, _ in tree.mentions)


def _is_part(tree: Tree, doer: int) -> bool:
    """Whether only some of them did it: others may have done the opposite."""
    return any(tree.words[child] in _PART_OF or tree.dep[child] == "nummod" for child in tree.children[doer])


def _within(tree: Tree, doers: list[int], *, nouns: bool) -> list[int]:
    """The names that stand within a subject, and its other nouns where it is what something is done to."""
    wanted = {"NOUN", "PROPN"} if nouns else {"PROPN"}
    return [
        index
        for doer in doers
        for index in range(tree.left[doer], tree.right[doer])
        if index != doer and tree.pos[index] in wanted
    ]
