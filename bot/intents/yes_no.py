"""Questions that ask whether something is so."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from bot.intents.fact import FactQuestion, of_kind
from bot.intents.slots import slots
from bot.intents.words import AUXILIARIES, PREPOSITIONS, WH, word_set, words

_SLOPPY = word_set("isnt arent wasnt werent didnt dont doesnt hasnt havent hadnt wont wouldnt cant couldnt shouldnt")
_ASIDE = re.compile(
    r"\W*(?:(?:please )?(?:confirm|check|verify)(?: for (?:me|us))?(?: (?:if|whether|that))?\b\W*|"
    r"(?:is|was) it (?:true|correct|right|the case|so) that\b\W*|true or false\W*|"
    r"(?:say |see |know )?(?:if|whether)\b\W*(?=[^,:]*$)|"
    r"any (?:chance|sign|sign of it|indication|word)(?: that| yet)?\b\W*|"
    r"(?:does anyone|do we) know (?:if|whether)\b\W*)+",
    re.I,
)
_TAG = r"(?:is|was|are|were|did|does|do|has|have|had|will|would|can|could)n?['’]?t (?:he|she|it|they|there|that|we|you)"
_AFTER = re.compile(
    rf",?\s*(?:or not|right|correct|yes or no|true or false|is (?:that|this|it) (?:true|right|correct|so)|{_TAG})?\W*$",
    re.I,
)
_STATED = re.compile(  # a statement that asks only at its end: "Ukraine joined, right?"
    rf"(?P<claim>\S.*?[^\s,;.?!–-])\s*[,;.?!–-]+\s*(?:right|correct|yes|no|true|true or false|yes or no|(?:is"
    rf"|was) (?:that|this|it)"
    rf" (?:true|right|correct|so)|{_TAG})\s*\?*\s*",
    re.I,
)


_FEWEST = 3  # words of a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoQuestion(FactQuestion):
    """Someone asks whether something is so."""

    NAME: ClassVar[str] = "yes_no"

    claim: str  # the question from its verb on, without "is it true that", ending in one question mark


def recognise(question: str) -> YesNoQuestion | None:
    """By an auxiliary verb at its start, "whether", or "true or false"; "is it A or B?" asks which, and is none."""
    asks = slots(question).asks
    if (stated := _stated(asks)) is not None:
        return of_kind(YesNoQuestion, question, claim=f"{stated}?")
    aside = _ASIDE.match(asks)
    rest = _AFTER.sub("", asks[aside.end() :] if aside else asks)
    plain = [word.lower for word in words(rest) if word.is_word]
    opens = len(plain) > 1 and (plain[0] in AUXILIARIES - {"'s"} or plain[0] in _SLOPPY)
    if not (opens or aside) or len(plain) < 2 or _asks_otherwise(rest, plain):
        return None
    if opens and plain[0] not in ("will", "may", "might") and re.search(r"\bor\b", rest, re.I) and not _listed(rest):
        return None
    return of_kind(YesNoQuestion, question, claim=f"{rest}?")


def _stated(asks: str) -> str | None:
    """What a statement with a question at its end states; None when a question word or a verb asks before."""
    found = _STATED.fullmatch(asks)
    claim = (
        re.sub(r"^(?:so |and |i (?:heard|read|thought|think|believe)(?: that)? )+", "", found["claim"], flags=re.I)
        if found
        else ""
    )
    said = [word.lower for word in words(claim) if word.is_word]
    if len(said) < _FEWEST or any(word in WH - {"that"} for word in said) or said[0] in AUXILIARIES:
        return None
    return claim


def _asks_otherwise(rest: str, plain: list[str]) -> bool:
    """Whether a question word asks after all: in a later sentence, behind a preposition, or at the end."""
    if any(word in WH for word in plain[-2:]) or re.match(r"may \d", rest, re.I):
        return True
    later = re.split(r"[.!?]\W*\s", rest, maxsplit=1)[1:]
    if any(word.lower in WH for text in later for word in words(text)):
        return True
    return any(word in WH and before in PREPOSITIONS for before, word in pairwise(plain))


def _listed(rest: str) -> bool:
    """Whether "or" joins what is asked after together ("any food or water") rather than giving a choice."""
    return re.search(r"\b(?:any|no|either)\b[^?]*\bor\b", rest, re.I) is not None
