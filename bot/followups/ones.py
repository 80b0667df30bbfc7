""" "The old one?", "and the previous one": of what the last question asked for, another."""

import re
from collections.abc import Sequence

from bot.followups.turns import Turn
from retrieval.language.lexicon import ROLES

_WHICH = r"(?:new|old|previous|former|next|last|current|present|first|second|third|incoming|outgoing|current)"
_ONE = re.compile(
    rf"^(?:(?:who|what)(?:['’]?s| is| was| are| were) )?(?P<the>the|her|his|its|their) (?P<which>{_WHICH}) one$", re.I
)
_ASKED = re.compile(
    rf"^(?:(?:who|what)(?:['’]?s| is| was) )?(?:the )?(?:{_WHICH} )?(?P<noun>[a-z]+(?: [a-z]+)?)(?P<of> of .+)?$"
)


def another_one(body: str, earlier: Sequence[Turn]) -> str | None:
    """ "who is the old ceo of Pelago?", of "who's the new ceo of Pelago?"; None of any other message."""
    found = _ONE.match(body)
    if found is None:
        return None
    for turn in reversed(earlier):
        asked = _ASKED.match(turn.question.rstrip("?!. "))
        if asked is None or asked["noun"].split()[-1] not in ROLES | {"ceo", "head", "owner", "boss"}:
            continue
        return f"who is the {found['which'].lower()} {asked['noun']}{asked['of'] or ''}?"
    return None
