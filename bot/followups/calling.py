"""Messages that only call the bot to the question above them."""

import re
from collections.abc import Sequence

from bot.followups.standing import standalone
from bot.followups.turns import Turn

_THIS = (
    r"(?:\s+(?:this|that|it|us|above|here|please|too|the (?:answer|question)(?: above)?"
    r"|(?:with|about|of|on) (?:this|that|it)))*"
)
_CALL = re.compile(
    rf"(?:please\s+)?(?:(?:can|could|would|will|do) you\s+(?:please\s+)?(?:know|help|answer|check|say|tell us){_THIS}"
    rf"|(?:answer|check|see|look at|what about|how about|help(?: me)?){_THIS}"
    rf"|(?:got |have |is there )?any (?:idea|answer|clue)s?{_THIS}|what do you (?:say|think|know|have){_THIS}"
    r"|(?:see\s+)?above|this(?: one)?(?:\s+please)?|your turn|over to you"
    rf"|(?:cc|fyi|bump|\+\s*1|\^+|same(?: question)?(?: here)?|me too|seconded){_THIS})\W*",
    re.IGNORECASE,
)


def looks_back(text: str) -> bool:
    """Whether a message can only be understood by what stands above it."""
    return _CALL.fullmatch(text.strip()) is not None or standalone(text, ()) is None


def question_above(text: str, earlier: Sequence[Turn]) -> str | None:
    """What "can you answer this?" asks: the last question before it, where that was not answered."""
    if not earlier or _CALL.fullmatch(text.strip()) is None:
        return None
    above = earlier[-1]
    return above.question if above.asked_at is None and not above.articles else None
