"""Outlets that a question wants to hear, or not to hear, by the names that the record has for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TRIGGER = re.compile(r"\b(?:from|not|except|excluding|without|other than|apart from|besides|ignoring|but not)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The question without the words about outlets, and what they say; names as the record has them."""

    text: str
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def may_name_outlets(text: str) -> bool:
    """Whether it is worth knowing the record's outlets."""
    return _TRIGGER.search(text) is not None


def outlets_in(text: str, outlets: Sequence[str]) -> Outlets:
    """ "from Reuters", "not from the BBC or AFP", "except Al Jazeera": only names the record has mean outlets."""
    known = {plain(name): name for name in outlets if plain(name)}
    if not known:
        return Outlets(text=text)
    name = "(?:the )?(?:" + "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True)) + r")(?![\w’'-])"
    names = rf"(?P<names>{name}(?:(?:,| or| and|,? nor|, or|, and) (?:from |by )?{name})*)"
    without = re.compile(
        rf",?\s*\b(?:but\s+)?(?:not|except(?:\s+for)?|excluding|without|other\s+than|apart\s+from|besides|ignoring)\s+"
        rf"(?:(?:anything\s+)?(?:from|by|in|according\s+to)\s+)?{names}",
        re.I,
    )
    only = (
        re.compile(rf"\b(?:only\s+)?from\s+{names}(?=\s*[?.!]*\s*$)", re.I),
        re.compile(rf"\bfrom\s+{names}(?=\s*[,:?]|\s+(?:about|on)\b)", re.I),
    )
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    if found := without.search(text):
        left_out = _read(found["names"], known)
        text = _cut(text, found)
    if found := next(filter(None, (pattern.search(text) for pattern in only)), None):
        kept = _read(found["names"], known)
        text = _cut(text, found)
    return Outlets(text=text, only=kept, without=left_out)


def plain(outlet: str) -> str:
    """An outlet's name for comparison: small letters, no article before it."""
    return outlet.casefold().strip().removeprefix("the ")


def _read(names: str, known: dict[str, str]) -> tuple[str, ...]:
    """The outlets named, in the record's spelling; the longest where one's name holds another's."""
    said = [each for each in known if _stands(each, names)]
    return tuple(known[each] for each in said if not any(each != other and _stands(each, other) for other in said))


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.casefold()) is not None


def _cut(text: str, found: re.Match[str]) -> str:
    rest = text[: found.start()].rstrip(" ,") + " " + text[found.end() :].lstrip(" ,:")
    return re.sub(r"\s+([?.!,])", r"\1", rest).strip(" ,")
