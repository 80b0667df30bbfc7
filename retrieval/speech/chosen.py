"""Of several claims in one sentence, those that stand."""

from collections.abc import Sequence

from retrieval.speech.claim import Claim, with_outlet
from retrieval.speech.quotation import Polarity
from retrieval.speech.tree import Tree

_DEEP = 12  # words up the tree


def nearest(tree: Tree, found: Sequence[Claim]) -> list[Claim]:
    """Quoted words belong to the verb that stands nearest; a verb with a clause of its own keeps that."""

    def far(claim: Claim) -> int:
        token = tree.tokens[claim.at]
        return min(abs(claim.said.start - token.end), abs(token.start - claim.said.end))

    def rivals(claim: Claim) -> list[Claim]:
        return [o for o in found if o.said.start < claim.said.end and claim.said.start < o.said.end and o is not claim]

    def stands(claim: Claim) -> bool:
        if claim.clause or claim.polarity is Polarity.REFUSED:
            return True
        return all(far(claim) <= far(other) or _nested(other, claim) for other in rivals(claim))

    return [claim for claim in found if stands(claim)]


def _nested(inner: Claim, outer: Claim) -> bool:
    """Whether one claim's words are a small part of another's: "he said that it was what she called 'a farce'"."""
    return inner.said.end - inner.said.start < 0.6 * (outer.said.end - outer.said.start)


def outermost(tree: Tree, found: Sequence[Claim]) -> list[Claim]:
    """Claims that are not part of what another says; what an outlet says somebody said is theirs, by its report."""
    kept: list[Claim] = []
    for claim in found:
        outer = next((o for o in found if o is not claim and _below(tree, claim.at, o)), None)
        if outer is None:
            kept.append(claim)
        elif outer.speaker is None and outer.outlet and claim.clause and claim.speaker and claim.speaker.person:
            kept = [each for each in kept if each is not outer]
            kept.append(with_outlet(claim, outer.outlet))
    reported = {claim.at for claim in kept if claim.outlet}
    return [
        claim
        for claim in kept
        if claim.speaker is not None or len(kept) == 1 or (claim.at in reported and not _has_heir(tree, claim, kept))
    ]


def _below(tree: Tree, i: int, outer: Claim) -> bool:
    """Whether a word of saying hangs on another's clause."""
    at = i
    for _ in range(_DEEP):
        head = tree.tokens[at].head
        if head == at or _contrasts(tree, at):
            return False
        if head == outer.at:
            return tree.tokens[at].dep in ("ccomp", "parataxis")
        at = head
    return False


def _contrasts(tree: Tree, i: int) -> bool:
    """Whether a clause stands against the one it hangs on: "X said ..., while Y argued that ..."."""
    mark = tree.child(i, "mark")
    return tree.tokens[i].dep == "advcl" and mark is not None and tree.lower(mark) in ("while", "whereas")


def _has_heir(tree: Tree, outer: Claim, kept: Sequence[Claim]) -> bool:
    return any(each is not outer and _below(tree, each.at, outer) for each in kept)
