"""What kind of thing answers a question: closed rules where the form says it, a small linear model elsewhere."""

import re
from dataclasses import dataclass

from bot.intents.asking import in_wh_form
from bot.intents.focus import asked
from bot.intents.model import load
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
_SPEECH = re.compile(
    r"^\W*what (?:did|does|do|has|have|had|is|are|was|were|will) .*\b"
    r"(?:say|said|saying|tell|told|telling|warn|warned|warning|claim|claimed|claiming|argue|argued|think|promise|promised|"
    r"demand|demanded|demanding|respond|responded|comment|commented)\b",
    re.I,
)

_HOW = re.compile(r"\bhow (old|long|many)\b(?: (is|was|are|were)\b)?", re.I)
_TIME_UNITS = word_set("second minute hour day night week weekend month year decade century")
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
    if _SPEECH.match(form):
        return AnswerType.STATEMENT
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


def judge(question: str) -> Judged:
    """What answers a question."""
    form = in_wh_form(question[-LONGEST:])
    spoken = words(form)
    at = asked(spoken)
    focus = singular(spoken[at.head].lower) if at.head is not None else None
    plain = [word.lower for word in spoken if word.is_word]
    if plain and plain[0] in AUXILIARIES and not any(word in WH for word in plain[-2:]):
        return Judged(answer_type=AnswerType.YES_NO, fine=YES_NO, confidence=0.95, focus=None)
    guess = load().guess(form)
    kind = answer_type_of(guess.fine)
    kind = _by_form(form, focus, spoken) or kind
    return Judged(answer_type=kind, fine=guess.fine, confidence=guess.confidence, focus=focus)
