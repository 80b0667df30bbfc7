"""What a number counts and what befell it, read from the parse of its sentence."""

from bot.answering.deeds import DEEDS, deed_of
from retrieval.types import Annotation, Sentence

_SAME_UNIT = {"person": "people", "person.": "people", "persons": "people"}
RISES = frozenset(
    {"rise", "climb", "increase", "grow", "reach", "jump", "stand", "surpass", "exceed", "top", "pass", "hit"}
)
_ESTABLISHED = frozenset({"confirm", "declare", "pronounce", "presume", "find", "report"})  # "are confirmed killed"
_CALENDAR = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ADDED = frozenset({"another", "more", "other", "others", "additional", "further", "extra", "including"})
_EMPTY_VERBS = frozenset({"be", "have", "say", "report", "do"})


def counted(annotation: Annotation, at: int) -> str | None:
    """The lemma of the noun that a number counts; of "rose to 21" what "the number of" counts."""
    tokens = annotation.tokens
    head = tokens[at].head
    for _ in range(3):
        lemma = tokens[head].lemma.lower()
        if tokens[head].pos in ("NOUN", "PROPN") and head > at and lemma not in _CALENDAR:
            return _SAME_UNIT.get(lemma, lemma)
        if tokens[head].pos != "NUM" or tokens[head].head == head:
            break
        head = tokens[head].head
    verb = verb_above(annotation, at)
    if verb is None or tokens[verb].lemma not in RISES:
        return None
    for token in tokens:
        of = token.dep == "pobj" and tokens[token.head].lemma == "of"
        if of and tokens[tokens[token.head].head].lemma in ("number", "toll"):
            lemma = token.lemma.lower()
            return _SAME_UNIT.get(lemma, lemma)
    toll = any(token.lemma == "toll" for token in tokens)
    return "people" if toll else None


def deed(annotation: Annotation, at: int) -> str | None:
    """What is said of the counted: the verb, or the word beside a "be"; death and injury by any name."""
    tokens = annotation.tokens
    head = tokens[at].head
    for near in range(max(0, head - 1), min(len(tokens), head + 2)):
        if tokens[near].lemma in ("dead", "toll", "death"):
            return "death"
    verb = verb_above(annotation, at)
    if verb is None:
        return None
    lemma = tokens[verb].lemma
    if lemma in RISES:
        named = [DEEDS[token.lemma] for token in tokens if token.lemma in DEEDS]
        return named[0] if named else lemma
    if lemma in _ESTABLISHED:
        told = [DEEDS[token.lemma] for token in tokens[verb + 1 :] if token.head == verb and token.lemma in DEEDS]
        lemma = told[0] if told else lemma
    if lemma == "be":
        told = [token.lemma for token in tokens if token.head == verb and token.dep in ("acomp", "attr")]
        lemma = told[0] if told else "be"
    return None if lemma in _EMPTY_VERBS else deed_of(lemma)


def verb_above(annotation: Annotation, at: int) -> int | None:
    tokens = annotation.tokens
    for _ in range(len(tokens)):
        if tokens[at].pos in ("VERB", "AUX"):
            head = tokens[at].head
            return head if tokens[at].dep in ("aux", "auxpass") else at
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def is_past(annotation: Annotation, verb: int) -> bool:
    modal = any(token.head == verb and token.tag == "MD" for token in annotation.tokens)
    return annotation.tokens[verb].tag in ("VBD", "VBN") and not modal


def is_negated(annotation: Annotation, at: int) -> bool:
    verb = verb_above(annotation, at)
    return verb is not None and any(token.head == verb and token.dep == "neg" for token in annotation.tokens)


def is_added(sentence: Sentence, at: int) -> bool:
    """Whether the counted noun is a part or an addition: "12 other people", "5 more people", "12 of them"."""
    assert sentence.annotation is not None
    tokens = sentence.annotation.tokens
    head = tokens[at].head
    beside = {sentence.text[t.start : t.end].lower() for t in tokens if t.head in (head, at)}
    return bool(beside & _ADDED) and not {"more", "than"} <= beside
