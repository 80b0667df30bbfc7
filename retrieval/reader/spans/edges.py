"""The word beside a span that is part of its phrase: "law" of "law enforcement", "back" of "get it back"."""

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import word_set

_PARTICLES = word_set("back away off out up down apart together aside")
_ENDS = word_set("until till to through")
_LEAST = frozenset({"at", "least"})
_SORTS = word_set("kind type sort part")  # what kind of law? "Norland" will do
# What is named by where it is alone: "which state" is California, where "which law" is California law.
_NAMED_SO = word_set(
    "country nation state county city town village province region nationality language team side club"
)
_FAR = 8  # words from "until" back to its "from"


def edged(asked: Asked, tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The tokens of a span (half-open) with the words at its edges that it cannot do without, and without "by".

    "get his phone back", not "get his phone"; "law enforcement", not "enforcement", to who; "Norland law" to
    which law, not "Norland"; "from May until June", not "June", to how long; "the court" to who, not "by the court".
    """
    last = _with_particle(tree, first, last)
    first = _without_by(asked, tree, first, last)
    first = _with_compound(asked, tree, first, last)
    first = _with_kind(asked, tree, first)
    last = _with_sort(asked, tree, first, last)
    return _from(asked, tree, first, last), last


def _with_particle(tree: Tree, first: int, last: int) -> int:
    """The end of the small word behind the span that belongs to its verb: "get his phone back"."""
    if last >= len(tree) or tree.words[last] not in _PARTICLES or tree.dep[last] not in ("prt", "advmod"):
        return last
    verb = tree.heads[last]
    done = any(tree.dep[child] == "dobj" and verb < child < last for child in tree.children[verb])
    return last + 1 if tree.pos[verb] == "VERB" and first <= verb and done and tree.right[last] == last + 1 else last


def _without_by(asked: Asked, tree: Tree, first: int, last: int) -> int:
    """The word behind the "by" of who did it, and behind its article: "the court", not "by the court"."""
    if asked.kind != "who" or tree.words[first] != "by" or tree.dep[first] != "agent" or last - first < 2:
        return first
    return first + 1 + (last - first > 2 and tree.pos[first + 1] == "DET")


def _with_compound(asked: Asked, tree: Tree, first: int, last: int) -> int:
    """The first of the common nouns right before a span of who did something that make one noun with it."""
    top = top_of(tree, first, last)
    if asked.kind != "who" or tree.pos[top] != "NOUN" or tree.dep[first] not in ("compound", tree.dep[top]):
        return first
    at = first
    while (
        at
        and tree.dep[at - 1] == "compound"
        and tree.pos[at - 1] == "NOUN"
        and tree.heads[at - 1] in range(at, top + 1)
    ):
        at -= 1
    return at


def _with_kind(asked: Asked, tree: Tree, first: int) -> int:
    """The first word of the noun that the phrase at the span's start describes, where of what kind it is is asked:
    "talks at the highest level", not "at the highest level", to what kind of talks.
    """
    noun = tree.heads[first]
    described = tree.pos[first] == "ADP" and noun == first - 1 and tree.lemmas[noun] == asked.focus_word
    if not described or asked.kind not in ("what", "which") or _SORTS.isdisjoint(asked.tree.lemmas):
        return first
    while tree.dep[noun - 1] in ("compound", "amod") and tree.heads[noun - 1] == first - 1 and noun:
        noun -= 1
    return noun


def _with_sort(asked: Asked, tree: Tree, first: int, last: int) -> int:
    """The end of the noun that is asked for, where the span is only the place before it."""
    if (
        asked.kind not in ("what", "which")
        or not asked.focus_word
        or asked.focus_word in _NAMED_SO
        or last >= len(tree)
    ):
        return last
    if tree.lemmas[last] != asked.focus_word or not _SORTS.isdisjoint(asked.tree.lemmas):
        return last
    if any(tree.labels[at] != "GPE" for at in range(first, last)):
        return last
    top = top_of(tree, first, last)
    return last + 1 if tree.dep[top] == "compound" and tree.heads[top] == last else last


def _from(asked: Asked, tree: Tree, first: int, last: int) -> int:
    """The "from" of a time that the span says the end of; to how long of one that it is the end of."""
    if first and tree.words[first - 1] == "from" and tree.labels[first] in ("DATE", "TIME"):
        return first - 1 if not _ENDS.isdisjoint(tree.words[first:last]) else first
    if asked.kind != "how long" or any(tree.labels[at] not in ("DATE", "TIME", "") for at in range(first, last)):
        return first
    end = first
    while end and tree.words[end - 1] in _LEAST:
        end -= 1
    ends = end and tree.words[end - 1] in _ENDS
    begins = range(end - 2, max(-1, end - 2 - _FAR), -1) if ends else ()
    return next((at for at in begins if tree.words[at] in ("from", "between")), first)
