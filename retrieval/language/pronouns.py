"""Whom he and she stand for: a score over the people who came up shortly before, and a margin below which nobody.

The weights say what every study of English pronouns says: the subject of the sentence before, the subject of a clause
before in the same sentence, people rather than whoever is named by the way; the verb's own object is never its subject.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.grammar import Rank, leads_in, main_subjects, rank, subject_of, verb_of
from retrieval.language.lexicon import ANYONE, MAN, ROLES, WOMAN
from retrieval.language.parsed import Parsed
from retrieval.language.person import Person, Place
from retrieval.language.quotes import quoted_words, speaker
from retrieval.types import SentenceKind

GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip

_WINDOW = 3  # sentences back
# by distance in sentences and rank
_BY_DISTANCE = ((3.0, 2.8, 2.2, 1.4), (2.6, 1.9, 1.4, 0.9), (1.4, 0.9, 0.6, 0.3), (0.8, 0.4, 0.2, 0.1))
_LATEST = 0.3  # came up last
_FITS, _UNKNOWN = 0.6, -0.4  # gender
_FREQUENT = 0.8
_IN_QUOTES = -1.0  # named in a quotation, asked for outside of one
_OWN_SUBJECT = 1.0  # "Johnson ... his": the clause's own subject is the first choice of a possessive
_AHEAD = 2.9  # "In his speech, Johnson said"
_SURE = 0.8  # below that, nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A pronoun and whom it stands for."""

    place: Place
    person: Person
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Somebody coming up in the text."""

    person: Person
    position: int
    word: int
    rank: Rank
    quoted: bool
    doubted: bool  # a pronoun that stands for nobody known


def resolve_pronouns(sentences: Sequence[Parsed], people: Sequence[Person]) -> list[Resolved]:
    """The pronouns of the body, in order, with the person and how sure that is; those in doubt are left out."""
    quotes = quoted_words(sentences)
    named = {(place.position, place.last - 1): person for person in people for place, _ in person.places}
    inside = {
        (place.position, word)
        for person in people
        for place, _ in person.places
        for word in range(place.first, place.last)
    }
    history: list[_Seen] = []
    counts: dict[int, int] = {}
    found: list[Resolved] = []
    last_speaker: Person | None = None
    recent: list[int] = []  # positions of body sentences, the latest last
    for sentence, quoted in zip(sentences, quotes, strict=True):
        if sentence.kind is SentenceKind.HEADLINE:
            continue
        if not all(quoted):  # what somebody is quoted to say does not push the people around it away
            recent.append(sentence.position)
        voice = speaker(sentence, quoted)
        ahead = _ahead(sentence, named)
        says = named.get((sentence.position, voice)) if voice is not None else None
        for i, word in enumerate(sentence.lower):
            person: Person | None = None
            if word in GENDER and sentence.tags[i] in ("PRP", "PRP$") and not _honour(sentence, i):
                window = [*[each for each in recent if each < sentence.position][-_WINDOW:], sentence.position]
                barred = (says or last_speaker) if quoted[i] else None
                person, confidence = _choose(sentence, i, quoted[i], history, window, counts, barred, ahead)
                if person.named is not None:
                    place = Place(position=sentence.position, first=i, last=i + 1)
                    found.append(Resolved(place=place, person=person, confidence=confidence))
            elif (sentence.position, i) in named:
                person = named[sentence.position, i]
            elif (sentence.position, i) not in inside and _anonymous(sentence, i, named):
                person = Person(male=3.0 * (word in MAN), female=3.0 * (word in WOMAN))
            if person is not None:
                history.append(
                    _Seen(
                        person=person,
                        position=sentence.position,
                        word=i,
                        rank=rank(sentence, i),
                        quoted=quoted[i],
                        doubted=word in GENDER and person.named is None,
                    )
                )
                counts[id(person)] = counts.get(id(person), 0) + 1
                if i == voice:
                    last_speaker = person
    return found


def _honour(sentence: Parsed, i: int) -> bool:
    """Whether "Her" belongs to "Her Majesty"."""
    return sentence.lower[i + 1 : i + 2] in (["majesty"], ["highness"], ["excellency"], ["honour"], ["honor"])


def _anonymous(sentence: Parsed, i: int, named: dict[tuple[int, int], Person]) -> bool:
    """Whether the word is a person without a name: "a police officer", and no title or apposition of a named one."""
    word = sentence.lower[i]
    if (word not in ROLES and word not in ANYONE) or sentence.tags[i] != "NN":
        return False
    if sentence.deps[i] in ("compound", "appos", "attr", "oprd", "amod", "nmod"):
        return False
    if sentence.deps[i] == "pobj" and sentence.lower[sentence.heads[i]] == "as":
        return False
    return not any(
        (sentence.position, j) in named and sentence.deps[j] == "appos"
        for j in range(len(sentence.heads))
        if sentence.heads[j] == i
    )


def _ahead(sentence: Parsed, named: dict[tuple[int, int], Person]) -> tuple[int, Person] | None:
    """The main subject, when it is a named person: a pronoun before it may already mean them."""
    found = (i for i in main_subjects(sentence) if (sentence.position, i) in named)
    return next(((i, named[sentence.position, i]) for i in found), None)


def _choose(
    sentence: Parsed,
    i: int,
    quoted: bool,
    history: Sequence[_Seen],
    window: Sequence[int],
    counts: dict[int, int],
    barred: Person | None,
    ahead: tuple[int, Person] | None,
) -> tuple[Person, float]:
    """The person a pronoun stands for and how sure that is; a new nobody when the pronoun is in doubt."""
    word = sentence.lower[i]
    gender = GENDER[word]
    nobody = Person(male=3.0 * (gender == "m"), female=3.0 * (gender == "f"))
    subject = subject_of(sentence, verb_of(sentence, i))
    reflexive = word in ("himself", "herself")
    is_object = sentence.tags[i] == "PRP" and sentence.deps[i] in ("dobj", "pobj", "dative")
    scores: dict[int, float] = {}
    persons: dict[int, Person] = {}
    for seen in reversed(history):
        if seen.position < window[0]:
            break
        person = seen.person
        its = person.gender()
        if (its is not None and its != gender) or person is barred:
            continue
        same = seen.position == sentence.position
        own = same and seen.word == subject
        if (reflexive and not own) or (is_object and own):
            continue
        distance = sum(seen.position < position for position in window)
        score = _BY_DISTANCE[distance][seen.rank]
        score += _FITS if its == gender and not seen.doubted else _UNKNOWN
        if own and sentence.tags[i] == "PRP$":
            score += _OWN_SUBJECT
        if seen.quoted and not quoted:
            score += _IN_QUOTES
        if not scores:
            score += _LATEST
        persons[id(person)] = person
        scores[id(person)] = max(scores.get(id(person), -9.0), score)
    if is_object and subject is not None:  # "Putin met him": whoever the subject is, it is not him
        own_person = next(
            (s.person for s in reversed(history) if (s.position, s.word) == (sentence.position, subject)), None
        )
        scores.pop(id(own_person), None)
    if ahead is not None and i < ahead[0] and not reflexive and leads_in(sentence, i, ahead[0]):
        person = ahead[1]
        its = person.gender()
        if (its is None or its == gender) and person is not barred:
            persons[id(person)] = person
            score = _AHEAD + (_FITS if its == gender else _UNKNOWN)
            scores[id(person)] = max(scores.get(id(person), -9.0), score)
    if not scores:
        return nobody, 0.0
    total = sum(counts.get(key, 0) for key in scores) or 1
    for key in scores:
        scores[key] += _FREQUENT * counts.get(key, 0) / total
    order = sorted(scores, key=lambda key: -scores[key])  # ties keep the latest first
    best = scores[order[0]]
    second = max(0.0, scores[order[1]]) if len(order) > 1 else 0.0
    chosen = persons[order[0]]
    confidence = 1 / (1 + math.exp(0.6 - 1.1 * (best - second) - 0.35 * best))
    return (chosen, confidence) if confidence >= _SURE else (nobody, confidence)
