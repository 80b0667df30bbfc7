"""Pronouns, possessives, short names and roles, each with the fullest name in the article that it stands for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.language.countries import NAMES_OF
from retrieval.language.organisations import short_names
from retrieval.language.parsed import Parsed
from retrieval.language.people import people_of
from retrieval.language.person import Person, Place
from retrieval.language.pronouns import Resolved, resolve_pronouns
from retrieval.language.roles import resolve_roles
from retrieval.types import Mention, MentionKind, SentenceKind

_HOME = frozenset(("country", "nation", "homeland"))
_OWN = frozenset(("own", "home", "native", "beloved"))

_Link = tuple[Place, Place, MentionKind, str, float]  # where, where the name stands, kind, label, confidence


def resolve(text: str, sentences: Sequence[Parsed]) -> list[tuple[Mention, ...]]:
    """The mentions of each sentence, in order."""
    people = people_of(sentences)
    pronouns = resolve_pronouns(sentences, people)
    found: dict[int, list[Mention]] = defaultdict(list)
    for place, named, kind, label, confidence in (
        *_short_names(people),
        *_organisations(sentences),
        *_roles(sentences, people),
        *_pronouns(sentences, pronouns),
        *_countries(sentences, pronouns),
    ):
        if place != named:
            found[place.position].append(_mention(text, sentences, place, named, kind, label, confidence))
    return [
        tuple(sorted(found[sentence.position], key=lambda mention: (mention.start, mention.end)))
        for sentence in sentences
    ]


def _short_names(people: Sequence[Person]) -> Iterator[_Link]:
    for person in people:
        for place, confidence in person.places:
            if person.named is not None and place.last - place.first < len(person.key):
                yield place, person.named, MentionKind.SHORT_NAME, "PERSON", confidence


def _organisations(sentences: Sequence[Parsed]) -> Iterator[_Link]:
    for place, named, confidence in short_names(sentences):
        yield place, named, MentionKind.SHORT_NAME, "ORG", confidence


def _roles(sentences: Sequence[Parsed], people: Sequence[Person]) -> Iterator[_Link]:
    for place, person, confidence in resolve_roles(sentences, people):
        if person.named is not None:
            yield place, person.named, MentionKind.ROLE, "PERSON", confidence


def _pronouns(sentences: Sequence[Parsed], pronouns: Sequence[Resolved]) -> Iterator[_Link]:
    for each in pronouns:
        if each.person.named is not None:
            possessive = sentences[each.place.position].tags[each.place.first] == "PRP$"
            kind = MentionKind.POSSESSIVE if possessive else MentionKind.PRONOUN
            yield each.place, each.person.named, kind, "PERSON", each.confidence


def _countries(sentences: Sequence[Parsed], pronouns: Sequence[Resolved]) -> Iterator[_Link]:
    """ "His country" and "his own country", where the article names the country of the person."""
    for each in pronouns:
        place, person = each.place, each.person
        sentence = sentences[place.position]
        words = sentence.lower[place.last : place.last + 2]
        if sentence.tags[place.first] != "PRP$" or person.country is None:
            continue
        if words[:1] and words[0] in _HOME:
            last = place.last + 1
        elif words[1:] and words[0] in _OWN and words[1] in _HOME:
            last = place.last + 2
        else:
            continue
        named = _where_named(sentences, person.country)
        if named is not None:
            whole = Place(position=place.position, first=place.first, last=last)
            confidence = each.confidence * person.country_sure
            yield whole, named, MentionKind.POSSESSIVE, "GPE", confidence


def _where_named(sentences: Sequence[Parsed], country: str) -> Place | None:
    """Where the article names a country: first in its body, else in its headline."""
    ordered = sorted(sentences, key=lambda sentence: sentence.kind is SentenceKind.HEADLINE)
    for sentence in ordered:
        for wanted in NAMES_OF[country]:
            words = wanted.split()
            for i, word in enumerate(sentence.words):
                if word == words[0] and sentence.words[i : i + len(words)] == words:
                    return Place(position=sentence.position, first=i, last=i + len(words))
    return None


def _mention(
    text: str,
    sentences: Sequence[Parsed],
    place: Place,
    named: Place,
    kind: MentionKind,
    label: str,
    confidence: float,
) -> Mention:
    sentence, source = sentences[place.position], sentences[named.position]
    start, end = source.start + source.starts[named.first], source.start + source.ends[named.last - 1]
    return Mention(
        start=sentence.starts[place.first],
        end=sentence.ends[place.last - 1],
        refers_to=text[start:end],
        named_start=start,
        named_end=end,
        kind=kind,
        label=label,
        confidence=round(confidence, 3),
    )
