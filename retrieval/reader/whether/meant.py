"""Where a sentence says what a claim says by another verb, of which another takes the part of the claim's doer.

Who was killed died; who beat somebody won; who conceded lost; what was lifted is no longer in force.
"""

from collections.abc import Iterator

from retrieval.reader.tree import Tree
from retrieval.reader.whether.claims import Claim
from retrieval.reader.whether.fates import deaths, turned
from retrieval.reader.whether.outcomes import contests, cuts, results
from retrieval.reader.whether.parts import Meant
from retrieval.reader.whether.states import stands, states


def meant(claim: Claim, tree: Tree, titled: frozenset[str] = frozenset()) -> Iterator[Meant]:
    """The verbs of a sentence that say a claim in other words, of the same; those that say otherwise first.

    ``titled``: what the words of its article's title match by: whose jobs go where none is said to cut them.
    """
    if not claim.subject:
        return
    found = (*states(claim, tree), *results(claim, tree), *cuts(claim, tree, titled), *deaths(claim, tree))
    found += (*contests(claim, tree), *stands(claim, tree), *turned(claim, tree))
    yield from sorted(found, key=lambda each: (not each.against, each.at))
