"""Where a sentence says what a claim says by another verb, of which another takes the part of the claim's doer.

Who was killed died; who beat somebody won; who conceded lost; what was lifted is no longer in force.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.language.lexicon import KIN, role_of
from retrieval.reader.contests import CONTESTS, goes_to, outcome, parts, won_by
from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.claims import Claim, is_name
from retrieval.reader.whether.doers import named_as, other_thing, subjects
from retrieval.reader.whether.stances import ANYBODY, PEOPLE
from retrieval.reader.words import alike, word_set

KILLS = word_set("kill murder slay assassinate execute massacre")
_DIES = word_set("die perish drown")
_ONES = KIN | PEOPLE | word_set("man woman child boy girl baby teenager worker driver soldier passenger student victim")
_BEASTS = word_set(
    "animal bird chicken hen poultry pig hog cow calf cattle livestock sheep goat lamb horse dog cat fish whale seal "
    "deer bear wolf fox elephant bee insect"
)
_HURTS = word_set("injure hurt wound harm")
_BOOKS = word_set("make post report record book turn log suffer")
_RESULTS = {"profit": "loss", "loss": "profit"}
_JOBS = word_set("job position post")
_SHEDS = word_set("cut shed axe slash eliminate")
_GO = word_set("go disappear")
_FORCE = (word_set("impose reimpose introduce"), word_set("lift cancel end revoke repeal scrap abolish rescind drop"))
_WARD = (word_set("hospitalise hospitalize"), word_set("discharge release"))
_CELL = (word_set("jail imprison detain remand"), word_set("release free bail"))
# Where or in what state somebody is by "in", with what brings that about and what ends it, done to him or it.
_STATES = {
    **dict.fromkeys(("force", "effect", "place"), _FORCE),
    "hospital": _WARD,
    **dict.fromkeys(("jail", "prison", "custody", "detention"), _CELL),
}
_LAPSES = word_set("expire lapse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A verb that says the claim or (``against``) its contrary, and the claim's words beside that it says, too."""

    at: int
    against: bool
    said: frozenset[int] = frozenset()


def meant(claim: Claim, tree: Tree, titled: frozenset[str] = frozenset()) -> Iterator[Meant]:
    """The verbs of a sentence that say a claim in other words, of the same; those that say otherwise first.

    ``titled``: what the words of its article's title match by: whose jobs go where none is said to cut them.
    """
    if not claim.subject:
        return
    found = (*_states(claim, tree), *_results(claim, tree), *_cuts(claim, tree, titled), *_deaths(claim, tree))
    yield from sorted((*found, *_contests(claim, tree)), key=lambda each: (not each.against, each.at))


def _held(claim: Claim, tree: Tree, heads: Iterator[int]) -> bool:
    there = tuple(heads)
    return all(
        any(named_as(claim, wanted, tree, each) and not other_thing(claim, wanted, tree, each) for each in there)
        for wanted in claim.subject
    )


def of_role(tree: Tree, verb: int, role: str) -> Iterator[int]:
    """Who has a part in a deed, also where the verb shares a subject: "was treated and discharged", "who was freed"."""
    passive = any(tree.dep[child] == "auxpass" for child in tree.children[verb])
    own = list(parts(tree, verb, role))
    for each in own:
        yield tree.heads[verb] if tree.tag[each] in ("WP", "WDT") and tree.dep[verb] == "relcl" else each
    if own or subjects(tree, verb):
        return
    bare = role == OBJECT and tree.tag[verb] == "VBN"
    if tree.dep[verb] == "acl" and bare:
        yield tree.heads[verb]
    if tree.dep[verb] not in ("conj", "xcomp", "advcl") or (role == OBJECT) != (bare or passive):
        return
    over = tree.heads[verb]
    given = subjects(tree, over)
    if role == OBJECT and not any(tree.dep[each] == "nsubjpass" for each in given) and not passive:
        return
    yield from given


def _states(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether a curfew is in force, or somebody in hospital."""
    asked, at = claim.tree, claim.predicate
    if not claim.linking or asked.dep[at] != "pobj" or asked.words[asked.heads[at]] != "in":
        return
    brings, ends = _STATES.get(asked.words[at], (frozenset[str](), frozenset[str]()))
    still = "still" in asked.words  # what was imposed may have been lifted since
    for verb, lemma in _verbs(tree):
        if lemma in ends and _held(claim, tree, of_role(tree, verb, OBJECT)) and not _from_elsewhere(tree, verb):
            yield Meant(at=verb, against=True)
        elif (
            lemma in brings
            and not still
            and tree.dep[verb] not in ("acl", "relcl", "advcl")
            and _held(claim, tree, of_role(tree, verb, OBJECT))
        ):
            yield Meant(at=verb, against=False)
        elif ends is _FORCE[1] and lemma in _LAPSES and _held(claim, tree, of_role(tree, verb, SUBJECT)):
            yield Meant(at=verb, against=True)
        elif ends is _WARD[1] and lemma == "leave" and _held(claim, tree, of_role(tree, verb, SUBJECT)):
            if any(tree.dep[child] == "dobj" and tree.words[child] == "hospital" for child in tree.children[verb]):
                yield Meant(at=verb, against=True)


def _from_elsewhere(tree: Tree, verb: int) -> bool:
    """Whether somebody is let go to be held anew: "released into the custody of the police", "moved to prison"."""
    return any(tree.dep[child] == "prep" and tree.words[child] in ("into", "to") for child in tree.children[verb])


def _results(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether a company made a profit, where it reported a loss; of the same time, as far as both say one."""
    asked = claim.tree
    if asked.lemmas[claim.predicate] not in _BOOKS:
        return
    wanted = next((i for i in claim.beside if asked.lemmas[i] in _RESULTS and asked.dep[i] == "dobj"), None)
    if wanted is None or not _one_time(asked, tree):
        return
    for at, lemma in enumerate(tree.lemmas):
        verb = tree.heads[at]
        if lemma not in _RESULTS or tree.dep[at] != "dobj" or tree.lemmas[verb] not in _BOOKS:
            continue
        if _held(claim, tree, of_role(tree, verb, SUBJECT)):
            yield Meant(at=verb, against=lemma != asked.lemmas[wanted], said=frozenset({wanted}))


def _one_time(one: Tree, other: Tree) -> bool:
    ours, theirs = (
        {
            tree.words[i]
            for i in range(len(tree))
            if tree.labels[i] == "DATE" and tree.pos[i] in ("NOUN", "PROPN", "NUM")
        }
        for tree in (one, other)
    )
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _cuts(claim: Claim, tree: Tree, titled: frozenset[str]) -> Iterator[Meant]:
    """Whether somebody cuts jobs, where it sheds them, or where jobs go in an article that is on it by its title."""
    asked = claim.tree
    wanted = next((i for i in claim.beside if asked.lemmas[i] in _JOBS and asked.dep[i] == "dobj"), None)
    if asked.lemmas[claim.predicate] not in _SHEDS or wanted is None:
        return
    on_it = all(alike(asked.keys[each], titled) == 1 for each in claim.subject)
    for verb, lemma in _verbs(tree):
        role = SUBJECT if lemma in _GO else OBJECT if lemma in (*_SHEDS, "lose") else None
        if role is None or not any(tree.lemmas[each] in _JOBS for each in of_role(tree, verb, role)):
            continue
        doers = () if role == SUBJECT else tuple(of_role(tree, verb, SUBJECT))
        if (_held(claim, tree, iter(doers)) and lemma != "lose") if doers else on_it:
            yield Meant(at=verb, against=False, said=frozenset({wanted}))


def _deaths(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether somebody died, where he was killed; whether anybody was killed in something, where some died in it; and
    none of those died of whom nobody was hurt.
    """
    asked, lemma = claim.tree, claim.tree.lemmas[claim.predicate]
    anybody = all(asked.words[each] in ANYBODY for each in claim.subject)
    suffers = any(asked.dep[child] in ("nsubjpass", "auxpass") for child in asked.children[claim.predicate])
    killed = lemma in KILLS and suffers
    if lemma != "die" and not killed:
        return
    for verb, told in _verbs(tree):
        if told in KILLS and lemma == "die":
            if _held(claim, tree, (each for each in of_role(tree, verb, OBJECT) if _living(tree, each))):
                yield Meant(at=verb, against=False)
        elif told in _DIES and killed and anybody and claim.beside:
            inside = all(_died_in(tree, verb, asked.keys[each]) for each in claim.beside)
            if inside and _held(claim, tree, of_role(tree, verb, SUBJECT)):
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


def _contests(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether somebody won or lost, where he beat somebody or was beaten; who concedes has lost."""
    asked, at = claim.tree, claim.predicate
    if (asking := outcome(asked.lemmas[at])) is None or claim.linking:
        return
    over = {i for i in claim.beside if asked.lemmas[i] in CONTESTS and asked.dep[i] in ("dobj", "pobj")}
    others = [i for i in claim.beside if i not in over]
    for verb, winner, loser in won_by(tree):
        if any(not goes_to(tree, verb, asked.keys[i]) for i in others if is_name(asked, i) or asked.pos[i] == "NOUN"):
            continue
        if not all(asked.lemmas[i] in ("match", "game") or goes_to(tree, verb, asked.keys[i]) for i in over):
            continue
        for who, won in ((winner, True), (loser, False)):
            if who is not None and _held(claim, tree, iter((who,))):
                yield Meant(at=verb, against=won != asking, said=frozenset(claim.beside))
    if asking is False or asking is True:
        for verb, lemma in _verbs(tree):
            if lemma != "concede" or not _defeat(tree, verb) or not _held(claim, tree, of_role(tree, verb, SUBJECT)):
                continue
            if all(any(alike(asked.keys[i], keys) for keys in tree.keys) for i in claim.beside if i not in over):
                yield Meant(at=verb, against=asking, said=frozenset(claim.beside))


def _defeat(tree: Tree, verb: int) -> bool:
    """Whether what is conceded is all of it: "conceded", "conceded defeat", not "conceded a point", "that he erred"."""
    had = [child for child in tree.children[verb] if tree.dep[child] in ("dobj", "ccomp", "dative")]
    return all(tree.lemmas[each] in ("defeat", "election", "race", "vote", "contest") for each in had)


def _verbs(tree: Tree) -> Iterator[tuple[int, str]]:
    return ((at, tree.lemmas[at]) for at, pos in enumerate(tree.pos) if pos == "VERB")
