"""What a number is of: "900 million dollars", not "900 million", to how much."""

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.reader.words import CURRENCIES, SCALES
from retrieval.types import AnswerType

_UNITS = CURRENCIES | {"percent"}
_NOUNS = frozenset({"NOUN", "PROPN"})


def with_unit(asked: Asked, tree: Tree, last: int) -> int:
    """The end of a span of tokens with the rest of its last number and the money or percent that this is of.

    Done before spans are weighed: cut and whole they share the likelihood, and neither has the rules' word beside it.
    "How many" asks for the number alone.
    """
    if asked.type is not AnswerType.AMOUNT or asked.kind == "how many" or not _is_number(tree, last - 1):
        return last
    at = last
    while at < len(tree) and tree.lemmas[at] in SCALES:
        at += 1
    at += tree.words[at : at + 1] == ("of",)  # "millions of euros"
    unit = at < len(tree) and tree.lemmas[at] in _UNITS and tree.pos[at] in _NOUNS
    return at + 1 if unit else last


def _is_number(tree: Tree, at: int) -> bool:
    return tree.pos[at] == "NUM" or tree.lemmas[at] in SCALES
