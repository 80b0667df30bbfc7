"""Spans that cannot be the number, the length or the time that is asked for, whoever found them."""

from collections.abc import Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.reader.words import word_set
from retrieval.types import AnswerType

NEAR = 6  # words
SPANS_OF_TIME = word_set("second minute hour day week month year decade century")
_TIMES_ASKED = SPANS_OF_TIME | word_set("time season")  # "how many times" is answered with "twice a week"
# One question's words and the others' that rule it out; "big", "far" and "large" take any of them.
_DIMENSIONS = {
    "wide": word_set("long tall high deep thick length height depth"),
    "tall": word_set("long wide deep length width depth"),
    "high": word_set("long wide deep length width depth"),
    "deep": word_set("long wide tall high length width height"),
    "long": word_set("wide tall high deep width height depth"),
    "thick": word_set("long wide tall high length width height"),
}
_NAMED = {
    AnswerType.AMOUNT: frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}),
    AnswerType.DURATION: frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}),
    AnswerType.TIME: frozenset({"PERSON", "GPE"}),  # a feast or a match may pass for an organisation
}


def no_such_measure(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is a name where a measure is asked for, one of another dimension ("140 metres long" to "how
    wide"), or a length of time where other things are counted ("six days" to "how many rounds").

    A length of time is no "when" either where it only says how rare something is: "the first in 45 years".
    ``inside`` are the span's tokens.
    """
    if asked.kind != "when" and not asked.kind.startswith("how "):
        return False
    names = _NAMED.get(asked.type, frozenset())
    if names and all(tree.labels[at] in names and not tree.words[at][:1].isdigit() for at in inside):
        return True
    degree = asked.kind.removeprefix("how ")
    after = inside[-1] + 1
    said = {*(tree.lemmas[at] for at in inside), *tree.lemmas[after : after + 1]}
    if degree not in said and _DIMENSIONS.get(degree, frozenset()) & said:
        return True
    numbers = [at for at in inside if tree.pos[at] == "NUM"]
    if asked.kind == "when":
        return bool(numbers) and _how_rare(tree, inside)
    counted = degree == "many" and asked.focus_word not in _TIMES_ASKED
    return counted and bool(numbers) and all(_counts_time(tree, at) for at in numbers)


def _how_rare(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is the years "in" which something was the first or the greatest."""
    before = inside[0] - 1
    if before < 1 or tree.words[before] not in ("in", "for") or tree.lemmas[inside[-1]] not in SPANS_OF_TIME:
        return False
    return any(tree.words[at] in ("first", "only") or tree.tag[at] in ("JJS", "RBS") for at in range(before)[-NEAR:])


def _counts_time(tree: Tree, number: int) -> bool:
    """Whether a number is one of days or years: of "six days", of "34-year-old"."""
    head = tree.lemmas[tree.heads[number]] if tree.dep[number] == "nummod" else ""
    return head in SPANS_OF_TIME or any(f"-{unit}" in tree.words[number] for unit in SPANS_OF_TIME)
