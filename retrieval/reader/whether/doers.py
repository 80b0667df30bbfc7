"""Whether a sentence tells of the same doer and the same things as a claim."""

from collections.abc import Iterator

from retrieval.language.lexicon import role_of
from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.claims import Claim, conjuncts, is_name
from retrieval.reader.whether.stances import ANYBODY, HOLDS, PARTS, PEOPLE, STANDS, WISHES
from retrieval.reader.words import alike, keys, near, word_set

_DIRECTIONS = word_set("north south east west northern southern eastern western first second third upper lower")
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


def other_thing(claim: Claim, wanted: int, tree: Tree, head: int) -> bool:
    """Whether two things of one noun are told apart: the bus strike and the rail strike, north and south gate."""
    if claim.tree.lemmas[wanted] == "share" and claim.tree.tag[wanted] != tree.tag[head]:
        return True  # shares in a company, and the share of those who hold some
    ours, theirs = _telling(claim.tree, wanted), _telling(tree, head)
    return bool(ours and theirs) and not any(_alike(one, other) for one in ours for other in theirs)


def _telling(tree: Tree, head: int) -> list[frozenset[str]]:
    return [
        tree.keys[child]
        for child in tree.children[head]
        if child < head
        and tree.dep[child] in ("compound", "amod")
        and (tree.words[child] in _DIRECTIONS or (tree.dep[child] == "compound" and _common(tree, head, child)))
    ]


def _common(tree: Tree, *each: int) -> bool:
    return all(tree.pos[at] == "NOUN" for at in each)


def named_as(claim: Claim, wanted: int, tree: Tree, head: int) -> bool:
    """Whether a phrase of the sentence is called what a subject of the claim is, or that may be anybody."""
    if claim.tree.words[wanted] in ANYBODY:
        return True
    if claim.tree.words[wanted] == "people" and not claim.tree.children[wanted]:
        return _people(tree, head)
    met = _named(tree, head) | _first_name(tree, head) | _titled(tree, head)
    found = alike(_named(claim.tree, wanted), met)
    # of a curfew in force no loose synonym will do: what is said of it is said of much
    return found == 1 or (found >= 0.7 and not (claim.linking and claim.tree.dep[claim.predicate] == "pobj"))


def _people(tree: Tree, head: int) -> bool:
    """Whether a phrase is people, whoever they are: "6,000 residents", "most of them" after it."""
    if tree.words[head] in PARTS:
        inner = [i for i, (role, over) in enumerate(tree.roles) if over == head and role == "prep:of"]
        head = next(iter(inner), head)
    if tree.words[head] in ("they", "them"):
        return any(tree.lemmas[at] in PEOPLE and tree.tag[at] == "NNS" for at in range(head))
    return tree.lemmas[head] in PEOPLE


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
                yield from (_speaker_of(tree, i) for i in mine)
                return
        elif own:
            controlled = [child for child in tree.children[verb] if tree.dep[child] == "dobj" and verb != at]
            yield from (_speaker_of(tree, i) for i in (controlled or own))
            return
        if tree.dep[verb] in ("relcl", "acl"):
            noun = tree.heads[verb]
            yield noun
            if tree.lemmas[noun] in WISHES and tree.dep[noun] == "dobj":  # who rejects calls to resign is to resign
                yield from subjects(tree, tree.heads[noun])
            return
        if tree.dep[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep") or tree.heads[verb] == verb:
            return
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


def _set_apart(tree: Tree, at: int) -> bool:
    """Whether a name is only there to be ruled out: "Vance, not Calder"."""
    return tree.dep[at] in ("appos", "conj") and any(
        tree.dep[child] == "neg" for child in (*tree.children[tree.heads[at]], *tree.children[at])
    )


def _speaker_of(tree: Tree, at: int) -> int:
    """Whom "she" means in "Calder said she would resign", where the record does not say; else the word itself."""
    verb = tree.heads[at]
    if tree.words[at] not in ("he", "she", "they", "it") or any(a <= at < b for a, b, _ in tree.mentions):
        return at
    over = tree.heads[verb]
    if tree.dep[verb] != "ccomp" or tree.lemmas[over] not in HOLDS:
        return at
    who = subject_of(tree, over)
    return at if who is None else who


def _named(tree: Tree, head: int) -> frozenset[str]:
    """What a phrase is called: its head, or of "the Russian side" and "Russia's government" the country."""
    if tree.words[head] in PARTS:
        inner = next((i for i, (role, over) in enumerate(tree.roles) if over == head and role == "prep:of"), None)
        return tree.keys[head] if inner is None else tree.keys[inner]
    if tree.lemmas[head] in STANDS:
        for child in tree.children[head]:
            if tree.dep[child] in ("amod", "poss", "compound", "nmod") and tree.labels[child]:
                return tree.keys[child]
            if tree.words[child] == "of":
                inside = [i for i in tree.children[child] if tree.labels[i] in ("GPE", "LOC", "ORG", "NORP")]
                if inside:
                    return tree.keys[inside[0]]
    return tree.keys[head]


def _first_name(tree: Tree, head: int) -> frozenset[str]:
    """What else somebody may be called by: "Xi" of "Xi Jinping"."""
    first = [c for c in tree.children[head] if tree.dep[c] == "compound" and tree.labels[c] == "PERSON"]
    return tree.keys[first[0]] if first and tree.labels[head] == "PERSON" else frozenset()


def _titled(tree: Tree, head: int) -> frozenset[str]:
    """What else somebody may be called for a title: "the governor" of "Gov. Mark Delaney"."""
    titles = (tree.words[c] for c in tree.children[head] if tree.dep[c] in ("compound", "nmod") and c < head)
    found = [role for word in titles if (role := role_of(word)) and tree.labels[head] == "PERSON"]
    return frozenset[str]().union(*(keys(role, role) for role in found))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return alike(one, other) >= 0.7


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

    A sentence on anybody or nobody that names nothing speaks of what its article does: "No one was injured." What its verb says already (``said``) is met.
    """
    if not claim.beside:
        return True
    asked = claim.tree
    if _of_anybody(claim) and "PROPN" not in tree.pos:
        return all(_meets(asked.keys[i], titled) for i in claim.beside if is_name(asked, i))
    told = (around, *(keys for j, keys in enumerate(tree.keys) if j != at))
    met = {i: i in said or any(_meets(asked.keys[i], keys) for keys in told) for i in claim.beside}
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


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two words match, "defence" and "defense" too."""
    return _alike(one, other) or any(near(a, b) for a in one for b in other if a[0] not in "~@" and b[0] not in "~@")
