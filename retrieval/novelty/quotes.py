"""The quotations of a sentence."""

import re
from collections.abc import Iterator

from retrieval.novelty.records import Fact
from retrieval.text.tokens import FUNCTION_WORDS, tokenise
from retrieval.types import Span

_QUOTED = re.compile(r"[“„«]([^“”„«»]*)(?:[”»]|$)|\"([^\"]*)\"|^([^“”„«»]*)[”»]")
_FEWEST_WORDS = 4  # of a quotation; fewer are a term in quotation marks


def quotes(text: str) -> Iterator[Fact]:
    """Each that is longer than a term in quotation marks, and no title."""
    for match in _QUOTED.finditer(text):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        terms = tokenise(match[group])
        if len(terms) >= _FEWEST_WORDS and not _is_title(match[group]):
            yield Fact(kind="quote", value=" ".join(terms), span=Span(start=match.start(group), end=match.end(group)))


def _is_title(quoted: str) -> bool:
    """Whether quotation marks stand around the title of something: "The Last of Us"."""
    words = [word for word in quoted.split() if word.casefold() not in FUNCTION_WORDS]
    return bool(words) and all(not word[:1].islower() for word in words)
