"""Terms as engines hold them."""

import hashlib
from collections.abc import Sequence

LONGEST = 2000  # characters; tantivy drops terms over 64 KB without a word


def indexable(terms: Sequence[str]) -> tuple[str, ...]:
    """The terms as every engine holds them: no empty ones, no white space inside, encodable, at most `LONGEST`.

    Terms from the analyser pass unchanged; the rest is escaped one to one, so that two different terms stay different.
    """
    joined = " ".join(terms)
    if len(joined) <= LONGEST and joined.split() == list(terms) and _plain(joined):
        return tuple(terms)
    return tuple(_indexable(term) for term in terms if term)


def query_terms(terms: Sequence[str]) -> dict[str, str]:
    """Each distinct term as engines hold it, in order, and the term as it was asked."""
    asked: dict[str, str] = {}
    for term in terms:
        for held in indexable((term,)):
            asked.setdefault(held, term)
    return asked


def _plain(text: str) -> bool:
    """No backslash, which marks what was escaped, and no half of a surrogate pair, which cannot be written."""
    if "\\" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _indexable(term: str) -> str:
    if len(term) <= LONGEST and term.split() == [term] and _plain(term):
        return term
    escaped = "".join(f"\\{ord(c):x};" if c.isspace() or c == "\\" or 0xD800 <= ord(c) < 0xE000 else c for c in term)
    if len(escaped) > LONGEST:
        return f"{escaped[:200]}\\{hashlib.sha256(escaped.encode()).hexdigest()}"
    return escaped
