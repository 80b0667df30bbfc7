"""Questions that a way of doing it answers: "how did ...". "How many", "how long" and the like ask for facts."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.fact import FactQuestion, of_kind
from bot.intents.slots import slots

_VERBS = (
    r"(?:did|do|does|is|are|was|were|can|could|will|would|should|shall|may|might|must|has|have|had|to|"
    r"didn['’]?t|doesn['’]?t|don['’]?t|isn['’]?t|wasn['’]?t|can['’]?t|couldn['’]?t)"
)
_HOW = re.compile(
    rf"\W*(?:and |but |so )?(?:(?:explain|describe|show me|tell me|say) )?"
    rf"(?:how (?:exactly |else |precisely )?{_VERBS}\b|"
    r"(?:explain|describe|tell me) how (?!many|much|long|old|far|often)|"
    r"how (?:the|an?|this|that|these|those|his|her|its|their|he|she|it|they|we|(?-i:[A-Z])[\w.’'-]+) \w|"
    r"how['’]d\b|what(?:['’]?s| is| was) the (?:process|procedure|mechanism|way|method) (?:for|by|to|in)\b|"
    r"(?:in|by|through|with|via) (?:what|which) (?:way|channel|route|trick|manner|means|method)s?\b)",
    re.I,
)
# "how is she", "how are you doing": after somebody's state, which no way of doing answers
_STATE = re.compile(r"\W*how (?:is|are|was|were) (?:\w+['’]?\w* ){0,3}(?:doing|feeling|faring)\W*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class HowQuestion(FactQuestion):
    """Someone asks in what way something was, is or will be done."""

    NAME: ClassVar[str] = "how"


def recognise(question: str) -> HowQuestion | None:
    """By "how" before a verb, or "in what way"."""
    asks = slots(question).asks
    if _HOW.match(asks) and not _STATE.match(asks):
        return of_kind(HowQuestion, question)
    return None
