"""Questions that a reason answers: "why ...", "how come ...", "what was the reason for ..."."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.cues import GIVE
from bot.intents.fact import FactQuestion, of_kind
from bot.intents.slots import slots

_REASONS = r"(?:reasons?|motives?|motivations?|rationale|grounds|explanations?|justifications?)"
_MOVED = (
    r"(?:decide|resign|quit|leave|change|pause|stop|go|turn|fall|rise|drop|choose|want|cancel|delay|abandon"
    r"|withdraw|back|pull"
    r"|agree|refuse|think|call|move|step|do|act|ban|raise|cut|end|start|come|return|sell|buy|fail|crash|collapse"
    r"|sink|join"
    r"|apologi[sz]e|attack|invade|retreat|reverse|drop out|give|take|switch|vote|support|oppose|so \w+)"
)
_WHY = re.compile(
    r"\W*(?:and |but |so )?(?:"
    r"why\b|how come\b|(?:for )?what reasons?\b|on what grounds\b|for which reasons?\b|"
    r"y (?:did|do|does|is|are|was|were|has|have|had|didnt|isnt|wont|would|will|cant)\b|"
    r"(?:explain|say|tell me) why\b|"
    rf"what(?:['’]?s| is| are| was| were) (?:the |his |her |their |its |[\w.’'-]+['’]s )?(?:\w+ )?{_REASONS}\b|"
    r"what(?:['’]?s| is| was| lies| lay) behind\b|"
    r"what (?:has |had )?(?:prompted|motivated|led to|drove|driven|moved)\b|"
    rf"what made (?!up\b|of\b)(?:[\w.’'-]+ ){{1,4}}{_MOVED}\b|"
    r"what (?:led|drove|pushed|forced|prompted|persuaded|convinced|compelled|inspired|caused|moved) (?:[\w.’'-]+"
    r" ){1,5}to [a-z]+\b|"
    r"what (?:explains|accounts for|lay behind|lies behind)\b|"
    rf"(?:{GIVE})?(?:the )?(?:main |real |official |stated )?reasons? (?:for|why|behind|that|(?-i:[A-Z])))",
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
