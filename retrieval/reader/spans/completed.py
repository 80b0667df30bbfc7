"""Spans that the parse shows to be cut short or to run on: mended to the phrase that a reader would quote."""

from dataclasses import replace

from retrieval.reader.confidence import Chosen
from retrieval.reader.question import Asked
from retrieval.reader.spans.contested import right_side, whole_score
from retrieval.reader.spans.edges import edged
from retrieval.reader.tree import OBJECT, Tree, top_of
from retrieval.reader.words import alike, word_set
from retrieval.types import AnswerType, Span

_DOUBT = word_set("may might could not n't n’t never cannot")
_MANY = word_set("are were")
_BODIES = frozenset({"ORG", "LAW", "EVENT", "WORK_OF_ART", "FAC"})
_RELATIVE = frozenset({"which", "who", "whom", "whose", "where"})
_PARTS = word_set("percent per % million billion trillion thousand hundred")  # of an amount, and no amount alone
_KEPT = 2  # words before a clause that is left out
_OBJECT, _STATEMENT = 6, 30  # words of an object, of a statement, at most


def completed(asked: Asked, tree: Tree, pick: Chosen) -> Chosen:
    """The pick with what its words cannot do without, and without a clause that only adds to them.

    "may close", not "close"; "sold the mill", not "sold"; "no response", not "no"; "days of talks", not "days of";
    "from May until June"; a body by its whole name; what is said, not of whom; the one of two who is asked for;
    who won, not who lost; a score with both its numbers. "He bombed a market, where 41 died" ends before "where".
    At its edges `edged` mends it.
    """
    pick = right_side(asked, tree, pick)
    if pick.span is None or pick.mention is not None:
        return pick
    inside = tree.inside(pick.span.start, pick.span.end)
    if not inside:
        return pick
    first, last = inside[0], inside[-1] + 1
    last = _without_aside(tree, first, last)
    last = _with_noun(tree, first, last)
    last = _past_preposition(tree, first, last)
    last = _with_object(asked, tree, first, last)
    first = _with_doubt(asked, tree, first)
    first, last = _whole_name(tree, first, last)
    first, last = _one_of_two(asked, tree, first, last)
    first, last = _whole_statement(asked, tree, first, last)
    first = _with_number(tree, first)
    first, last = edged(asked, tree, first, last)
    first, last = whole_score(asked, tree, first, last)
    if (first, last) == (inside[0], inside[-1] + 1):
        return pick
    start = pick.span.start if first == inside[0] else tree.starts[first]
    end = pick.span.end if last == inside[-1] + 1 else tree.ends[last - 1]
    return replace(pick, span=Span(start=start, end=end), value=tree.text[start:end])


def shortened(tree: Tree, span: Span) -> Span:
    """A clause's span without a clause behind a comma that only adds to it."""
    inside = tree.inside(span.start, span.end)
    if not inside:
        return span
    last = _without_aside(tree, inside[0], inside[-1] + 1)
    return span if last == inside[-1] + 1 else Span(start=span.start, end=tree.ends[last - 1])


def _without_aside(tree: Tree, first: int, last: int) -> int:
    """Where a clause opens behind a comma, to the span's end."""
    for at in range(first + _KEPT, last - 1):
        if tree.words[at] != "," or tree.words[at + 1] not in _RELATIVE:
            continue
        over = next((i for i in range(at + 1, last) if tree.dep[i] == "relcl" and tree.left[i] == at + 1), None)
        if over is not None and tree.right[over] >= last - 1:
            return at
    return last


def _whole_statement(asked: Asked, tree: Tree, first: int, last: int) -> tuple[int, int]:
    """What is confirmed or said where the span is only who it is of: all of "the mill was sold", not "the mill"."""
    if asked.kind != "what" or asked.role != OBJECT or asked.focus_word:
        return first, last
    top = top_of(tree, first, last)
    verb = tree.heads[top]
    said = tree.dep[verb] == "ccomp" and alike(asked.anchor, tree.keys[tree.heads[verb]]) == 1
    whole = said and tree.dep[top] in ("nsubj", "nsubjpass") and first <= tree.left[top] + 1 and last <= verb
    end = tree.right[verb]
    while end > last and tree.pos[end - 1] == "PUNCT":
        end -= 1
    return (first, end) if whole and end - first <= _STATEMENT else (first, last)


def _one_of_two(asked: Asked, tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The one of two who is what is asked for: of "Chancellor Ida Maren and Foreign Secretary Jon Tessen" the first."""
    if asked.kind != "who" or not asked.anchor_is_copula or not _MANY.isdisjoint(asked.tree.words):
        return first, last
    top = top_of(tree, first, last)
    other = next((child for child in tree.children[top] if tree.dep[child] == "conj" and top < child < last), None)
    if other is None or _called(asked, tree, top) is _called(asked, tree, other):
        return first, last
    return (first, top + 1) if _called(asked, tree, top) else (max(tree.left[other], top + 2), last)


def _called(asked: Asked, tree: Tree, at: int) -> bool:
    """Whether what is asked for stands before a name as its title."""
    return any(not asked.focus.isdisjoint(tree.keys[child]) for child in tree.children[at] if child < at)


def _with_noun(tree: Tree, first: int, last: int) -> int:
    """The end of the noun that there is none of: "no immediate response", neither "no" nor "no immediate"."""
    noun = tree.heads[first]
    denied = tree.words[first] == "no" and tree.dep[first] == "det" and tree.right[first] <= last <= noun
    return noun + 1 if denied else last


def _past_preposition(tree: Tree, first: int, last: int) -> int:
    """The end of what follows the preposition at the span's end: "six days of talks", not "six days of"."""
    at = last - 1
    if tree.pos[at] != "ADP" or at == first:
        return last
    ends = [child + 1 for child in tree.children[at] if tree.dep[child] == "pobj" and last <= child < last + _OBJECT]
    return ends[0] if ends else last


def _with_object(asked: Asked, tree: Tree, first: int, last: int) -> int:
    """The end of what the verb at the span's end is done to, unless the question says that; a verb alone may do, but
    not where a statement is asked for.
    """
    verb = last - 1
    alone = verb == first and asked.type is not AnswerType.STATEMENT
    if tree.pos[verb] != "VERB" or alone or last >= len(tree):
        return last
    for child in tree.children[verb]:
        if tree.dep[child] != "dobj" or tree.left[child] != last or child - last >= _OBJECT:
            continue
        if tree.labels[child] in ("DATE", "TIME"):
            return last
        given = any(not term.keys.isdisjoint(tree.keys[child]) for term in asked.terms)
        return last if given else child + 1
    return last


def _with_doubt(asked: Asked, tree: Tree, first: int) -> int:
    """The first of the words of doubt or denial right before the span's verb, unless the question has such itself."""
    if tree.pos[first] not in ("VERB", "AUX") or not _DOUBT.isdisjoint(asked.tree.words):
        return first
    at = first
    while at and tree.words[at - 1] in _DOUBT and tree.heads[at - 1] in (first, tree.heads[first]):
        at -= 1
    return at


def _whole_name(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A body by its whole name where the span is the end of it."""
    for a, b, label in tree.entities:
        if label in _BODIES and a < first and last == b and last - first > 1:
            start = a + (tree.pos[a] == "DET")
            return start, last
    return first, last


def _with_number(tree: Tree, first: int) -> int:
    """The number that the span's first word counts, with the rest of it: "7 percent", not "percent"."""
    if tree.words[first] not in _PARTS:
        return first
    at = first
    while at and (tree.pos[at - 1] == "NUM" or tree.words[at - 1] in _PARTS):
        at -= 1
    return at
