"""What an engine stores of a document for the second stage: whose it is, and its terms as 32-bit codes in order.

Reading a few hundred documents a question is most of a search's work. As numbers their terms are counted all at once;
as words each would be taken apart in Python. What is stored here is most of what a process maps of an index, so codes
are short: of a question of six terms whose candidates hold 5,000 words, one in 140,000 has a word counted as a term
that it is not.
"""

import hashlib
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.index.entries import Held

PARTS = 3
CODE = np.dtype("<u4")  # of a term
_HEAD = struct.Struct(f"<{PARTS + 2}I")  # terms in each part; bytes of the collection and of the article key


class Counted(NamedTuple):  # a tuple: a frozen dataclass takes ten times as long to make, and this is the inner loop
    """A document and how often each term asked for is in it: in all, and part by part in the order of the terms."""

    owner: bytes  # collection and article key in UTF-8, the collection ``cut`` bytes long
    cut: int
    tie: bytes  # what ties are broken by, of a sentence its id, of an article its key: UTF-8 sorts as its text does
    length: int  # in terms
    total: Mapping[str, int]
    parts: NDArray[np.int64]  # (PARTS, terms)

    def article(self) -> tuple[str, str]:
        """Collection and article key."""
        return _text(self.owner[: self.cut]), _text(self.owner[self.cut :])

    def name(self) -> str:
        return _text(self.tie)


def _text(held: bytes) -> str:
    return held.decode(errors="surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


@lru_cache(maxsize=100_000)
def code(term: str) -> bytes:
    return hashlib.blake2b(term.encode(), digest_size=CODE.itemsize).digest()


def encode(held: Held) -> bytes:
    lengths = [len(part) for part in held.parts] + [0] * (PARTS - len(held.parts))
    codes = map(code, chain.from_iterable(held.parts))
    collection, key = _bytes(held.collection), _bytes(held.key)
    return b"".join((_HEAD.pack(*lengths, len(collection), len(key)), *codes, collection, key, _bytes(held.name)))


def counted(held: Held, terms: Sequence[str]) -> Counted:
    """The same for a document in memory."""
    parts = [[part.count(term) for term in terms] for part in held.parts]
    parts += [[0] * len(terms)] * (PARTS - len(parts))
    total = {term: sum(part[i] for part in parts) for i, term in enumerate(terms)}
    collection = _bytes(held.collection)
    return Counted(
        collection + _bytes(held.key), len(collection), _bytes(held.name), held.length(), total, np.array(parts)
    )


def count(stored: Sequence[bytes], terms: Sequence[str]) -> list[Counted]:
    """The stored documents with the frequencies of these terms."""
    heads = np.frombuffer(b"".join([one[: _HEAD.size] for one in stored]), dtype="<u4").reshape(-1, PARTS + 2)
    lengths = heads[:, :PARTS].astype(np.int64)
    sizes = lengths.sum(axis=1).tolist()
    held = b"".join(
        [one[_HEAD.size : _HEAD.size + CODE.itemsize * size] for one, size in zip(stored, sizes, strict=True)]
    )
    wanted = np.frombuffer(b"".join([code(term) for term in terms]), CODE)
    codes = np.frombuffer(held, CODE)
    term, at = np.divmod(np.flatnonzero(codes == wanted[:, None]), max(len(codes), 1))  # quicker than a 2-d `nonzero`
    starts = lengths.cumsum() - lengths.ravel()
    part = np.searchsorted(starts, at, side="right") - 1  # the last of the parts that start here holds it
    shape = (len(stored), PARTS, len(terms))
    counts = np.bincount(part * len(terms) + term, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
    rows = zip(stored, sizes, heads[:, PARTS:].tolist(), counts.sum(axis=1).tolist(), counts, strict=True)
    documents = []
    for one, size, (cut, key), total, parts in rows:
        start = _HEAD.size + CODE.itemsize * size
        end = start + cut + key
        documents.append(Counted(one[start:end], cut, one[end:], size, dict(zip(terms, total, strict=True)), parts))
    return documents
