"""How something came out, in other words: a loss is no profit, jobs that go are cut, who is beaten has lost."""

from collections.abc import Iterator

from retrieval.reader.contests import CONTESTS, goes_to, outcome, won_by
from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.claims import Claim, is_name
from retrieval.reader.whether.parts import Meant, held, of_role, verbs
from retrieval.reader.words import CURRENCIES, alike, word_set

_BOOKS = word_set("make post report record book turn log suffer")
_RESULTS = {"profit": "loss", "loss": "profit"}
_JOBS = word_set("job position post")
_SHEDS = word_set("cut shed axe slash eliminate")
_GO = word_set("go disappear")


def results(claim: Claim, tree: Tree) -> Iterator[Meant]:
    """Whether a company made a profit, where it reported a loss; of the same time, as far as both say one."""
    asked = claim.tree
    if asked.lemmas[claim.predicate] not in _BOOKS:
        return
    wanted = next((i for i in claim.beside if asked.lemmas[i] in _RESULTS and asked.dep[i] == "dobj"), None)
    if wanted is None or not _one_time(asked, tree):
        return
    for at, lemma in enumerate(tree.lemmas):
        verb = tree.heads[at]
        if lemma not in _RESULTS or tree.dep[at] != "dobj" or tree.lemmas[verb] not in _BOOKS or _of_what(tree, at):
            continue
        if held(claim, tree, of_role(tree, verb, SUBJECT)):
            yield Meant(at=verb, against=lemma != asked.lemmas[wanted], said=frozenset({wanted}))


def _of_what(tree: Tree, at: int) -> bool:
    """Whether a loss is not of money: "a loss of subscribers"."""
    of = [child for child in tree.children[at] if tree.words[child] == "of"]
    lost = [each for prep in of for each in tree.children[prep] if tree.dep[each] == "pobj"]
    return any(tree.labels[each] != "MONEY" and tree.lemmas[each] not in CURRENCIES for each in lost)


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


def cuts(claim: Claim, tree: Tree, titled: frozenset[str]) -> Iterator[Meant]:
    """Whether somebody cuts jobs, where it sheds them, or where jobs go in an article that is on it by its title."""
    asked = claim.tree
    wanted = next((i for i in claim.beside if asked.lemmas[i] in _JOBS and asked.dep[i] == "dobj"), None)
    if asked.lemmas[claim.predicate] not in _SHEDS or wanted is None:
        return
    on_it = all(alike(asked.keys[each], titled) == 1 for each in claim.subject)
    for verb, lemma in verbs(tree):
        role = SUBJECT if lemma in _GO else OBJECT if lemma in (*_SHEDS, "lose") else None
        if role is None or not any(tree.lemmas[each] in _JOBS for each in of_role(tree, verb, role)):
            continue
        doers = () if role == SUBJECT else tuple(of_role(tree, verb, SUBJECT))
        if (held(claim, tree, iter(doers)) and lemma != "lose") if doers else on_it:
            yield Meant(at=verb, against=False, said=frozenset({wanted}))


def contests(claim: Claim, tree: Tree) -> Iterator[Meant]:
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
            if who is not None and held(claim, tree, iter((who,))):
                yield Meant(at=verb, against=won != asking, said=frozenset(claim.beside))
    for verb, lemma in verbs(tree):
        if lemma != "concede" or not _defeat(tree, verb) or not held(claim, tree, of_role(tree, verb, SUBJECT)):
            continue
        if all(any(alike(asked.keys[i], keys) for keys in tree.keys) for i in claim.beside if i not in over):
            yield Meant(at=verb, against=asking, said=frozenset(claim.beside))


def _defeat(tree: Tree, verb: int) -> bool:
    """Whether what is conceded is all of it: "conceded", "conceded defeat", not "conceded a point", "that he erred"."""
    had = [child for child in tree.children[verb] if tree.dep[child] in ("dobj", "ccomp", "dative")]
    return all(tree.lemmas[each] in ("defeat", "election", "race", "vote", "contest") for each in had)
