"""Questions that a reason answers: "why ...", "how come ...", "what was the reason for ..."."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.fact import FactQuestion, of_kind
from bot.intents.slots import slots

_REASONS = r"(?:reasons?|motives?|motivations?|rationale|grounds|explanations?|justifications?)"
_WHY = re.compile(
    r"\W*(?:and |but |so )?(?:"
    r"why\b|how come\b|(?:for )?what reasons?\b|on what grounds\b|for which reasons?\b|"
    r"y (?:did|do|does|is|are|was|were|has|have|had|didnt|isnt|wont|would|will|cant)\b|"
    r"(?:explain|say|tell me) why\b|"
    rf"what(?:['’]?s| is| are| was| were) (?:the |his |her |their |its |[\w.’'-]+['’]s )?(?:\w+ )?{_REASONS}\b|"
    r"what(?:['’]?s| is| was| lies| lay) behind\b|"
    r"what (?:has |had )?(?:prompted|motivated|led to|drove|driven|moved)\b|"
    r"what made \w+ (?:decide|resign|quit|leave|change)\b|"
    r"reasons? (?:for|why|behind)\b)",
    re.I,
)
_WHY_LAST = re.compile(r"(?:\bbut|\band|[,;.?!…–-])\s*why(?: so| is that| was that| not)?\W*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyQuestion(FactQuestion):
    """Someone asks for a reason."""

    NAME: ClassVar[str] = "why"


def recognise(question: str) -> WhyQuestion | None:
    """By its first words or, after a statement, by a "why?" at the end."""
    asks = slots(question).asks
    if _WHY.match(asks) or _WHY_LAST.search(asks):
        return of_kind(WhyQuestion, question)
    return None
