"""A quoted sentence held against a newer version of its article: pure functions over texts.

Blanks, quotation marks, dashes and how letters are encoded make no difference, nor does a sentence's place.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.store.corrections_table import Kind

ALIKE = 0.6  # share of words two sentences have in common, in order, when one is the other corrected
NEAR = 0.05  # what a place beside the old one is worth at most
STANDING = 0.5  # share of an article's sentences that still stand when one that does not was taken out on purpose

_ALIKE = (("“”„«»″", '"'), ("‘’‚ʼ`′", "'"), ("–—‐‑−", "-"))
_MARKS = str.maketrans({mark: plain for marks, plain in _ALIKE for mark in marks})
_NOTICE = re.compile(
    r"(?:correction|clarification|corrected)(?:\s*(?:[(,–—-]|on\b|\d)[^\n:]{0,40})?\s*:"
    r"|this (?:article|story|report) (?:was|has been) (?:amended|corrected|updated to correct)"
    r"|(?:an|a previous|the) (?:earlier|previous|original)? ?version of this (?:article|story|report)",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of a version: its id, its words, and where it stands, in [0, 1] of the text."""

    id: str
    text: str
    place: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of a sentence."""

    kind: Kind
    sentence_id: str | None = None
    notice: str | None = None


def plain(text: str) -> str:
    """The text as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split())


def still_says(sentence: str, text: str) -> bool:
    """Whether a text has the sentence, wherever."""
    return plain(sentence) in plain(text)


def notice_in(text: str, before: str) -> str | None:
    """The line in which an article says that it was corrected, unless it said so before."""
    known = plain(before)
    for line in text.splitlines():
        if _NOTICE.match(line.strip()) and plain(line) not in known:
            return line.strip()[:_LONGEST_NOTICE]
    return None


def beside(said: str | None, before: Sequence[str], text: str) -> str | None:
    """What a page says of its corrections beside its text, unless an earlier version or the quoted text said it."""
    if said is None or plain(said) in plain(text) or any(plain(said) == plain(each) for each in before):
        return None
    return said[:_LONGEST_NOTICE]


def compare(
    sentence: str,
    place: float,
    *,
    old: Sequence[Line],
    new: Sequence[Line],
    old_text: str,
    new_text: str,
    said: str | None = None,
) -> Found | None:
    """What became of a sentence of the old version in the new one; None when it stands or nothing sure can be said.

    ``said``: what the new one newly says beside its text that was corrected.
    """
    notice = notice_in(new_text, old_text) or said
    if still_says(sentence, new_text):
        return None if notice is None else Found(kind=Kind.NOTICE, notice=notice)
    known = plain(old_text)
    fresh = [line for line in new if plain(line.text) not in known]  # what stood there before took nobody's place
    scored = ((_alike(sentence, line.text, abs(line.place - place)), line) for line in fresh)
    best = max(scored, key=_score, default=None)
    if best is not None and best[0][0] >= ALIKE:
        return Found(kind=Kind.CHANGED, sentence_id=best[1].id, notice=notice)
    standing = sum(still_says(line.text, new_text) for line in old)
    if notice is None and standing < STANDING * len(old):  # written anew, or read only in part: not a correction
        return None
    return Found(kind=Kind.GONE, notice=notice)


def _alike(one: str, other: str, distance: float) -> tuple[float, float]:
    """How much of the words two sentences share, and that with what nearness is worth."""
    ratio = SequenceMatcher(None, plain(one).split(), plain(other).split(), autojunk=False).ratio()
    return ratio, ratio + NEAR * (1 - min(distance, 1.0))


def _score(scored: tuple[tuple[float, float], Line]) -> tuple[float, str]:
    return scored[0][1], scored[1].id
