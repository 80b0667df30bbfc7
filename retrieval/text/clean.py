"""The clean layer: raw text lightly normalised for parsing, with a map back to the raw characters.

Rules in order: NFC; spaces, zero-width and control characters; forms of quotes; "50 -day"; doubled words; a lone
capital before a word that starts with it ("Z Zelenskyy"); the site tail of a headline. Words and names are never
corrected. What is quoted is always ``raw[span.start:span.end]`` of `CleanText.to_raw`.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.text.headline import tail_start
from retrieval.types import Span


class Rule(StrEnum):
    NFC = "nfc"
    SPACE = "space"
    QUOTE = "quote"
    HYPHEN = "hyphen"
    DOUBLED = "doubled"
    CAPITAL = "capital"
    TAIL = "tail"


_NOISE = frozenset({Rule.HYPHEN, Rule.DOUBLED, Rule.CAPITAL})  # the others are typography, not bad writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One replacement; ``start`` and ``end`` point into the raw text."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """Clean text and where each of its characters comes from in the raw text."""

    text: str
    edits: tuple[Edit, ...]  # in raw order
    noise: float  # share of the raw characters that the rules for bad writing touched, in [0, 1]
    starts: Sequence[int]  # of every clean character: where its raw characters start ...
    ends: Sequence[int]  # ... and end; both rise, and replaced characters share the whole of what they replace

    def to_raw(self, start: int, end: int) -> Span:
        """The raw span of a clean span, widened over what was replaced or deleted inside it."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside a clean text of {len(self.text)} characters")
        if start == end:
            at = self.ends[start - 1] if start else 0
            return Span(start=at, end=at)
        return Span(start=self.starts[start], end=self.ends[end - 1])

    def to_clean(self, start: int, end: int) -> Span:
        """The clean span that holds every clean character made from the raw span; empty when all of it was deleted."""
        first = bisect_right(self.ends, start)
        return Span(start=first, end=max(first, bisect_left(self.starts, end)))

    def noise_in(self, start: int, end: int) -> float:
        """The share of the raw span that the rules for bad writing touched."""
        touched = sum(
            min(edit.end, end) - max(edit.start, start)
            for edit in self.edits
            if edit.rule in _NOISE and edit.start < end and edit.end > start
        )
        return min(1.0, touched / (end - start)) if end > start else 0.0


_Replacements = Iterable[tuple[int, int, str]]  # start, end, replacement, in order and apart from each other

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛ʼ′´`‹›＇", "'"))
_HAS_QUOTES = re.compile("[“”„‟«»″＂‘’‚‛ʼ′´`‹›＇]")
_QUOTE = re.compile("[“”„‟«»″＂‘‚‛ʼ′´‹›＇]|’(?!’)|''|’’|``?")
_SPACE = re.compile(
    r"[^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029 ][^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*"
    r"| [^\S\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"
    r"|[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]+"
)
_HYPHEN = re.compile(r" -(?<=\d -)(?=[^\W\d_])")  # literal first: the fast search needs it
_DOUBLED = re.compile(r"\b([^\W\d_]{3,40})(?: \1)+\b(?!['-])")
_CAPITAL = re.compile(r"(?<![^\s\"'(])([^\W\d_]) (?=\1[^\W\d_]{2})")
_TAILED = re.compile("[|·»–—]| -")  # no tail starts without one of these
_WORD_BEFORE = re.compile(r"(\S+) $")
# Words that are doubled on purpose, and numbers.
_DOUBLES = """had that very bye really many much long far more never again blah knock tut chop hush win night
    one two three four five six seven eight nine ten eleven twelve hundred thousand million billion"""


def _nfc(text: str) -> _Replacements:
    if unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (
            unicodedata.category(text[at])[0] == "M" or "\u1160" <= text[at] <= "\u11ff" or text[at] in "\uff9e\uff9f"
        ):
            continue
        piece = text[start:at]
        composed = unicodedata.normalize("NFC", piece)
        if composed != piece:
            yield start, at, composed
        start = at


def _spaces(text: str) -> _Replacements:
    for match in _SPACE.finditer(text):
        yield match.start(), match.end(), " " if match.group()[0].isspace() else ""


def _quotes(text: str) -> _Replacements:
    if _HAS_QUOTES.search(text) or "''" in text:
        for match in _QUOTE.finditer(text):
            form = match.group()
            yield match.start(), match.end(), '"' if len(form) == 2 else form.translate(_QUOTES)


def _hyphens(text: str) -> _Replacements:
    for match in _HYPHEN.finditer(text):
        yield match.start(), match.end(), "-"


def _doubled(text: str) -> _Replacements:
    for match in _DOUBLED.finditer(text):
        word = match[1]
        if word.islower() and word not in _DOUBLES.split():  # capitals may be a name: "Duran Duran"
            yield match.start(), match.end(), word


def _capitals(text: str) -> _Replacements:
    for match in _CAPITAL.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, match.start() - 30), match.start())
        initial = before is not None and before[1][0].isupper() and before[1][-1].isalnum()  # "Boris J Johnson"
        if match[1].isupper() and match[1] not in "AI" and not initial:
            yield match.start(), match.end(), ""


def _tail(text: str) -> _Replacements:
    if not _TAILED.search(text):
        return
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    if end < 0:
        end = len(text)
    if end - start <= 400:
        tail = start + tail_start(text[start:end])
        if start < tail < end and text[end - 1] not in ".!?":
            yield tail, end, ""


_RULES: tuple[tuple[Rule, Callable[[str], _Replacements]], ...] = (
    (Rule.NFC, _nfc),
    (Rule.SPACE, _spaces),
    (Rule.QUOTE, _quotes),
    (Rule.HYPHEN, _hyphens),
    (Rule.DOUBLED, _doubled),
    (Rule.CAPITAL, _capitals),
    (Rule.TAIL, _tail),
)


def clean(raw: str) -> CleanText:
    """The clean layer of ``raw``."""
    text = raw
    starts: Sequence[int] = range(len(raw))
    ends: Sequence[int] = range(1, len(raw) + 1)
    edits: list[Edit] = []
    for rule, find in _RULES:
        found = [each for each in find(text) if text[each[0] : each[1]] != each[2]]
        if not found:
            continue
        edits += [Edit(start=starts[start], end=ends[end - 1], rule=rule) for start, end, _ in found]
        parts: list[str] = []
        done = 0
        for start, end, replacement in found:
            parts += text[done:start], replacement
            done = end
        text, before = "".join((*parts, text[done:])), text
        if all(len(replacement) == 1 == end - start for start, end, replacement in found):
            continue  # one for one: the map stays
        new_starts: list[int] = []
        new_ends: list[int] = []
        done = 0
        for start, end, replacement in found:
            new_starts += starts[done:start]
            new_ends += ends[done:start]
            new_starts += [starts[start]] * len(replacement)
            new_ends += [ends[end - 1]] * len(replacement)
            done = end
        starts = new_starts + list(starts[done : len(before)])
        ends = new_ends + list(ends[done : len(before)])
    edits.sort(key=lambda edit: (edit.start, edit.end))
    touched = sum(edit.end - edit.start for edit in edits if edit.rule in _NOISE)
    noise = min(1.0, touched / len(raw)) if raw else 0.0
    return CleanText(text=text, edits=tuple(edits), noise=noise, starts=starts, ends=ends)
