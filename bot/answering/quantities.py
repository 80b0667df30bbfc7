"""A number in a sentence with what it counts, how firmly it is said, and of what deed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.amounts import Amount, amounts
from bot.answering.deeds import DEEDS, GROWING, deed_of
from bot.answering.restricted import restrictions
from retrieval.types import Annotation, Sentence, Span

_LEAST = re.compile(
    r"\b(?:at least|more than|over|no (?:fewer|less) than|a minimum of|upwards of|above)\s+[$€£]?$", re.I
)
_MOST = re.compile(r"\b(?:at most|up to|fewer than|less than|under|no more than|a maximum of|below)\s+[$€£]?$", re.I)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|an? estimated|estimated at)\s+[$€£]?$", re.I
)
_ADDED = re.compile(
    r"\b(?:another|additional|further|extra|other|first|last|remaining|every|each|including|of (?:the|those|them))\s+"
    r"(?:(?:about|around|nearly|almost|at least|more than|some|up to|over)\s+)?$",
    re.I,
)
_ADDED_AFTER = re.compile(
    r"\s*(?:of\s|more\b|others?\b|additional\b|further\b|per\b|in\s(?:every|each)\b|(?:-|–|to|or)\s?\d)", re.I
)
_CLOCK = re.compile(r"\s?-?\s?(minute|hour|day|week|month|year)s?\b", re.I)
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}
_MONEY_WORD = re.compile(r"\s*(?:US\s|U\.S\.\s)?(dollar|euro|pound|rouble|ruble|yuan|yen|hryvnia)s?\b", re.I)
_SAME_UNIT = {"person": "people", "person.": "people", "persons": "people"}
_RISES = frozenset(
    {"rise", "climb", "increase", "grow", "reach", "jump", "stand", "surpass", "exceed", "top", "pass", "hit"}
)
_ESTABLISHED = frozenset({"confirm", "declare", "pronounce", "presume", "find", "report"})  # "are confirmed killed"
_CALENDAR = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_EMPTY_VERBS = frozenset({"be", "have", "say", "report", "do"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """``unit`` is what is counted: a noun's lemma, "percent", a currency, "week"; ``deed`` is what befell it."""

    value: Decimal
    bound: Literal["exact", "least", "most", "about"]
    unit: str
    deed: str | None
    noun: str | None = None  # what a measure is the measure of: "deadline" in "50-day deadline"
    among: frozenset[str] = frozenset()  # terms that say which of them: "young", "from Tessel"
    done: bool = False  # told as past, so that another day may have another: "canceled 2,500 flights"
    counting: bool = False  # it tells of the count itself, so that its day is not the event's: "has risen to 58"

    @property
    def grows(self) -> bool:
        """Whether it only ever rises while news comes in."""
        return self.deed in GROWING


def quantity(sentence: Sentence, span: Span) -> Quantity | None:
    """The one number of a span; None where there is none or several, or where it adds to another ("5 more people")."""
    text, annotation = sentence.text, sentence.annotation
    inside = [amount for amount in amounts(text) if amount.start < span.end and span.start < amount.end]
    if len(inside) != 1 or annotation is None:
        return None
    amount = inside[0]
    before, after = text[: amount.start], text[amount.end :]
    if _ADDED.search(before) or _ADDED_AFTER.match(after):
        return None
    measured = _measure(amount, before, after)
    at = next((n for n, token in enumerate(annotation.tokens) if token.start <= amount.start < token.end), None)
    if at is None:
        return None
    counted = _counted(annotation, at)
    unit = measured or counted
    if unit is None or _negated(annotation, at):
        return None
    if counted is not None and _added(sentence, at):
        return None
    own = measured is None or counted is None or not counted.isalpha() or counted.startswith(measured)
    noun = None if own else counted
    verb = verb_above(annotation, at)
    return Quantity(
        value=amount.value,
        bound=_bound(before),
        unit=unit,
        deed=_deed(annotation, at),
        noun=noun,
        among=restrictions(sentence.text, annotation, at),
        done=verb is not None and _is_past(annotation, verb),
        counting=verb is not None and annotation.tokens[verb].lemma in _RISES,
    )


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers do not contradict each other: equal, one rounded, or inside what the other leaves open."""
    if one.value == other.value or _rounds(one, other) or _rounds(other, one):
        return True
    low, high = (one, other) if one.value < other.value else (other, one)
    return low.bound == "least" or high.bound == "most"


def rounded(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are one, said more or less exactly."""
    return one.value == other.value or _rounds(one, other) or _rounds(other, one)


def _rounds(coarse: Quantity, fine: Quantity) -> bool:
    if coarse.value <= 0 or fine.value <= 0:
        return False
    hedged = "about" in (coarse.bound, fine.bound)
    if hedged and abs(coarse.value - fine.value) * 10 <= max(coarse.value, fine.value):
        return True
    exponent = coarse.value.normalize().as_tuple().exponent
    step = Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
    whole = step >= (10 if hedged else 100)
    near = abs(coarse.value - fine.value) * 2 <= step and abs(coarse.value - fine.value) * 10 <= coarse.value
    return whole and near


def _bound(before: str) -> Literal["exact", "least", "most", "about"]:
    if _LEAST.search(before):
        return "least"
    if _MOST.search(before):
        return "most"
    return "about" if _ABOUT.search(before) else "exact"


def _measure(amount: Amount, before: str, after: str) -> str | None:
    if amount.percent:
        return "percent"
    if before[-1:] in _MONEY:
        return _MONEY[before[-1]]
    if found := _MONEY_WORD.match(after):
        return found.group(1).lower()
    return found.group(1).lower() if (found := _CLOCK.match(after)) else None


def _counted(annotation: Annotation, at: int) -> str | None:
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
    if verb is None or tokens[verb].lemma not in _RISES:
        return None
    for n, token in enumerate(tokens):
        of = token.dep == "pobj" and tokens[token.head].lemma == "of"
        if of and tokens[tokens[token.head].head].lemma in ("number", "toll"):
            lemma = token.lemma.lower()
            return _SAME_UNIT.get(lemma, lemma)
    toll = any(token.lemma == "toll" for token in tokens)
    return "people" if toll else None


def _deed(annotation: Annotation, at: int) -> str | None:
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
    if lemma in _RISES:
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


def _is_past(annotation: Annotation, verb: int) -> bool:
    modal = any(token.head == verb and token.tag == "MD" for token in annotation.tokens)
    return annotation.tokens[verb].tag in ("VBD", "VBN") and not modal


def _negated(annotation: Annotation, at: int) -> bool:
    verb = verb_above(annotation, at)
    return verb is not None and any(token.head == verb and token.dep == "neg" for token in annotation.tokens)


def _added(sentence: Sentence, at: int) -> bool:
    """Whether the counted noun is a part or an addition: "12 other people", "5 more people", "12 of them"."""
    assert sentence.annotation is not None
    tokens = sentence.annotation.tokens
    head = tokens[at].head
    beside = {sentence.text[t.start : t.end].lower() for t in tokens if t.head in (head, at)}
    return bool(
        beside & {"another", "more", "other", "others", "additional", "further", "extra", "including"} - {"than"}
    ) and not ("more" in beside and "than" in beside)
