"""Messages that ask for more of the same, or for the same again: "any news?", "tell me more", "source?", "sure?"."""

import re
from collections.abc import Sequence

from bot.followups.topics import topics
from bot.followups.turns import Turn

_KNOWN = r"(?: (?:on|about|of|for) (?:that|this|it|them))?(?: (?:yet|since|now|today|please|pls))*"
_NEWER = re.compile(
    r"(?:(?:is|are) there |(?:do )?(?:you|we) have |got |what(?:'s| is) |whats )?(?:the |any |anything |something )?"
    r"(?:since|new|news|newer|newest|latest|update|updates|more recent|further news|fresh|developments?|since then|"
    rf"happened since|changed since){_KNOWN}",
    re.I,
)
_MORE = re.compile(
    r"(?:(?:(?:can|could) you )?(?:tell|give|show) (?:me|us) |any |some |i want |what )?"
    rf"(?:more|more details?|details?|else|go on|more info|background|context){_KNOWN}",
    re.I,
)
_SOURCE = re.compile(
    r"(?:(?:what(?:'s| is)|whats|give me|got|have|any|do you have|can i (?:get|have|see)) )?"
    r"(?:the |your |a |any )?(?:sources?|links?|urls?|citations?|references?)"
    rf"{_KNOWN}|(?:where|how) (?:did|do) (?:you|u) (?:get|have|know|read|see) (?:that|this|it)(?: from)?|"
    r"(?:where(?:'s| is| does) (?:that|this|it)(?: come)? from)|says which (?:paper|outlet|source)|"
    r"(?:which|what) (?:paper|outlet|source|site|wire)s? (?:has|have|had|says?|said|reports?|reported|wrote|ran) "
    r"(?:that|this|it)",
    re.I,
)
_IT = r"(?: (?:that|this|it|them|again))?(?: (?:please|pls|plz|for me|for us|again))*"
_DOUBTS = r"(?:seriously|really|for real|only|just|that (?:many|much|few|little|long|high|low)|come on)"
_AGAIN = re.compile(  # the answer says how sure it is, whose words they are and what others say, shortest first
    r"(?:(?:are|r) )?(?:you|u) (?:really |quite |absolutely |100% )?(?:sure|certain|positive)(?: (?:about|of))?"
    rf"{_IT}|(?:really |quite |100% )?sure|how (?:sure|certain|confident) are (?:you|u){_IT}|"
    r"(?:so )?which (?:(?:one|figure|number|version|count|of (?:these|those|them|the two))(?: then)?|"
    r"(?:(?:one|figure|number|version|count|of (?:these|those|them|the two)) )?(?:is|was|are) "
    r"(?:it|the )?(?:right|correct|true|accurate|newer|newest|latest|most recent|more recent|later|current)?(?: one)?)|"
    r"(?:(?:can|could|would) (?:you|u) )?(?:please )?(?:double[- ]?check|recheck|check|confirm|verify|repeat|shorten|"
    rf"summari[sz]e|simplify|rephrase){_IT}|(?:sum|say) (?:that|this|it)(?: up)?{_IT}|"
    rf"(?:(?:make|keep|say|put) (?:it|that|this) |in )?(?:shorter|short|briefer|brief|briefly|simpler){_IT}|tl;?dr|"
    rf"in (?:(?:a|one|a few|plain) )?(?:word|words|sentence|line|nutshell|english){_IT}|(?:come )?again{_IT}|pardon|"
    rf"(?:no way[\s,.!?]+)?(?:{_DOUBTS}[\s,.!?]*)+(?:\d[\d.,]*)?|"
    r"just the (?:answer|number|name|figure|date)(?: please| pls)?",
    re.I,
)
_NAMES = 2  # of a topic


def onward(body: str, earlier: Sequence[Turn]) -> str | None:
    """What is new on what the thread is about, more on it, or the last question again; None of any other message."""
    said = body.replace("’", "'")
    if _SOURCE.fullmatch(said) or _AGAIN.fullmatch(said):  # the answer shows where it is from
        return earlier[-1].question
    if _NEWER.fullmatch(said):
        wanted = "what is the latest on"
    elif _MORE.fullmatch(said):
        wanted = "find everything about"
    else:
        return None
    about = _about(earlier)
    return None if about is None else f"{wanted} {about}"


def _about(earlier: Sequence[Turn]) -> str | None:
    """The names of the latest turn that has any; or its things, where it was no follow-up itself."""
    for turn in reversed(earlier):
        names = [name.text for name in turn.names if name.text in turn.question]
        whole = turn.said.casefold().rstrip("?!. ") in ("", turn.question.casefold().rstrip("?!. "))
        if found := (names or (topics(turn) if whole else ())):
            return " and ".join(found[:_NAMES])
    return None
