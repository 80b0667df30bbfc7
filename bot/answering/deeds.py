"""What befalls somebody or something, by any of its names: "killed", "dead" and "toll" are one deed."""

from collections.abc import Iterable

from retrieval.text.tokens import content_terms

_FAMILIES = {
    "death": "die kill dead perish death toll fatality slay",
    "injury": "injure wound hurt injury",
    "arrest": "arrest detain",
    "destruction": "destroy raze level",
    "flight": "displace evacuate",
    "purchase": "buy purchase acquire",
    "imprisonment": "sentence jail imprison",
    "start": "begin start commence",
}
DEEDS = {lemma: deed for deed, lemmas in _FAMILIES.items() for lemma in lemmas.split()}
GROWING = frozenset({"death", "injury", "arrest", "destruction", "flight"})  # what only ever rises while news comes in
_TERMS = {
    deed: frozenset(term for lemma in lemmas.split() for term in content_terms(lemma))
    for deed, lemmas in _FAMILIES.items()
}
_COUNTS_PEOPLE = frozenset({"toll", "fatality"})


def deed_of(lemma: str) -> str:
    """The deed a verb or noun tells of, else the word itself."""
    return DEEDS.get(lemma, lemma)


def terms_of(deed: str) -> frozenset[str]:
    """The index terms of all words for a deed."""
    return _TERMS.get(deed) or frozenset(content_terms(deed))


def other_names(lemmas: Iterable[str]) -> set[str]:
    """The index terms of the other words for the deeds among some lemmas; a toll counts people."""
    found = set(lemmas)
    terms = {term for lemma in found if lemma in DEEDS for term in _TERMS[DEEDS[lemma]]}
    return terms | set(content_terms("people")) if found & _COUNTS_PEOPLE else terms
