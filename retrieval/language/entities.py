"""Entities repaired over an article: one label per name and its aliases, by all the evidence the article has.

The model reads a sentence at a time and calls one man a person here and an organisation there: `weighing` settles it.
A name the model missed is found again where it stands; what is no name at all is dropped.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.labels import NAMES
from retrieval.language.lexicon import HEADINGS, NOT_PERSON, role_of
from retrieval.language.parsed import Name, Parsed
from retrieval.language.weighing import REPAIRED, Key, key_of, labels_of

_LINKS = frozenset(("de", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "du", "dos", "del"))


def repair(sentences: Sequence[Parsed]) -> None:
    """Changes the names of the sentences in place."""
    for sentence in sentences:
        sentence.names = [name for name in sentence.names if _tidy(sentence, name)]
        sentence.names.extend(_titled(sentence))
        sentence.names.sort(key=lambda name: name.first)
    labels = labels_of(sentences)
    for sentence in sentences:
        for name in sentence.names:
            if name.label in REPAIRED:
                name.label = labels.get(key_of(sentence, name), name.label)
    _fill(sentences, labels)


def _tidy(sentence: Parsed, name: Name) -> bool:
    """Cuts what is no part of a name off its ends; whether a name is left."""
    lower, tags = sentence.lower, sentence.tags
    if name.label not in NAMES:
        return True
    while name.last > name.first and (tags[name.last - 1] == "POS" or lower[name.last - 1] in (",", "'", '"', "'s")):
        name.last -= 1
    while name.first < name.last and not lower[name.first][0].isalnum():
        name.first += 1
    if name.label == "PERSON":
        small = [i for i in range(name.first, name.last) if sentence.words[i][0].islower() and lower[i] not in _LINKS]
        if small and small[-1] < name.last - 1:  # "Twitter to Musk"
            name.first = small[-1] + 1
        while name.last - name.first > 1 and tags[name.first] in ("VB", "VBP", "JJ", "IN", "DT", "RB", "UH"):
            name.first += 1
        while name.last - name.first > 1 and (role_of(lower[name.first]) or lower[name.first] in ("the", "ex", "-")):
            name.first += 1
    if name.first >= name.last:
        return False
    words = key_of(sentence, name)
    if name.label in ("ORG", "PERSON", "GPE", "PRODUCT", "WORK_OF_ART", "FAC") and HEADINGS.issuperset(words):
        return False
    return any(word[0].isalnum() for word in words)


def _titled(sentence: Parsed) -> Iterator[Name]:
    """Names the model saw nothing in: capitalised words after a title, or that begin with a first name."""
    tags, words, lower = sentence.tags, sentence.words, sentence.lower
    taken = _taken(sentence)
    i = 0
    while i < len(words):
        last = i
        while (
            last < len(words)
            and not taken[last]
            and (
                (tags[last] == "NNP" and words[last][0].isupper() and not (role_of(lower[last]) and last == i))
                or (last > i and lower[last] in _LINKS and last + 1 < len(words) and tags[last + 1] == "NNP")
            )
        ):
            last += 1
        if last == i:
            i += 1
            continue
        known = lower[i] in MEN or lower[i] in WOMEN
        title = i > 0 and role_of(lower[i - 1]) is not None and not taken[i - 1]
        clean = NOT_PERSON.isdisjoint(lower[i:last]) and not any(
            word.isupper() and len(word) > 3 for word in words[i:last]
        )
        if (
            clean
            and ((known and 2 <= last - i <= 4) or (title and last - i <= 4))
            and not _goes_on(sentence, last, taken)
        ):
            yield Name(first=i, last=last, label="PERSON")
        i = last


def _goes_on(sentence: Parsed, last: int, taken: Sequence[bool]) -> bool:
    """Whether the name runs on into words that another name holds."""
    return last < len(taken) and taken[last] and sentence.tags[last] == "NNP"


def _taken(sentence: Parsed) -> list[bool]:
    taken = [False] * len(sentence.words)
    for name in sentence.names:
        for i in range(name.first, name.last):
            taken[i] = True
    return taken


def _fill(sentences: Sequence[Parsed], labels: dict[Key, str]) -> None:
    """Gives known names the entity where the model missed them."""
    starting: dict[str, list[Key]] = defaultdict(list)
    for key in labels:
        starting[key[0]].append(key)
    for keys in starting.values():
        keys.sort(key=len, reverse=True)
    for sentence in sentences:
        taken = _taken(sentence)
        found = [
            Name(first=i, last=i + len(key), label=labels[key])
            for i, word in enumerate(sentence.lower)
            if not taken[i] and word in starting
            for key in starting[word]
            if _stands(sentence, i, key, taken)
        ]
        last = 0
        for name in found:
            if name.first >= last:
                sentence.names.append(name)
                last = name.last
        if found:
            sentence.names.sort(key=lambda name: name.first)


def _stands(sentence: Parsed, at: int, key: Key, taken: Sequence[bool]) -> bool:
    """Whether the name stands there by itself, in capitals, and not inside a longer name."""
    last = at + len(key)
    if tuple(sentence.lower[at:last]) != key or any(taken[at:last]) or not sentence.words[at][0].isupper():
        return False
    if len(key) == 1 and (sentence.tags[at] not in ("NNP", "NNPS") or len(key[0]) < 2):
        return False
    before = at - 1
    if before >= 0 and sentence.tags[before] == "NNP" and not role_of(sentence.lower[before]) and not taken[before]:
        return False
    return not (last < len(taken) and sentence.tags[last] in ("NNP", "NNPS") and sentence.words[last][0].isupper())
