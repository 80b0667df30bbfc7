"""Whether a sentence tells of the same doer and the same things as a claim."""

from collections.abc import Iterator

from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.called import meets, named_as, other_thing
from retrieval.reader.whether.claims import Claim, conjuncts, is_name
from retrieval.reader.whether.stances import ANYBODY, PLANS, WISHES
from retrieval.reader.whether.subjects import stands_for, subjects
from retrieval.reader.words import word_set

_BOTH_VOICES = word_set("close open end start begin stop finish change increase move sink break pass")


def held_by_subject(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether what the claim is about is what the predicate is said of here."""
    if claim.exists:
        return True
    if not claim.subject:
        return False
    heads = tuple(_doers(claim, tree, at)) + (tuple(_beside_name(tree, at)) if claim.linking else ())
    there = [each for head in heads for each in (head, *conjuncts(tree, head), *_apposed(tree, head))]
    return all(
        any(named_as(claim, wanted, tree, each) and not other_thing(claim, wanted, tree, each) for each in there)
        for wanted in claim.subject
    )


def _apposed(tree: Tree, head: int) -> Iterator[int]:
    """Who somebody is by name: "the ferry's captain, Liv Haugland,"."""
    for child in tree.children[head]:
        if tree.dep[child] == "appos" and tree.pos[child] == "PROPN" and not _set_apart(tree, child):
            yield child


def _doers(claim: Claim, tree: Tree, at: int) -> Iterator[int]:
    """Heads of the phrases that a predicate is said of: its own subject, or that of the verb it hangs on."""
    verb = at
    if tree.pos[at] not in ("VERB", "AUX") or tree.dep[at] in ("acomp", "attr", "oprd"):
        verb = tree.heads[at]
        if tree.pos[verb] == "ADP":
            verb = tree.heads[verb]
    passive_asked = _suffers(claim)
    either = claim.linking or _changes_itself(tree, at)
    below = ""  # how the verb hangs on the one above
    for _ in range(6):
        own = subjects(tree, verb)
        if verb == at and tree.pos[at] == "VERB":
            wanted = OBJECT if passive_asked else SUBJECT
            mine = [i for i, (role, head) in enumerate(tree.roles) if head == at and role == wanted]
            mine = [i for i in mine if not _set_apart(tree, i)]
            if either or _changes_itself(claim.tree, claim.predicate):
                mine += own
                if own and not _does_to(claim):  # "did the bill pass?", where parliament passed it
                    mine += [i for i, (role, head) in enumerate(tree.roles) if head == at and role == OBJECT]
            if mine or own or tree.dep[at] == "dobj":
                yield from (stands_for(tree, i) for i in mine)
                return
        elif own:
            # "urged Bron to resign" is of Bron; "denied all charges and will appeal" not of charges
            controlled = [
                child for child in tree.children[verb] if tree.dep[child] == "dobj" and below not in ("", "conj")
            ]
            yield from (stands_for(tree, i) for i in (controlled or own))
            return
        if tree.dep[verb] in ("relcl", "acl"):
            noun = tree.heads[verb]
            yield noun
            if tree.lemmas[noun] in WISHES and tree.dep[noun] == "dobj":  # who rejects calls to resign is to resign
                yield from subjects(tree, tree.heads[noun])
            if tree.lemmas[noun] in PLANS and tree.dep[noun] == "dobj":  # who has no plans to run does not mean to
                yield from (stands_for(tree, i) for i in subjects(tree, tree.heads[noun]))
            return
        if tree.dep[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep") or tree.heads[verb] == verb:
            return
        below = tree.dep[verb] if below in ("", "conj") else below
        verb = tree.heads[verb]


def _does_to(claim: Claim) -> bool:
    """Whether the claim says what it is done to."""
    return any(claim.tree.dep[child] in ("dobj", "obj") for child in claim.tree.children[claim.predicate])


def _suffers(claim: Claim) -> bool:
    """Whether it is done to what the claim is about: "was closed", which a parse may know by the helper alone, or take
    for a state ("is closed").
    """
    tree, at = claim.tree, claim.predicate
    if any(tree.dep[child] in ("nsubjpass", "auxpass") for child in tree.children[at]):
        return True
    return claim.linking and tree.pos[at] in ("ADJ", "VERB") and tree.words[at].endswith("ed")


def _set_apart(tree: Tree, at: int) -> bool:
    """Whether a name is only there to be ruled out: "Vance, not Calder"."""
    return tree.dep[at] in ("appos", "conj") and any(
        tree.dep[child] == "neg" for child in (*tree.children[tree.heads[at]], *tree.children[at])
    )


def _changes_itself(tree: Tree, at: int) -> bool:
    """Whether a verb says the same of its subject in both voices: "the shop closed", "the shop was closed"."""
    return tree.lemmas[at] in _BOTH_VOICES


def _beside_name(tree: Tree, at: int) -> Iterator[int]:
    """The names that a noun is put beside: "Defence Minister Rustem Umerov", "Umerov, the defence minister"."""
    if tree.dep[at] in ("compound", "appos", "nmod"):
        yield tree.heads[at]
    for child in tree.children[at]:
        if tree.dep[child] in ("appos", "nmod") or (tree.dep[child] == "compound" and tree.pos[child] == "PROPN"):
            yield child


def beside_met(
    claim: Claim,
    tree: Tree,
    at: int,
    titled: frozenset[str] = frozenset(),
    around: frozenset[str] = frozenset(),
    said: frozenset[int] = frozenset(),
) -> bool:
    """Whether the sentence, or what is ``around`` it, has the claim's other words: each name, and half of the rest.

    A sentence on anybody or nobody that names nothing speaks of what its article does: "No one was injured."
    What its verb says already (``said``) is met.
    """
    if not claim.beside:
        return True
    asked = claim.tree
    if _of_anybody(claim) and "PROPN" not in tree.pos:
        return all(meets(asked.keys[i], titled) for i in claim.beside if is_name(asked, i))
    told = (around, *(keys for j, keys in enumerate(tree.keys) if j != at))
    met = {i: i in said or any(meets(asked.keys[i], keys) for keys in told) for i in claim.beside}
    names = [i for i in claim.beside if asked.pos[i] in ("PROPN", "NUM") and not _first_of_name(asked, i)]
    if not all(met[i] for i in names):
        return False
    if claim.linking:  # "defence minister" is no "foreign minister"
        inside = [i for i in claim.beside if asked.heads[i] == claim.predicate]
        if not all(met[i] for i in inside):
            return False
    return sum(met.values()) * 2 >= len(met)


def _of_anybody(claim: Claim) -> bool:
    return bool(claim.subject) and all(claim.tree.words[i] in ANYBODY for i in claim.subject)


def _first_of_name(tree: Tree, at: int) -> bool:
    """Whether a word is the first part of somebody's name, which a second mention leaves out."""
    return tree.dep[at] == "compound" and tree.pos[at] == tree.pos[tree.heads[at]] == "PROPN"
