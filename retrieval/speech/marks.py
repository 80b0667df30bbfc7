"""What stands in quotation marks, over the sentences of one version in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.speech.tree import Tree
from retrieval.types import Sentence, Span

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_STRAIGHT = frozenset('"＂')


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch from an opening mark to its closing one, or to where it ends without; absolute offsets, half-open.

    ``first`` and ``last`` are the places in the list of the sentences it begins and ends in.
    """

    start: int  # at the mark
    end: int  # behind the closing mark
    first: int
    last: int
    closed: bool


def marked(sentences: Sequence[Sentence]) -> tuple[Marked, ...]:
    """The quoted stretches in order.

    Marks are paired by kind, straight ones by the blanks beside them. A paragraph's end closes an open mark, and so
    does another opening mark: what stands there is then known to be unclosed. Runs of sentences that do not follow one
    another in their version are read apart.
    """
    found: list[Marked] = []
    opened: tuple[int, int] | None = None  # offset, place

    def close(end: int, last: int, *, closed: bool) -> None:
        nonlocal opened
        if opened is not None:
            found.append(Marked(start=opened[0], end=end, first=opened[1], last=last, closed=closed))
        opened = None

    before: Sentence | None = None
    for place, sentence in enumerate(sentences):
        if before is not None and (sentence.paragraph != before.paragraph or sentence.position != before.position + 1):
            close(before.end, place - 1, closed=False)
        before = sentence
        text = sentence.text
        for i, character in enumerate(text):
            opens = character in _OPENING
            closes = character in _CLOSING
            if character in _STRAIGHT:
                spaced = i == 0 or text[i - 1].isspace() or text[i - 1] in "([—–-:"
                joined = i + 1 < len(text) and not text[i + 1].isspace()
                opens = spaced and joined
                closes = not opens
            if opens:
                close(sentence.start + i, place if i else place - 1, closed=False)
                opened = (sentence.start + i, place)
            elif closes and opened is not None:
                close(sentence.start + i + 1, place, closed=True)
    if before is not None:
        close(before.end, len(sentences) - 1, closed=False)
    return tuple(found)


def stands_in(tree: Tree, i: int, quoted: Sequence[Span]) -> bool:
    """Whether a word stands inside quotation marks."""
    token = tree.tokens[i]
    return any(span.start < token.start and token.end <= span.end for span in quoted)
