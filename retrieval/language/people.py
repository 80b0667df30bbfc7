"""The people of an article: which names are one person's, and where they come up."""

from collections.abc import Sequence

from retrieval.language.misspelt import one_letter_apart, one_word_apart
from retrieval.language.parsed import Name, Parsed
from retrieval.language.person import Person, Place
from retrieval.language.titles import roles_of
from retrieval.language.traits import colleagues, first_name_gender, learn, title_gender
from retrieval.types import SentenceKind

_INFORMAL = frozenset(("jr", "sr"))
_REGNAL = frozenset(
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xxiii")
)
_BY_FIRST_NAME = frozenset(("king", "queen", "prince", "princess", "pope", "emperor", "sir", "dame", "duchess", "duke"))


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
        learn(person, sentences)
    colleagues(people, sentences)
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
    if long[-len(short) :] == short or one_word_apart(short, long):
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
    fuller = len(key) > len(person.key) and not one_word_apart(key, person.key)
    if fuller and not ticker:  # "Twitter TWTR Kimmel" is no fuller name of Kimmel's
        person.key, person.named = key, place


def _alias(people: list[Person], key: tuple[str, ...], place: Place, sentence: Parsed, bare: set[int]) -> None:
    """Gives a one-word name to the person it can only be, or to nobody."""
    surname = [person for person in people if len(person.key) > 1 and person.key[-1] == key[0]]
    given = [person for person in people if len(person.key) > 1 and person.key[0] == key[0]]
    alone = [person for person in people if person.key == key]
    other = [] if surname or given or alone else _otherwise_called(people, key[0])
    if place.first and sentence.lower[place.first - 1] in _BY_FIRST_NAME:  # "Queen Elizabeth" is no Ms Cambage
        surname, given = [], [person for person in given if person.key[1] in _REGNAL]
    sure = 0.97
    if surname:
        chosen, sure = _one_of(surname, place, sentence, bare)
    elif given:
        chosen, _ = _one_of(given, place, sentence, bare)
        sure = 0.85
    elif len(other) == 1:
        chosen, sure = other[0], 0.85
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


def _otherwise_called(people: Sequence[Person], name: str) -> list[Person]:
    """Those of whose two surnames a word is the first, else those whose surname is spelt a letter apart."""
    first = [person for person in people if name in person.key[1:-1]]
    return first or [person for person in people if len(person.key) > 1 and one_letter_apart(person.key[-1], name)]


def _one_of(people: Sequence[Person], place: Place, sentence: Parsed, bare: set[int]) -> tuple[Person | None, float]:
    if len(people) == 1:
        return people[0], 0.97
    genders = {title_gender(role) for role in roles_of(sentence, place.first, place.last)} - {None}
    if len(genders) == 1:
        fitting = [person for person in people if first_name_gender(person.key) in genders]
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
