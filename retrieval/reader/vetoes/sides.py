"""Spans that have another part in a deed than is asked for: what was handed over, and not where; who got an approval,
and did not give it; where somebody came from, and did not go.
"""

from collections.abc import Sequence

from retrieval.reader.contests import asks_winner
from retrieval.reader.question import Asked
from retrieval.reader.tree import OBJECT, SUBJECT, Tree, top_of
from retrieval.reader.words import alike, word_set

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_GETS = word_set("obtain receive get win gain secure seek request await")
_YIELDS = word_set("concede admit accept acknowledge recognise recognize grant suffer")
_DEFEAT = word_set("defeat loss")
_JOINS, _LEAVES = word_set("join sign move transfer switch"), word_set("leave quit")
_INNER = frozenset({"compound", "poss", "nmod", "appos", "conj", "amod"})
_OFFICES = word_set(
    "director executive chief ceo manager president chairman chairwoman chair chairperson spokesman spokeswoman "
    "spokesperson secretary minister coach captain"
)
_OWNS = word_set(
    "own owner owned ownership belong property buy purchase acquire acquisition takeover hold holder holding stake "
    "share shareholder control possess sell sale inherit heir proprietor family parent subsidiary billionaire investor"
)


def of_other_side(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span has another part in the deed than is asked for, by any of these rules."""
    return (
        _thing_itself(asked, tree, inside)
        or _got_it(asked, tree, inside)
        or _gave_up(asked, tree, inside)
        or _other_end(asked, tree, inside)
        or _only_serves(asked, tree, inside)
    )


def _thing_itself(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether where something was done to a thing is asked, and the span is a thing to which it was: "a notebook"."""
    spoken = asked.tree
    passive = asked.anchor_is_copula and "VBN" in spoken.tag  # as a parse may take "was the cash handed over"
    if asked.kind != "where" or not (passive or any(role == OBJECT for role, _ in asked.frame)):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    role, verb = tree.roles[top]
    done = any(alike(spoken.keys[at], tree.keys[verb]) == 1 for at, pos in enumerate(spoken.pos) if pos == "VERB")
    return done and role == OBJECT and tree.labels[top] not in _PLACES


def _got_it(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who approved is asked, and the span is who "obtained the approval"."""
    if asked.role != SUBJECT or asked.kind not in ("who", "which", "what"):
        return False
    role, verb = tree.roles[top_of(tree, inside[0], inside[-1] + 1)]
    if role != SUBJECT or tree.lemmas[verb] not in _GETS or tree.lemmas[verb] in asked.tree.lemmas:
        return False
    return any(tree.dep[child] == "dobj" and alike(asked.anchor, tree.keys[child]) for child in tree.children[verb])


def _gave_up(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who won is asked, and the span is who conceded defeat."""
    role, verb = tree.roles[top_of(tree, inside[0], inside[-1] + 1)]
    if role != SUBJECT or tree.lemmas[verb] not in _YIELDS or not asks_winner(asked.tree):
        return False
    lost = any(tree.dep[at] == "dobj" and tree.lemmas[at] in _DEFEAT for at in tree.children[verb])
    return lost and all(tree.dep[at] != "neg" for at in tree.children[verb])


def _other_end(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether what somebody joined is asked, and the span is behind "from"; or what he left, and it is behind "to"."""
    if asked.kind not in ("who", "whom", "which", "what", "where"):
        return False
    spoken = frozenset(asked.tree.lemmas)
    top = top_of(tree, inside[0], inside[-1] + 1)
    while tree.dep[top] in _INNER and tree.heads[top] != top:
        top = tree.heads[top]
    if tree.dep[top] != "pobj":
        return False
    before = tree.words[tree.heads[top]]
    if before == "from":
        return not _JOINS.isdisjoint(spoken) and "from" not in spoken
    return before in ("to", "for") and not _LEAVES.isdisjoint(spoken) and spoken.isdisjoint(("to", "for"))


def _only_serves(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who owns something is asked, and the span holds an office; the sentence says nothing of owning."""
    if asked.kind != "who" or not ("own" in asked.tree.lemmas or asked.focus_word == "owner"):
        return False
    if not _OWNS.isdisjoint((*tree.lemmas, *tree.words)):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    if tree.dep[top] == "compound" and tree.labels[tree.heads[top]] == "PERSON":
        top = tree.heads[top]
    return tree.labels[top] == "PERSON" and any(
        tree.dep[child] in ("compound", "nmod", "amod", "appos") and tree.lemmas[child] in _OFFICES
        for child in tree.children[top]
    )
