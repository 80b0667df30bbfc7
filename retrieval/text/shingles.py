"""How much of one text another repeats: 64-bit hashes of every four words in a row.

Words are compared without case, accents, punctuation and spacing. The hashes are the same on every machine, so that
they can be stored. Containment is the measure: unlike resemblance it finds the copy that was cut to five sentences.
A text is worked on as an array of characters, which takes an eighth of the time that words as strings would.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

SIZE = 4  # words in a row
SAME = 0.5  # of the smaller text's shingles: what shares so many is the same text
LEAST = 12  # shingles; what has fewer is a headline or a notice, which proves nothing
SAMPLED = 16  # one hash in so many is looked up
ALWAYS = 4  # the smallest hashes are looked up too, so that short texts have something to be found by
MOST = 1_500  # hashes looked up of one text, the smallest

Hashes = NDArray[np.uint64]

_TABLE_SIZE = 0x3000  # the alphabets; what lies behind them counts as letters, each its own
_LONGEST_WORD = 64  # characters that are told apart
_BETWEEN, _DROPPED = 0, 0xFFFFFFFF  # what a character is that parts words, and one that is not there at all
_BASE = 0x9E3779B97F4A7C15
_FACTORS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 1))
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))


def hashed_words(text: str) -> Hashes:
    """One hash for every word of a text, in order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    table, powers = _tables()
    letters = np.where(codes < _TABLE_SIZE, table[np.minimum(codes, _TABLE_SIZE - 1)], codes)
    letters = letters[letters != _DROPPED]
    inside = letters != _BETWEEN
    starts = np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1])))
    if not len(starts):
        return np.empty(0, dtype=np.uint64)
    lengths = np.diff(starts, append=len(letters))
    place = np.arange(starts[0], len(letters)) - np.repeat(starts, lengths)  # of each character in its word
    weighed = letters[starts[0] :].astype(np.uint64) * powers[np.minimum(place, _LONGEST_WORD - 1)]
    sums: Hashes = np.add.reduceat(weighed, starts - starts[0])
    return _mixed(sums)


def shingles(text: str) -> Hashes:
    """The distinct hashes of every four words in a row, rising; none of a text with fewer words."""
    hashed = hashed_words(text)
    count = len(hashed) - SIZE + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    sums = np.zeros(count, dtype=np.uint64)
    for at, factor in enumerate(_FACTORS):
        sums += hashed[at : at + count] * factor
    found: Hashes = np.sort(_mixed(sums))  # np.unique takes twice as long
    distinct: Hashes = found[np.concatenate(([True], found[1:] != found[:-1]))]
    return distinct


def sample(of: Hashes) -> Hashes:
    """The shingles a text is looked up by: of what two texts share the same, but for the few smallest of each."""
    chosen = (of % np.uint64(SAMPLED)) == 0
    chosen[:ALWAYS] = True
    looked_up: Hashes = of[chosen][:MOST]
    return looked_up


def shared(one: Hashes, other: Hashes) -> int:
    """How many shingles two texts have in common."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if not len(small):
        return 0
    at = np.searchsorted(large, small)
    at[at == len(large)] = 0
    return int(np.count_nonzero(large[at] == small))


def containment(one: Hashes, other: Hashes) -> float:
    """How much of the smaller text stands in the larger, in [0, 1]; 0 when it is too short to tell."""
    smaller = min(len(one), len(other))
    return shared(one, other) / smaller if smaller >= LEAST else 0.0


def stands_in(words: Hashes, text: Hashes) -> bool:
    """Whether the words stand in a text in this order with nothing between them; both as `hashed_words` gives them."""
    count = len(text) - len(words) + 1
    if not len(words) or count < 1:
        return False
    matching = np.flatnonzero(text[:count] == words[0])
    for at in range(1, len(words)):
        matching = matching[text[matching + at] == words[at]]
    return bool(len(matching))


@cache
def _tables() -> tuple[NDArray[np.uint32], Hashes]:
    """What each character counts as, and what the places in a word weigh."""
    powers = [pow(_BASE, place + 1, 1 << 64) for place in range(_LONGEST_WORD)]
    letters = [_letter(chr(code)) for code in range(_TABLE_SIZE)]
    return np.array(letters, dtype=np.uint32), np.array(powers, dtype=np.uint64)


def _letter(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Cf"}:  # accents set apart; soft hyphens, zero-width characters
        return _DROPPED
    base = unicodedata.normalize("NFKD", character.casefold())[0]
    return ord(base) if base.isalnum() else _BETWEEN


def _mixed(sums: Hashes) -> Hashes:
    """Every bit of a sum spread over all bits of its hash (the finaliser of SplitMix64)."""
    for shift, factor in zip(_SHIFTS, _MIX, strict=False):
        sums = (sums ^ (sums >> shift)) * factor
    return sums ^ (sums >> _SHIFTS[2])
