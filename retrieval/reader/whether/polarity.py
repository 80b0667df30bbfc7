"""Which way a sentence bears on whether something is so: for it, against it, or neither.

A sentence bears on a question when it has its verb (or the contrary one), done by the same, and what it is done to.
Then what stands over the verb decides: negation, refusal, doubt, plans, conditions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.reader.tree import Tree
from retrieval.reader.whether.absences import absences
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.clause import clause_of, said_by
from retrieval.reader.whether.doers import beside_met, held_by_subject, subject_of
from retrieval.reader.whether.meant import meant
from retrieval.reader.whether.particles import tells_state
from retrieval.reader.whether.predicates import predicates
from retrieval.reader.whether.stances import (
    ALLOWS,
    BROUGHT,
    COUNTS,
    DENIES,
    DOUBTFUL,
    FALSE,
    FUTURE,
    HOLDS,
    HYPOTHETICAL,
    MODALS,
    NEGATIVES,
    NEWS,
    PERSISTS,
    PLANS,
    PROPOSED,
    RANKED,
    SURE,
    TALK,
    UNFOUNDED,
    WISHES,
)
from retrieval.reader.whether.tenses import helpers_of
from retrieval.types import Span

_DOWN = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl", "prep", "dobj", "pobj"})
_FROM_THEN = frozenset({"before", "until", "till"})


class Way(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """``span`` is the clause that bears, ``speaker`` the words for whoever says so in the sentence."""

    way: Way
    span: Span
    speaker: Span | None


def bears(
    claim: Claim, tree: Tree, titled: frozenset[str] = frozenset(), before: Callable[[], frozenset[str]] = frozenset
) -> Bearing | None:
    """How a sentence bears on a claim; the first clause that does decides. None when it tells of something else.

    ``titled``, ``before``: what the words of its article's title, and of the article before it, match by; the second is
    asked for only where it matters. "There was no response" does not say to what; what is told before does.
    """
    for at, against in _told(claim, tree, titled):
        way = _judged(claim, tree, at)
        if against and way is not Way.UNCLEAR:
            way = Way.NO if way is Way.YES else Way.UNCLEAR
        top, speaker = said_by(tree, at)
        return Bearing(way=way, span=clause_of(tree, top), speaker=speaker)
    for at in absences(claim, tree):
        if beside_met(claim, tree, at, titled, around=before()):
            top, speaker = said_by(tree, at)
            way = _by_helpers(claim, tree, tree.heads[at], Way.YES)
            return Bearing(way=way, span=clause_of(tree, top), speaker=speaker)
    return None


def _told(claim: Claim, tree: Tree, titled: frozenset[str]) -> Iterator[tuple[int, bool]]:
    """Where a sentence says a claim of the same doer, in other words before the same, and whether it says otherwise."""
    for other in meant(claim, tree, titled):
        if beside_met(claim, tree, other.at, titled, said=other.said):
            yield other.at, other.against
    for at, against in predicates(claim, tree):
        if held_by_subject(claim, tree, at) and beside_met(claim, tree, at, titled):
            yield at, against


def _judged(claim: Claim, tree: Tree, at: int) -> Way:
    """What stands over and beside a predicate: against it, short of it, or nothing."""
    if tree.text.rstrip("”\"’' ").endswith("?"):
        return Way.UNCLEAR
    if (noun := tree.heads[at]) != at and tree.lemmas[noun] in WISHES and tree.dep[at] in ("acl", "relcl"):
        refused = tree.lemmas[tree.heads[noun]] in DENIES and not _negated(tree, tree.heads[noun])
        return Way.NO if refused and tree.dep[noun] == "dobj" else Way.UNCLEAR
    at = tree.heads[at] if tells_state(tree, at) else at
    way = _own(claim, tree, at)
    current = at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current or dep in ("relcl", "ROOT") or way is Way.UNCLEAR:
            break
        if claim.linking and dep in ("compound", "appos", "nmod", "nsubj", "nsubjpass", "poss"):
            break
        if dep not in (*_DOWN, "acomp", "attr", "oprd", "nsubj", "nsubjpass"):
            break
        way = _over(claim, tree, current, head, way)
        current = head
    return way


def _own(claim: Claim, tree: Tree, at: int) -> Way:
    """The predicate by its own helpers: "did not", "may", "will", "no longer"."""
    if claim.exists:
        if any(tree.words[child] in ("no", "any", "without") for child in tree.children[at]):
            return Way.NO
        if tree.dep[at] == "pobj" and tree.words[tree.heads[at]] == "without":
            return Way.NO
        return Way.YES
    if claim.linking and tree.lemmas[at] != "be" and tree.dep[at] not in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
        if (
            any(tree.words[child] in ("former", "ex", "then", "late") for child in tree.children[at])
            and claim.about_now
        ):
            return Way.NO
        if _negated(tree, at):
            return Way.NO
        return Way.YES
    return _by_helpers(claim, tree, at, Way.YES)


def _by_helpers(claim: Claim, tree: Tree, at: int, way: Way) -> Way:
    helpers = set(helpers_of(tree, at))
    negated = _negated(tree, at)
    if claim.about_now and tree.lemmas[at] in PERSISTS and helpers & FUTURE and not negated:
        return way
    if helpers & MODALS and not (claim.ability and helpers & {"can", "ca", "cannot", "may"}):
        return Way.UNCLEAR
    if helpers & FUTURE and not (claim.about_future or (negated and claim.about_now)):
        return Way.UNCLEAR
    if "had" in helpers and claim.about_now and not negated:  # what had been so need not be so now
        return Way.UNCLEAR
    openers = {tree.words[child] for child in tree.children[at] if tree.dep[child] in ("mark", "advmod")}
    happened = tree.tag[at] == "VBD" and not openers & {"if", "unless", "whether"}  # "when it ended"
    if openers & DOUBTFUL or (openers & HYPOTHETICAL and not happened):
        return Way.UNCLEAR
    if negated and claim.about_future and any(tree.words[child] in _FROM_THEN for child in tree.children[at]):
        return Way.UNCLEAR  # what will not be before August may well be then
    if negated:
        return Way.NO if way is Way.YES else Way.UNCLEAR
    return way


def _negated(tree: Tree, at: int) -> bool:
    """Whether a word is denied: by "not", "no longer", or a subject or object that is nobody and nothing."""
    for child in tree.children[at]:
        word = tree.words[child]
        if tree.dep[child] == "neg" or word in NEGATIVES:
            return True
        if tree.dep[child] in ("nsubj", "nsubjpass", "dobj", "advmod", "attr"):
            inside = [tree.words[grand] for grand in tree.children[child]]
            if "no" in inside or "neither" in inside or word in ("nobody", "none", "nothing"):
                return True
    return False


def _over(claim: Claim, tree: Tree, current: int, head: int, way: Way) -> Way:
    """What a governing word makes of what is under it."""
    dep, lemma = tree.dep[current], tree.lemmas[head]
    if dep == "prep" and lemma in DENIES and tree.words[current] in ("out", "from"):
        return Way.NO if way is Way.YES and not _negated(tree, head) else Way.UNCLEAR
    if dep == "prep" and lemma == "be" and tree.words[current] == "under":
        return Way.UNCLEAR if claim.exists and _negated(tree, head) else _by_helpers(claim, tree, head, way)
    if tree.pos[head] == "ADP" or dep == "pobj":
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if lemma in ("without", "against") else way
    if tree.lemmas[head] == "be" and any(
        tree.lemmas[c] in ("unlikely", "likely", "possible") for c in tree.children[head]
    ):
        return Way.UNCLEAR
    if tree.pos[head] in ("NOUN", "PROPN") and not claim.linking:
        if claim.exists and dep == "prep" and lemma in PROPOSED and tree.dep[head] == "dobj":
            refused = tree.lemmas[tree.heads[head]] in DENIES and not _negated(tree, tree.heads[head])
            return way if refused else Way.UNCLEAR  # what the refusal makes of it, the next step says
        if lemma in PLANS and any(tree.words[child] == "no" for child in tree.children[head]):
            holds = claim.about_future and way is Way.YES and tree.lemmas[tree.heads[head]] in ("have", "be")
            return Way.NO if holds else Way.UNCLEAR
        if lemma in TALK:
            over = tree.lemmas[tree.heads[head]]
            false = over in ("deny", "reject", "dismiss", "refute") or any(
                tree.words[child] in UNFOUNDED for child in tree.children[head]
            )
            return Way.NO if false and way is Way.YES else Way.UNCLEAR
        return Way.UNCLEAR if dep in ("acl", "pcomp", "prep") and lemma not in (*NEWS, *RANKED) else way
    if tree.pos[head] == "ADJ" and dep in ("xcomp", "ccomp", "csubj", "acl", "advcl"):
        if lemma in FALSE:
            return Way.NO if way is Way.YES else Way.UNCLEAR
        return way if lemma in SURE else Way.UNCLEAR
    if dep == "advcl":  # its own mark has been looked at; "ruled out running" is parsed as one
        ruled = lemma in DENIES and tree.tag[current] == "VBG" and tree.left[current] == current > head
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if ruled and tree.words[current - 1] != "," else way
    if dep == "conj":
        if any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[current]) or subject_of(tree, current):
            return way
        joined = any(tree.words[child] in ("or", "nor") for child in tree.children[head])
        helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
        if joined or helpers & (MODALS | FUTURE):
            return _by_helpers(claim, tree, head, way)
        return way
    if claim.exists and dep in ("dobj", "nsubjpass", "nsubj"):
        made = Way.NO if lemma in DENIES else Way.YES if lemma in BROUGHT or lemma == "be" else Way.UNCLEAR
        if way is Way.NO:
            return Way.NO if made is Way.YES or lemma in COUNTS else Way.UNCLEAR
        return _by_helpers(claim, tree, head, made) if made is Way.YES else made
    if claim.exists and dep == "attr":
        return way if way is Way.NO else _by_helpers(claim, tree, head, way)
    if dep in ("acomp", "attr", "oprd") or (claim.linking and lemma == "be"):
        return _by_helpers(claim, tree, head, way)
    if dep in ("xcomp", "ccomp", "pcomp", "csubj"):
        if lemma in DENIES:
            flipped = Way.NO if way is Way.YES else Way.UNCLEAR
            return Way.UNCLEAR if _negated(tree, head) else _by_helpers(claim, tree, head, flipped)
        if lemma in ALLOWS and claim.ability and dep == "xcomp":  # who is allowed to can
            return _by_helpers(claim, tree, head, way)
        if lemma not in HOLDS:
            return Way.UNCLEAR
        if lemma in ("have", "be") and dep == "xcomp":  # "has yet to", "still has to", "has to", "is to"
            yet = any(
                tree.words[child] in ("yet", "still") for child in (*tree.children[head], *tree.children[current])
            )
            return Way.NO if yet and way is Way.YES else Way.UNCLEAR
        if lemma == "go" and not claim.about_future:
            return Way.UNCLEAR
        if _negated(tree, head):  # "did not agree to go" is a no; "did not say that he went" is none
            return Way.NO if dep == "xcomp" and way is Way.YES else Way.UNCLEAR
        return _by_helpers(claim, tree, head, way) if dep == "xcomp" else _reported(tree, head, way)
    return way


def _reported(tree: Tree, head: int, way: Way) -> Way:
    """What is said is taken as said; what somebody may say is not."""
    helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
    return Way.UNCLEAR if helpers & (MODALS | FUTURE) else way
