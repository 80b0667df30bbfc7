"""Others who hold a post: "the old one?" of what the last question asked for, and who "ran it before him"."""

import re
from collections.abc import Sequence

from bot.followups.turns import Turn
from bot.intents.names import names_in
from retrieval.language.lexicon import ROLES

_WHICH = r"(?:new|old|previous|former|next|last|current|present|first|second|third|incoming|outgoing)"
_ONE = re.compile(
    rf"^(?:(?:who|what)(?:['’]?s| is| was| are| were) )?(?:the|her|his|its|their) (?P<which>{_WHICH}) one$", re.I
)
_ASKED = re.compile(
    rf"^(?:(?:who|what)(?:['’]?s| is| was) )?(?:the )?(?:{_WHICH} )?(?P<noun>[a-z]+(?: [a-z]+)?)(?P<of> of .+)?$"
)
_HELD = re.compile(
    r"^who (?:ran|led|headed|chaired|managed|coached|governed|was (?:in charge|in the job|there|it|mayor|ceo|president|"
    r"minister|chair|head|coach|captain))(?: (?:of )?(?P<of>[\w -]+?))? (?P<when>before|after) "
    r"(?P<whom>[\w'’ -]+?)\W*$",
    re.I,
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


def before_whom(question: str) -> str:
    """ "who ran Halvard before Stahl?" as whom Stahl replaced there; any other question as it is."""
    found = _HELD.match(question)
    if found is None or len(names_in(found["whom"])) != 1:
        return question
    of = f" at {found['of']}" if found["of"] else ""
    if found["when"] == "before":
        return f"who did {found['whom']} replace{of}?"
    return f"who replaced {found['whom']}{of}?"
