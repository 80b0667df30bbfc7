"""What can become of something the bot says."""

from dataclasses import dataclass

from bot.incoming import Posted
from bot.poster.calls import Busy, NoToken, Refused, Trouble
from bot.poster.remedies import Meaning, meaning

AWAY_SECONDS = 3.0  # when Slack does not answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """It stands there; ``posted`` is None for what only one person sees."""

    posted: Posted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not now: again in ``seconds``. ``unsure``: it may stand there already."""

    seconds: float
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Never: Slack refuses, by its ``code``. The person concerned has been told, where that was possible."""

    code: str
    meaning: Meaning


Result = Done | Later | Undone


def undone(refusal: Refused) -> Undone:
    """A refusal as a result."""
    return Undone(code=refusal.code, meaning=meaning(refusal))


def troubled(trouble: Trouble) -> Result:
    """What a call that was not seen to be done comes to."""
    match trouble:
        case Refused():
            return undone(trouble)
        case Busy(seconds=seconds):
            return Later(seconds=seconds, unsure=False)
        case NoToken():
            return Undone(code="not_installed", meaning=Meaning.LOCKED_OUT)
    return Later(seconds=AWAY_SECONDS, unsure=True)
