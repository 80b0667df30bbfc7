"""Which label each name of an article has, by all that the article says of it.

Titles, appositions, first names and "who" are worth more than the model's word; a surname shares what is said of the
full name.
"""

from collections import defaultdict
from collections.abc import Sequence

from retrieval.language.countries import ADJECTIVES, COUNTRY_OF
from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.labels import NAMES
from retrieval.language.lexicon import NOT_PERSON, PERSONAL
from retrieval.language.parsed import Name, Parsed
from retrieval.language.titles import roles_of
from retrieval.text.listed import word_set
from retrieval.types import SentenceKind

Weights = defaultdict[str, float]  # of each label
Key = tuple[str, ...]  # the words of a name in small letters, without "the"

_BY_TITLE, _BY_APPOSITION, _BY_WHO, _BY_AGE, _BY_FIRST_NAME, _BY_VERB = 2.5, 2.5, 1.5, 2.0, 2.0, 0.3
_BY_ARTICLE = -2.0  # "the Kremlin"
_BY_PLACE = 2.5  # "the island of Korpo"
_KNOWN = 5.0  # a country, a company's "Inc."
REPAIRED = NAMES - {"WORK_OF_ART", "EVENT"}  # titles of works quote names of people: left to the model
_SETTLED = word_set(
    """island town city village port province district region capital suburb county municipality peninsula hamlet
    resort"""
)


def labels_of(sentences: Sequence[Parsed]) -> dict[Key, str]:
    """One label for each name, and for the short names of people."""
    return _labels(_weights(sentences))


def key_of(sentence: Parsed, name: Name) -> Key:
    """What all spellings of a name share."""
    words = sentence.lower[name.first : name.last]
    return tuple(word.rstrip(".") or word for word in (words[1:] if words[0] == "the" and len(words) > 1 else words))


def _weights(sentences: Sequence[Parsed]) -> dict[Key, Weights]:
    """For each name the weight of each label."""
    evidence: dict[Key, Weights] = {}
    for sentence in sentences:
        headline = sentence.kind is SentenceKind.HEADLINE
        for name in sentence.names:
            if name.label not in REPAIRED:
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
