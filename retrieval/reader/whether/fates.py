"""What befell somebody, told as what was done to him: who was killed died, what was bought was sold."""

from collections.abc import Iterator

from retrieval.language.lexicon import KIN, role_of
from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.parts import Meant, done_to, held, of_role, verbs
from retrieval.reader.whether.stances import ANYBODY, PEOPLE
from retrieval.reader.words import alike, word_set

KILLS = word_set("kill murder slay assassinate execute massacre")
_DIES = word_set("die perish drown")
_HURTS = word_set("injure hurt wound harm")
_BEASTS = word_set(
    "animal bird chicken hen poultry pig hog cow calf cattle livestock sheep goat lamb horse dog cat fish whale seal "
    "deer bear wolf fox elephant bee insect"
)
_ONES = KIN | PEOPLE | word_set("man woman child boy girl baby teenager worker driver soldier passenger student victim")
# What is done to somebody who does the first, or to whom the first is done.
_UNDERGONE = {
    "leave": word_set("withdraw evacuate"),
    "rise": word_set("raise increase hike"),
    "fall": word_set("cut lower reduce slash"),
}
_SUFFERED = {"sell": word_set("buy acquire purchase"), "withdraw": word_set("evacuate")}
_OPPOSITE = {"rise": "fall", "fall": "rise"}


def deaths(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether somebody died, where he was killed; whether anybody was killed in something, where some died in it; and
    none of those died of whom nobody was hurt.
    """
    asked, lemma = claim.tree, claim.tree.lemmas[claim.predicate]
    anybody = all(asked.words[each] in ANYBODY for each in claim.subject)
    killed = lemma in KILLS and done_to(claim)
    if lemma != "die" and not killed:
        return
    for verb, told in verbs(tree):
        if told in KILLS and lemma == "die":
            if held(claim, tree, (each for each in of_role(tree, verb, OBJECT) if _living(tree, each))):
                yield Meant(at=verb, against=False)
        elif told in _DIES and killed and anybody and claim.beside:
            inside = all(_died_in(tree, verb, asked.keys[each]) for each in claim.beside)
            if inside and held(claim, tree, of_role(tree, verb, SUBJECT)):
                yield Meant(at=verb, against=False)
        elif told in _HURTS and anybody and any(_nobody(tree, each) for each in of_role(tree, verb, OBJECT)):
            yield Meant(at=verb, against=False)


def _died_in(tree: Tree, verb: int, wanted: frozenset[str]) -> bool:
    """Whether it is what somebody died in: "in the attack", not "of a heart attack"."""
    within = [child for child in tree.children[verb] if tree.words[child] in ("in", "during") and child > verb]
    nouns = [noun for prep in within for noun in tree.children[prep] if tree.dep[noun] == "pobj"]
    return any(alike(wanted, tree.keys[noun]) for noun in nouns)


def _living(tree: Tree, at: int) -> bool:
    """Whether somebody may have been killed, and no bill or plan: by name, counted, or a word for a person."""
    if not _BEASTS.isdisjoint(tree.lemmas[tree.left[at] : tree.right[at]]):
        return False
    return (
        tree.pos[at] != "NOUN"
        or _nobody(tree, at)
        or tree.tag[at] == "NNS"
        or bool(role_of(tree.lemmas[at]))
        or tree.lemmas[at] in _ONES
    )


def _nobody(tree: Tree, at: int) -> bool:
    return tree.words[at] in ("nobody", "none") or any(tree.words[child] == "no" for child in tree.children[at])


def turned(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether troops left, where somebody withdrew them; whether a firm was sold, where somebody bought it."""
    asked, at = claim.tree, claim.predicate
    if claim.linking or (asked.lemmas[at] in _OPPOSITE and any(asked.dep[c] == "dobj" for c in asked.children[at])):
        return
    table = _SUFFERED if done_to(claim) else _UNDERGONE
    same = table.get(asked.lemmas[at], frozenset[str]())
    other = table.get(_OPPOSITE.get(asked.lemmas[at], ""), frozenset[str]())
    for verb, lemma in verbs(tree):
        if tree.dep[verb] in ("amod", "relcl"):  # "increasing sales", "a scenario in which it raises rates"
            continue
        agreed = tree.dep[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] == "agree"
        if agreed and not (claim.about_now or claim.about_future):  # what they agree to buy is not sold yet
            continue
        if lemma in same | other and held(claim, tree, of_role(tree, verb, OBJECT)):
            yield Meant(at=verb, against=lemma in other)
