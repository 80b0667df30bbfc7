"""Spans of another measure, rank or sort than is asked for: a length for a weight, the second largest, no time."""

from collections.abc import Sequence

from retrieval.reader.fit import MEASURES, TIME_WORDS
from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import word_set
from retrieval.types import AnswerType

_TIMED = word_set(
    "after before during until till since by at when while once upon amid following summit election meeting season war "
    "lunch dinner breakfast dawn dusk sunrise sunset christmas easter ramadan eve present now future past era"
)
_RANKS = word_set("second third fourth fifth sixth seventh eighth ninth tenth")
_MOST = word_set("leading largest biggest highest tallest longest greatest oldest youngest fastest most best worst")
_WEIGHED = word_set(
    "tonne ton kilogram gram pound ounce barrel litre liter gallon mile kilometre kilometer metre meter foot inch "
    "hectare acre megawatt gigawatt dollar euro hour minute day week month year"
)
_SUMS = word_set(
    "reward fine penalty bonus salary wage compensation ransom bribe grant loan prize donation debt damages bail"
)
_UNITS = frozenset().union(*MEASURES.values()) - {"in", "c", "f", "m", "old", "away", "second", "story"}


def second_only(asked: Asked, tree: Tree) -> bool:
    """Whether the sentence tells of the second largest, and the largest is asked for."""
    if not _RANKS.isdisjoint(asked.tree.words):
        return False
    said = " ".join(tree.words).replace(" - ", " ").replace("-", " ")
    return any(f"{rank} {most}" in said for most in _MOST.intersection(asked.tree.words) for rank in _RANKS)


def other_measure(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a length or money is in the span, and a weight is asked for, or so; or a share, and tonnes are."""
    said = {tree.lemmas[at].lstrip("-") for at in inside} | {tree.words[at].split("-")[-1] for at in inside}
    paid = any(tree.labels[at] == "MONEY" or tree.words[at] in ("$", "£", "€") for at in inside)
    if asked.kind == "how many" and asked.focus_word in _WEIGHED:
        return any(tree.labels[at] == "PERCENT" or tree.words[at] == "%" for at in inside)
    wanted = MEASURES.get(asked.kind.removeprefix("how ")) if asked.kind.startswith("how ") else None
    if wanted is None:
        return paid and asked.kind == "how much" and "weigh" in asked.tree.lemmas
    return paid or (said.isdisjoint(wanted) and not said.isdisjoint(_UNITS))


def no_price(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether what something costs is asked, and a span is what a reward or fine is "of", of which nobody asked."""
    spoken = frozenset(asked.tree.lemmas)
    if asked.type is not AnswerType.AMOUNT or not {"cost", "price"} & spoken or not _SUMS.isdisjoint(spoken):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    of = top if tree.words[top] == "of" else tree.heads[top]
    return tree.words[of] == "of" and tree.lemmas[tree.heads[of]] in _SUMS


def no_time(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether when is asked, and a span has no date, number or word of time, nor one that opens such: "the forest"."""
    if asked.kind != "when":
        return False
    return not any(
        tree.labels[at] in ("DATE", "TIME", "EVENT", "CARDINAL", "ORDINAL")
        or tree.pos[at] in ("NUM", "SCONJ", "ADV")
        or tree.lemmas[at] in TIME_WORDS
        or tree.words[at] in _TIMED
        for at in (max(0, inside[0] - 1), *inside)
    )
