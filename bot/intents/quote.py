"""Questions about what somebody said, and about who said something."""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.intents.slots import slots
from bot.intents.speech_forms import ABOUT_WHAT, BY_ANYBODY, OUTLET, WHO_SAID, X_ON_Y

_NOT_SAID = re.compile(
    r"(?:what|who|whom|which|where|when|how|why)\b.*|(?:yes|no|so|it|this|that|these|those|anything|something"
    r"|nothing|hello|goodbye)\b\W*(?:to\b.*)?",
    re.I,
)
_DENYING = re.compile(r"deni", re.I)
# what is also done without words: claimed responsibility, denied entry, admitted patients, urged on
_DEEDS = {
    "accus": r".*\bof\b",
    "blam": r".*\b(?:for|on)\b",
    "urg": r".*\bto \w",
    "threat": r"(?:to|that)\b|.*\bwith\b",
    "vow": r"(?:to|that)\b",
    "promise": r"that\b",
    "pledge": r"that\b",
    "confirm": r"that\b",
    "announce": r"that (?!he\b|she\b|they\b)",
    "declare": r"that\b",
    "reveal": r"that\b",
    "wrote": r"that\b|[\"“‘']",
    "post": r"that\b|[\"“‘']",
    "den": (
        r"(?:that|any|all|\w+ing|having|being|knowing|knowledge|wrongdoing|(?:the |these |those )?(?:accusations?"
        r"|allegations?|claims?|charges?|reports?|rumou?rs?))\b"
    ),
    "claim": r"(?:that|to (?:have|be))\b",
    "demand": "that\\b",
    "admi": r"(?:that|to|\w+ing)\b",
    "suggest": r"(?:that|\w+ing)\b",
    "predict": r"that\b",
    "acknowl": r"that\b",
    "conced": r"that\b",
    "argu": r"(?:that|for|against)\b",
    "maintain": r"that\b",
    "believe": r"that\b",
    "think": r"that\b",
}
_ACT = re.compile(
    r"accus|blam|urg|threat|vow|promis|pledg|call|descri|dismiss|reject|charact|denounc|hail|slam|critic|prais"
    r"|condemn|attack|mock|label|brand|dub|compar|liken|apolog"
    r"|refus|declin|coined|made|announc|confirm|demand|reveal",
    re.I,
)
_ONLY_THAT = ("promise", "pledge", "confirm", "announce", "declare", "reveal", "wrote", "post")
_CLAUSE = re.compile(
    r".*\b(?:is|are|was|were|will|would|has|have|had|should|could|may|might|must|can|cannot|never|did|does|won['’]t"
    r"|isn['’]t|wasn['’]t|didn['’]t)\b",
    re.I,
)
_RELATIVE = re.compile(r"[^,]*\b(?:who|which|whose)\b", re.I)
_DID = re.compile(  # did the captain really say "drops out without warning"?
    r"(?:did|has|have|does|do) (?P<speaker>[^\"“]+?)(?: (?:really|actually|ever|just|seriously|indeed))? "
    r"(?:say|said|tell|told|write|written|call|called|tweet|tweeted|post|posted|claim|claimed|warn|warned|promise|"
    r"promised|describe|described)\b[^\"“]*[\"“](?P<said>[^\"“”]+)[\"”]?[^\"“”]*",
    re.I,
)
_REPLIED = re.compile(r"\b(?:respon[ds]|react|repl(?:y|ied)|answer)", re.I)
_FEWEST = 3  # words of what was said
_ENOUGH = 8  # words of a speaker; what is longer is no name and no role


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Someone asks what somebody said, on what; or, when ``said`` is set, who said it, or whether a speaker did."""

    NAME: ClassVar[str] = "quote"

    speaker: str | None  # as written: "Peskov", "the Kremlin spokesman"
    topic: str  # "" when any will do
    said: str | None = None
    claim: str | None = None  # what is so if they said anything, as a question: "did Russia respond to the offer?"
    denied: bool = False  # who denied it
    act: bool = False  # who did it with words: accused, called for; others may have said them
    since: str | None = None  # as written
    until: str | None = None
    source: str | None = None


def recognise(question: str) -> Quote | None:
    """Only what has the form of a question about speech: "what did Moscow tell Ukraine to turn down?" has not."""
    taken = slots(question)
    asks = re.sub(r"\s+", " ", taken.asks).strip()
    since, until, source = taken.since, taken.until, taken.source
    if (found := _who_said(asks)) is not None:
        said = found["said"].strip(" \"“”'")
        if _NOT_SAID.fullmatch(said) or len(said.split()) < _FEWEST or not _is_speech(found):
            return None
        return Quote(
            speaker=None,
            topic=said,
            said=said,
            act=_ACT.match(found.groupdict().get("verb") or "") is not None,
            denied=_DENYING.match(found.groupdict().get("verb") or "") is not None,
            since=since,
            until=until,
            source=source,
        )
    if (found := _DID.fullmatch(asks)) is not None:
        speaker, said = found["speaker"].strip(), found["said"].strip(" ?.!,")
        return Quote(speaker=speaker, topic=said, said=said, since=since, until=until, source=source)
    if (found := BY_ANYBODY.fullmatch(asks)) is not None and not _asks_for_more(found["topic"]):
        return Quote(speaker=None, topic=found["topic"], since=since, until=until, source=source)
    for pattern in (*ABOUT_WHAT, X_ON_Y):
        if (found := pattern.fullmatch(asks)) is None:
            continue
        speaker = re.sub(r"\b(?:recently|also|just|actually|then|really|exactly)\b", "", found["speaker"], flags=re.I)
        speaker = " ".join(speaker.split()).strip("'’\" ")
        topic = re.sub(r"\s+at first$", "", (found.groupdict().get("topic") or "").strip(" \"“”'"), flags=re.I)
        if not speaker or len(speaker.split()) > _ENOUGH or _asks_for_more(topic) or OUTLET.fullmatch(speaker):
            return None
        return Quote(
            speaker=speaker, topic=topic, claim=_claim(asks, speaker, topic), since=since, until=until, source=source
        )
    return None


def _claim(asks: str, speaker: str, topic: str) -> str | None:
    """That somebody replied, where that is asked or what they replied; there may have been no reply."""
    frame = asks.replace(speaker, "", 1).replace(topic, "", 1)  # "the Response Team" need not respond
    if _REPLIED.search(frame):
        return f"did {speaker} respond to {topic}?" if topic else f"did {speaker} respond?"
    return f"{asks.rstrip('?!. ')}?" if asks.split()[0].lower() in ("did", "has", "have") else None


def _who_said(asks: str) -> re.Match[str] | None:
    for pattern in WHO_SAID:
        if (found := pattern.fullmatch(asks)) is not None:
            return found
    return None


def _is_speech(found: re.Match[str]) -> bool:
    """Whether a verb of speech stands with words that were said: "claimed that", not "claimed the title"."""
    verb = found.groupdict().get("verb")
    if verb is None:
        return True
    deed = next((needs for stem, needs in _DEEDS.items() if verb.lower().startswith(stem)), None)
    told = found.group()[found.start("verb") - found.start() + len(verb) :].strip()
    if deed is None or re.match(deed, told, re.I):
        return True
    return not verb.lower().startswith(_ONLY_THAT) and _CLAUSE.match(told) is not None and _RELATIVE.match(told) is None


def _asks_for_more(topic: str) -> bool:
    """Whether the topic is a question of its own: "what did he say about who won?"."""
    return re.match(r"(?:who|whom|whose|when|which)\b", topic, re.I) is not None
