"""What an engine stores of a document for the second stage, as one line of text for each part of its terms.

Every term stands between two spaces of its own, so that ``part.count(f" {term} ")`` is the term's frequency and half
the spaces are the length: the second stage never splits a text into words.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 2000  # characters; tantivy drops terms over 64 KB without a word


def indexable(terms: Sequence[str]) -> tuple[str, ...]:
    """The terms as every engine holds them: no empty ones, no white space inside, encodable, at most `LONGEST`.

    Terms from the analyser pass unchanged; the rest is escaped one to one, so that two different terms stay different.
    """
    joined = " ".join(terms)
    if len(joined) <= LONGEST and joined.split() == list(terms) and _encodable(joined):
        return tuple(terms)
    return tuple(_indexable(term) for term in terms if term)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _indexable(term: str) -> str:
    if len(term) <= LONGEST and term.split() == [term] and _encodable(term):
        return term
    escaped = "".join(f"\\u{ord(c):x};" if c.isspace() or c == "\\" or 0xD800 <= ord(c) < 0xE000 else c for c in term)
    if len(escaped) > LONGEST:
        return f"{escaped[:200]}\\…{hashlib.sha256(escaped.encode()).hexdigest()}"
    return escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A stored document: whose it is, and its parts as text; ``length`` in terms."""

    collection: str
    key: str
    name: str  # of a sentence its id, of an article its key
    parts: tuple[str, ...]
    length: int

    def count(self, term: str) -> int:
        spaced = f" {term} "
        return sum(part.count(spaced) for part in self.parts)


def part(terms: Iterable[str]) -> str:
    """Terms (already `indexable`) as one part."""
    return "".join([f" {term} " for term in terms])


def make(collection: str, key: str, name: str, parts: Sequence[Sequence[str]]) -> Body:
    """A body of terms that are already `indexable`."""
    return Body(
        collection=collection,
        key=key,
        name=name,
        parts=tuple(part(terms) for terms in parts),
        length=sum(len(terms) for terms in parts),
    )


def encode(body: Body) -> bytes:
    return "\n".join((json.dumps([body.collection, body.key, body.name]), *body.parts)).encode()


def decode(stored: bytes) -> Body:
    head, *parts = stored.decode().split("\n")
    collection, key, name = json.loads(head)
    spaces = sum(part.count(" ") for part in parts)
    return Body(collection=collection, key=key, name=name, parts=tuple(parts), length=spaces // 2)
