"""The numbers of a text, however they are written: "6.2 million", "6,200,000", "forty-five", "12%"."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ONES = {word: n for n, word in enumerate(_BELOW_TWENTY.split())}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_WORDS = "|".join((*sorted(_ONES, key=len, reverse=True), *_TENS))
_SCALE = r"\s?-?\s?(?P<scale>hundred|thousand|million|billion|trillion)\b|(?P<short>k|mn|mln|bn|tn|m|b)\b"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:{_SCALE})?"
    r"(?P<percent>\s?%|\s?(?:percent|per cent|pct)\b)?"
    rf"|\b(?P<words>(?:{_WORDS})(?:[\s-](?:and\s)?(?:{_WORDS}|hundred|thousand|million|billion|trillion))*"
    r"|(?:a|an)\s(?:hundred|thousand|million|billion|trillion|dozen)|dozen)\b"
    r"(?P<spelled>\s?%|\s(?:percent|per cent)\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as it stands in a text; half-open offsets."""

    start: int
    end: int
    value: Decimal
    percent: bool


def amounts(text: str) -> tuple[Amount, ...]:
    """All numbers in order. "one" alone is none, for it hardly ever counts; nor are digits inside a word ("G7")."""
    found = []
    for match in _NUMBER.finditer(text):
        value = _digits(match) if match["digits"] else _spelled(match["words"])
        if value is not None:
            percent = bool(match["percent"] or match["spelled"])
            found.append(Amount(start=match.start(), end=match.end(), value=value, percent=percent))
    return tuple(found)


def _digits(match: re.Match[str]) -> Decimal | None:
    try:
        value = Decimal(match["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    scale = _SCALES.get((match["scale"] or "").lower()) or _SHORT.get((match["short"] or "").lower()) or 1
    return (value * scale).normalize()


def _spelled(words: str) -> Decimal | None:
    parts = re.split(r"[\s-]+", words.lower())
    if parts == ["one"] or parts == ["zero"]:
        return None
    total, current = 0, 0
    for part in parts:
        if part in ("and", "a", "an"):
            current = current or (part != "and")
        elif part == "dozen":
            current = max(current, 1) * 12
        elif part in _SCALES:
            current = max(current, 1) * _SCALES[part]
            if _SCALES[part] > 100:
                total, current = total + current, 0
        else:
            current += _ONES.get(part, 0) + _TENS.get(part, 0)
    return Decimal(total + current).normalize()
