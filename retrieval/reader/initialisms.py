"""Initial letters that a text spells out: "US Citizenship and Immigration Services" says what USCIS is."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.reader.words import word_set

LEAST, LONGEST = 3, 8  # letters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]")
_LINKS = word_set("of and the for in on to a de la &")
_JOINED = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")  # "Anti-Defamation" gives two letters


def initialisms(text: str) -> frozenset[str]:
    """Of each run of capitalised words and of its parts, in small letters, with and without its linking words."""
    return frozenset(letters for letters, _ in spellings(text))


@lru_cache(maxsize=2000)
def spellings(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The same with the words that spell each."""
    return tuple(
        (letters, tuple(run[start:end]))
        for run in _runs(text)
        for start in range(len(run))
        for end in range(start + 2, min(len(run), start + LONGEST) + 1)
        if run[start][0].isupper() and run[end - 1][0].isupper()
        for letters in _letters(run[start:end])
        if LEAST <= len(letters) <= LONGEST
    )


def _runs(text: str) -> Iterator[list[str]]:
    """Capitalised words one after the other, with at most two linking words between them."""
    run: list[str] = []
    for word in _WORD.findall(_JOINED.sub(" ", text)):
        linked = run and word.lower() in _LINKS and sum(each[0].isupper() for each in run[-2:])
        if word[0].isupper() or linked:
            run.append(word)
        else:
            yield run
            run = []
    yield run


def _letters(run: Sequence[str]) -> tuple[str, str]:
    """The first letter of each word; words of capitals alone ("US") count whole."""
    heads = [word if word.isupper() and len(word) <= LEAST else word[0] for word in run]
    named = "".join(head for head in heads if head[0].isupper())
    return named.lower(), "".join(head for head in heads if head.isalpha()).lower()
