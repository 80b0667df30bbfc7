"""A number in a sentence with what it counts, how firmly it is said, and of what deed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.amounts import Amount, amounts
from bot.answering.counted import RISES, counted, deed, is_added, is_negated, is_past, verb_above
from bot.answering.deeds import GROWING
from bot.answering.reality import is_real
from bot.answering.restricted import restrictions
from retrieval.types import Sentence, Span

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
_MEASURES = frozenset(
    [
        "percent",
        "dollar",
        "euro",
        "pound",
        "rouble",
        "ruble",
        "yuan",
        "yen",
        "hryvnia",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    ]
)


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
    real: bool = True  # not feared, possible or conditional
    counting: bool = False  # it tells of the count itself, so that its day is not the event's: "has risen to 58"

    @property
    def measures(self) -> bool:
        """Whether a length, a sum or a share is told, rather than how many there are."""
        return self.noun is not None or self.unit in _MEASURES

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
    thing = counted(annotation, at)
    unit = measured or thing
    if unit is None or is_negated(annotation, at):
        return None
    if thing is not None and is_added(sentence, at):
        return None
    own = measured is None or thing is None or not thing.isalpha() or thing.startswith(measured)
    verb = verb_above(annotation, at)
    return Quantity(
        value=amount.value,
        bound=_bound(before),
        unit=unit,
        deed=deed(annotation, at),
        noun=None if own else thing,
        among=restrictions(sentence.text, annotation, at),
        done=verb is not None and is_past(annotation, verb),
        real=verb is None or is_real(annotation, verb),
        counting=verb is not None and annotation.tokens[verb].lemma in RISES,
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


def hedged(before: str) -> bool:
    """Whether the words before a number say but how exactly it is told."""
    return not before.strip(" $€£") or any(form.match(before) for form in (_LEAST, _MOST, _ABOUT))


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
