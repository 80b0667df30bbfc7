"""Which way a sentence bears on whether something is so: for it, against it, or neither.

A sentence bears on a question when it has its verb (or the contrary one), done by the same, and what it is done to.
Then what stands over the verb decides: negation, refusal, doubt, plans, conditions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.reader.contraries import contrary
from retrieval.reader.tree import ATTRIBUTE, OBJECT, SUBJECT, Tree
from retrieval.reader.words import alike
from retrieval.types import Span

_DENIES = frozenset(
    "refuse decline fail reject deny avoid stop prevent forbid ban block oppose resist neglect abandon rebuff dismiss "
    "refute cancel halt rule scrap shelve stall forgo".split()
)
_HOLDS = frozenset(
    "agree manage confirm announce say report admit acknowledge begin start continue decide know show reveal force "
    "help vote state declare add tell note write find prove insist explain concede learn disclose verify remember "
    "be have do get keep go see make boast recall emphasise emphasize stress reiterate proceed choose move".split()
)
_BROUGHT = frozenset("reach sign agree strike clinch announce make seal conclude secure hold take get find launch".split())
_TALK = frozenset("report claim rumour rumor allegation suggestion accusation speculation idea notion".split())
_HYPOTHETICAL = frozenset("if unless whether until till before when once should could lest".split())
_NEGATIVES = frozenset("no not n't n’t never neither nor nobody none nothing hardly scarcely barely without cannot".split())
_MODALS = frozenset("may might could would should must can ca shall ought".split())
_FUTURE = frozenset("will 'll ’ll wo shall".split())
_CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_DOWN = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl", "prep", "dobj", "pobj"})
_OPENERS = frozenset({"mark", "cc", "punct"})


class Way(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is asked: the question's tree, its predicate, who or what it is said of, and the words beside."""

    tree: Tree
    predicate: int
    linking: bool  # "is X the minister": the predicate is said of X by a form of be
    exists: bool  # "was there a deal"
    subject: tuple[int, ...]  # content words
    beside: tuple[int, ...]
    about_now: bool
    about_future: bool
    ability: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """``span`` is the clause that bears, ``speaker`` the words for whoever says so in the sentence."""

    way: Way
    span: Span
    speaker: Span | None


def claim_of(tree: Tree) -> Claim | None:
    """What a yes/no question, or a statement to be judged, claims; None when it has no verb to look for."""
    if not len(tree):
        return None
    root = _main(tree)
    linking = exists = False
    predicate = root
    if tree.lemmas[root] == "go" and (step := _child(tree, root, ("xcomp",))) is not None:
        predicate = step
    elif tree.lemmas[root] == "be" or tree.pos[root] == "AUX":
        exists = any(tree.words[child] == "there" for child in tree.children[root])
        said = _child(tree, root, ("attr", "acomp", "oprd")) if not exists else _child(tree, root, ("attr", "nsubj"))
        if said is None and not exists:
            place = _child(tree, root, ("prep",))
            said = _child(tree, place, ("pobj",)) if place is not None else None
        if said is None:
            return None
        predicate, linking = said, not exists
    elif tree.pos[root] not in ("VERB", "ADJ", "NOUN"):
        return None
    kin = set(_down(tree, root)) | set(_down(tree, predicate))
    subject_heads = [child for child in tree.children[root] if tree.dep[child] in ("nsubj", "nsubjpass")]
    subject: set[int] = set()
    if not exists:
        for head in subject_heads:
            if head != predicate:
                subject |= set(range(tree.left[head], tree.right[head]))
    helpers = {tree.words[child] for child in tree.children[root] if tree.dep[child] in ("aux", "auxpass")}
    helpers |= {tree.words[0]}
    words = [i for i in sorted(kin) if tree.pos[i] in _CONTENT and i not in (root, predicate) and tree.lemmas[i] != "be"]
    return Claim(
        tree=tree,
        predicate=predicate,
        linking=linking,
        exists=exists,
        subject=tuple(i for i in sorted(subject) if tree.pos[i] in (*_CONTENT, "PRON")),
        beside=tuple(i for i in words if i not in subject),
        about_now=bool(helpers & {"is", "are", "does", "do", "isn't", "aren't", "isnt", "arent"}),
        about_future=bool(helpers & (_FUTURE | {"won't", "wont"})) or tree.lemmas[root] == "go",
        ability=bool(helpers & {"can", "may", "cant", "can't"}),
    )


def bears(claim: Claim, tree: Tree) -> Bearing | None:
    """How a sentence bears on a claim; the first clause that does decides. None when it tells of something else."""
    for at, against in _predicates(claim, tree):
        held = _held_by_subject(claim, tree, at)
        if held is None or not _beside_met(claim, tree, at):
            continue
        way = _judged(claim, tree, at)
        if against and way is not Way.UNCLEAR:
            way = Way.NO if way is Way.YES else Way.UNCLEAR
        top, speaker = _said_by(tree, at)
        return Bearing(way=way, span=_clause(tree, top), speaker=speaker)
    return None


def _main(tree: Tree) -> int:
    """The verb of the question; a parse that begins with a noun still has one."""
    if tree.pos[tree.root] in ("VERB", "AUX"):
        return tree.root
    verbs = [i for i, pos in enumerate(tree.pos) if pos == "VERB" and tree.dep[i] in ("ROOT", "ccomp", "relcl", "acl", "amod")]
    return verbs[0] if verbs else tree.root


def _child(tree: Tree, at: int, deps: tuple[str, ...]) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in deps), None)


def _down(tree: Tree, at: int) -> range:
    return range(tree.left[at], tree.right[at])


def _predicates(claim: Claim, tree: Tree) -> Iterator[tuple[int, bool]]:
    """Tokens that say the predicate, or its contrary (True)."""
    asked = claim.tree
    lemma = asked.lemmas[claim.predicate]
    noun = claim.linking or claim.exists
    for index, pos in enumerate(tree.pos):
        if pos not in (("NOUN", "PROPN", "VERB", "ADJ") if noun else ("VERB", "AUX", "ADJ")):
            continue
        if tree.dep[index] in ("aux", "auxpass", "amod", "compound") and not claim.linking:
            continue
        if contrary(lemma, tree.lemmas[index]):
            yield index, True
        elif alike(asked.keys[claim.predicate], tree.keys[index]):
            yield index, False


def _held_by_subject(claim: Claim, tree: Tree, at: int) -> bool | None:
    """True when what the claim is about is what the predicate is said of here; None when it is something else."""
    if not claim.subject:
        return True if claim.exists else None
    if claim.exists:
        return True
    wanted = _subject_role(claim)
    for head in _doers(tree, at, wanted):
        if _same(claim, claim.subject, tree, _down(tree, head)):
            return True
    if claim.linking:
        for near in _beside_name(tree, at):
            if _same(claim, claim.subject, tree, (near,)):
                return True
    return None


def _subject_role(claim: Claim) -> str:
    if claim.linking:
        return SUBJECT
    tree = claim.tree
    passive = any(tree.dep[child] == "nsubjpass" for child in tree.children[claim.predicate])
    return OBJECT if passive else SUBJECT


def _doers(tree: Tree, at: int, wanted: str) -> Iterator[int]:
    """Heads of the phrases in a logical role of a verb; without one of its own, a verb takes the doer of the one over it."""
    verb = at
    if tree.pos[at] not in ("VERB", "AUX") or tree.dep[at] in ("acomp", "attr", "oprd"):
        verb = tree.heads[at]
    for _ in range(6):
        mine = [i for i, (role, head) in enumerate(tree.roles) if head in (verb, at) and role == wanted]
        subjects = [child for child in tree.children[verb] if tree.dep[child] in _SUBJECTS]
        if wanted == SUBJECT and verb == at and any(tree.dep[child] == "nsubjpass" for child in subjects):
            agents = [i for i in mine if tree.dep[i] not in _SUBJECTS]
            yield from agents
            if not agents and tree.tag[at] == "VBN" and _changes_itself(tree, at):
                yield from subjects
            return
        if wanted == OBJECT and not mine and subjects and _changes_itself(tree, at):
            mine = subjects
        if mine:
            yield from (i for i in mine if tree.pos[i] in (*_CONTENT, "PRON"))
            return
        if tree.dep[verb] in ("relcl", "acl"):
            yield tree.heads[verb]
            return
        if tree.dep[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep") or tree.heads[verb] == verb or subjects:
            return
        verb = tree.heads[verb]
        wanted = SUBJECT if wanted == SUBJECT or verb != at else wanted


def _changes_itself(tree: Tree, at: int) -> bool:
    """Whether a verb says the same of its subject in both voices: "the shop closed", "the shop was closed"."""
    return tree.lemmas[at] in frozenset("close open end start begin stop finish change increase move sink break".split())


def _beside_name(tree: Tree, at: int) -> Iterator[int]:
    """The names that a noun is put beside: "Defence Minister Rustem Umerov", "Umerov, the defence minister"."""
    if tree.dep[at] in ("compound", "appos", "nmod"):
        yield tree.heads[at]
    for child in tree.children[at]:
        if tree.dep[child] in ("appos", "nmod") or (tree.dep[child] == "compound" and tree.pos[child] == "PROPN"):
            yield child


def _same(claim: Claim, wanted: tuple[int, ...], tree: Tree, among: Iterator[int] | range | tuple[int, ...]) -> bool:
    """Whether a phrase names what the claim is about: by a name of it, or by its noun when it has none."""
    names = [i for i in wanted if claim.tree.pos[i] == "PROPN"] or [i for i in wanted if claim.tree.pos[i] != "ADJ"]
    there = [i for i in among]
    met = [any(alike(claim.tree.keys[i], tree.keys[j]) >= 0.7 for j in there) for i in names]
    last = any(alike(claim.tree.keys[names[-1]], tree.keys[j]) >= 0.7 for j in there) if names else False
    return bool(names) and (all(met) or last)


def _beside_met(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether the sentence has the claim's other words: each name, and at least half of the rest."""
    if not claim.beside:
        return True
    asked = claim.tree
    met = {i: any(alike(asked.keys[i], keys) >= 0.7 for j, keys in enumerate(tree.keys) if j != at) for i in claim.beside}
    names = [i for i in claim.beside if asked.pos[i] == "PROPN" or asked.pos[i] == "NUM"]
    if not all(met[i] for i in names):
        return False
    if claim.linking:  # "defence minister" is no "foreign minister"
        inside = [i for i in claim.beside if asked.heads[i] == claim.predicate]
        if not all(met[i] for i in inside):
            return False
    return sum(met.values()) * 2 >= len(met)


def _judged(claim: Claim, tree: Tree, at: int) -> Way:
    """What stands over and beside a predicate: against it, short of it, or nothing."""
    if tree.text.rstrip("”\"’' ").endswith("?"):
        return Way.UNCLEAR
    way = _own(claim, tree, at)
    below, current = at, at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current or dep in ("relcl", "ROOT") or way is Way.UNCLEAR:
            break
        if claim.linking and dep in ("compound", "appos", "nmod", "nsubj", "nsubjpass", "poss"):
            break
        if dep not in (*_DOWN, "acomp", "attr", "oprd", "nsubj", "nsubjpass"):
            break
        way = _over(claim, tree, current, head, way)
        below, current = current, head
    del below
    return way


def _own(claim: Claim, tree: Tree, at: int) -> Way:
    """The predicate by its own helpers: "did not", "may", "will", "no longer"."""
    if claim.exists:
        if any(tree.words[child] in ("no", "any", "without") for child in tree.children[at]):
            return Way.NO
        if tree.dep[at] == "pobj" and tree.words[tree.heads[at]] == "without":
            return Way.NO
        return Way.YES
    if claim.linking and tree.dep[at] not in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
        if any(tree.words[child] in ("former", "ex", "then", "late") for child in tree.children[at]) and claim.about_now:
            return Way.NO
        if _negated(tree, at):
            return Way.NO
        return Way.YES
    return _by_helpers(claim, tree, at, Way.YES)


def _by_helpers(claim: Claim, tree: Tree, at: int, way: Way) -> Way:
    helpers = {tree.words[child] for child in tree.children[at] if tree.dep[child] in ("aux", "auxpass")}
    negated = _negated(tree, at)
    if helpers & _MODALS and not (claim.ability and helpers & {"can", "ca", "cannot", "may"}):
        return Way.UNCLEAR
    if helpers & _FUTURE and not (claim.about_future or (negated and claim.about_now)):
        return Way.UNCLEAR
    if any(tree.dep[child] == "mark" and tree.words[child] in _HYPOTHETICAL for child in tree.children[at]):
        return Way.UNCLEAR
    if any(
        tree.dep[child] == "advmod" and tree.words[child] in (*_HYPOTHETICAL, "almost", "nearly", "reportedly", "perhaps")
        for child in tree.children[at]
    ):
        return Way.UNCLEAR
    if negated:
        return Way.NO if way is Way.YES else Way.UNCLEAR
    return way


def _negated(tree: Tree, at: int) -> bool:
    """Whether a word is denied: by "not", "no longer", or a subject or object that is nobody and nothing."""
    for child in tree.children[at]:
        word = tree.words[child]
        if tree.dep[child] == "neg" or word in _NEGATIVES:
            return True
        if tree.dep[child] in ("nsubj", "nsubjpass", "dobj", "advmod", "attr"):
            inside = [tree.words[grand] for grand in tree.children[child]]
            if "no" in inside or "neither" in inside or word in ("nobody", "none", "nothing"):
                return True
    return False


def _over(claim: Claim, tree: Tree, current: int, head: int, way: Way) -> Way:
    """What a governing word makes of what is under it."""
    dep, lemma = tree.dep[current], tree.lemmas[head]
    if tree.pos[head] == "ADP" or dep == "pobj":
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if lemma in ("without", "against") else way
    if tree.pos[head] in ("NOUN", "PROPN") and not claim.linking:
        if lemma in _TALK:
            over = tree.lemmas[tree.heads[head]]
            return Way.NO if over in ("deny", "reject", "dismiss", "refute") and way is Way.YES else Way.UNCLEAR
        return Way.UNCLEAR if dep in ("acl", "pcomp", "prep") else way
    if dep == "advcl":
        return way  # its own mark has been looked at
    if dep == "conj":
        if any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[current]) or _subject_of(tree, current):
            return way
        joined = any(tree.words[child] in ("or", "nor") for child in tree.children[head])
        helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
        if joined or helpers & (_MODALS | _FUTURE):
            return _by_helpers(claim, tree, head, way)
        return way
    if claim.exists and dep in ("dobj", "nsubjpass", "nsubj"):
        made = Way.NO if lemma in _DENIES else Way.YES if lemma in _BROUGHT or lemma == "be" else Way.UNCLEAR
        if way is Way.NO:
            return Way.NO if made is Way.YES else Way.UNCLEAR
        return _by_helpers(claim, tree, head, made) if made is Way.YES else made
    if dep in ("acomp", "attr", "oprd") or (claim.linking and lemma == "be"):
        return _by_helpers(claim, tree, head, way)
    if dep in ("xcomp", "ccomp", "pcomp", "csubj"):
        if lemma in _DENIES:
            flipped = Way.NO if way is Way.YES else Way.UNCLEAR
            return Way.UNCLEAR if _negated(tree, head) else _by_helpers(claim, tree, head, flipped)
        if lemma not in _HOLDS:
            return Way.UNCLEAR
        if lemma == "go" and not claim.about_future:
            return Way.UNCLEAR
        if _negated(tree, head):  # "did not agree to go" is a no; "did not say that he went" is none
            return Way.NO if dep == "xcomp" and way is Way.YES else Way.UNCLEAR
        return _by_helpers(claim, tree, head, way) if dep == "xcomp" else _reported(tree, head, way)
    return way


def _reported(tree: Tree, head: int, way: Way) -> Way:
    """What is said is taken as said; what somebody may say is not."""
    helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
    return Way.UNCLEAR if helpers & (_MODALS | _FUTURE) else way


def _subject_of(tree: Tree, at: int) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass")), None)


def _said_by(tree: Tree, at: int) -> tuple[int, Span | None]:
    """The verb whose clause bears, and who says it when it is what somebody says."""
    top, current = at, at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current:
            break
        if dep == "ccomp" and tree.lemmas[head] in (_HOLDS | {"deny", "claim", "warn", "insist"}) - {"be", "have", "do"}:
            who = _subject_of(tree, head)
            inside = tree.lemmas[head] != "deny"
            span = None if who is None else _phrase(tree, who)
            return (top if inside else head), span
        current = head
        if tree.pos[current] in ("VERB", "AUX"):
            top = current
        if dep in ("relcl", "acl", "advcl"):
            break
    return top, None


def _phrase(tree: Tree, at: int) -> Span:
    return Span(start=tree.starts[tree.left[at]], end=tree.ends[at])


def _clause(tree: Tree, at: int) -> Span:
    """A verb's clause without what joins it to the rest, and without marks at its edges."""
    first, last = tree.left[at], tree.right[at]
    if tree.pos[at] not in ("VERB", "AUX"):
        first, last = 0, len(tree)
    for child in tree.children[at]:
        if child < at and tree.left[child] == first and tree.dep[child] in _OPENERS:
            first = tree.right[child]
    while first < last - 1 and tree.words[first] in ",;:-–—":
        first += 1
    while last > first + 1 and tree.words[last - 1] in ",;:.-–—":
        last -= 1
    return Span(start=tree.starts[first], end=tree.ends[last - 1])
