"""Roles that stand for a person: "the minister", "the former president"."""

from collections.abc import Iterator, Sequence

from retrieval.language.countries import country_of
from retrieval.language.lexicon import KIN, MAN, ROLES, WOMAN
from retrieval.language.parsed import Parsed
from retrieval.language.person import Person, Place
from retrieval.types import SentenceKind

# Roles many hold at a time: too seldom the person named last.
_COMMON = frozenset(
    ("official", "officer", "expert", "doctor", "teacher", "player", "model", "victim", "head", "owner")
)


def resolve_roles(sentences: Sequence[Parsed], people: Sequence[Person]) -> Iterator[tuple[Place, Person, float]]:
    """Definite roles without a name, where exactly one person of the article has been given that role before."""
    for sentence in sentences:
        if sentence.kind is SentenceKind.HEADLINE:
            continue
        taken = {word for name in sentence.names for word in range(name.first, name.last)}
        for i, word in enumerate(sentence.lower):
            if word not in ROLES or word in KIN or word in _COMMON or sentence.tags[i] not in ("NN", "NNP"):
                continue
            first = _definite(sentence, i)
            if first is None or i in taken or not _stands_alone(sentence, i):
                continue
            wanted = {each.rstrip(".") for each in sentence.lower[first + 1 : i]} - {"'s", "-"}
            country = next((found for each in sentence.words[first + 1 : i] if (found := country_of(each))), None)
            fitting = [
                person
                for person in people
                if person.named is not None and _fits(person, word, wanted, country, sentence.position)
            ]
            rivals = [person for person in people if any(role.head == word for role, _ in person.roles)]
            if len(fitting) == 1 and (len(rivals) == 1 or wanted):
                near = any(0 <= sentence.position - place.position <= 4 for place, _ in fitting[0].places)
                sure = 0.9 if near and len(rivals) == 1 else 0.8
                yield Place(position=sentence.position, first=first, last=i + 1), fitting[0], sure


def _definite(sentence: Parsed, head: int) -> int | None:
    """Where "the" of "the (former) (prime) minister" stands."""
    for i in range(head - 1, max(-1, head - 5), -1):
        if sentence.lower[i] == "the":
            return i
        if sentence.tags[i] not in ("NN", "NNP", "JJ", "HYPH", "VBN"):
            return None
    return None


def _stands_alone(sentence: Parsed, i: int) -> bool:
    """Whether the role is neither somebody's title, nor said of somebody, nor of something else ("head of X")."""
    if sentence.deps[i] not in ("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "conj"):
        return False
    if i + 1 < len(sentence.words) and sentence.tags[i + 1][:2] == "NN":
        return False
    described = ("prep", "appos", "relcl", "acl", "conj", "cc", "compound")
    if any(head == i and j > i and sentence.deps[j] in described for j, head in enumerate(sentence.heads)):
        return False
    return not (sentence.deps[i] == "pobj" and sentence.lower[sentence.heads[i]] in ("as", "like"))


def _fits(person: Person, head: str, wanted: set[str], country: str | None, position: int) -> bool:
    if (head in MAN and person.gender() == "f") or (head in WOMAN and person.gender() == "m"):
        return False
    if country is not None and person.country != country:
        return False
    loose = {each for each in wanted if country_of(each) is None}
    for role, said in person.roles:
        if role.head != head or said > position:
            continue
        if ("prime" in role.modifiers) != ("prime" in loose) or ("vice" in role.modifiers) != ("vice" in loose):
            continue
        if loose <= role.modifiers | {"former", "then", "late", "outgoing", "current"}:
            return True
    return False
