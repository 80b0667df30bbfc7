"""Questions that ask who somebody is, or what something is."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.answer_type import judge
from bot.intents.nouns import is_noun
from bot.intents.slots import slots
from bot.intents.words import FUNCTION, words
from retrieval.types import AnswerType

_NAME = r"(?P<name>[\w.'’&-]+(?: [\w.'’&-]+){0,5})"
_WHO = re.compile(
    rf"(?:so |and )?who(?: exactly| even| the hell)?(?: is|['’]s| was| are| were) (?:this |that )?{_NAME}\W*", re.I
)
_WHAT = re.compile(rf"what(?: exactly)?(?: is|['’]s| was| are) (?P<the>the )?{_NAME}\W*", re.I)
_OTHER = re.compile(
    rf"(?:who|what) (?:is|was) {_NAME}(?:['’]s) (?:job|role|post|position|title|occupation|job title)\W*"
    rf"|what (?:is|was) the (?:job|role|post|position|title) of {_NAME.replace('name', 'of')}\W*"
    rf"|what does {_NAME.replace('name', 'does')} do(?: for a living)?\W*",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIs:
    """Someone asks who a person is, or what a named thing is."""

    NAME: ClassVar[str] = "who_is"

    name: str  # as written
    thing: bool = False  # "what is", not "who is"
    since: str | None = None  # as written
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> WhoIs | None:
    """ "Who is Umerov?", "what is the IAEA?"; not "who is the president of X?", which a name answers."""
    taken = slots(question)
    asks = re.sub(r"\s+", " ", taken.asks).strip()
    name = _name(asks)
    if name is None:
        return None
    thing = _WHAT.fullmatch(asks) is not None and _OTHER.fullmatch(asks) is None
    return WhoIs(name=name, thing=thing, since=taken.since, until=taken.until, source=taken.source)


def _name(asks: str) -> str | None:
    if (found := _WHO.fullmatch(asks)) is not None:
        name = found["name"]
        return name if judge(asks).answer_type is AnswerType.DEFINITION and _is_name(name) else None
    if (found := _OTHER.fullmatch(asks)) is not None:
        name = found["name"] or found["of"] or found["does"]
        return name if name[:1].isupper() and _is_name(name) else None
    if (found := _WHAT.fullmatch(asks)) is not None:
        name = found["name"]
        # Capitals alone tell "the IAEA" from "the deadline".
        if all(word[:1].isupper() or word in ("of", "and", "for", "the") for word in name.split()):
            return name if _is_name(name) and not _plain_noun(name) else None
    return None


def _is_name(name: str) -> bool:
    """Whether no word of it shows that somebody else's name is asked for."""
    spoken = words(name)
    return bool(spoken) and all(
        word.text in ("of", "and", "for", "the") or word.lower not in FUNCTION or word.text.isupper() for word in spoken
    )


def _plain_noun(name: str) -> bool:
    """Whether one word with a capital is an ordinary noun ("What is Inflation?")."""
    return " " not in name and not name.isupper() and is_noun(name.casefold())
