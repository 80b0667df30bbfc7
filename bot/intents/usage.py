"""Requests for help with the bot itself."""

import re
from dataclasses import dataclass
from typing import ClassVar

_HELP = re.compile(
    r"\W*(?:(?:hi|hello|hey)\b\W*)?(?:please )?(?:(?:can|could) you (?:please )?(?:explain|tell me|show me) )?"
    r"(?:help(?: me)?(?: please)?|commands?|usage|man|"
    r"(?:and )?what (?:all )?(?:can|could|do) (?:you|u|this bot|the bot|it)(?: actually| even)? do|"
    r"what (?:are|is) (?:you|this bot)(?: for)?|who are you|"
    r"what (?:can|should|may|could) (?:i|we) ask(?: you)?|what you (?:can|could) do|"
    r"what (?:kinds?|sorts?|types?) of (?:questions?|things?) (?:can|could|may|should) (?:i|we) ask(?: you)?|"
    r"what do you know(?: about)?|"
    r"how (?:do|does|can|should) (?:i|we|you|this|this bot|it) "
    r"(?:use (?:you|this(?: bot)?|it)|work|ask(?: (?:you|a question))?)|"
    r"(?:show|give) me (?:the )?(?:help|commands))\W*",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Someone asks what the bot can do, or says nothing at all."""

    NAME: ClassVar[str] = "help"


def recognise(question: str) -> Help | None:
    """Help when it is asked for, or when the message holds no letter and no digit."""
    if not any(character.isalnum() for character in question):
        return Help()
    return Help() if len(question) <= 80 and _HELP.fullmatch(question) else None
