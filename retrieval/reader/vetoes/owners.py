"""Whose something is, or who does it: what is one country's in the question may be another's in the sentence."""

from collections.abc import Iterator, Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import POSSESSOR, SUBJECT, Tree
from retrieval.reader.vetoes.unfit import doer_of
from retrieval.reader.words import alike, country_keys

_BY = frozenset({"poss", "amod", "compound", "nmod"})
_OF = frozenset({"of", "from"})


def of_another_country(asked: Asked, tree: Tree) -> bool:
    """Whether a sentence has what the question asks about only as another country's.

    "Russia's delegation" is not "his country's delegation" where his country is Ukraine. A thing that is nobody's in
    the sentence may be anybody's.
    """
    for noun, wanted in _owned(asked.tree):
        same = [at for at in range(len(tree)) if alike(asked.tree.keys[noun], tree.keys[at]) == 1]
        owners = [[owner for at, owner in _owned(tree) if at == each] for each in same]
        if same and all(own and all(owner.isdisjoint(wanted) for owner in own) for own in owners):
            return True
    return False


def by_another_country(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether one country acts in a span's clause, and another in the question, which the sentence does not name.

    "What does Kyiv want?" is not answered by what "Moscow's efforts need".
    """
    spoken = asked.tree
    acting = frozenset[str]().union(
        *(country_keys(spoken.keys[at]) for at, (role, _) in enumerate(spoken.roles) if role in (SUBJECT, POSSESSOR))
    )
    doer = doer_of(tree, inside, within=False) if acting else None
    if doer is None or not acting.isdisjoint(frozenset[str]().union(*tree.keys)):
        return False
    own = country_keys(tree.keys[doer]).union(*(countries for at, countries in _owned(tree) if at == doer))
    return bool(own)


def _owned(tree: Tree) -> Iterator[tuple[int, frozenset[str]]]:
    """Nouns with the countries that they are said to be of: "the Russian delegation", "a delegation from Moscow"."""
    for at, pos in enumerate(tree.pos):
        if pos not in ("NOUN", "PROPN"):
            continue
        for child in tree.children[at]:
            if tree.dep[child] in _BY:
                owners = [child]
            elif tree.words[child] in _OF:
                owners = [inner for inner in tree.children[child] if tree.dep[inner] == "pobj"]
            else:
                continue
            for owner in owners:
                countries = country_keys(tree.keys[owner])
                if countries and not _has_two_names(tree, owner):
                    yield at, countries


def _has_two_names(tree: Tree, at: int) -> bool:
    """Whether a word is one of a person's: Paris in "Paris Lund". Alone, a capital is taken for somebody too often."""
    return tree.labels[at] == "PERSON" and "PERSON" in (
        *tree.labels[max(0, at - 1) : at],
        *tree.labels[at + 1 : at + 2],
    )
