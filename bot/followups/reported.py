""" "Who said that?": the earlier question and its answer as something that somebody said."""

import re

from bot.followups.parts import Parts, joined, parted
from bot.followups.shape import shape
from bot.followups.topics import end_of_phrase
from bot.followups.turns import Turn
from bot.intents.names import names_in
from bot.intents.words import AUXILIARIES, words
from retrieval.types import AnswerType

_WHO_SAID = re.compile(
    r"(?:who (?:said|says|claims|claimed|told (?:you|us|them)) (?:that|so|this|it)|says who|who says|"
    r"according to who(?:m)?|whose (?:words|claim) (?:is|are|was|were) (?:that|this|those|it))"
    r"(?: exactly| anyway)?\W*",
    re.I,
)
_DID_SO = re.compile(
    r"who (?P<did>announced|decided|ordered|proposed|demanded|confirmed|denied|revealed|reported|promised) "
    r"(?:that|this|it|so)\W*",
    re.I,
)
_TRUE = re.compile(
    r"(?:is|was|are) (?:that|this|it|they) (?:really |still |actually )?(?P<true>true|confirmed|right|so)\W*", re.I
)
_IT_IS = re.compile(r"^is it that ")


def asks_who_said(body: str) -> bool:
    """Whether a message asks for the speaker of what was answered."""
    return _WHO_SAID.fullmatch(body) is not None


def who_did_so(body: str, last: Turn) -> str | None:
    """ "who decided that?", of "are phones banned?": who decided that phones are banned; None of all else."""
    found = _DID_SO.fullmatch(body)
    said = who_said(last) if found and last.answer_type == AnswerType.YES_NO.value else None
    return None if said is None or found is None else f"who {found['did']}{said.removeprefix('who said')}"


def who_said(last: Turn) -> str | None:
    """ "who said that the war would go on?"; None when what was answered cannot be put as a statement."""
    parts = parted(last.question)
    said = _statement(Turn(question=parts.asks, answer=last.answer, answer_type=last.answer_type, names=last.names))
    if said is None:
        return None
    return joined(Parts(asks=f"who said that {said}", when=parts.when, source=parts.source))


def whether_true(body: str, last: Turn) -> str | None:
    """ "is that true?" of what was answered: "is it true that the war would go on?"; None of all else."""
    found = _TRUE.fullmatch(body)
    said = who_said(last) if found else None
    return None if said is None or found is None else f"is it {found['true']}{said.removeprefix('who said')}"


def _statement(last: Turn) -> str | None:
    if last.answer and last.answer_type == AnswerType.STATEMENT.value and last.answer.startswith("that "):
        return last.answer.removeprefix("that ")
    before = shape(last)
    if before is None:
        return None
    body = before.body
    if _IT_IS.match(body):
        return _IT_IS.sub("", body)
    straight = _straightened(body, before.subject)
    if straight is None:
        return None
    if before.thing and before.thing.lower() not in body.lower():
        return f"{straight} {before.thing}"
    if last.answer and last.answer_type == AnswerType.PLACE.value and not before.thing:
        return f"{straight} in {last.answer}"
    timed = last.answer and last.answer_type == AnswerType.TIME.value and not before.thing
    return f"{straight} {last.answer}" if timed else straight


def _straightened(body: str, subject: str) -> str | None:
    """ "did Trump set" as "Trump did set"; None when it is not seen where the subject ends."""
    spoken = words(body)
    if len(spoken) < 3 or spoken[0].lower not in AUXILIARIES:
        return None
    end = spoken[1].start + len(subject) if subject else _subject_end(body)
    if end is None or end >= len(body):
        return None
    return f"{body[spoken[1].start : end]} {spoken[0].text}{body[end:]}"


def _subject_end(body: str) -> int | None:
    spoken = words(body)
    at = spoken[1].start
    for name in names_in(body):
        found = re.match(rf"(?:the )?{re.escape(name)}(?: and {_name_after(body, name)})?", body[at:], re.I)
        if found:
            end = at + found.end()
            if body[end : end + 2] in ("'s", "’s"):  # "Ukraine's delegation"
                owner = next(i for i, word in enumerate(spoken) if word.start >= end)
                last = end_of_phrase(spoken, owner + 1)
                return None if last is None else spoken[last - 1].end
            return end
    first = 2 if spoken[1].lower in ("the", "a", "an", "his", "her", "its", "their") else 1
    if spoken[first].text[:1].isdigit():
        first += 1
    last = end_of_phrase(spoken, first)
    return None if last is None else spoken[last - 1].end


def _name_after(body: str, name: str) -> str:
    names = names_in(body)
    following = names[names.index(name) + 1 :]
    return re.escape(following[0]) if following else r"\b\B"
