"""Whose a bare surname or first name is, by the people around it and the texts that spell it out."""

import re
from collections.abc import Iterable, Sequence

from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.lexicon import role_of
from retrieval.text.tokens import FUNCTION_WORDS
from retrieval.types import Sentence

NEAR = 2  # sentences back


def people_in(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """The names of people of two words and more, as they stand."""
    found: dict[str, None] = {}
    for sentence in sentences:
        for entity in sentence.annotation.entities if sentence.annotation is not None else ():
            name = sentence.text[entity.start : entity.end]
            if entity.label == "PERSON" and " " in name:
                found.setdefault(name)
        for mention in sentence.mentions:
            if mention.label == "PERSON" and " " in mention.refers_to:
                found.setdefault(mention.refers_to)
    return tuple(found)


def fuller(name: str, people: Sequence[str], recent: Sequence[str]) -> str:
    """The full name that a surname or first name can only be; of several, the one who spoke last."""
    if " " in name:
        return name
    spoken = [person for person in reversed(recent) if " " in person and name in person.split()]
    if spoken:
        return spoken[0]
    fitting = [person for person in people if name in (person.split()[-1], person.split()[0])]
    return fitting[0] if len(fitting) == 1 else name


def goes_on(written: str, recent: Sequence[str]) -> str | None:
    """The one who spoke shortly before, when a surname alone is theirs: of two Kims the one who is speaking."""
    if " " in written:
        return None
    return next((name for name in reversed(recent[-NEAR:]) if " " in name and name.split()[-1] == written), None)


def stands_amid(name: str, sentences: Iterable[Sentence]) -> bool:
    """Whether a word is written with its capital within a sentence, so that it is a name."""
    pattern = re.compile(rf"[a-z,] {re.escape(name)}\b")
    return any(pattern.search(sentence.text) for sentence in sentences)


def spelled_out(name: str, sentences: Iterable[Sentence], *, person: bool = True) -> str:
    """A surname with the first name that the texts put before it, when they put just one; what is not known to be a
    ``person`` needs a first name that is common.
    """
    pattern = re.compile(rf"\b([A-Z][a-z][\w.’'-]*) {re.escape(name)}\b")
    found = {each[1]: each.group() for sentence in sentences for each in pattern.finditer(sentence.text)}
    if len(found) != 1 or not _is_first_name(*found) or not (person or next(iter(found)).casefold() in MEN | WOMEN):
        return name
    return next(iter(found.values()))


def _is_first_name(word: str) -> bool:
    plain = word.casefold()
    return (
        plain not in FUNCTION_WORDS
        and role_of(plain) is None
        and not plain.endswith(("’s", "'s", ".", "-based", "ing"))
    )
