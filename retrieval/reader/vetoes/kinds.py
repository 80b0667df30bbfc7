"""Spans that are not of the kind that is asked for, whoever found them."""

import calendar
import re
from collections.abc import Sequence

from retrieval.language import states
from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import is_country, word_set
from retrieval.types import AnswerType

_MONTHS = frozenset(name.lower() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:])) | {"sept", "month"}
_YEAR = re.compile(r"(?:1\d|20|21)\d\d(?:s|-\d\d(?:\d\d)?)?")
_COMING = word_set("next tomorrow")
_AGO = word_set("ago later before after")
_NOT_PAST = frozenset({"MD", "VB", "VBP", "VBZ"})
_NEAR = 6  # words
_SPANS_OF_TIME = word_set("second minute hour day week month year decade century")
_TIMES_ASKED = _SPANS_OF_TIME | word_set("time season")  # "how many times" is answered with "twice a week"
# One question's words and the others' that rule it out; "big", "far" and "large" take any of them.
_DIMENSIONS = {
    "wide": word_set("long tall high deep thick length height depth"),
    "tall": word_set("long wide deep length width depth"),
    "high": word_set("long wide deep length width depth"),
    "deep": word_set("long wide tall high length width height"),
    "long": word_set("wide tall high deep width height depth"),
    "thick": word_set("long wide tall high length width height"),
}
# Places and houses that a name before them does not name: "a Florida county".
_PLACES = word_set(
    "county city town village state province region district suburb neighbourhood neighborhood island country nation "
    "school university college hospital prison jail court church hotel airport station port"
)
_NAMED = {
    AnswerType.AMOUNT: frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}),
    AnswerType.DURATION: frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}),
    AnswerType.TIME: frozenset({"PERSON", "GPE"}),  # a feast or a match may pass for an organisation
}


def misfit(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is a name where a measure is asked for, one of another dimension ("140 metres long" to "how
    wide"), a length of time where other things are counted ("six days" to "how many rounds") or a clock
    is asked for, a day where a year is, a state of the USA where a country is, where a county lies to "which county",
    another person to "who is", a clause without a name to "who", a whole statement to "when" or "where", of what
    happened to something only to what else.

    A length of time is no "when" either where it only says how rare something is ("the first in 45 years"), nor "next
    week" where something was done.
    ``inside`` are the span's tokens.
    """
    if asked.type is AnswerType.DEFINITION and asked.kind == "who" and all(term.name for term in asked.terms):
        return all(tree.labels[at] == "PERSON" for at in inside)
    if asked.kind == "who" and asked.type is AnswerType.PERSON:
        return _is_clause(tree, inside)
    if asked.kind in ("when", "where") and _says_who_does(tree, inside):
        return True
    if asked.tree.words[:3] == ("what", "happened", "to"):
        return tree.dep[top_of(tree, inside[0], inside[-1] + 1)] in ("nsubj", "nsubjpass")
    if asked.kind in ("what", "which", "none"):
        return _of_another_kind(asked, tree, inside)
    if asked.kind != "when" and not asked.kind.startswith("how "):
        return False
    names = _NAMED.get(asked.type, frozenset())
    if names and all(tree.labels[at] in names and not tree.words[at][:1].isdigit() for at in inside):
        return True
    numbers = [at for at in inside if tree.pos[at] == "NUM"]
    if asked.kind == "when":
        return _yet_to_come(asked, tree, inside) or (bool(numbers) and _how_rare(tree, inside))
    return _otherwise_measured(asked, tree, inside, numbers)


def _says_who_does(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is a whole statement, "Falk said on Thursday", and not "after Falk said so"."""
    top = top_of(tree, inside[0], inside[-1] + 1)
    own = [child for child in tree.children[top] if child in inside]
    opened = any(tree.dep[child] in ("mark", "advmod") and child == inside[0] for child in own)
    subject = any(tree.dep[child] in ("nsubj", "nsubjpass") for child in own)
    return tree.pos[top] in ("VERB", "AUX") and subject and not opened


def _yet_to_come(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether when something was done is asked, and the span is "next week" in a sentence on what was done.

    "The talks will resume next week" may be past when it is read.
    """
    if not asked.past or _COMING.isdisjoint(tree.words[at] for at in (max(0, inside[0] - 1), *inside)):
        return False
    return _NOT_PAST.isdisjoint(tree.tag)


def _is_clause(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is a clause that names nobody who acts: "prosecutors accuse him"."""
    return any(
        tree.dep[child] in ("nsubj", "nsubjpass")
        and tree.pos[child] != "PROPN"
        and tree.dep[at] != "relcl"
        and child in inside
        for at in inside
        if tree.pos[at] in ("VERB", "AUX")
        for child in tree.children[at]
    )


def _of_another_kind(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    if asked.focus_word in _PLACES and _is_one_of_there(asked, tree, inside):
        return True
    words = [tree.words[at].strip(".,’'") for at in inside]
    match asked.focus_word:
        case "year":
            return asked.type is AnswerType.TIME and not any(_YEAR.fullmatch(w) or "year" in w for w in words)
        case "time":  # "after seven hours" to what time
            numbers = [at for at in inside if tree.pos[at] == "NUM"]
            return (
                asked.tree.words[:2] == ("what", "time") and bool(numbers) and all(_lasts(tree, at) for at in numbers)
            )
        case "month":
            return asked.type is AnswerType.TIME and _MONTHS.isdisjoint(words)
        case "country" | "nation":
            state = " ".join(word for at, word in zip(inside, words, strict=True) if tree.pos[at] == "PROPN")
            return state in states.SMALL and not is_country(state)
    return False


def _is_one_of_there(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span says only where one of those asked for is: "Florida", or all of "a Florida county"."""
    top = top_of(tree, inside[0], inside[-1] + 1)
    noun = top if tree.lemmas[top] == asked.focus_word else tree.heads[top]
    if tree.lemmas[noun] != asked.focus_word or tree.pos[noun] != "NOUN" or inside[-1] > noun:
        return False
    if noun != top and tree.dep[top] not in ("compound", "amod", "nmod"):
        return False
    return any(tree.words[child] in ("a", "an", "another") for child in tree.children[noun])


def _otherwise_measured(asked: Asked, tree: Tree, inside: Sequence[int], numbers: Sequence[int]) -> bool:
    degree, after = asked.kind.removeprefix("how "), inside[-1] + 1
    said = {*(tree.lemmas[at] for at in inside), *tree.lemmas[after : after + 1]}
    if degree not in said and _DIMENSIONS.get(degree, frozenset()) & said:
        return True
    counted = degree == "many" and asked.focus_word not in _TIMES_ASKED
    return counted and bool(numbers) and all(_counts_time(tree, at) for at in numbers)


def _how_rare(tree: Tree, inside: Sequence[int]) -> bool:
    """Whether a span is the years "in" which something was the first or the greatest."""
    before = inside[0] - 1
    if before < 1 or tree.words[before] not in ("in", "for") or tree.lemmas[inside[-1]] not in _SPANS_OF_TIME:
        return False
    return any(tree.words[at] in ("first", "only") or tree.tag[at] in ("JJS", "RBS") for at in range(before)[-_NEAR:])


def _lasts(tree: Tree, number: int) -> bool:
    """Whether a number is one of hours or days, and not from now: "seven hours ago" is a time."""
    ago = not _AGO.isdisjoint(tree.words[number : number + 3])
    return not ago and tree.dep[number] == "nummod" and tree.lemmas[tree.heads[number]] in _SPANS_OF_TIME


def _counts_time(tree: Tree, number: int) -> bool:
    """Whether a number is one of days or years: of "six days", of "34-year-old"."""
    head = tree.lemmas[tree.heads[number]] if tree.dep[number] == "nummod" else ""
    return head in _SPANS_OF_TIME or any(f"-{unit}" in tree.words[number] for unit in _SPANS_OF_TIME)
