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
_AFTER = re.compile(
    r",?\s*(?:or not|right|correct|yes or no|true or false|isn['’]?t it|didn['’]?t (?:he|she|it|they))?\W*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoQuestion(FactQuestion):
    """Someone asks whether something is so."""

    NAME: ClassVar[str] = "yes_no"

    claim: str  # the question from its verb on, without "is it true that", ending in one question mark


def recognise(question: str) -> YesNoQuestion | None:
    """By an auxiliary verb at its start, "whether", or "true or false"; "is it A or B?" asks which, and is none."""
    asks = slots(question).asks
    aside = _ASIDE.match(asks)
    rest = _AFTER.sub("", asks[aside.end() :] if aside else asks)
    plain = [word.lower for word in words(rest) if word.is_word]
    opens = len(plain) > 1 and (plain[0] in AUXILIARIES - {"'s"} or plain[0] in _SLOPPY)
    if not (opens or aside) or len(plain) < 2 or _asks_otherwise(rest, plain):
        return None
    if opens and plain[0] not in ("will", "may", "might") and re.search(r"\bor\b", rest, re.I) and not _listed(rest):
        return None
    return of_kind(YesNoQuestion, question, claim=f"{rest}?")


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
