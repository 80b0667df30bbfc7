"""The people of an article: which names are one person's, what is known of each, and where they come up."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.language.countries import country_of
from retrieval.language.first_names import MEN, WOMEN
from retrieval.language.lexicon import KIN, MAN, WOMAN
from retrieval.language.parsed import Name, Parsed
from retrieval.language.titles import Role, roles_of
from retrieval.types import SentenceKind

_INFORMAL = frozenset(("jr", "sr"))
_REGNAL = frozenset(
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xxiii")
)
_BY_FIRST_NAME = frozenset(("king", "queen", "prince", "princess", "pope", "emperor", "sir", "dame", "duchess", "duke"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words ``first`` to ``last`` of the sentence at ``position``."""

    position: int
    first: int
    last: int


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody in the article; nobody's name is known (``named`` None) of "a police officer"."""

    key: tuple[str, ...] = ()
    named: Place | None = None  # where the fullest name stands
    places: list[tuple[Place, float]] = field(default_factory=list)  # names and how sure they are this person's
    roles: list[tuple[Role, int]] = field(default_factory=list)  # and the sentence that says so
    male: float = 0.0
    female: float = 0.0
    country: str | None = None
    country_sure: float = 0.95

    def gender(self) -> str | None:
        """ "m", "f", or None when the article and the name do not tell."""
        if abs(self.male - self.female) < 1.0:
            return None
        return "m" if self.male > self.female else "f"


def people_of(sentences: Sequence[Parsed]) -> list[Person]:
    """The named people of an article, in order of appearance; the headline comes last, for it knows no full names."""
    ordered = sorted(sentences, key=lambda sentence: sentence.kind is SentenceKind.HEADLINE)
    people: list[Person] = []
    bare: set[int] = set()  # people who were called by a short name already
    for full in (True, False):
        for sentence in ordered:
            for name in sentence.names:
                if name.label != "PERSON" or sentence.tags[name.last - 1] == "NNPS":  # "the Rajapaksas"
                    continue
                key = _key(sentence, name)
                place = Place(position=sentence.position, first=name.first, last=name.last)
                if full and len(key) > 1:
                    _introduce(people, key, place, shown=sentence.words[name.first : name.last])
                elif not full and len(key) == 1:
                    _alias(people, key, place, sentence, bare)
    for person in people:
        person.places.sort(key=lambda each: (each[0].position, each[0].first))
        _learn(person, sentences)
    _colleagues(people, sentences)
    people.sort(key=lambda person: (person.places[0][0].position, person.places[0][0].first))
    return people


def _key(sentence: Parsed, name: Name) -> tuple[str, ...]:
    words = [word.rstrip(".") for word in sentence.lower[name.first : name.last] if word not in ("-", "the")]
    while len(words) > 1 and words[-1] in _INFORMAL | {""}:
        words.pop()
    return tuple(words)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words and more are one person's: "Joe Biden", "Joe R. Biden", "J. Biden"."""
    short, long = sorted((one, other), key=len)
    if long[-len(short) :] == short:
        return True
    if short[-1] != long[-1]:
        return False
    return short[0] == long[0] or (len(short[0]) == 1 and long[0].startswith(short[0]))


def _introduce(people: list[Person], key: tuple[str, ...], place: Place, shown: Sequence[str]) -> None:
    person = next((person for person in people if _same(person.key, key)), None)
    if person is None:
        people.append(Person(key=key, named=place, places=[(place, 1.0)]))
        return
    person.places.append((place, 1.0))
    ticker = any(word.isupper() and len(word) > 3 for word in shown) and not all(word.isupper() for word in shown)
    if len(key) > len(person.key) and not ticker:  # "Twitter TWTR Kimmel" is no fuller name of Kimmel's
        person.key, person.named = key, place


def _alias(people: list[Person], key: tuple[str, ...], place: Place, sentence: Parsed, bare: set[int]) -> None:
    """Gives a one-word name to the person it can only be, or to nobody."""
    surname = [person for person in people if len(person.key) > 1 and person.key[-1] == key[0]]
    given = [person for person in people if len(person.key) > 1 and person.key[0] == key[0]]
    alone = [person for person in people if person.key == key]
    if place.first and sentence.lower[place.first - 1] in _BY_FIRST_NAME:  # "Queen Elizabeth" is no Ms Cambage
        surname, given = [], [person for person in given if person.key[1] in _REGNAL]
    sure = 0.97
    if surname:
        chosen, sure = _one_of(surname, place, sentence, bare)
    elif given:
        chosen, _ = _one_of(given, place, sentence, bare)
        sure = 0.85
    else:
        chosen = alone[0] if alone else None
        if chosen is None:
            people.append(Person(key=key, named=place, places=[(place, 1.0)]))
            return
    if chosen is None:
        people.append(Person(places=[(place, 0.0)]))  # somebody, but who: stands in the way of a wrong guess
        return
    bare.add(id(chosen))
    chosen.places.append((place, sure))


def _one_of(people: Sequence[Person], place: Place, sentence: Parsed, bare: set[int]) -> tuple[Person | None, float]:
    if len(people) == 1:
        return people[0], 0.97
    genders = {_title_gender(role) for role in roles_of(sentence, place.first, place.last)} - {None}
    if len(genders) == 1:
        fitting = [person for person in people if _first_name_gender(person.key) in genders]
        if len(fitting) == 1:
            return fitting[0], 0.9
    if sentence.kind is SentenceKind.HEADLINE:
        before = list(people)
    else:
        before = [person for person in people if min(each.position for each, _ in person.places) <= place.position]
    if len(before) == 1:
        return before[0], 0.85
    called = [person for person in people if id(person) in bare]
    return (called[0], 0.8) if len(called) == 1 else (None, 0.0)


def _title_gender(role: Role) -> str | None:
    return "m" if role.head in MAN else "f" if role.head in WOMAN else None


def _first_name_gender(key: Sequence[str]) -> str | None:
    if len(key) < 2:
        return None
    return "m" if key[0] in MEN else "f" if key[0] in WOMEN else None


def _learn(person: Person, sentences: Sequence[Parsed]) -> None:
    """Roles, gender and country by the words around each name."""
    first_name = _first_name_gender(person.key)
    person.male += 2.0 * (first_name == "m")
    person.female += 2.0 * (first_name == "f")
    countries: dict[str, int] = defaultdict(int)
    for place, _ in person.places:
        sentence = sentences[place.position]
        for role in roles_of(sentence, place.first, place.last):
            person.roles.append((role, place.position))
            gender = _title_gender(role)
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


def _colleagues(people: Sequence[Person], sentences: Sequence[Parsed]) -> None:
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
