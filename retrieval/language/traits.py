"""What an article tells of its people: their roles, gender and country."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from retrieval.language.countries import country_of
from retrieval.language.first_names import gender_of
from retrieval.language.lexicon import KIN, MAN, WOMAN
from retrieval.language.parsed import Parsed
from retrieval.language.person import Person, Place
from retrieval.language.titles import Role, roles_of


def title_gender(role: Role) -> str | None:
    return "m" if role.head in MAN else "f" if role.head in WOMAN else None


def first_name_gender(key: Sequence[str]) -> str | None:
    return gender_of(key[0]) if len(key) > 1 else None


def learn(person: Person, sentences: Sequence[Parsed]) -> None:
    """Roles, gender and country by the words around each name."""
    first_name = first_name_gender(person.key)
    person.male += 2.0 * (first_name == "m")
    person.female += 2.0 * (first_name == "f")
    countries: dict[str, int] = defaultdict(int)
    for place, _ in person.places:
        sentence = sentences[place.position]
        for role in roles_of(sentence, place.first, place.last):
            person.roles.append((role, place.position))
            gender = title_gender(role)
            person.male += 3.0 * (gender == "m")
            person.female += 3.0 * (gender == "f")
            if role.country:
                countries[role.country] += 1
        for country in _near(sentence, place):
            countries[country] += 1
        _pronouns_beside(person, sentence, place)
    if countries:
        person.country = max(sorted(countries), key=lambda country: countries[country])


def _near(sentence: Parsed, place: Place) -> Iterator[str]:
    """ "Ukraine's Zelenskyy", "Zelenskyy of Ukraine"."""
    words, first, last = sentence.words, place.first, place.last
    if first > 1 and words[first - 1] == "'s" and (country := country_of(words[first - 2])):
        yield country
    if last + 1 < len(words) and words[last] == "of" and (country := country_of(words[last + 1])):
        yield country


def _pronouns_beside(person: Person, sentence: Parsed, place: Place) -> None:
    """What "X said he", "X and his wife" and "X ... himself" tell of X."""
    lower, heads, deps = sentence.lower, sentence.heads, sentence.deps
    after = lower[place.last : place.last + 2]
    person.male += 1.5 * (after == ["and", "his"])
    person.female += 1.5 * (after == ["and", "her"])
    head = place.last - 1
    if deps[head] not in ("nsubj", "nsubjpass"):
        return
    verb = heads[head]
    for i, word in enumerate(lower):
        if word in ("himself", "herself") and heads[i] == verb:
            person.male += 2.0 * (word == "himself")
            person.female += 2.0 * (word == "herself")
        elif word in ("he", "she") and i > verb and deps[heads[i]] == "ccomp" and heads[heads[i]] == verb:
            person.male += 1.0 * (word == "he")
            person.female += 1.0 * (word == "she")


def colleagues(people: Sequence[Person], sentences: Sequence[Parsed]) -> None:
    """An official introduced without a country belongs to that of the official who speaks of them.

    "Ukrainian President A confirmed that B, the secretary of the council, ..." A foreigner would be called one.
    """
    subjects = {
        (place.position, sentences[place.position].heads[place.last - 1]): person
        for person in people
        for place, _ in person.places
        if person.country is not None and sentences[place.position].deps[place.last - 1] == "nsubj"
    }
    for person in people:
        if person.country is not None or not person.places:
            continue
        introduced, _ = person.places[0]
        if not any(said == introduced.position and role.head not in KIN for role, said in person.roles):
            continue
        sentence = sentences[introduced.position]
        at = introduced.last - 1
        while sentence.heads[at] != at:
            clause, at = at, sentence.heads[at]
            if sentence.deps[clause] == "ccomp" and (introduced.position, at) in subjects:
                person.country, person.country_sure = subjects[introduced.position, at].country, 0.8
                break
