"""What a hit mentions: the words of its sentence and title, by all they match by, and the initials they spell out."""

import re

from retrieval.reader.initialisms import initialisms
from retrieval.reader.match import Match
from retrieval.reader.tree import Tree
from retrieval.reader.words import keys, near, small
from retrieval.types import Hit

Looked = tuple[Hit, Tree, Match]


def words_of(looked: Looked) -> frozenset[str]:
    hit, tree, _ = looked
    return vocabulary(hit.sentence.article.title).union(*tree.keys)


def vocabulary(title: str) -> frozenset[str]:
    return frozenset(key for word in re.findall(r"\w+", small(title)) for key in keys(word, word))


def spelt_out(hit: Hit) -> frozenset[str]:
    """The keys of the initials that a hit and its title spell out."""
    found = initialisms(hit.sentence.text) | initialisms(hit.sentence.article.title)
    return frozenset(key for letters in found for key in keys(letters, letters))


def held(name: tuple[frozenset[str], ...], words: frozenset[str]) -> bool:
    """Whether the last word of a name (or one spelled like it) is among the words."""
    last = name[-1]
    return not last.isdisjoint(words) or any(near(key, word) for key in last for word in words)
