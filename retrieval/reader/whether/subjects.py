"""The subjects of a verb, and whom a pronoun among them stands for by the sentence's own build."""

from retrieval.reader.tree import Tree
from retrieval.reader.whether.stances import HOLDS
from retrieval.reader.words import word_set

_RELATIVE = word_set("who which that")
_OF_ANY = word_set("any every each no all if either neither few")
_THE = word_set("the this that these those his her its their")
_SUPPOSED = word_set("would could might may should ’d 'd")


def subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects of a verb; a parse may hang one on its helper."""
    helpers = [child for child in tree.children[verb] if tree.dep[child] in ("aux", "auxpass")]
    return [
        child
        for over in (verb, *helpers)
        for child in tree.children[over]
        if tree.dep[child] in ("nsubj", "nsubjpass")
        and not (over != verb and tree.dep[child] == "nsubj" and child > verb)
    ]


def subject_of(tree: Tree, at: int) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass")), None)


def stands_for(tree: Tree, at: int) -> int:
    """Whom "she" means in "Calder said she would resign", where the record does not say, and "who" in "an infant who
    died"; else the word itself.
    """
    verb = tree.heads[at]
    if tree.words[at] in _RELATIVE and tree.dep[verb] == "relcl":
        return tree.heads[verb] if _is_somebody(tree, tree.heads[verb]) else at
    if tree.words[at] not in ("he", "she", "they", "it") or any(a <= at < b for a, b, _ in tree.mentions):
        return at
    over = tree.heads[verb]
    if tree.dep[verb] != "ccomp" or tree.lemmas[over] not in HOLDS:
        return at
    who = subject_of(tree, over)
    return at if who is None else who


def _is_somebody(tree: Tree, noun: int) -> bool:
    """Whether a noun with a clause of its own is of somebody there is: not "anyone who", "a spy who lies may go"."""
    if tree.pos[noun] == "PROPN":
        return True
    if tree.pos[noun] != "NOUN":
        return False
    before = {tree.words[child] for child in tree.children[noun] if child < noun}
    if not before.isdisjoint(_OF_ANY):
        return False
    above = noun
    while tree.heads[above] != above and tree.pos[above] not in ("VERB", "AUX"):
        above = tree.heads[above]
    shades = {tree.words[c] for c in tree.children[above] if tree.tag[c] == "MD" or tree.dep[c] == "neg"}
    return shades.isdisjoint(_SUPPOSED) and (not shades or not before.isdisjoint(_THE))
