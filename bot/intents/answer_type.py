"""What kind of thing answers a question: closed rules where the form says it, a small linear model elsewhere."""

import re
from dataclasses import dataclass

from bot.intents.asking import in_wh_form
from bot.intents.focus import asked
from bot.intents.model import load
from bot.intents.nouns import singular
from bot.intents.words import AUXILIARIES, WH, words
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
    if _SPEECH.match(form):
        kind = AnswerType.STATEMENT
    return Judged(answer_type=kind, fine=guess.fine, confidence=guess.confidence, focus=focus)
