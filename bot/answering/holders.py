"""Who may hold a post, of those whom the reader found: nobody with another post, of another body or below it."""

import re
from collections.abc import Sequence

from bot.answering.post import Post, plain, posts_in, spoken_words, standings
from retrieval.language.countries import country_of
from retrieval.language.lexicon import role_of
from retrieval.reader.tree import lay_out, top_of
from retrieval.speech import roles
from retrieval.text.tokens import content_terms
from retrieval.types import Hit, Reading

_VERBS = frozenset({"VERB", "AUX"})
_OF_SIDES = frozenset({"coach", "captain", "manager"})
_PLURAL = re.compile(r"(?<!\w)[A-Z]\w+s(?![\w'’])")
_HEADING = re.compile(r"[A-Z][A-Z0-9'’ .&-]+: ?[A-Z]")  # of another article, in capitals before its title
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:19|20)\d\d(?![\w.,%-])")
_BEFORE = 2  # words before a post in which "former" is of it
_OFFICES = frozenset({"officer", "executive"})
_BELOW = frozenset({"deputy", "vice", "lieutenant", "shadow", "assistant"})


def may_hold(post: Post, reading: Reading, *, personal: bool) -> bool:
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
        plain(role_of(word) or "") == post.held
        and standings(" ".join(spoken[max(0, at - _BEFORE) : at])) == ({post.other} if post.other else set())
        for at, word in enumerate(spoken)
    )


def is_person(name: str, hits: Sequence[Hit]) -> bool:
    """Whether the sentences found take the last word of a name for a person's."""
    last = content_terms(name)[-1]
    return any(
        entity.label == "PERSON" and last in content_terms(hit.sentence.text[entity.start : entity.end])
        for hit in hits
        if hit.sentence.annotation is not None
        for entity in hit.sentence.annotation.entities
    )


def _has_another(post: Post, reading: Reading) -> bool:
    """Whether a sentence gives whom it names another post of that sort: the lieutenant governor is no governor, the
    chief executive no chief financial officer.
    """
    name = " ".join(word for word in (reading.value or "").split() if role_of(word.casefold()) is None)
    called = roles([reading.hit.sentence], name)
    like = [role.words for role in called if post.held in posts_in(role.words)]
    if like and not any(_of_that_rank(post, words) and not _of_another_field(post, words) for words in like):
        return True
    # "Lt. Gov. Hall": of a title the parse may take a part for a name
    before = "" if reading.span is None else reading.hit.sentence.text[: reading.span.start]
    near = " ".join((*before.split()[-_BEFORE:], reading.value or ""))
    return post.held in posts_in(near) and not _of_that_rank(post, near)


def bodies_in(post: Post, hits: Sequence[Hit]) -> frozenset[str]:
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


def of_another_body(post: Post, reading: Reading, bodies: frozenset[str]) -> bool:
    """Whether a sentence gives whom it names the post, each time in another body: "Brackwater CEO Rhea Stone".

    A coach's is a side, too, which a parse may not know for a body: "Rovers coach Ida Lund".
    """
    called = [role.words for role in roles([reading.hit.sentence], reading.value or "")]
    like = [words for words in called if post.held in posts_in(words)]
    owner = frozenset(content_terms(post.owner))
    sides = _sides(reading) if post.held in _OF_SIDES else frozenset[str]()
    if reading.value in sides:  # the side itself coaches nobody
        return True
    return bool(like) and all(
        owner.isdisjoint(content_terms(words))
        and any(
            word in sides or not bodies.isdisjoint(content_terms(word)) for word in words.split() if word[:1].isupper()
        )
        for words in like
    )


def _sides(reading: Reading) -> frozenset[str]:
    """The words of a sentence that may be sides: names in the plural, of no place or person: "Rovers", not "Texas"."""
    sentence = reading.hit.sentence
    places = () if sentence.annotation is None else sentence.annotation.entities
    return frozenset(
        found.group()
        for found in _PLURAL.finditer(sentence.text)
        if not any(each.label in ("GPE", "PERSON") and each.start <= found.start() < each.end for each in places)
    )


def in_another_bodys_story(post: Post, reading: Reading) -> bool:
    """Whether the clause before tells of another body, and neither the sentence nor its mentions of the owner.

    "The Rovers lost in Orvik, but head coach Ida Lund is hopeful": she coaches the Rovers. Who reports is no such body,
    what it reports hangs on its verb, and stands beside none. "ROVERS: Coach Ida Lund sacked" is a heading of theirs.
    """
    sentence = reading.hit.sentence
    if sentence.annotation is None or reading.span is None:
        return False
    said = content_terms(" ".join((sentence.text, *(mention.refers_to for mention in sentence.mentions))))
    if content_terms(post.owner)[-1] in said or country_of(post.owner) is not None:
        return False
    if _HEADING.match(sentence.text):
        return True
    tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
    inside = tree.inside(reading.span.start, reading.span.end)
    at = top_of(tree, inside[0], inside[-1] + 1) if inside else tree.root
    while tree.heads[at] != at:
        before, at = at, tree.heads[at]
        if tree.dep[before] == "conj" and tree.pos[at] in _VERBS:
            doers = (child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass"))
            return any(tree.labels[doer] == "ORG" for doer in doers)
    return False


def of_another_year(post: Post, reading: Reading) -> bool:
    """Whether a sentence says of which year whom it names had the post, another than its article's.

    Of "the captain of the 2001 side" nobody says that he is captain. A question that names a year may mean that one.
    """
    sentence = reading.hit.sentence
    published = sentence.article.published_at
    if sentence.annotation is None or reading.span is None or published is None or _YEAR.search(post.owner):
        return False
    span = reading.span
    held = [
        role.words
        for person in sentence.annotation.entities
        if person.label == "PERSON" and person.start < span.end and span.start < person.end
        for role in roles([sentence], sentence.text[person.start : person.end])
        if post.held in posts_in(role.words)
    ]
    return bool(held) and all(any(year != str(published.year) for year in _YEAR.findall(words)) for words in held)


def _of_another_field(post: Post, words: str) -> bool:
    """Whether the words of a role make somebody chief of what is not asked for: "chief executive" of "financial".

    Other fields have other names, too: the treasury chief is the finance chief.
    """
    fielded = not _OFFICES.isdisjoint(spoken_words(words)) and bool(post.beside)
    return fielded and post.beside.isdisjoint(content_terms(words))


def _of_that_rank(post: Post, words: str) -> bool:
    """Whether the words of a role make nobody a deputy whom the question does not; a former holder may be meant."""
    return _BELOW.intersection(spoken_words(words)) <= {post.other, post.held, *post.words}
