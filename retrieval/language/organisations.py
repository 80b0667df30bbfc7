"""Short names of organisations: "the Union" after "the Eastern Union", "Corliss" after "Corliss Bank"."""

from collections.abc import Iterator, Sequence

from retrieval.language.countries import ADJECTIVES, COUNTRY_OF
from retrieval.language.parsed import Name, Parsed
from retrieval.language.person import Place
from retrieval.types import SentenceKind

Key = tuple[str, ...]  # lower-case words, without "the"

_SURE = 0.9
_FIRMS = frozenset({"airlines", "airways", "bank", "bancorp", "brothers", "capital", "co", "company", "corp",
                    "corporation", "electric", "electronics", "energy", "foods", "group", "holdings", "inc",
                    "industries", "insurance", "laboratories", "limited", "ltd", "motor", "motors", "oil", "partners",
                    "party", "pharma", "pharmaceuticals", "plc", "rail", "railways", "securities", "shipping",
                    "software", "steel", "stores", "systems", "technologies", "telecom"})  # fmt: skip
_OF_ITS_OWN = frozenset({"house", "senate", "congress", "times", "post", "journal", "street", "state"})  # "the House"


def short_names(sentences: Sequence[Parsed]) -> Iterator[tuple[Place, Place, float]]:
    """Where an organisation goes by one of its words, where its whole name stands before that, and how sure that is.

    Behind "the" the last word, else the first of a name that goes on with what kind of firm it is ("Yahoo Sports" is
    not Yahoo); only where one whole name of the article has it there, and nobody and no place goes by it.
    """
    told: dict[Key, Place] = {}
    others = {_key(s, name) for s in sentences for name in s.names if name.label != "ORG"}
    for sentence in sorted(sentences, key=lambda each: each.kind is not SentenceKind.HEADLINE):
        for name in sentence.names:
            key, place = _key(sentence, name), _place(sentence, name)
            if name.label != "ORG" or not key:
                continue
            if len(key) > 1:
                if "'s" not in key and key not in others:
                    told.setdefault(key, place)
            elif (
                key not in others
                and not _describes(sentence, name)
                and (whole := _whole(key[0], _has_article(sentence, name), told)) is not None
            ):
                yield place, told[whole], _SURE


def _whole(word: str, article: bool, told: dict[Key, Place]) -> Key | None:
    if article:
        found = [key for key in told if key[-1] == word and word not in _OF_ITS_OWN]
    else:
        known = word in ADJECTIVES or word in COUNTRY_OF
        found = [key for key in told if key[0] == word and not known and not _FIRMS.isdisjoint(key[1:])]
    return found[0] if len(found) == 1 else None


def _key(sentence: Parsed, name: Name) -> Key:
    words = sentence.lower[name.first : name.last]
    words = words[:-1] if words[-1:] == ["'s"] else words
    return tuple(words[1:] if words[:1] == ["the"] else words)


def _place(sentence: Parsed, name: Name) -> Place:
    the = sentence.lower[name.first] == "the"
    last = name.last - (sentence.lower[name.last - 1] == "'s")
    return Place(position=sentence.position, first=name.first + the, last=last)


def _describes(sentence: Parsed, name: Name) -> bool:
    """Whether a name only says which one: "the Trump administration"."""
    return sentence.pos[name.last : name.last + 1] in (["NOUN"], ["PROPN"])


def _has_article(sentence: Parsed, name: Name) -> bool:
    return "the" in sentence.lower[max(0, name.first - 1) : name.first + 1]
