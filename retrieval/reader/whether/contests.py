"""Who won and who lost, where a sentence says that one beat another."""

from collections.abc import Iterator

from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.words import alike, word_set

# Who does it has won, to whom it is done has lost.
BEATS = word_set("beat defeat edge thrash overcome trounce outplay rout overpower hammer")
_ALWAYS = word_set("beat defeat thrash trounce outplay")  # of whom else is this said than of rivals?
CONTESTS = word_set("match game election vote race contest runoff final semifinal semi-final tie derby")
_WINS, _LOSES = word_set("win triumph prevail"), word_set("lose")
_ADVERBS = word_set("never then later soon once again also still already so")
_SCORE = "-–—"


def outcome(verb: str) -> bool | None:
    """Whether a verb, as a lemma, says of its subject that it won (True) or lost; None: neither."""
    return True if verb in _WINS else False if verb in _LOSES else None


def won_by(tree: Tree) -> Iterator[tuple[int, int | None, int | None]]:
    """The verbs by which one beats another, with winner and loser; both must be somebody: nobody beats inflation."""
    for verb, lemma in enumerate(tree.lemmas):
        if lemma not in BEATS or tree.pos[verb] not in ("VERB", "AUX"):
            continue
        mine = [i for i, (role, over) in enumerate(tree.roles) if over == verb and role == SUBJECT]
        theirs = [i for i, (role, over) in enumerate(tree.roles) if over == verb and role == OBJECT]
        winner, loser = next(iter(mine), None), next(iter(theirs), None)
        if winner is None and tree.dep[verb] in ("conj", "xcomp", "advcl") and loser is not None:
            over = tree.heads[verb]
            winner = next((i for i, (role, head) in enumerate(tree.roles) if head == over and role == SUBJECT), None)
        if winner is None:
            winner = _misread(tree, verb)
        if loser is None and tree.dep[verb] == "amod" and verb + 1 == tree.heads[verb]:  # "Norhaven edged Sudmark 2-1"
            loser = verb + 1 if winner is not None else None
        if loser is not None and _rival(tree, loser) and (lemma in _ALWAYS or scored(tree)):
            yield verb, winner, loser


def _misread(tree: Tree, verb: int) -> int | None:
    """A name before a verb that a parse takes for an adverb: "Norhaven beat Sudmark"."""
    before = verb - 1
    if before < 0 or tree.dep[before] not in ("advmod", "npadvmod", "amod", "compound"):
        return None
    name = tree.text[tree.starts[before]].isupper() and tree.words[before] not in _ADVERBS
    return before if name and not tree.words[before].endswith("ly") else None


def _rival(tree: Tree, at: int) -> bool:
    """Whether somebody may be beaten: by name, as a person, or a pronoun of people."""
    if tree.pos[at] == "PROPN" or tree.words[at] in ("him", "her", "them", "he", "she", "they"):
        return tree.labels[at] not in ("DATE", "TIME", "MONEY", "PERCENT")
    return tree.lemmas[at] in _PLAYERS or any(tree.dep[child] == "appos" for child in tree.children[at])


_PLAYERS = word_set("rival opponent champion incumbent challenger team side club host hosts visitor holder candidate")


def scored(tree: Tree) -> bool:
    """Whether a sentence has a score: "3-1", "6-4, 7-5", "71 to 78"."""
    words = tree.words
    return any(
        word[:1].isdigit() and word[-1:].isdigit() and any(mark in word for mark in _SCORE) for word in words
    ) or any(
        words[at] in (*_SCORE, "to") and words[at - 1].isdigit() and words[at + 1].isdigit()
        for at in range(1, len(words) - 1)
    )


def goes_to(tree: Tree, verb: int, wanted: frozenset[str]) -> bool:
    """Whether what was won is named as where it was: "in the final" of "beat Sudmark in the final", not "to reach the
    final", nor "semi-final".
    """
    for prep in tree.children[verb]:
        if tree.dep[prep] != "prep" or tree.words[prep] not in ("in", "at"):
            continue
        for at in range(tree.left[prep], tree.right[prep]):
            if alike(wanted, tree.keys[at]) and tree.words[at - 1] not in _SCORE and tree.words[at - 1] != "semi":
                return True
    return False
