"""Who a sentence says something by: the subject of a verb of saying, or whom "according to" names."""

from collections.abc import Iterator
from itertools import chain

from retrieval.language.labels import NAMES
from retrieval.novelty.records import Fact
from retrieval.text.listed import word_set
from retrieval.types import Annotation, Sentence, Span, Token

SAYING = word_set(
    """say tell add ask reply argue insist admit tweet write explain recall warn concede note continue state declare
    announce claim conclude stress remark respond observe deny confirm acknowledge pledge vow promise demand urge
    accuse"""
)
_ACCORDING = "accord"
# How any form of them begins: "denies", "telling", "according"; and those that begin in another way
_REGULAR = [(verb, f"{verb[:-1]}i") if verb[-1] in "ey" else (verb,) for verb in (_ACCORDING, *sorted(SAYING))]
_BEGINNINGS = ("said", "told", "wrote", "written", *chain.from_iterable(_REGULAR))


def may_have_speaker(text: str) -> bool:
    """Whether `speakers` could find one in a sentence, told without its annotation: a word of saying is there."""
    lowered = text.lower()
    return any(beginning in lowered for beginning in _BEGINNINGS)


def speakers(sentence: Sentence) -> Iterator[Fact]:
    """Each speaker who has a name in the sentence, or whose name a mention knows; none without annotation."""
    annotation = sentence.annotation
    if annotation is None:
        return
    for number, token in enumerate(annotation.tokens):
        if _speaks(annotation.tokens, number, token):
            named = _named(sentence, annotation, token)
            if named is not None:
                yield named


def _speaks(tokens: tuple[Token, ...], number: int, token: Token) -> bool:
    head = tokens[token.head]
    if token.dep == "nsubj" and head.pos == "VERB" and head.lemma in SAYING:
        return True
    if token.dep != "pobj" or head.lemma != "to" or number == 0:
        return False
    return tokens[head.head].lemma.lower() == _ACCORDING


def _named(sentence: Sentence, annotation: Annotation, token: Token) -> Fact | None:
    for mention in sentence.mentions:
        if mention.start <= token.start < mention.end and mention.label in ("PERSON", "ORG"):
            return Fact(kind="speaker", value=mention.refers_to, span=Span(start=mention.start, end=mention.end))
    for entity in annotation.entities:
        if entity.start <= token.start < entity.end and entity.label in NAMES:
            value = sentence.text[entity.start : entity.end]
            return Fact(kind="speaker", value=value, span=Span(start=entity.start, end=entity.end))
    return None
