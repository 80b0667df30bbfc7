"""Who won and who lost, where a sentence says that one beat another."""

from collections.abc import Iterator, Sequence

from retrieval.reader.tree import OBJECT, SUBJECT, Tree
from retrieval.reader.whether.stances import FUTURE, MODALS
from retrieval.reader.words import alike, word_set

# Who does it has won, to whom it is done has lost.
BEATS = word_set("beat defeat edge thrash overcome trounce outplay rout overpower hammer")
_ALWAYS = word_set("defeat thrash trounce outplay")  # of whom else is this said than of rivals?
CONTESTS = word_set("match game election vote race contest runoff final semifinal semi-final tie derby")
_PLACES = CONTESTS | word_set("cup league tournament championship round primary leg playoff quarterfinal season")
_WINS, _LOSES = word_set("win triumph prevail"), word_set("lose")
_SOMEBODY, _TEAMS = frozenset({"NOUN", "PROPN", "PRON", "ADV"}), frozenset({"ORG", "GPE", "NORP"})
_INNER = frozenset({"compound", "amod", "nmod", "appos", "flat", "quantmod"})
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
        winner, loser = next(parts(tree, verb, SUBJECT), None), next(parts(tree, verb, OBJECT), None)
        if winner is None and tree.dep[verb] in ("conj", "xcomp", "advcl") and loser is not None:
            winner = next(parts(tree, tree.heads[verb], SUBJECT), None)
        if winner is None:
            winner = _misread(tree, verb)
        if loser is None and tree.dep[verb] == "amod" and verb + 1 == tree.heads[verb]:  # "Norhaven edged Sudmark 2-1"
            loser = verb + 1 if winner is not None else None
        if winner is not None and (tree.pos[winner] not in _SOMEBODY or ":" in tree.words[winner:verb]):
            winner = None  # a heading that runs into the sentence
        if loser is not None and _rival(tree, loser) and (lemma in _ALWAYS or _contest(tree, lemma, winner, loser)):
            yield verb, winner, loser


def _contest(tree: Tree, lemma: str, winner: int | None, loser: int) -> bool:
    """Whether somebody is beaten in a contest, and not with batons, nor edged aside: by a score, where it was, or as
    one team beats another.
    """
    if scored(tree) or not _PLACES.isdisjoint(tree.lemmas):
        return True
    return lemma == "beat" and winner is not None and all(tree.labels[at] in _TEAMS for at in (winner, loser))


def parts(tree: Tree, verb: int, role: str) -> Iterator[int]:
    """The heads of what has a part in a deed."""
    for at, (is_a, over) in enumerate(tree.roles):
        if over == verb and is_a == role and tree.dep[at] not in _INNER:
            yield at


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


def asks_winner(asked: Tree) -> bool | None:
    """Whether a question asks who won (True) or who lost, of nothing or of a contest; None: it asks something else."""
    if not len(asked) or asked.words[0] not in ("who", "which", "what", "whoever"):
        return None
    verb = next(
        (at for at, pos in enumerate(asked.pos) if pos == "VERB" and outcome(asked.lemmas[at]) is not None), None
    )
    if verb is None or any(asked.dep[child] in ("aux", "neg", "nsubjpass") for child in asked.children[verb]):
        return None  # "what did Norhaven win?"
    had = [child for child in asked.children[verb] if child > verb and asked.dep[child] == "dobj"]
    if any(asked.lemmas[each] not in CONTESTS for each in had):
        return None  # "who won the cup?" is not said by a match
    return outcome(asked.lemmas[verb])


def beaten(asked: Tree, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether who won is asked, and a span is whom somebody beat, and nobody says who; or the other way round.

    Where both are named, the span is put right instead.
    """
    won = asks_winner(asked)
    if won is None:
        return False
    pairs = [(winner, loser) if won else (loser, winner) for _, winner, loser in won_by(tree)]
    return any(other in inside and wanted is None for wanted, other in pairs)


def sides(tree: Tree, won: bool) -> Iterator[tuple[int, int]]:
    """Of each contest that a sentence tells of: the winner and the loser if ``won``, else the loser and the winner."""
    for verb, winner, loser in won_by(tree):
        if winner is not None and loser is not None and _happened(tree, verb):
            yield (winner, loser) if won else (loser, winner)


def _happened(tree: Tree, verb: int) -> bool:
    """Whether a deed is told as done: not "could beat", "did not beat", "need to beat"."""
    helpers = {tree.words[child] for child in tree.children[verb] if tree.dep[child] == "aux"}
    denied = any(tree.dep[child] == "neg" for child in tree.children[verb])
    return not (denied or helpers & (MODALS | FUTURE) or (tree.dep[verb] == "xcomp" and tree.tag[verb] == "VB"))


def name_at(tree: Tree, at: int) -> tuple[int, int]:
    """First token and one past the last of the name or noun of a side, without its article."""
    for first, last, _ in tree.entities:
        if first <= at < last and tree.pos[at] == "PROPN":
            while last > at + 1 and tree.pos[last - 1] not in ("PROPN", "NOUN"):  # "Sudmark 3-1"
                last -= 1
            return first + (tree.pos[first] == "DET"), last
    first = at
    while first and tree.dep[first - 1] in ("compound", "amod", "nmod", "poss", "case") and first - 1 >= tree.left[at]:
        first -= 1
    return first, at + 1
