"""Who holds somebody's post: "who is Macron's spokeswoman?" is answered by whom a sentence calls so, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.succession import Succession, succession
from retrieval.language.countries import country_of
from retrieval.language.lexicon import role_of
from retrieval.speech import Role, Shape, roles
from retrieval.text.tokens import content_terms
from retrieval.types import Entity, Hit, Reading, Span

# Each is above the reader's threshold: what a sentence says outright is never declined for its form.
SURE = {Shape.APPOINTED: 0.72, Shape.APPOSED: 0.7, Shape.TITLE: 0.68, Shape.COPULA: 0.66}
_NOW = (
    r"(?:the\s+)?(?:(?P<{0}>former|previous|old|outgoing|departing|ex|deputy|acting|interim|vice|lieutenant|shadow|assistant)[\s-]+"
    r"|(?P<{0}_new>current|new|next|incoming|present)\s+)?"
)
_WHO = r"^\W*(?:so\s+|and\s+)?who(?:['’]?s|\s+is|\s+was|\s+are)\s+(?:now\s+)?"
_OWNED = re.compile(
    _WHO + r"(?P<owner>[\w.’'& -]+?)(?:['’]s|(?<=s)['’])\s+" + _NOW.format("other") + r"(?P<post>[\w -]+?)\W*$", re.I
)
_OF = re.compile(
    _WHO + _NOW.format("other") + r"(?P<post>[\w -]+?)\s+(?:of|for|to)\s+(?P<owner>[\w.’'& -]+?)\W*$", re.I
)
_CHANGED = re.compile(  # whoever's post it is: "the new president?"
    r"^\W*(?:so\s+|and\s+)?(?:who(?:['’]?s|\s+is|\s+was)\s+)?the\s+"
    r"(?:(?P<other>former|previous|old|outgoing|departing)|(?P<other_new>new|next|incoming))\s+(?P<post>[\w -]+?)\W*$",
    re.I,
)
# The houses that speak for a government, and of which country.
SEATS = {"Kremlin": "Russia", "White House": "United States", "Downing Street": "United Kingdom", "Elysee": "France",
         "Élysée": "France", "Planalto": "Brazil", "Casa Rosada": "Argentina", "Blue House": "South Korea"}  # fmt: skip
_GONE = dict.fromkeys(("previous", "old", "outgoing", "departing"), "former")
_HEADS = frozenset({"president", "premier", "prime", "chancellor"})
_PARTING = re.compile(r"[\s,–—(-]*(?:(?:the|an?|his|her)\s+)?", re.I)
_BEFORE = 2  # words before a post in which "former" is of it
_OTHERS = frozenset({"former", "ex", "deputy", "acting", "interim", "vice", "then", "late", "outgoing", "lieutenant",
                     "shadow", "assistant"})  # fmt: skip
_FIRST = frozenset({"head", "boss", "chief"})  # of a firm: who is its chief executive
_OFFICES = frozenset({"officer", "executive"})
_BELOW = frozenset({"deputy", "vice", "lieutenant", "shadow", "assistant"})
_SHORT = {"lt": "lieutenant", "dep": "deputy", "asst": "assistant"}
_SAME = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
         "chairperson": "chair", "adviser": "advisor"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post asked for: "spokesman" and the terms beside it, of whom, and whether a former or deputy one."""

    owner: str  # "" where only a new or former holder is asked for, whoever's the post is
    held: str
    beside: frozenset[str]
    other: str | None
    words: tuple[str, ...]  # as they are asked by
    to_come: bool = False  # whoever is to hold it will do


def asked_post(question: str) -> Post | None:
    """The post whose holder a question asks for; None where it asks for something else."""
    found = _OWNED.match(question) or _OF.match(question) or _CHANGED.match(question)
    if found is None:
        return None
    owner = found.groupdict().get("owner")
    words = found["post"].split()
    held = next((role for word in words if (role := role_of(word.casefold()))), None)
    if held is None or not (owner is None or content_terms(owner)):
        return None
    beside = frozenset(content_terms(" ".join(word for word in words if role_of(word.casefold()) is None)))
    return Post(
        owner=owner or "",
        held=_plain(held),
        beside=beside,
        other=_GONE.get(other := (found["other"] or "").casefold(), other) or None,
        to_come=(found["other_new"] or "").casefold() in ("new", "next", "incoming"),
        words=tuple(word.casefold() for word in re.split(r"[\s-]+", found["post"])),
    )


def other_words(post: Post) -> tuple[str, ...]:
    """The index terms of the other words for a post: "spokesman" and "spokeswoman" for "spokesperson"."""
    return tuple(term for word in (*_SAME, post.held) if _plain(word) == post.held for term in content_terms(word))


def of_post(post: Post, hits: Sequence[Hit], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with whom sentences call the holder first; then those that may be somebody with such a post."""
    read = {(reading.hit.sentence.sentence_id, reading.value): reading.confidence for reading in readings}
    held = [
        replace(found, confidence=sure, bearing=sure)
        for found in _holders(post, hits) or (_by_seat(post, hits) if post.owner else [])
        for sure in [max(found.confidence, read.get((found.hit.sentence.sentence_id, found.value), 0.0))]
    ]
    if not post.owner:
        return (*held, *(reading for reading in readings if all(reading.value != other.value for other in held)))
    personal, bodies = _is_person(post.owner, hits), _bodies(post, hits)
    kept = [reading for reading in readings if _may_hold(post, reading, personal=personal)]
    kept = [reading for reading in kept if not _of_another_body(post, reading, bodies)]
    return (*held, *(reading for reading in kept if all(reading.value != other.value for other in held)))


def _holders(post: Post, hits: Sequence[Hit]) -> list[Reading]:
    """Whom sentences give the post by apposition, title or verb; those of the newest articles first."""
    turns = [turn for hit in hits if (turn := succession(hit)) is not None and _is_of(post, turn)]
    over = [_taken_over(turn, post) for turn in turns]
    past = {(turn.hit.sentence.sentence_id, turn.new_name if post.other else turn.old_name) for turn in turns}
    found = [
        _reading(hit, name, role)
        for hit in (hits if post.owner else ())
        for name, role in _called(hit)
        if _is(post, role) and (hit.sentence.sentence_id, hit.sentence.text[name.start : name.end]) not in past
    ]
    return sorted([*filter(None, over), *found], key=lambda each: (-_published(each.hit), each.hit.rank))


def _is_of(post: Post, turn: Succession) -> bool:
    """Whether a sentence in which somebody takes over names the post and its owner."""
    if post.other not in (None, "former") or (turn.to_come and not (post.other or post.to_come)):
        return False
    sentence = turn.hit.sentence
    said = content_terms(f"{sentence.article.title} {sentence.text}")
    return post.held in _posts_in(sentence.text) and (not post.owner or content_terms(post.owner)[-1] in said)


def _taken_over(turn: Succession, post: Post) -> Reading | None:
    """Who came, or who went where a former holder is asked for; None of one whom a pronoun stands for."""
    span = turn.old if post.other else turn.new
    value = turn.hit.sentence.text[span.start : span.end]
    if not value[:1].isupper() or value.casefold() in ("he", "she", "they"):
        return None
    sure = SURE[Shape.APPOINTED]
    return Reading(hit=turn.hit, value=value, span=span, mention=None, confidence=sure, bearing=sure)


def _is_person(name: str, hits: Sequence[Hit]) -> bool:
    """Whether the sentences found take the last word of a name for a person's."""
    last = content_terms(name)[-1]
    return any(
        entity.label == "PERSON" and last in content_terms(hit.sentence.text[entity.start : entity.end])
        for hit in hits
        if hit.sentence.annotation is not None
        for entity in hit.sentence.annotation.entities
    )


def _by_seat(post: Post, hits: Sequence[Hit]) -> list[Reading]:
    """Who speaks for the seat of the government that the owner heads, where the sentences found say of which country.

    "Kremlin spokesman Dmitry Peskov" beside "Russian President Vladimir Putin"; the latter is cited, too.
    """
    heads = [
        (country, role.sentence)
        for role in roles([hit.sentence for hit in hits], post.owner)
        if _HEADS.intersection(role.words.casefold().split()) and (country := _country_in(role.words))
    ]
    if len({country for country, _ in heads}) != 1:
        return []
    country, told = heads[0]
    seats = tuple(seat for seat, whose in SEATS.items() if whose == country)
    found = [
        _reading(hit, name, role)
        for hit in hits
        for name, role in _called(hit)
        if any(_is(replace(post, owner=seat), role) for seat in seats)
    ]
    return [replace(reading, support=(told,)) for reading in found]


def _country_in(words: str) -> str | None:
    found = {country for word in re.findall(r"[^\W\d_]+", words) if (country := country_of(word))}
    return found.pop() if len(found) == 1 else None


def _called(hit: Hit) -> list[tuple[Entity, Role]]:
    sentence = hit.sentence
    if sentence.annotation is None:
        return []
    people = [entity for entity in sentence.annotation.entities if entity.label == "PERSON"]
    return [
        (person, role)
        for person in people
        for role in roles([sentence], sentence.text[person.start : person.end])
        if person.start <= role.name.start < person.end and _side_by_side(sentence.text, person, role)
    ]


def _side_by_side(text: str, person: Entity, role: Role) -> bool:
    """Whether nothing but commas and articles parts a name from its role, unless a verb joins them."""
    if role.shape not in (Shape.APPOSED, Shape.TITLE):
        return True
    between = (
        text[person.end : role.said.start] if person.end <= role.said.start else text[role.said.end : person.start]
    )
    return _PARTING.fullmatch(between) is not None


def _is(post: Post, role: Role) -> bool:
    """Whether the words of a role name the post and its owner, and no former or deputy holder unless asked for."""
    held = _posts_in(role.words)
    first = post.held in _FIRST and not post.beside and ("ceo" in held or {"chief", "executive"} <= held)
    if not (first or post.held in held) or not _as_asked(post, role.words):
        return False
    said = set(content_terms(role.words))
    owner = content_terms(post.owner)[-1]
    mine = owner in said or any(
        owner in content_terms(mention.refers_to)
        for mention in role.sentence.mentions
        if role.said.start <= mention.start < role.said.end
    )
    return mine and post.beside <= said


def _posts_in(words: str) -> set[str]:
    """The posts that the words of a role name."""
    spoken = (word.removesuffix("'s").removesuffix("’s") for word in _spoken(words))
    return {_plain(each) for word in spoken if (each := role_of(word))}


def _spoken(words: str) -> list[str]:
    plain = (word.casefold().strip(".,'’") for word in re.split(r"[\s-]+", words))
    return [_SHORT.get(word, word) for word in plain]


def _as_asked(post: Post, words: str) -> bool:
    """Whether the words of a role make somebody a former or deputy holder as the question asks, or neither does."""
    return _OTHERS.intersection(_spoken(words)) == ({post.other} if post.other else set())


def _has_another(post: Post, reading: Reading) -> bool:
    """Whether a sentence gives whom it names another post of that sort: the lieutenant governor is no governor, the
    chief executive no chief financial officer.
    """
    name = " ".join(word for word in (reading.value or "").split() if role_of(word.casefold()) is None)
    called = roles([reading.hit.sentence], name)
    like = [role.words for role in called if post.held in _posts_in(role.words)]
    if like and not any(_of_that_rank(post, words) and not _of_another_field(post, words) for words in like):
        return True
    # "Lt. Gov. Hall": of a title the parse may take a part for a name
    before = "" if reading.span is None else reading.hit.sentence.text[: reading.span.start]
    near = " ".join((*before.split()[-_BEFORE:], reading.value or ""))
    return post.held in _posts_in(near) and not _of_that_rank(post, near)


def _bodies(post: Post, hits: Sequence[Hit]) -> frozenset[str]:
    """The terms of the bodies that the sentences found name, but of the owner; none for a country's posts."""
    if country_of(post.owner) is not None:
        return frozenset()
    named = (
        hit.sentence.text[entity.start : entity.end]
        for hit in hits
        if hit.sentence.annotation is not None
        for entity in hit.sentence.annotation.entities
        if entity.label == "ORG"
    )
    words = (word for name in named for word in re.split(r"[\s-]+", name) if role_of(word.casefold()) is None)
    return frozenset(term for word in words for term in content_terms(word)) - frozenset(content_terms(post.owner))


def _of_another_body(post: Post, reading: Reading, bodies: frozenset[str]) -> bool:
    """Whether a sentence gives whom it names the post, each time in another body: "Brackwater CEO Rhea Stone"."""
    called = [role.words for role in roles([reading.hit.sentence], reading.value or "")]
    like = [words for words in called if post.held in _posts_in(words)]
    owner = frozenset(content_terms(post.owner))
    return bool(like) and all(
        owner.isdisjoint(content_terms(words))
        and any(not bodies.isdisjoint(content_terms(word)) for word in words.split() if word[:1].isupper())
        for words in like
    )


def _of_another_field(post: Post, words: str) -> bool:
    """Whether the words of a role make somebody chief of what is not asked for: "chief executive" of "financial".

    Other fields have other names, too: the treasury chief is the finance chief.
    """
    fielded = not _OFFICES.isdisjoint(_spoken(words)) and bool(post.beside)
    return fielded and post.beside.isdisjoint(content_terms(words))


def _of_that_rank(post: Post, words: str) -> bool:
    """Whether the words of a role make nobody a deputy whom the question does not; a former holder may be meant."""
    return _BELOW.intersection(_spoken(words)) <= {post.other, post.held, *post.words}


def _may_hold(post: Post, reading: Reading, *, personal: bool) -> bool:
    """Whether what was read may be the holder: no country and no title; of a person's post the sentence has to tell."""
    value = reading.value
    if value is None:
        return True
    if country_of(value) is not None or role_of(value.split()[-1].casefold()) is not None:
        return False
    if _has_another(post, reading):
        return False
    if not personal:
        return True
    if not value[0].isupper() or set(content_terms(value)) <= set(content_terms(post.owner)):
        return False
    spoken = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", reading.hit.sentence.text.casefold())
    return any(
        _plain(role_of(word) or "") == post.held
        and _OTHERS.intersection(spoken[max(0, at - _BEFORE) : at]) == ({post.other} if post.other else set())
        for at, word in enumerate(spoken)
    )


def _reading(hit: Hit, name: Entity, role: Role) -> Reading:
    sure = SURE[role.shape]
    span = Span(start=name.start, end=name.end)
    return Reading(
        hit=hit, value=hit.sentence.text[span.start : span.end], span=span, mention=None, confidence=sure, bearing=sure
    )


def _published(hit: Hit) -> float:
    published = hit.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()


def _plain(role: str) -> str:
    return _SAME.get(role, role)
