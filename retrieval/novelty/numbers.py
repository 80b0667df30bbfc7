"""The numbers of a sentence that report something, with units.

Dates, clock times, ages and house numbers do not; nor does a count that is taken for known ("all 22 members"), nor how
long something takes or lies back ("for two years", "24 hours later"), unless it is a term that somebody set.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from retrieval.novelty.beside import told_beside
from retrieval.novelty.records import Fact
from retrieval.text.amounts import Amount, amounts
from retrieval.types import Span

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
_SMALLER = {"day": (24, "hour"), "week": (168, "hour"), "year": (12, "month")}
_UNITS = {
    **dict.fromkeys(("dollar", "dollars", "usd"), "dollar"),
    **dict.fromkeys(("euro", "euros", "eur"), "euro"),
    **dict.fromkeys(("pound", "pounds", "gbp"), "pound"),
    **dict.fromkeys(("yen",), "yen"),
    **dict.fromkeys(("yuan", "renminbi"), "yuan"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles"), "rouble"),
    **dict.fromkeys(("rupee", "rupees"), "rupee"),
    **{form: unit for unit in _TIMES for form in (unit, f"{unit}s")},
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), "kilometre"),
    **dict.fromkeys(("mile", "miles"), "mile"),
    **dict.fromkeys(("metre", "metres", "meter", "meters"), "metre"),
    **dict.fromkeys(("foot", "feet", "ft"), "foot"),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilo", "kilos"), "kilogram"),
    **dict.fromkeys(("tonne", "tonnes", "ton", "tons"), "tonne"),
    **dict.fromkeys(("barrel", "barrels"), "barrel"),
    **dict.fromkeys(("degree", "degrees"), "degree"),
    **dict.fromkeys(("point", "points"), "point"),
    **dict.fromkeys(("mph", "kph"), "speed"),
}  # fmt: skip
_BEHIND = re.compile(r"[\s-]{0,2}([A-Za-z]+)")
_DAY_BEFORE_MONTH = re.compile(rf"(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b")
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\.?\s(?:the\s)?$")
_CLOCK = re.compile(r":\d|\s?[ap]\.?m\b|\s?(?:GMT|BST|UTC|CET|EST|EDT|ET)\b", re.I)
_AGE = re.compile(r"[\s-]{1,2}years?[\s-](?:olds?|young|of\sage)\b", re.I)
_NAMED_BEFORE = re.compile(r"(?:[A-Za-z][-/:#]|[#/:]|\d[-–:]|\b(?:No|Nos|Article|Section|Chapter|Flight|Route)\.?\s)$")
_NAME_BEFORE = re.compile(r"\w\W+[A-Z][\w’'&.-]*\s$")  # "the Artemis 1 mission", "a Boeing 737"; not "In 12 towns"
_AGE_BEFORE = re.compile(
    r"\b(?:(?:aged?|ages)(?:\s\d+\s(?:to|and|through))?|younger than|older than|under the age of|children under"
    r"|die[ds] at|turn(?:ed|s|ing)?)\s$",
    re.I,
)
_DATE_RANGE = re.compile(rf"\s?[-–—]\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b")
_ERA = re.compile(r"\s(?:BCE?|AD|CE)\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.I)
CLOSE = Decimal("0.01")  # numbers that differ less, one of them rounded, are one number


def numbers(text: str, *, beside: bool = False) -> Iterator[Fact]:
    """The numbers of a sentence, each with its unit; ``beside``: those too that are only told beside."""
    for amount in amounts(text):
        if not _reports(text, amount):
            continue
        unit, start, end = _unit(text, amount)
        if not beside and unit in ("", *_TIMES) and told_beside(text, start, amount.end, end, timed=bool(unit)):
            continue
        if unit or not _NAME_BEFORE.search(text[max(0, start - 40) : start]):
            value = f"{amount.value.normalize():f}" + (f" {unit}" if unit else "")
            yield Fact(kind="number", value=value, span=Span(start=start, end=end))


def same_number(one: str, other: str) -> bool:
    """Whether two values are one number, perhaps rounded or in another unit in one of them.

    "19870" and "20000", "24 hour" and "1 day", "5000000000" and "5000000000 dollar"; not "18" and "20".
    """
    if one == other:
        return True
    (a, unit), (b, other_unit) = _plain(one), _plain(other)
    if (a, unit) == (b, other_unit):
        return True
    if a == b and "" in (unit, other_unit) and not {unit, other_unit} & {"percent", *_TIMES}:
        return True
    if unit != other_unit or not a or not b:
        return False
    rounded = len(a.normalize().as_tuple().digits) != len(b.normalize().as_tuple().digits)
    return rounded and abs(a - b) <= CLOSE * max(abs(a), abs(b))


@lru_cache(maxsize=4_096)
def _plain(value: str) -> tuple[Decimal, str]:
    """Number and unit, lengths of time in the smaller of the units that they are whole numbers of."""
    number, _, unit = value.partition(" ")
    times, smaller = _SMALLER.get(unit, (1, unit))
    return Decimal(number) * times, smaller


def _reports(text: str, amount: Amount) -> bool:
    before, behind = text[max(0, amount.start - 24) : amount.start], text[amount.end : amount.end + 24]
    if any(shape.match(behind) for shape in (_ORDINAL, _CLOCK, _AGE, _ERA)) or _AGE_BEFORE.search(before):
        return False
    if _DATE_RANGE.match(behind) or (before.endswith("(") and behind.startswith(")")):
        return False
    if _DAY_BEFORE_MONTH.match(behind) or _MONTH_BEFORE.search(before) or _NAMED_BEFORE.search(before):
        return False
    written = text[amount.start : amount.end]
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", written) and not before.endswith(tuple(_CURRENCIES)):  # a year
        return False
    aged = before.endswith(", ") and behind.startswith(",") and written.isdigit() and amount.value < 120
    return not aged


def _unit(text: str, amount: Amount) -> tuple[str, int, int]:
    """The unit ("" of what is just counted), and where number and unit stand."""
    if amount.percent:
        return "percent", amount.start, amount.end
    at = amount.start - 1 - (text[amount.start - 1 : amount.start] == " ")
    sign = _CURRENCIES.get(text[at : at + 1]) if at >= 0 else None
    if sign:
        return sign, at, amount.end
    behind = _BEHIND.match(text, amount.end)
    unit = _UNITS.get(behind[1].lower()) if behind else None
    return (unit, amount.start, behind.end()) if unit and behind else ("", amount.start, amount.end)
