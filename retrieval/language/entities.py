"""Entities repaired over an article: one label per name and its aliases, by all the evidence the article has.

The model reads a sentence at a time and calls one man a person here and an organisation there. Titles, appositions,
first names and "who" are worth more than its word; a surname shares the evidence of the full name; a name the model
missed is found again where it stands; what is no name at all is dropped.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.language.countries import ADJECTIVES, COUNTRY_OF
from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.labels import NAMES
from retrieval.language.lexicon import HEADINGS, NOT_PERSON, PERSONAL, role_of
from retrieval.language.parsed import Name, Parsed
from retrieval.language.titles import roles_of
from retrieval.types import SentenceKind

Weights = defaultdict[str, float]  # of each label
Key = tuple[str, ...]  # the words of a name in small letters, without "the"

_BY_TITLE, _BY_APPOSITION, _BY_WHO, _BY_AGE, _BY_FIRST_NAME, _BY_VERB = 2.5, 2.5, 1.5, 2.0, 2.0, 0.3
_BY_ARTICLE = -2.0  # "the Kremlin"
_BY_PLACE = 2.5  # "the island of Korpo"
_KNOWN = 5.0  # a country, a company's "Inc."
_REPAIRED = NAMES - {"WORK_OF_ART", "EVENT"}  # titles of works quote names of people: left to the model
_SETTLED = frozenset(
    """island town city village port province district region capital suburb county municipality peninsula hamlet
    resort""".split()  # noqa: SIM905
)
_LINKS = frozenset(("de", "la", "le", "van", "von", "der", "den", "bin", "al", "el", "da", "di", "du", "dos", "del"))


def repair(sentences: Sequence[Parsed]) -> None:
    """Changes the names of the sentences in place."""
    for sentence in sentences:
        sentence.names = [name for name in sentence.names if _tidy(sentence, name)]
        sentence.names.extend(_titled(sentence))
        sentence.names.sort(key=lambda name: name.first)
    evidence = _evidence(sentences)
    labels = _labels(evidence)
    for sentence in sentences:
        for name in sentence.names:
            if name.label in _REPAIRED:
                name.label = labels.get(key_of(sentence, name), name.label)
    _fill(sentences, labels)


def key_of(sentence: Parsed, name: Name) -> Key:
    words = sentence.lower[name.first : name.last]
    return tuple(word.rstrip(".") or word for word in (words[1:] if words[0] == "the" and len(words) > 1 else words))


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


def _evidence(sentences: Sequence[Parsed]) -> dict[Key, Weights]:
    """For each name the weight of each label."""
    evidence: dict[Key, Weights] = {}
    for sentence in sentences:
        headline = sentence.kind is SentenceKind.HEADLINE
        for name in sentence.names:
            if name.label not in _REPAIRED:
                continue
            key = key_of(sentence, name)
            if key not in evidence:
                evidence[key] = _of_itself(key)
            evidence[key][name.label] += 0.5 if headline else 1.0
            if not headline:
                evidence[key]["PERSON"] += _around(sentence, name)
            if sentence.lower[max(0, name.first - 1) : name.first] == ["of"] and _settled(sentence, name.first - 2):
                evidence[key]["GPE"] += _BY_PLACE
    return evidence


def _settled(sentence: Parsed, at: int) -> bool:
    return at >= 0 and sentence.lemmas[at] in _SETTLED


def _of_itself(key: Key) -> Weights:
    """What a name says by its own words."""
    weights: Weights = defaultdict(float)
    joined = " ".join(key)
    if joined in ADJECTIVES or joined.removesuffix("s") in ADJECTIVES:
        weights["NORP"] += _KNOWN
    elif joined in COUNTRY_OF:
        weights["GPE"] += _KNOWN
    if not NOT_PERSON.isdisjoint(key):
        weights["PERSON"] -= _KNOWN
    elif 2 <= len(key) <= 4 and (key[0] in MEN or key[0] in WOMEN):
        weights["PERSON"] += _BY_FIRST_NAME
    return weights


def _around(sentence: Parsed, name: Name) -> float:
    """What the words around a name say for its being a person's."""
    lower, first, last = sentence.lower, name.first, name.last
    weight = 0.0
    for role in roles_of(sentence, first, last):
        weight += _BY_TITLE if role.title else _BY_APPOSITION
        break
    after = lower[last : last + 3]
    if after[:2] == [",", "who"] or after[:1] == ["who"]:
        weight += _BY_WHO
    if len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit() and len(after[1]) <= 2:
        weight += _BY_AGE
    if lower[first] == "the" or (first and lower[first - 1] == "the"):
        weight += _BY_ARTICLE
    head = last - 1
    if sentence.deps[head] == "nsubj" and sentence.lemmas[sentence.heads[head]] in PERSONAL:
        weight += _BY_VERB
    return weight


def _labels(evidence: dict[Key, Weights]) -> dict[Key, str]:
    """One label per name; a short name shares the evidence of the one full name that ends in it."""
    people = [key for key, weights in evidence.items() if 2 <= len(key) <= 4 and _best(weights) == "PERSON"]
    short: dict[Key, set[Key]] = defaultdict(set)
    for full in people:
        for first in range(1, len(full)):
            short[full[first:]].add(full)
    together = {key: weights.copy() for key, weights in evidence.items()}
    for key, weights in evidence.items():
        for full in short.get(key, ()):
            if weights["GPE"] + weights["NORP"] < _KNOWN:  # "Kate France" says nothing of France
                _add(together[full], weights)
                _add(together[key], evidence[full])
    labels = {key: _best(weights) for key, weights in together.items()}
    for cut, fulls in short.items():
        if cut not in labels and any(labels[full] == "PERSON" for full in fulls):
            labels[cut] = "PERSON"
    return labels


def _add(weights: Weights, more: Weights) -> None:
    for label, weight in more.items():
        weights[label] += weight


def _best(weights: Weights) -> str:
    """The heaviest label, ties by name; what is no person and never seemed anything else is an organisation."""
    best = max(sorted(weights), key=lambda label: weights[label])
    return "ORG" if best == "PERSON" and weights[best] < 0 else best


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
