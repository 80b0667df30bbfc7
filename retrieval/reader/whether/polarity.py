"""Which way a sentence bears on whether something is so: for it, against it, or neither.

A sentence bears on a question when it has its verb (or the contrary one), done by the same, and what it is done to.
Then what stands over the verb decides: negation, refusal, doubt, plans, conditions.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from retrieval.reader.tree import Tree
from retrieval.reader.whether.absences import absences
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.clause import clause_of, said_by
from retrieval.reader.whether.doers import beside_met, held_by_subject
from retrieval.reader.whether.governed import governed
from retrieval.reader.whether.helpers import Way, by_helpers, by_itself, negated
from retrieval.reader.whether.meant import meant
from retrieval.reader.whether.particles import tells_state
from retrieval.reader.whether.predicates import predicates
from retrieval.reader.whether.stances import DENIES, WISHES
from retrieval.types import Span

_DOWN = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl", "prep", "dobj", "pobj"})


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
            way = by_helpers(claim, tree, tree.heads[at], Way.YES)
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
        refused = tree.lemmas[tree.heads[noun]] in DENIES and not negated(tree, tree.heads[noun])
        return Way.NO if refused and tree.dep[noun] == "dobj" else Way.UNCLEAR
    at = tree.heads[at] if tells_state(tree, at) else at
    way = by_itself(claim, tree, at)
    current = at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current or dep in ("relcl", "ROOT") or way is Way.UNCLEAR:
            break
        if claim.linking and dep in ("compound", "appos", "nmod", "nsubj", "nsubjpass", "poss"):
            break
        if dep not in (*_DOWN, "acomp", "attr", "oprd", "nsubj", "nsubjpass"):
            break
        way = governed(claim, tree, current, head, way)
        current = head
    return way
