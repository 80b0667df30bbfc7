"""A surname that several people of the record bear: who is meant is asked back, unless the hits leave no doubt.

Pure functions from hits and readings to the people a name can stand for, and the answer that asks back.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher

from bot.answering.shape import ambiguous
from bot.answers import Answer, Choice
from retrieval.language.countries import country_of
from retrieval.language.lexicon import ROLES, role_of
from retrieval.text.tokens import content_terms
from retrieval.types import Hit, MentionKind, Query, Reading, Sentence

ALL_BUT = 0.8  # of the mentions: who has so many is meant
RIVAL = 0.25  # of the first one's confidence, below which the second is no rival
CHOICES = 5
_LONGEST_NAME = 4  # words
_LONGEST_OFFICE = 60  # characters of what somebody is called beside the name
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PLACES = frozenset({"GPE", "LOC"})
_SHORT_FORMS = (
    "robert bob bobby rob|william bill billy will liam|richard dick rick|john jack|edward ted ed eddie|anthony tony|"
    "charles chuck charlie|james jim jimmy|henry hank harry|elizabeth liz beth betty|catherine kate kathy|"
    "alexander sasha alex|benjamin ben bibi|margaret peggy meg|joseph joe|michael mike mick|thomas tom|"
    "donald don|andrew andy drew|steven steve|lawrence larry|gerald jerry|ronald ron|daniel dan|nicholas nick"
)
_CALLED = {name: number for number, line in enumerate(_SHORT_FORMS.split("|")) for name in line.split()}


@dataclass(slots=True, kw_only=True)
class Bearer:
    """Somebody of the name: the fullest form, the hits that name them, best first."""

    name: str
    place: bool = False
    hits: list[Hit] = field(default_factory=list)


def asked_back(
    query: Query,
    text: str,
    hits: Sequence[Hit],
    annotated: Callable[[Sequence[Hit]], Sequence[Hit]],
    readings: Sequence[Reading],
    *,
    threshold: float,
    as_of: datetime,
) -> Answer | None:
    """The answer that asks who is meant; None as a rule, when only one can be. ``hits`` best first.

    Several are offered only when each is named in hits that share as many of the question's other words, none has
    most of the mentions, and the reader is about as sure of each.
    """
    for name in query.names:
        if " " in name or name.isupper():
            continue
        found = bearers(name, annotated([hit for hit in hits if hit.sentence.mentions or _holds(name, hit)]))
        total = sum(len(each.hits) for each in found)
        whole = [each for each in found if " " in each.name]  # else "Sudan" is a name of its own, beside "South Sudan"
        if len(whole) < 2 or len(found[0].hits) >= ALL_BUT * total or 2 * sum(len(e.hits) for e in whole) <= total:
            continue
        rivals = _rivals(whole, set(query.terms) - set(content_terms(name)), readings, threshold)
        if len(rivals) > 1:
            return _asking_back(text, name, rivals[:CHOICES], as_of)
    return None


def _holds(name: str, hit: Hit) -> bool:
    return name.casefold() in hit.sentence.text.casefold()


def bearers(name: str, hits: Sequence[Hit]) -> list[Bearer]:
    """Whom the hits mean by a surname (or places by a short name), the most often named first."""
    found: list[Bearer] = []
    for hit in hits:
        for full, place in dict.fromkeys(_full_names(name, hit.sentence)):
            same = same_place if place else same_person
            known = next((each for each in found if each.place == place and same(each.name, full)), None)
            if known is None:
                found.append(Bearer(name=full, place=place, hits=[hit]))
                continue
            if hit not in known.hits:
                known.hits.append(hit)
            if len(full) > len(known.name):
                known.name = full
    return sorted(found, key=lambda each: -len(each.hits))


def same_place(one: str, other: str) -> bool:
    """Whether two names that end alike are one place's: "DR Congo", "Democratic Republic of the Congo"."""
    first, second = ([word for word in _plain(name)[:-1] if word != "of"] for name in (one, other))
    short, long = sorted((first, second), key=len)
    return first == second or (len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long))


def same_person(one: str, other: str) -> bool:
    """Whether two full names with one surname may be one person's; yes when in doubt: "Joe", "Joseph", "J." Biden."""
    first, second = (_plain(name)[0] for name in (one, other))
    if first == second or (min(len(first), len(second)) == 1 and first[0] == second[0]):
        return True
    if _CALLED.get(first, -1) == _CALLED.get(second, -2):
        return True
    if first in _plain(other)[:-1] or second in _plain(one)[:-1]:  # "Marie Le Pen", "Jean-Marie Le Pen"
        return True
    return first[0] == second[0] and SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.6


def asking(question: str, name: str, full: str) -> str:
    """The question with the full name in place of the surname."""
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", full, question, count=1)


def _rivals(found: Sequence[Bearer], others: set[str], readings: Sequence[Reading], threshold: float) -> list[Bearer]:
    """Those who bear on the question as much as the first does."""
    covers = {each.name: max(_covered(hit, others) for hit in each.hits) for each in found}
    most = max(covers.values())
    near = [each for each in found if covers[each.name] == most]
    if not others or len(near) < 2:
        return near
    sure = {each.name: _surest(each, readings) for each in near}
    best = max(near, key=lambda each: sure[each.name][0])
    confidence, value = sure[best.name]
    if confidence < threshold:
        return []
    return [
        each
        for each in near
        if each is best or (sure[each.name][0] >= RIVAL * confidence and sure[each.name][1] != value)
    ]


def _covered(hit: Hit, others: set[str]) -> int:
    return len({share.term for share in hit.terms} & others)


def _surest(bearer: Bearer, readings: Sequence[Reading]) -> tuple[float, str | None]:
    """How sure the reader is of what it read in the sentences that name only this one."""
    own = {hit.sentence.sentence_id for hit in bearer.hits}
    return next(
        ((reading.confidence, reading.value) for reading in readings if reading.hit.sentence.sentence_id in own),
        (0.0, None),
    )


def _asking_back(text: str, name: str, rivals: Sequence[Bearer], as_of: datetime) -> Answer:
    choices = []
    for each in rivals:
        office = next(filter(None, (_office(each.name, hit.sentence) for hit in each.hits)), "")
        label = f"{each.name}, {office}" if office else each.name
        choices.append(Choice(label=label, question=asking(text, name, each.name)))
    best = list({each.hits[0].sentence.sentence_id: each.hits[0] for each in rivals}.values())
    return ambiguous(text, choices, as_of=as_of, hits=best)


def _full_names(name: str, sentence: Sentence) -> Iterator[tuple[str, bool]]:
    """The full names behind a short one in a sentence, as written there or in its article; and whether of a place."""
    wanted = name.casefold()
    for mention in sentence.mentions:
        if mention.kind in (MentionKind.SHORT_NAME, MentionKind.PRONOUN, MentionKind.POSSESSIVE):
            full = _cleaned(mention.refers_to)
            if mention.label == "PERSON" and _bears(full, wanted):
                yield full, False
    annotation = sentence.annotation
    for entity in annotation.entities if annotation else ():
        full = _cleaned(sentence.text[entity.start : entity.end])
        if entity.label == "PERSON" and full.casefold() == wanted:
            full = f"{_given_before(sentence, entity.start)} {full}".strip()
        if entity.label == "PERSON" and _bears(full, wanted):
            yield full, False
        elif entity.label in _PLACES and full.casefold().split()[-1:] == [wanted]:
            yield full, True


def _given_before(sentence: Sentence, start: int) -> str:
    """The name's own word before an entity that begins too late: "Rustem" of "Rustem Umerov"; "" when there is none."""
    tokens = sentence.annotation.tokens if sentence.annotation else ()
    before = next((token for token in tokens if token.end == start - 1 or token.end == start), None)
    if before is None or before.pos != "PROPN":
        return ""
    word = sentence.text[before.start : before.end]
    if not word[:1].isupper() or word.isupper() or not word.isalpha() or role_of(word.lower()) or country_of(word):
        return ""
    return word


def _cleaned(name: str) -> str:
    """Without titles before it and 's behind it."""
    spoken = [word for word in re.sub(r"['’]s?$", "", name).split() if word.lower() != "the"]
    while len(spoken) > 2 and (role_of(spoken[0].lower().rstrip(".")) or country_of(spoken[0])):
        spoken.pop(0)
    while len(spoken) > 2 and spoken[-1].lower().rstrip(".") in _SUFFIXES:
        spoken.pop()
    if len(spoken) == 2 and role_of(spoken[0].lower().rstrip(".")):
        spoken.pop(0)
    return " ".join(spoken)


def _bears(full: str, surname: str) -> bool:
    spoken = full.split()
    proper = all(word[:1].isupper() or word in {"de", "van", "von", "al", "bin", "der", "la"} for word in spoken)
    return 2 <= len(spoken) <= _LONGEST_NAME and spoken[-1].casefold() == surname and proper


def _plain(name: str) -> list[str]:
    return [word.rstrip(".") for word in name.casefold().split()]


def _office(name: str, sentence: Sentence) -> str:
    """What a sentence calls somebody beside the name, verbatim: "secretary of the council"; "" when nothing."""
    told = (
        r"(?:, | (?:(?:was|has been) (?:appointed|named|elected|made)|is|was|became) (?:as )?)(?!not )(?:the |a |an )?"
    )
    ends = r"(?=[,.;]| (?:on|in|after|by|who|and|at|since|last|this) )"
    after = re.search(rf"{re.escape(name)}{told}(?P<office>[^,.;:()]+?){ends}", sentence.text)
    if after and len(after["office"]) <= _LONGEST_OFFICE and not ROLES.isdisjoint(after["office"].lower().split()):
        return after["office"].strip()
    before = re.search(rf"(?P<office>(?:[\w’'-]+ ){{1,3}}){re.escape(name)}", sentence.text)
    words = before["office"].split() if before else []
    while words and words[0].lower() not in ROLES and not country_of(words[0]) and len(words) > 1:
        words.pop(0)
    return " ".join(words) if words and words[-1].lower() in ROLES else ""
