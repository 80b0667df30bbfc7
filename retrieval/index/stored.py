"""What an engine stores of a document for the second stage: whose it is, and its terms as 64-bit codes in order.

Reading a few hundred documents a question is most of a search's work. As numbers their terms are counted all at once;
as words each would be taken apart in Python. Two words of a million sharing a code is a chance of one in 10 ** 7.
"""

import hashlib
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

PARTS = 3
_HEAD = struct.Struct(f"<{PARTS}I")  # terms in each part


@dataclass(frozen=True, slots=True)
class Counted:
    """A document and how often each term asked for is in it: in all, and part by part in the order of the terms."""

    head: bytes
    length: int  # in terms
    total: Mapping[str, int]
    parts: Sequence[Sequence[int]]

    def name(self) -> tuple[str, str, str]:
        """Collection, article key, and the name ties are broken by: of a sentence its id, of an article its key."""
        collection, key, name = json.loads(self.head)
        return collection, key, name


@lru_cache(maxsize=100_000)
def code(term: str) -> bytes:
    return hashlib.blake2b(term.encode(), digest_size=8).digest()


def head(collection: str, key: str, name: str) -> bytes:
    return json.dumps([collection, key, name]).encode()


def encode(name: bytes, parts: Sequence[Sequence[str]]) -> bytes:
    """``parts`` of indexable terms, at most `PARTS`."""
    lengths = [len(part) for part in parts] + [0] * (PARTS - len(parts))
    codes = [code(term) for part in parts for term in part]
    return b"".join((_HEAD.pack(*lengths), *codes, name))


def count(stored: Sequence[bytes], terms: Sequence[str]) -> list[Counted]:
    """The stored documents with the frequencies of these terms."""
    lengths = np.frombuffer(b"".join([one[: _HEAD.size] for one in stored]), dtype="<u4").reshape(-1, PARTS)
    sizes = lengths.sum(axis=1, dtype=np.int64).tolist()
    ends = [_HEAD.size + 8 * size for size in sizes]
    codes = np.frombuffer(b"".join([one[_HEAD.size : end] for one, end in zip(stored, ends, strict=True)]), dtype="<u8")
    starts = np.concatenate([[0], np.cumsum(lengths.ravel(), dtype=np.int64)])
    counts = np.empty((len(stored), PARTS, len(terms)), dtype=np.int64)
    for i, term in enumerate(terms):
        at = np.flatnonzero(codes == np.frombuffer(code(term), dtype="<u8")[0])
        part = np.searchsorted(starts, at, side="right") - 1  # the last of the parts that start here holds it
        counts[:, :, i] = np.bincount(part, minlength=counts.shape[0] * PARTS).reshape(-1, PARTS)
    return [
        Counted(one[end:], size, dict(zip(terms, total, strict=True)), parts)
        for one, end, size, total, parts in zip(
            stored, ends, sizes, counts.sum(axis=1).tolist(), counts.tolist(), strict=True
        )
    ]
