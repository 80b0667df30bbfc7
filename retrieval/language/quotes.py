"""What stands inside quotation marks, and who says it."""

from collections.abc import Sequence

from retrieval.language.parsed import Parsed
from retrieval.text.listed import word_set

_OPENING = "“„«"
_CLOSING = "”»"
_SAYING = word_set(
    """say tell add ask reply argue insist admit tweet write explain recall warn concede note continue state declare
    announce claim conclude stress remark joke respond observe quip exclaim shout"""
)


def quoted_words(sentences: Sequence[Parsed]) -> list[list[bool]]:
    """For each sentence which words stand inside quotation marks.

    A paragraph's end closes a mark at last. A second opening mark shows that the first was never closed: then nothing
    is known of the words between, and they count as the article's own.
    """
    flags: list[list[bool]] = []
    since: tuple[int, int] | None = None  # sentence and word of the open mark
    paragraph = -1
    for position, sentence in enumerate(sentences):
        if sentence.paragraph != paragraph:
            since = None
        paragraph = sentence.paragraph
        row: list[bool] = []
        flags.append(row)
        for i, word in enumerate(sentence.words):
            mark = sentence.raw[sentence.starts[i]] if word in ('"', "``", "''") else ""
            if not mark:
                row.append(since is not None)
                continue
            row.append(True)
            if since is not None and mark in _OPENING:
                _forget(flags, since)
                since = (position, i)
            else:
                since = (position, i) if since is None and mark not in _CLOSING else None
    return flags


def _forget(flags: list[list[bool]], since: tuple[int, int]) -> None:
    position, word = since
    flags[position][word:] = [False] * len(flags[position][word:])
    for row in flags[position + 1 :]:
        row[:] = [False] * len(row)


def speaker(sentence: Parsed, quoted: Sequence[bool]) -> int | None:
    """The subject, outside quotation marks, of the verb that says what is inside them."""
    for i, dep in enumerate(sentence.deps):
        if dep == "nsubj" and not quoted[i] and sentence.lemmas[sentence.heads[i]] in _SAYING:
            return i
    return None
