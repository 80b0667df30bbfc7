"""A question in the words of a sentence: where that has another word of the same meaning, so has the question.

The transformer is sure of "when did the negotiations stop?" beside "the negotiations that stopped last month", and not
of "when did talks stop?". What means the same is known here (`words.keys`); so it can be asked again.
"""

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.reader.words import alike, word_set

_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_EMPTY = word_set("be have do")


def bridged(asked: Asked, tree: Tree) -> str | None:
    """The question's sentence with each such word exchanged; None where there is none. Names are left alone."""
    spoken = asked.tree
    text = spoken.text
    others = [(at, _other(spoken, at, tree)) for at in range(len(spoken)) if _may_change(spoken, at)]
    for at, word in reversed(others):
        if word is not None:
            text = text[: spoken.starts[at]] + word + text[spoken.ends[at] :]
    return None if text == spoken.text else text


def _may_change(tree: Tree, at: int) -> bool:
    return tree.pos[at] in _CONTENT and tree.lemmas[at] not in _EMPTY and not tree.labels[at]


def _other(spoken: Tree, at: int, tree: Tree) -> str | None:
    """The sentence's first word of the same part of speech and meaning, where it has not the very word."""
    alikes = [alike(spoken.keys[at], keys) for keys in tree.keys]
    if max(alikes, default=1.0) == 1:
        return None
    for there in range(len(tree)):
        same = alikes[there] > 0 and tree.pos[there] == spoken.pos[at] and tree.words[there].isalpha()
        if same and _may_change(tree, there):
            bare = spoken.tag[at] == "VB"  # "did X stop", not "did X stopped"
            return tree.lemmas[there] if bare else tree.words[there]
    return None
