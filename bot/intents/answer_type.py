"""What kind of thing answers a question: closed rules where the form says it, a small linear model elsewhere."""

import re
from dataclasses import dataclass

from bot.intents.asking import in_wh_form
from bot.intents.focus import asked
from bot.intents.model import Judge, load
from bot.intents.nouns import is_noun, kinds, singular
from bot.intents.words import AUXILIARIES, WH, Word, word_set, words
from retrieval.types import AnswerType

_FINE = {
    "HUM:ind": AnswerType.PERSON,
    "HUM:title": AnswerType.THING,
    "HUM:gr": AnswerType.ORGANISATION,
    "HUM:desc": AnswerType.DEFINITION,
    "NUM:date": AnswerType.TIME,
    "NUM:period": AnswerType.DURATION,
    "DESC:reason": AnswerType.REASON,
    "DESC:manner": AnswerType.MANNER,
    "DESC:def": AnswerType.DEFINITION,
    "DESC:desc": AnswerType.STATEMENT,
}
_COARSE = {
    "HUM": AnswerType.PERSON,
    "LOC": AnswerType.PLACE,
    "NUM": AnswerType.AMOUNT,
    "ENTY": AnswerType.THING,
    "DESC": AnswerType.STATEMENT,
    "ABBR": AnswerType.ABBREVIATION,
}
YES_NO = "YESNO"
LONGEST = 1_000  # characters that are judged: of a longer text, the last

# "what did he say about the talks": a clause answers it, whatever the model makes of the nouns
_SAYS = "say|tell|warn|claim|argue|think|promise|demand|respond|comment"
_SPEECH = re.compile(
    rf"^\W*what (?:did|does|do) .*\b(?:{_SAYS})\b"
    rf"|^\W*what (?:has|have|had) .*\b(?:said|told|{_SAYS.replace('|', 'e?d|')}ed)\b"
    r"|^\W*what (?:is|are|was|were) (?:\w+ ){1,4}(?:saying|telling|warning|claiming|arguing|demanding)\b"
    r"|\b(?:do|doing|that) what(?: \w+)?\W*$",
    re.I,
)
_BECAUSE = re.compile(r"\bbecause\b[^.?!]* what\W*$", re.I)

_HOW = re.compile(r"\bhow (old|long|many)\b(?: (is|was|are|were)\b)?", re.I)
_WHO_IS = re.compile(
    r"^\W*who(?: is|['’]s| was| are| were) ((?!(?:the|a|an|in|on|at|to|behind|his|her|their|its|this|that)\b)"
    r"[\w.'’-]+(?: (?!(?:of|in|for|at|to|by|the|on|with|as|from)\b)[\w.'’-]+){0,2}?)\W*$",
    re.I,
)
_TRUE_OR_FALSE = re.compile(r"\btrue or false\b", re.I)
_TIME_UNITS = word_set("second minute hour day night week weekend month year decade century")
# answered by a date as well as by a length of time: neither type may be insisted on
_DATE_OR_SPAN = word_set("deadline timeline timetable schedule timeframe window")
# what has a length that is no duration
_BODILY = word_set(
    "artifact structure way instrumentality geological_formation body_of_water natural_object organism body_part"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The kind of thing that answers a question, as AnswerType and as one of Li and Roth's fine types."""

    answer_type: AnswerType
    fine: str
    confidence: float
    focus: str | None


def answer_type_of(fine: str) -> AnswerType:
    """Li and Roth's fine type ("NUM:money") as an AnswerType."""
    return AnswerType.YES_NO if fine == YES_NO else _FINE.get(fine) or _COARSE[fine.partition(":")[0]]


def _by_form(form: str, focus: str | None, spoken: tuple[Word, ...]) -> AnswerType | None:
    """The answer type where the words of the question settle it."""
    if _SPEECH.search(form):
        return AnswerType.STATEMENT
    if _BECAUSE.search(form):
        return AnswerType.REASON
    if focus in _DATE_OR_SPAN:
        return AnswerType.THING
    if focus == "age":
        return AnswerType.AMOUNT
    if (who := _WHO_IS.match(form)) is not None:
        return AnswerType.PERSON if _is_role(who[1].lower().split()) else AnswerType.DEFINITION
    found = _HOW.search(form)
    if found is None:
        return None
    match found[1].lower():
        case "old":
            return AnswerType.AMOUNT
        case "long":
            noun = next((word.lower for word in spoken if word.start > found.end() and is_noun(word.lower)), "")
            measured = found[2] is not None and not _BODILY.isdisjoint(kind.partition(".")[0] for kind in kinds(noun))
            return AnswerType.AMOUNT if measured else AnswerType.DURATION
        case _:
            return AnswerType.DURATION if focus in _TIME_UNITS else None


def _is_role(asked_about: list[str]) -> bool:
    """Whether "who is ..." asks who plays a part ("president", "winning") rather than who somebody is."""
    last = asked_about[-1]
    if len(asked_about) == 1 and last.endswith(("ing", "ed", "ible", "able")):
        return True
    leads = any(kind.lstrip("~").startswith("person.") for kind in kinds(last))
    return leads and all(is_noun(word) for word in asked_about)


def judge(question: str, model: Judge | None = None) -> Judged:
    """What answers a question, by the shipped model unless another is given."""
    form = in_wh_form(question[-LONGEST:])
    spoken = words(form)
    at = asked(spoken)
    focus = singular(spoken[at.head].lower) if at.head is not None else None
    plain = [word.lower for word in spoken if word.is_word]
    opens = bool(plain) and plain[0] in AUXILIARIES and not any(word in WH for word in plain[-2:])
    if opens or _TRUE_OR_FALSE.search(form):
        return Judged(answer_type=AnswerType.YES_NO, fine=YES_NO, confidence=0.95, focus=None)
    guess = (model or load()).guess(form)
    kind = _by_form(form, focus, spoken) or answer_type_of(guess.fine)
    return Judged(answer_type=kind, fine=guess.fine, confidence=guess.confidence, focus=focus)
