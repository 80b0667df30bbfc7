"""The question that stands alone."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.followups.bare import bare, is_bare
from bot.followups.fragments import exchanged, fragment
from bot.followups.pronouns import resolved
from bot.followups.turns import Turn, told_apart
from bot.intents import greeting, search, usage

_LEAD = re.compile(
    r"^(?:\W*\b(?:and|but|so|ok|okay|oh|well|then|also|now|hm+|u+m+|thanks|thank you|great|cool|yes|no|yeah)\b"
    r"[\s,:;.!–—-]*)+",
    re.I,
)


def standalone(text: str, earlier: Sequence[Turn]) -> str | None:
    """The question that stands alone, given the turns before it (oldest first); None when there is none to be made.

    A question that already stands alone comes back unchanged. Words for days stay as they are.
    """
    earlier = told_apart(earlier)
    said = " ".join(text.split())
    if not any(c.isalnum() for c in said):
        return None
    if any(kind.recognise(said) for kind in (usage, greeting, search)):
        return said  # help, thanks and searches mean what they say
    lead = _LEAD.match(said)
    rest = said[lead.end() :].strip() if lead else said
    if not any(c.isalnum() for c in rest):
        return said if lead is None else None
    body = rest.rstrip("?!. …")
    if is_bare(body):
        return bare(body, earlier[-1]) if earlier else None
    half = fragment(body, led=lead is not None)
    if half is not None:
        if half.what and earlier and (known := resolved(half.what, earlier)) is not None:
            half = replace(half, what=known)
        if earlier:
            return exchanged(half, earlier)
        return said if lead is None and not half.about and not half.preposition else None
    return resolved(rest, earlier)
