"""Spans that are no answer, whatever their score: words that name nothing, and what somebody else did."""

import re
from collections.abc import Sequence

from retrieval.language.lexicon import KIN, MAN, WOMAN
from retrieval.reader.mentioned import held
from retrieval.reader.question import Asked
from retrieval.reader.tree import OBJECT, POSSESSOR, SUBJECT, Tree, top_of
from retrieval.reader.vetoes.ranks import placings
from retrieval.reader.whether.contraries import apart
from retrieval.reader.words import word_set
from retrieval.types import AnswerType

_STAMP = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?", re.I)  # "14:35 Wind of 104mph recorded"
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "CARDINAL"})
_STUFF = word_set(
    "oil gas petrol fuel crude water rain rainfall snow grain wheat rice corn sugar coal steel electricity land waste "
    "rubbish garbage plastic carbon marijuana cannabis cocaine heroin blood milk food time space weight"
)
_MONEY = word_set("$ £ € dollar dollars euro euros pound pounds")
_UP_TO = frozenset({"until", "till", "by"})
_DONE = frozenset({AnswerType.TIME, AnswerType.AMOUNT, AnswerType.PERSON, AnswerType.ORGANISATION, AnswerType.PLACE})
_OTHER_SIDE = frozenset({"to", "from", "by", "against"})
_MEASURED = frozenset({AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME})
_OURS = word_set("ours mine yours theirs")
_RELATED = KIN | MAN | WOMAN
_BESIDE = word_set("predecessor successor deputy boss colleague lawyer aide")  # never a body


def names_nothing(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is the time stamp of a live report, what something is like where a reason is asked for, a place or
    body where somebody's daughter is, or "ours".
    """
    if asked.kind != "none" and all(tree.words[at] in _OURS for at in inside):
        return True
    if asked.type is AnswerType.REASON and tree.words[inside[0]] == "like" and tree.pos[inside[0]] == "ADP":
        return True
    said = tree.text[tree.starts[inside[0]] : tree.ends[inside[-1]]]
    if inside[0] == 0 and _STAMP.fullmatch(said) and asked.type is not AnswerType.TIME:
        return True
    if asked.kind != "who" or not asked.anchor_is_copula or asked.focus_word not in _RELATED | _BESIDE:
        return False
    nobody = _PLACES if asked.focus_word in _RELATED else _PLACES | {"ORG"}
    return all(tree.labels[at] in nobody for at in inside)


def somebody_elses(asked: Asked, trees: Sequence[Tree], tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a person does in the span's clause what another is asked about, or so a firm; ``trees`` say who is which.

    Only where the sentence does not name whom the question asks about, and the question not who does it. Of places
    nothing is said: Moscow may be Russia.
    """
    doer = doer_of(tree, inside, within=asked.type in _MEASURED)
    if doer is None or tree.pos[doer] != "PROPN" or _meets(asked, tree.keys[doer]):
        return False
    sort = _sort(tree.keys[doer], (tree, *trees))
    here = frozenset[str]().union(*tree.keys)
    return sort is not None and any(
        not held((name,), here) and _sort(name, (*trees, asked.tree), unknown=False) is sort for name in _acting(asked)
    )


def _acting(asked: Asked) -> list[frozenset[str]]:
    """The names that act in the question, or whose the thing is, as the parse or a capital tells."""
    tree = asked.tree
    mine = [at for at, (role, _) in enumerate(tree.roles) if at and role in (SUBJECT, OBJECT, POSSESSOR)]
    capital = [at for at in mine if tree.dep[at] != "compound" and tree.text[tree.starts[at]].isupper()]
    return [*asked.essential, *(tree.keys[at] for at in capital if tree.pos[at] == "NOUN")]


def says_otherwise(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is of the contrary deed ("shut" to "when will it reopen"), of money where barrels are asked for,
    or the age of somebody else.
    """
    if asked.type in _DONE and _contrary_deed(asked, tree, inside):
        return True
    if asked.kind == "how much" and asked.focus_word in _STUFF:
        return any(tree.labels[at] == "MONEY" or tree.words[at] in _MONEY for at in inside)
    return asked.kind == "how old" and _age_of_another(asked, tree, inside)


def _contrary_deed(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the verb over a span is opposed to the question's, which the sentence lacks; "shut until" is no such."""
    placed = [at - 1 for at in placings(asked.tree)]  # who "came third" has finished so
    wanted = [at for at, pos in enumerate(asked.tree.pos) if pos in ("VERB", "NOUN")]  # "will schools reopen", a noun
    wanted = [at for at in wanted if at not in placed]
    if any(tree.words[at] in _UP_TO for at in (max(0, inside[0] - 1), *inside)):
        return False
    at = top_of(tree, inside[0], inside[-1] + 1)
    while tree.pos[at] != "VERB" and tree.heads[at] != at:
        if asked.type is AnswerType.PERSON and tree.words[at] in _OTHER_SIDE:
            return False  # who lost to Ida Maren is beaten by her
        at = tree.heads[at]
    near = (at, *(child for child in tree.children[at] if tree.dep[child] in ("acomp", "oprd")))
    here = frozenset(tree.lemmas)
    return any(
        asked.tree.lemmas[verb] not in here and apart(asked.tree.lemmas[verb], tree.lemmas[other])
        for verb in wanted
        for other in near
    )


def _age_of_another(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a number follows a name of which the question has not the first: "Ben Ash, 34, and his sister Chloe"."""
    before = inside[0] - 2
    if before < 0 or tree.words[before + 1] != ",":
        return False
    name = next(((a, b) for a, b, label in tree.entities if a <= before < b and label == "PERSON"), None)
    spoken = frozenset(asked.tree.words)
    return name is not None and spoken.isdisjoint(tree.words[name[0] : name[0] + 1])


def _meets(asked: Asked, keys: frozenset[str]) -> bool:
    return any(not term.keys.isdisjoint(keys) for term in asked.terms)


def doer_of(tree: Tree, inside: Sequence[int], *, within: bool) -> int | None:
    """The subject of the verb over a span; None where the span is part of it, or it of the span, unless ``within``."""
    at = top_of(tree, inside[0], inside[-1] + 1)
    for _ in range(len(tree)):
        for child in tree.children[at]:
            if tree.dep[child] in ("nsubj", "nsubjpass"):
                shared = set(range(tree.left[child], tree.right[child])) & set(inside)
                return None if shared and not within else child
        if tree.heads[at] == at:
            return None
        at = tree.heads[at]
    return None


def _sort(name: frozenset[str], trees: Sequence[Tree], *, unknown: bool | None = None) -> bool | None:
    """Whether trees know a name as a person's (True) or a firm's or thing's; None for a place, else ``unknown``."""
    stems = frozenset(key for key in name if not key.startswith("~"))
    labels = {tree.labels[at] for tree in trees for at in range(len(tree)) if tree.labels[at] and stems & tree.keys[at]}
    if labels & {"GPE", "LOC", "FAC"} or any(key.startswith("@") for key in stems):
        return None
    return "PERSON" in labels if labels else unknown
