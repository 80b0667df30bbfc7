"""Spans on contests: the side that is asked for, and a score with both its numbers."""

import re
from dataclasses import replace

from retrieval.reader.confidence import Chosen
from retrieval.reader.contests import asks_winner, name_at, sides
from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.types import Span

_UNITS = r"(?: (?:votes?|points?|goals?|seats?|runs?))?"
_SCORE = re.compile(
    rf"(?<![\w.,:/-])(?<!from )\d{{1,3}}{_UNITS}(?: to | against |[-–—])\d{{1,3}}(?![\w/:%]|[.,-]\d)", re.I
)
_ASKS_SCORE = re.compile(
    r"^\W*(?:by (?:how (?:many|much)|what (?:margin|score|vote))|with how many votes|what(?:'s|’s| is| was| were)? the "
    r"(?:final )?(?:score|vote|tally|result)\b|how many votes .*\bby\W*$)",
    re.I,
)


def right_side(asked: Asked, tree: Tree, pick: Chosen) -> Chosen:
    """Who won, where the pick is the other side or both; by the name that a pronoun stands for."""
    won = asks_winner(asked.tree)
    if won is None or pick.span is None:
        return pick
    inside = tree.inside(pick.span.start, pick.span.end)
    for wanted, other in sides(tree, won):
        if other not in inside:
            continue
        first, last = name_at(tree, wanted)
        for a, b, mention in tree.mentions:
            if a <= wanted < b:
                span = Span(start=mention.start, end=mention.end)
                return replace(pick, span=span, value=mention.refers_to, mention=mention)
        span = Span(start=tree.starts[first], end=tree.ends[last - 1])
        return replace(pick, span=span, value=tree.text[span.start : span.end], mention=None)
    return pick


def whole_score(asked: Asked, tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A score with both its numbers where one is the span: "78 to 71", "78 votes to 71", "60-45"."""
    if _ASKS_SCORE.match(asked.text) is None:
        return first, last
    start, end = tree.starts[first], tree.ends[last - 1]
    for found in _SCORE.finditer(tree.text):
        if found.start() <= start and end <= found.end():
            inside = tree.inside(found.start(), found.end())
            return inside[0], inside[-1] + 1
    return first, last
