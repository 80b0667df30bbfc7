"""What a yes/no question claims: a deed or a state, whom it is said of, and what else it names."""

import re
from dataclasses import dataclass

from retrieval.reader.question import Annotate
from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.whether.particles import state_under
from retrieval.reader.whether.stances import FUTURE
from retrieval.reader.words import word_set
from retrieval.types import Annotation

CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
_HELPERS = word_set("is are was were am do does did has have had can could will would shall should may might must")
_BEFORE_VERB = word_set(
    "do does did can could will would shall should may might must"
)  # "did X go", never "did X going"
_LONGEST_SUBJECT = 6  # words
_BE = word_set("is are was were am")
_ING = re.compile(r"(?<=\w)\s+(?=[a-z]{2,}ing\b)")
_LAST = re.compile(r"(?<=\w)(?<!\bthe)(?<!\ba)(?<!\ban)\s+(?=[a-z]+$)", re.I)  # "is the border open"
_NOT = re.compile(r"(?<=[a-z])n['’]?t$")  # "isn't", "hasnt"
# "is she coming back" asks whether she returns
_SINGLE = {"come": "return", "comes": "returns", "coming": "returning", "came": "returned", "going": "returning"}
_SINGLE |= {"go": "return", "goes": "returns", "gone": "returned"}
_PHRASAL = re.compile(rf"\b({'|'.join(_SINGLE)}) back\b(?! (?:on|over)\b)", re.I)
# "did fares go up" asks whether they rose; "did they go up the hill" does not
_GOES = ("go", "goes", "going", "gone")
_MOVED = {"up": ("rise", "rises", "rising", "risen"), "down": ("fall", "falls", "falling", "fallen")}
_MOVES = re.compile(r"\b(go|goes|going|gone) (up|down)\b(?=\W*$| (?:by|again|this|next|last|soon|any)\b)", re.I)
_OF = re.compile(r"\s+(of|on|for|from|in|to|between|against|over)\s+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is asked: the question's tree, its predicate, who or what it is said of, and the words beside."""

    tree: Tree
    predicate: int
    linking: bool  # "is X the minister": the predicate is said of X by a form of be
    exists: bool  # "was there a deal"
    subject: tuple[int, ...]  # heads
    beside: tuple[int, ...]
    about_now: bool
    about_future: bool
    ability: bool


def claim_of(question: str, annotate: Annotate) -> Claim | None:
    """What a yes/no question, or a statement to be judged, claims; None when it has no verb to look for."""
    question = _PHRASAL.sub(lambda found: _SINGLE[found[1].lower()], question)
    question = _MOVES.sub(lambda found: _MOVED[found[2].lower()][_GOES.index(found[1].lower())], question)
    said = statement_of(question, annotate([question])[0])
    tree = lay_out(said, annotate([said])[0])
    if _NOT.sub("", question.split(" ")[0].lower()) in _BEFORE_VERB and len(tree) and not _well_formed(tree):
        others = _parted(question)  # "Did Lindholm remarry": two names to the parse
        trees = (lay_out(other, parse) for other, parse in zip(others, annotate(others), strict=True))
        tree = next((other for other in trees if _well_formed(other)), tree)
    if not len(tree):
        return None
    root = _main(tree)
    linking = exists = False
    predicate = root
    if tree.lemmas[root] == "go" and (step := _child(tree, root, ("xcomp",))) is not None:
        predicate = step
    elif tree.lemmas[root] == "be" or tree.pos[root] == "AUX":
        exists = any(tree.words[child] == "there" for child in tree.children[root])
        found = _child(tree, root, ("attr", "nsubj") if exists else ("attr", "acomp", "oprd"))
        if found is None and not exists:
            place = _child(tree, root, ("prep",))
            if place is not None and tree.words[place] in ("in", "at", "on", "under"):
                found = _child(tree, place, ("pobj",))
        if found is None:
            found = state_under(tree, root)
        if found is None:
            return None
        predicate, linking = found, not exists
    elif tree.pos[root] != "VERB" and not _well_formed(tree):
        return None
    hung = [
        child for over in _helpers(tree, root) for child in tree.children[over] if child < over
    ]  # a slip of the parse
    doers = [
        child
        for child in (*hung, *tree.children[root])
        if tree.dep[child] in ("nsubj", "nsubjpass") and child != predicate
    ]
    if not doers and not exists and tree.pos[root] == "VERB":
        doers = _before_helper(tree, root)
    subject = {i for head in doers for i in _down(tree, head)}
    helpers = {tree.words[child] for child in (*tree.children[root], root) if tree.pos[child] == "AUX"}
    words = [
        i
        for i in sorted({*_down(tree, root), *_down(tree, predicate)} - subject - {root, predicate})
        if tree.pos[i] in CONTENT and tree.lemmas[i] != "be" and tree.labels[i] not in ("DATE", "TIME")
    ]
    return Claim(
        tree=tree,
        predicate=predicate,
        linking=linking,
        exists=exists,
        subject=() if exists else tuple(i for head in doers for i in (head, *conjuncts(tree, head))),
        beside=tuple(words),
        about_now=bool(helpers & {"is", "are", "does", "do"}),
        about_future=bool(helpers & FUTURE)
        or tree.lemmas[root] == "go"
        or (tree.tag[root] == "VBG" and bool(helpers & {"is", "are"})),  # "is she leaving?"
        ability=bool(helpers & {"can", "may", "could"}),
    )


def _before_helper(tree: Tree, root: int) -> list[int]:
    """The word before the helper of a question put as a statement, whatever the parse takes a rare name for."""
    for helper in tree.children[root]:
        if tree.dep[helper] == "aux" and 0 < helper < root and tree.heads[helper - 1] in (root, helper):
            return [helper - 1]
    return []


def statement_of(question: str, parse: Annotation) -> str:
    """A yes/no question with its first verb behind its subject: "Is the harbour closed?" is "the harbour is closed"."""
    said = question.strip().rstrip("?! .")
    opener, _, rest = said.partition(" ")
    helper = _NOT.sub("", opener.lower())
    if not rest or helper not in _HELPERS:
        return said
    if rest.lower().startswith("there "):
        return f"there {helper} {rest[6:]}"
    shift = len(question) - len(question.lstrip())
    first = next((token.start for token in parse.tokens if token.start >= shift + len(opener) + 1), None)
    phrases = sorted((p.start, p.end) for p in parse.noun_phrases)
    if first is None:
        return said
    subject = [(a, b) for a, b in phrases if a <= first < b]
    end = subject[0][1] if subject else _phrase_end(question, first, parse)
    if helper in _BE and not re.search(r"\w", question[end:]):  # "is Orlane cutting jobs": three nouns to the parse
        cut = _ING.search(question, first, end) or _LAST.search(question, first, end)
        end = end if cut is None else cut.start()
    while (more := _OF.match(question, end)) is not None:
        inside = [(a, b) for a, b in phrases if a <= more.end() < b]
        stop = inside[0][1] if inside else _word_end(question, more.end())
        if more[1] != "of" and not re.search(r"\w", question[stop:]):
            break
        end = stop
    left = question[first:end].strip()
    if left.lower().startswith("not "):
        left = left[4:]
    return f"{left} {helper} {question[end:].strip().rstrip('?! .')}".strip()


def _well_formed(tree: Tree) -> bool:
    """Whether "X did go" is told by a parse: a bare verb under which its helper and a subject stand."""
    under = [child for over in (tree.root, *_helpers(tree, tree.root)) for child in tree.children[over]]
    return (
        (tree.tag[tree.root] == "VB" or tree.root == len(tree) - 1)
        and any(tree.words[child] in _BEFORE_VERB for child in under)
        and any(tree.dep[child] in ("nsubj", "nsubjpass") and child < tree.root for child in under)
    )


def _parted(question: str) -> list[str]:
    """The statements a question may be when its subject ends after one word, after two, ..."""
    helper, *rest = question.strip().rstrip("?! .").split()
    return [" ".join((*rest[:at], helper.lower(), *rest[at:])) for at in range(1, min(len(rest), _LONGEST_SUBJECT + 1))]


def _phrase_end(question: str, first: int, parse: Annotation) -> int:
    """Where the word at an offset ends, or the one that it is the article of."""
    for token in parse.tokens:
        if token.start == first and token.pos == "DET":
            return max(token.end, parse.tokens[token.head].end)
    return _word_end(question, first)


def _word_end(text: str, at: int) -> int:
    found = re.compile(r"\S+").match(text, at)
    return found.end() if found else len(text)


def _main(tree: Tree) -> int:
    """The verb of the question; a parse that begins with a noun still has one."""
    if tree.pos[tree.root] in ("VERB", "AUX"):
        return tree.root
    verbs = [
        i
        for i, pos in enumerate(tree.pos)
        if pos == "VERB" and tree.dep[i] in ("ROOT", "ccomp", "relcl", "acl", "amod")
    ]
    return verbs[0] if verbs else tree.root


def _child(tree: Tree, at: int, deps: tuple[str, ...]) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in deps), None)


def _helpers(tree: Tree, at: int) -> list[int]:
    return [child for child in tree.children[at] if tree.dep[child] in ("aux", "auxpass")]


def _down(tree: Tree, at: int) -> range:
    return range(tree.left[at], tree.right[at])


def is_name(tree: Tree, at: int) -> bool:
    """Whether a word of a claim is a name or number, as the parse or a capital tells."""
    return tree.pos[at] in ("PROPN", "NUM") or (at > 0 and tree.text[tree.starts[at]].isupper())


def conjuncts(tree: Tree, head: int) -> list[int]:
    if any(tree.dep[child] == "neg" for child in tree.children[head]):
        return []
    found = [child for child in tree.children[head] if tree.dep[child] == "conj" and child > head]
    return [each for child in found for each in (child, *conjuncts(tree, child))]
