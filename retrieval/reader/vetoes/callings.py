"""Who does other work than is asked for: a spokesperson is no judge."""

from collections.abc import Sequence

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree, top_of
from retrieval.reader.words import word_set

# Who is called by a word of one row, and by none of another, is not of that other.
_APART = (
    word_set("judge justice magistrate"),
    word_set("lawyer attorney barrister solicitor prosecutor"),
    word_set("spokesperson spokesman spokeswoman"),
    word_set("coach manager trainer director"),
    word_set("captain skipper"),
    word_set("referee umpire"),
    word_set("mayor"),
    word_set("governor"),
    word_set("senator"),
    word_set("minister"),
    word_set("councillor councilor councilman councilwoman"),
    word_set("doctor surgeon physician"),
    word_set("pilot"),
    word_set("sheriff"),
    word_set("detective"),
    word_set("journalist reporter correspondent"),
)


def of_another_calling(asked: Asked, tree: Tree, inside: Sequence[int]) -> bool:
    """Whether the name in a span is called by another calling than is asked for, which the sentence has nowhere.

    "Orvik spokesperson Ida Lund" is not the judge. Titles stand before a name, or in commas behind it.
    """
    wanted = next((row for row in _APART if asked.focus_word in row), None)
    if wanted is None or not wanted.isdisjoint(tree.lemmas) or not wanted.isdisjoint(tree.words):
        return False
    top = top_of(tree, inside[0], inside[-1] + 1)
    if tree.dep[top] == "compound" and tree.labels[top] == "PERSON":
        top = tree.heads[top]
    if tree.labels[top] != "PERSON":
        return False
    titles = {
        tree.lemmas[child]
        for child in tree.children[top]
        if tree.dep[child] in ("compound", "nmod", "amod", "appos") and not tree.labels[child]
    }
    return any(not row.isdisjoint(titles) for row in _APART)
