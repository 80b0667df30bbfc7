"""What a follow looks for, from the words of a question or a story's title."""

import hashlib
from dataclasses import dataclass

from bot.intents.names import names_in
from retrieval.text.tokens import content_terms, tokenise

LONGEST = 300  # characters of the words that are kept and shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``key`` is the same for everything that looks for the same."""

    question: str
    terms: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    key: str


def topic_of(words: str, *, story: int | None = None) -> Topic | None:
    """None when no word says what to look for. A story need not name in each sentence whom its title names."""
    question = " ".join(words.split())[:LONGEST]
    terms = content_terms(question)
    if not terms:
        return None
    named = (tuple(tokenise(name)) for name in names_in(question)) if story is None else ()
    names = tuple(name for name in named if name)
    key = f"story:{story}" if story is not None else hashlib.sha256(" ".join(sorted(terms)).encode()).hexdigest()
    return Topic(question=question, terms=terms, names=names, key=key)
