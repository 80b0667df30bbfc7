"""Misspelt names, read as the nearest name that the collections asked have.

A word is looked at only where nothing in the collections has it as written, and only names are read differently:
a common noun, a country or a first name is no misspelling because nobody wrote of it. What is read is said.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.intents.names import names_in
from bot.intents.nouns import is_noun
from bot.intents.words import ADVERBS, FUNCTION, PAST, PAST_OR_NOUN, word_set, words
from retrieval.language.countries import country_of
from retrieval.language.first_names import MEN, WOMEN
from retrieval.text.tokens import content_terms

SHORTEST = 5  # letters
OFTEN, CERTAIN = 3, 8  # a letter off: a name of so many sentences, or a word of so many letters
UNLIKE = 4  # letters that only one of two words has; above that they are never near
_ENDINGS = tuple(word_set("ing ed ly s er est ment tion ness able ive ous al ise ize ful"))
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december"
)
_PLAIN = FUNCTION | ADVERBS | PAST | PAST_OR_NOUN | _CALENDAR
# Spellings of one sound, as transliteration and ears mix them up.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ck|q", "k"), (r"ph", "f"), (r"w", "v"), (r"kh", "h"), (r"zh", "z"), (r"tz|tc", "ts"), (r"ou|oo", "u"),
        (r"sch|sh", "s"), (r"c(?=[aouklr]|$)", "k"), (r"ie|ei|ey|iy|yi|ij|ii|y|j", "i"),
        (r"ae", "e"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip

_ROMAN = re.compile(r"[ivxlcdm]+")
Frequencies = Callable[[Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """A question with its names as the collections spell them, and what was changed: as written, as read."""

    text: str
    read: tuple[tuple[str, str], ...] = ()


def spelt(
    text: str,
    *,
    frequencies: Frequencies,
    known: Callable[[], Sequence[Mapping[str, int]]],
    together: Callable[[tuple[str, ...]], bool],
) -> Spelt:
    """``frequencies`` says of index terms how many sentences have them; ``known`` brings the words of names.

    ``together`` says whether any sentence has all of some index terms: of "Michael Gerwen" the first name has to stand
    with whatever the surname is read as.
    """
    doubtful = _doubtful(text, frequencies)
    if not doubtful:
        return Spelt(text=text)
    counts = known()
    changes: list[tuple[str, str]] = []
    for written, capital in doubtful:
        found = nearest(written.lower(), counts, capital=capital)
        if found is None or not any(frequencies(content_terms(found)).values()):
            continue
        beside = _beside(text, written)
        if beside and not together((*content_terms(" ".join(beside)), *content_terms(found))):
            continue
        read = found.capitalize() if capital or written.islower() else found
        changes.append((written, read))
        text = re.sub(rf"(?<![\w]){re.escape(written)}(?!\w)", read, text)
    return Spelt(text=text, read=tuple(changes))


def as_written(word: str, texts: Sequence[str]) -> str:
    """The word as most of these texts have it, "Amadi" of "amadi"; where it begins one only if it does nowhere else."""
    found = [m for text in texts for m in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.I)]
    inside = [m.group() for m in found if m.start() > 0]
    first = [] if is_noun(word.lower()) else [m.group() for m in found]
    counted = Counter(inside or first).most_common(1)
    return counted[0][0] if counted else word


def _beside(text: str, written: str) -> tuple[str, ...]:
    """The other words of the name that a word is part of."""
    parts = next((name.split() for name in names_in(text) if written in re.findall(r"\w+", name)), [])
    return tuple(part for part in parts if part[0].isupper() and written not in part)


def _doubtful(text: str, frequencies: Frequencies) -> list[tuple[str, bool]]:
    """Words that may be misspelt names, as written, and whether they are written as names are."""
    named = {word.casefold() for name in names_in(text) for word in re.findall(r"\w+", name)}
    terms: dict[str, tuple[str, bool]] = {}
    for word in words(text):
        plain = word.lower
        if len(plain) < SHORTEST or not plain.isalpha() or plain in _PLAIN:
            continue
        if _ROMAN.fullmatch(plain) or (word.text.isupper() and not text.isupper()):
            continue
        capital = word.capital and plain in named
        if is_noun(plain) or country_of(plain) or plain in MEN or plain in WOMEN:
            continue
        if not capital and (plain.endswith(_ENDINGS) or len(plain) < SHORTEST + 1):
            continue
        for term in content_terms(word.text)[:1]:
            terms.setdefault(term, (word.text, capital))
    if not terms:
        return []
    held = frequencies(tuple(terms))
    return [word for term, word in terms.items() if not held.get(term)]


def nearest(word: str, counts: Sequence[Mapping[str, int]], *, capital: bool) -> str | None:
    """The name's word that is spelt or sounds most like it; None when none is like it, or two are alike."""
    sound, letters = _sound(word), set(word)
    first = {letter for letter in string.ascii_lowercase if _sound(letter) == sound[:1]} | {word[0]}
    best: dict[str, tuple[int, int]] = {}  # how far, in how many sentences
    for each in counts:
        for name, count in each.items():
            if abs(len(name) - len(word)) > 2 or name[0] not in first or len(letters ^ set(name)) > UNLIKE:
                continue
            distance = _near(word, name, sound)
            if distance == 0 or (distance is not None and (count >= OFTEN or (capital and len(word) >= CERTAIN))):
                known = best.get(name, (distance, 0))
                best[name] = (distance, known[1] + count)
    if not best:
        return None
    ranked = sorted(best.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
    one, other = ranked[0], ranked[1] if len(ranked) > 1 else None
    if other is not None and one[1][0] == other[1][0] and one[1][1] < 3 * other[1][1]:
        return one[0] if _sound(one[0]) == _sound(other[0]) else None
    return one[0]


def _near(word: str, name: str, sound: str) -> int | None:
    """How far a name is from a word: 0 when they sound the same; None when they are too far apart."""
    if _sound(name) == sound:
        return 0
    if name.startswith(word) or word.startswith(name) or len(word) <= SHORTEST:
        return None  # another form ("Jilly", "Jill"), not another spelling; or too short to be told from other names
    return 1 if edits(word, name, 1) == 1 else None


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def edits(one: str, other: str, furthest: int) -> int:
    """Letters to change, add, drop or swap with their neighbour (Damerau-Levenshtein, restricted); above ``furthest``
    any number above it."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > furthest:
            return furthest + 1
    return row[-1]
