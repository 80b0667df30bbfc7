"""Corrections: "no, I meant July", "not him, Peskov", "the other Umerov"; and a reading picked of several."""

import re
from dataclasses import dataclass

from bot.answers import Choice
from bot.intents.words import AUXILIARIES, FUNCTION, WH, words
from retrieval.language.lexicon import ROLES

_NO = (
    r"(?:(?:no+|nope|nah|sorry|oops|wait|actually|wrong|hm+|well|but|and|oh|rather|my mistake|my bad|correction|"
    r"i'm sorry|not quite|that's (?:wrong|not (?:right|it|what i (?:meant|asked))))\b[\s,.:;!–—-]*)+"
)
_MEANT = (
    r"(?:(?:i|we)(?:'m| am| was| actually| really| just| only)* (?:mean|meant|asking (?:about|for)|asked (?:about|for)|"
    r"talking about|thinking of)(?: to (?:ask|say)(?: about)?)?|make (?:that|it)|rather)"
)
_MEANS = re.compile(
    rf"^(?:{_NO})?{_MEANT}[,:]? (?P<new>.+?)(?:,? (?:and )?not (?P<old>[^,]+))?$|"
    rf"^(?:{_NO})?(?P<first>[^,]+?),? (?:i (?:mean|meant)|instead|rather)$",
    re.I,
)
_NOT_BUT = re.compile(
    rf"^(?:{_NO})?not (?P<old>[^,;–—]+?)(?:\s*[,;–—]\s*(?:but )?|\s+but )(?:{_MEANT} )?(?P<new>.+)$", re.I
)
_BUT_NOT = re.compile(rf"^(?:{_NO})?(?P<new>[^,]+?),? (?:and )?not (?P<old>[^,]+)$", re.I)
_OTHER = re.compile(
    rf"^(?:{_NO})?(?:{_MEANT} |what about |how about )?(?:the other|another|a different|the wrong|wrong|"
    r"not (?:that|this|the same)|the second) (?P<other>one|[\w'-]+(?: [\w'-]+)?)$",
    re.I,
)
_NOT_THEM = re.compile(
    rf"^(?:{_NO})?not (?P<old>him|her|them|it|that|there|(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)*)$", re.I
)
_INSTEAD = re.compile(
    r"^(?:(?:no+|nope|nah|oops|wait|actually|wrong|correction|my mistake|sorry)\b"
    r"(?:\s*[,.:;!–—-]+\s*| (?=(?:the|a|in|on|at|for|since|not?|wait|sorry|actually)\b|(?-i:[A-Z])))+)+(?P<new>.+)$",
    re.I,
)
_CHATTER = {
    "thanks",
    "thank",
    "problem",
    "worries",
    "need",
    "idea",
    "way",
    "wait",
    "sorry",
    "please",
    "matter",
    "ok",
    "yes",
}
_LONGEST = 8  # words of what is meant instead
_SOMEBODY = {"one", "guy", "man", "woman", "person", "people", "name"}
_ORDINALS = (
    re.compile(r"(?:the )?(?:first|1st|former|1|one|number (?:one|1))(?: one)?", re.I),
    re.compile(r"(?:the )?(?:second|2nd|latter|2|two|number (?:two|2))(?: one)?", re.I),
    re.compile(r"(?:the )?(?:third|3rd|3|three|number (?:three|3))(?: one)?", re.I),
    re.compile(r"(?:the )?(?:fourth|4th|4|four|number (?:four|4))(?: one)?", re.I),
)
_LAST = re.compile(r"(?:the )?last(?: one)?", re.I)
_EX = re.compile(r"\bex[- ]", re.I)
_PICKS = re.compile(rf"^(?:{_NO}|yes\W+)?(?:{_MEANT} )?(?:about )?(?P<what>.+)$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was meant instead (``new``), of what (``old``, when said); or somebody else of the same name (``other``)."""

    new: str = ""
    old: str = ""
    other: str | None = None  # the name as said, "" for "the other one"


def correction(said: str) -> Correction | None:
    """The correction a message is; None when it is none."""
    body = said.strip().rstrip("?!. …").replace("’", "'")
    if found := _OTHER.match(body):
        other = found["other"]
        if other.lower() in _SOMEBODY:
            return Correction(other="")
        return Correction(other=other) if other[:1].isupper() else None
    if (found := _MEANS.match(body)) and _short(new := found["new"] or found["first"]):
        if found["first"] and asks(new):
            return None
        return Correction(new=new, old=found["old"] or "")
    if (found := _NOT_BUT.match(body)) and _short(found["new"]) and not asks(found["new"]):
        return Correction(new=found["new"], old=found["old"])
    if found := _NOT_THEM.match(body):
        return Correction(other="", old=found["old"])
    if (found := _BUT_NOT.match(body)) and _short(found["new"]) and not asks(found["new"]):
        return Correction(new=found["new"], old=found["old"])
    if (found := _INSTEAD.match(body)) and _short(found["new"]) and not asks(found["new"]):
        if not _CHATTER.isdisjoint(found["new"].lower().split()):
            return None
        return Correction(new=found["new"])
    return None


def picked(said: str, readings: tuple[Choice, ...]) -> Choice | None:
    """The reading somebody chose by its number or by words that only it has; None when nobody chose."""
    found = _PICKS.match(said.strip().rstrip("?!. …").replace("’", "'"))
    what = found["what"].strip() if found else ""
    if not what or not _short(what) or asks(what):
        return None
    for n, ordinal in enumerate(_ORDINALS):
        if ordinal.fullmatch(what) and n < len(readings):
            return readings[n]
    if _LAST.fullmatch(what):
        return readings[-1]
    what = _EX.sub("former ", what)
    told = {word.lower for word in words(what) if word.is_word} - FUNCTION - _SOMEBODY
    fitting = [reading for reading in readings if told and told <= _words(reading.label)]
    if not fitting and is_role(what):  # "the fire chief", whom the record calls chief
        fitting = [reading for reading in readings if what.split()[-1].lower() in _words(reading.label)]
    return fitting[0] if len(fitting) == 1 else None


def is_role(words_said: str) -> bool:
    """Whether it is somebody's office: "the minister"."""
    spoken = words_said.partition(" of ")[0].lower().split()
    return len(spoken) > 1 and spoken[0] in ("the", "a", "an") and spoken[-1] in ROLES


def _words(label: str) -> set[str]:
    return {word.lower for word in words(label) if word.is_word}


def _short(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST or asks(text)


def asks(text: str) -> bool:
    """Whether what was meant is a question of its own."""
    spoken = [word for word in words(text) if word.is_word]
    first = spoken[0] if spoken else None
    return first is not None and first.lower in WH | AUXILIARIES and first.text != "May"
