"""A name of a thread, and what is known of it: what it names, whether of a man or a woman, and in full."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answers import Citation
from retrieval.language.countries import country_of
from retrieval.language.first_names import MEN, WOMEN, gender_of
from retrieval.language.pronouns import GENDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name from a turn and what it names, as spaCy labels it ("PERSON", "GPE", "ORG", ...); None when not known."""

    text: str
    label: str | None = None
    gender: str | None = None  # "m" or "f" where an article or the first name tells
    full: str | None = None  # the fullest name that the cited articles have for it


def named(text: str, known: Mapping[str, Name] | None = None) -> Name:
    """A name with what is known of it: from the sentences cited, from lists of countries and first names."""
    known = known or {}
    words = text.casefold().split()
    found = known.get(text.casefold())
    # "Trump" is whom "Donald Trump" names
    fuller = [name for key, name in known.items() if len(words) < len(key.split()) and _ends(key.split(), words)]
    found = found or (fuller[0] if fuller else None)
    if found is not None:
        genders = (name.gender or gender_by_name(name.text, name.label) for name in (found, *fuller))
        full = max((name.full or name.text for name in (found, *fuller[:1])), key=len)
        return Name(
            text=text,
            label=found.label,
            gender=next(filter(None, genders), None),
            full=full if len(full) > len(text) and found.label == "PERSON" else None,
        )
    if country_of(text) is not None:
        return Name(text=text, label="GPE")
    gender = gender_by_name(text, None)
    if gender is not None and len(words) > 1:
        return Name(text=text, label="PERSON", gender=gender)
    return Name(text=text, label="ORG" if text.isupper() and len(text) > 2 else None)


def names_cited(citations: Iterable[Citation]) -> dict[str, Name]:
    """Names in the cited sentences by their lower-case text."""
    known: dict[str, Name] = {}
    for citation in citations:
        sentence = citation.sentence
        for mention in sentence.mentions:
            gender = GENDER.get(sentence.text[mention.start : mention.end].lower())
            before = known.get(mention.refers_to.casefold())
            if before is None or (before.gender is None and gender is not None):
                known[mention.refers_to.casefold()] = Name(text=mention.refers_to, label=mention.label, gender=gender)
        for entity in sentence.annotation.entities if sentence.annotation else ():
            text = sentence.text[entity.start : entity.end]
            known.setdefault(text.casefold(), Name(text=text, label=entity.label))
    return known


def _ends(fuller: list[str], words: list[str]) -> bool:
    return fuller[-len(words) :] == words


def gender_by_name(text: str, label: str | None) -> str | None:
    """From the first name, where the name is a person's or may be."""
    words = text.casefold().split()
    if not words or label not in {None, "PERSON"} or (len(words) == 1 and words[0] not in MEN | WOMEN):
        return None  # a name of one word is a surname more often than a rare first name
    return gender_of(words[0])
