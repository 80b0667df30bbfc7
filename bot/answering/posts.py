"""Who holds somebody's post: "who is Macron's spokeswoman?" is answered by whom a sentence calls so, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.holders import (
    bodies_in,
    in_another_bodys_story,
    is_person,
    may_hold,
    of_another_body,
    of_another_year,
)
from bot.answering.post import Post, posts_in, standings
from bot.answering.succession import Succession, succession
from retrieval.language.countries import country_of
from retrieval.speech import Role, Shape, roles
from retrieval.text.tokens import content_terms
from retrieval.types import Entity, Hit, Reading, Span

# Each is above the reader's threshold: what a sentence says outright is never declined for its form.
SURE = {Shape.APPOINTED: 0.72, Shape.APPOSED: 0.7, Shape.TITLE: 0.68, Shape.COPULA: 0.66}
# The houses that speak for a government, and of which country.
SEATS = {"Kremlin": "Russia", "White House": "United States", "Downing Street": "United Kingdom", "Elysee": "France",
         "Élysée": "France", "Planalto": "Brazil", "Casa Rosada": "Argentina", "Blue House": "South Korea"}  # fmt: skip
_HEADS = frozenset({"president", "premier", "prime", "chancellor"})
_PARTING = re.compile(r"[\s,–—(-]*(?:(?:the|an?|his|her)\s+)?", re.I)
_FIRST = frozenset({"head", "boss", "chief"})  # of a firm: who is its chief executive


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
    personal, bodies = is_person(post.owner, hits), bodies_in(post, hits)
    kept = [reading for reading in readings if may_hold(post, reading, personal=personal)]
    kept = [
        reading
        for reading in kept
        if not of_another_body(post, reading, bodies)
        and not in_another_bodys_story(post, reading)
        and not of_another_year(post, reading)
    ]
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
    return post.held in posts_in(sentence.text) and (not post.owner or content_terms(post.owner)[-1] in said)


def _taken_over(turn: Succession, post: Post) -> Reading | None:
    """Who came, or who went where a former holder is asked for; None of one whom a pronoun stands for."""
    span = turn.old if post.other else turn.new
    value = turn.hit.sentence.text[span.start : span.end]
    if not value[:1].isupper() or value.casefold() in ("he", "she", "they"):
        return None
    sure = SURE[Shape.APPOINTED]
    return Reading(hit=turn.hit, value=value, span=span, mention=None, confidence=sure, bearing=sure)


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
    held = posts_in(role.words)
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


def _as_asked(post: Post, words: str) -> bool:
    """Whether the words of a role make somebody a former or deputy holder as the question asks, or neither does."""
    return standings(words) == ({post.other} if post.other else set())


def _reading(hit: Hit, name: Entity, role: Role) -> Reading:
    sure = SURE[role.shape]
    span = Span(start=name.start, end=name.end)
    return Reading(
        hit=hit, value=hit.sentence.text[span.start : span.end], span=span, mention=None, confidence=sure, bearing=sure
    )


def _published(hit: Hit) -> float:
    published = hit.sentence.article.published_at
    return 0.0 if published is None else published.timestamp()
