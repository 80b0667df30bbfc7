"""Spans of another year than the one asked about, and what somebody won in an earlier year than the news is of."""

import re
from collections.abc import Iterator, Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import word_set
from retrieval.types import Sentence

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COUNTED = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT", "TIME"})
_BOUNDED = word_set("since after before between from until by during last previous next")
# What is done again each season: without a year the latest is asked for.
_SEASONAL = word_set("win lose host beat defeat top qualify")


def of_another_year(asked: Asked, sentence: Sentence, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the verb over a span is said of other years than the question's: of "the 2008 Games" to "in 2021".

    Where the question says no year, of years before the article's: who "won the cup in 2019" has not won it now.
    """
    spoken = asked.tree
    if asked.kind == "when" or not _BOUNDED.isdisjoint(spoken.words):
        return False
    verb = _verb_over(tree, top_of(tree, inside[0], inside[-1] + 1))
    if verb is None:
        return False
    told = {int(tree.words[at]) for at in _years(tree) if _verb_over(tree, at) == verb}
    wanted = {int(spoken.words[at]) for at in _years(spoken)}
    if wanted or not told:
        return bool(wanted and told) and wanted.isdisjoint(told)
    published = sentence.article.published_at
    again = tree.lemmas[verb] in _SEASONAL and not asked.anchor.isdisjoint(tree.keys[verb])
    return again and published is not None and max(told) < published.year


def _years(tree: Tree) -> Iterator[int]:
    """The words that are years; what is counted is none ("2000 boats")."""
    for at in range(len(tree)):
        counted = tree.labels[at] in _COUNTED or (tree.dep[at] == "nummod" and tree.tag[tree.heads[at]] == "NNS")
        if _YEAR.fullmatch(tree.words[at]) and not counted:
            yield at


def _verb_over(tree: Tree, at: int) -> int | None:
    while tree.pos[at] not in ("VERB", "AUX"):
        if tree.heads[at] == at:
            return None
        at = tree.heads[at]
    return at
