"""The one sentence splitter: rules over raw text, the same in every mode, so that a sentence's id never changes.

A line is a paragraph, unless its block is hard-wrapped. Inside a paragraph a sentence ends after ``.``, ``!``, ``?``
or an ellipsis and the quotes and brackets that close behind it, where space follows and none of the rules of
`_ends` says otherwise. A first line without final punctuation before a blank line is the headline, kept whole.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.text.abbreviations import BEFORE_NUMBER, BEFORE_WORD, EITHER, EXCLAIMED, STARTERS
from retrieval.types import SentenceKind

LONGEST_SENTENCE = 1_000  # characters: what is longer is cut at a space, or hard where there is none
_LONGEST_HEADLINE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSpan:
    """Where a sentence stands in the raw text, without the space around it."""

    start: int
    end: int
    paragraph: int  # 0-based
    kind: SentenceKind


_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CLOSERS = r"""["'”’»›)\]}＂]"""
# A possible end: marks, what closes behind them, then space, the end, or a new sentence glued on.
_MARK = re.compile(
    rf"(?P<mark>(?<![.!?…‽])[.!?…‽]++(?:[ ]\.)*+|[؟۔।])(?P<closers>{_CLOSERS}*+)(?P<space>\s+|(?=[A-Z“]))"
    r"|(?P<wide>[。！？｡]++[」』”’）]*+)"
)
_FINAL = re.compile(rf"[.!?…‽؟۔।。！？:;,]{_CLOSERS}*$")
_OPENERS = "“\"'‘«‹([{„‚—–-•*‏‎ "
_ASIDE = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘'—–/-]+$")
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_ELLIPSIS = re.compile(r"\.\.|…|\. \.")
_SAID = re.compile(
    r"(?:[^\W\d_]\S{0,30}\s+){0,3}?(?:said|says|asked|asks|wrote|writes|added|adds|replied|cried|shouted|yelled|screamed|"
    r"exclaimed|declared|demanded|insisted|retorted|joked|quipped|told|tweeted|wondered|inquired|recalled)\b"
)


def _first_word(text: str, at: int, end: int) -> tuple[str, int]:
    """The first character run after ``at`` behind quotes and brackets, and where it starts."""
    while at < end and text[at] in _OPENERS:
        at += 1
    match = _WORD.match(text, at, end)
    return (match.group() if match else "", at)


def _starts_sentence(word: str, text: str, at: int) -> bool:
    """Whether ``word`` at ``at`` is one that sentences start with, and not an initial."""
    return word in STARTERS and text[at + len(word) : at + len(word) + 1] != "."


def _full_stop_ends(text: str, start: int, dot: int, word: str, at: int) -> bool:
    """Whether the single full stop at ``dot`` ends the sentence from ``start``; ``word`` at ``at`` comes next."""
    before = _LAST_WORD.search(text, max(start, dot - 24), dot)
    if before is None:
        return True
    last = before.group()
    if last in BEFORE_WORD:
        return False
    next_is_digit = text[at : at + 1].isdigit()
    if last in BEFORE_NUMBER and next_is_digit:
        return False
    if last in EITHER or _DOTTED.fullmatch(last):
        return not next_is_digit and _starts_sentence(word, text, at)
    if len(last) == 1 and last.isalpha() and last.isupper() and last != "I":  # an initial
        return _starts_sentence(word, text, at)
    # "1. First" at the start of a line: the number of a list
    return not (before.end() - start <= 6 and _ITEM.fullmatch(text, start, dot))


def _ends(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the sentence from ``start`` ends at ``match``, in a paragraph that goes on to ``end``."""
    after = match.end()
    if _ELLIPSIS.match(text, after, end):  # what was left out belongs to the sentence before it
        return False
    word, at = _first_word(text, after, end)
    if word and word[0].islower() and word.islower():
        return False
    mark, closers = match["mark"], match["closers"]
    if not match["space"]:  # "said.He": only with words that start sentences, and never inside a word or address
        glued = text[max(start, match.start() - 3) : match.start()]
        spaced = text[at + len(word) : at + len(word) + 1].isspace()
        return spaced and word in STARTERS and (bool(closers) or (len(glued) == 3 and glued.isalpha()))
    if mark == ".":
        return bool(closers) or _full_stop_ends(text, start, match.start(), word, at)
    if mark[0] in "!?" and closers and _SAID.match(text, at, end):  # “Why?” Peskov asked
        return False
    if mark == "!":
        last = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
        return last is None or last.group() not in EXCLAIMED
    return True


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most `LONGEST_SENTENCE` characters; never between a base and what combines with it."""
    while end - start > LONGEST_SENTENCE:
        at = start + LONGEST_SENTENCE
        space = at
        while space > start + LONGEST_SENTENCE // 2 and not text[space].isspace():
            space -= 1
        if text[space].isspace():
            at = space
        else:
            while at > start and _joined(text, at):
                at -= 1
            if at == start:
                at = start + LONGEST_SENTENCE
                while at < end and _joined(text, at):
                    at += 1
        yield start, at
        start = at
    if start < end:
        yield start, end


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of ``at`` are seen as one."""
    after, before = text[at], text[at - 1]
    return (
        unicodedata.category(after)[0] == "M"
        or after in "\u200c\u200d"
        or before in "\u200c\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\U000e0020" <= after <= "\U000e007f"
        or ("\U0001f1e6" <= after <= "\U0001f1ff" and "\U0001f1e6" <= before <= "\U0001f1ff")
        or (after == "\n" and before == "\r")
    )


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph, not yet trimmed."""
    asides = _ASIDE.finditer(text, start, end)
    aside = next(asides, None)
    begin = start
    for match in _MARK.finditer(text, start, end):
        if match["wide"] is None and not _ends(text, begin, end, match):
            continue
        at = match.end("closers") if match["wide"] is None else match.end()
        while aside is not None and aside.end() <= at:
            aside = next(asides, None)
        if (aside is not None and aside.start() < at) or (at < end and _joined(text, at)):
            continue
        if end - at < 6 and not any(c.isalnum() for c in text[at:end]):
            break  # a stray mark is no sentence
        yield begin, at
        begin = at
    yield begin, end


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines with words on them, in runs without a blank line between."""
    block: list[tuple[int, int]] = []
    previous = 0
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue  # a blank line shows as a gap below
        gap = text[previous : match.start()]
        breaks = gap.count("\n") + gap.replace("\r\n", "").count("\r") + sum(gap.count(c) for c in "\x85\u2028\u2029")
        if block and breaks > 1:
            yield block
            block = []
        block.append(match.span())
        previous = match.end()
    if block:
        yield block


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of every paragraph, and whether a blank line or nothing follows it."""
    for block in _blocks(text):
        widths = [end - start for start, end in block[:-1]]
        broken = sum(not _FINAL.search(text, start, end) for start, end in block[:-1])
        if len(block) > 2 and min(widths) >= 50 and max(widths) <= 100 and 2 * broken > len(widths):
            yield block[0][0], block[-1][1], True  # hard-wrapped: line breaks are spaces
        else:
            for start, end in block:
                yield start, end, end == block[-1][1]


def split(text: str) -> tuple[SentenceSpan, ...]:
    """The sentences of ``text`` in order: trimmed, non-empty, apart from each other, covering all but space."""
    spans = []
    paragraphs = list(_paragraphs(text))
    for number, (start, end, alone) in enumerate(paragraphs):
        headline = (
            number == 0
            and alone
            and len(paragraphs) > 1
            and end - start <= _LONGEST_HEADLINE
            and not _FINAL.search(text[start:end].rstrip())
        )
        kind = SentenceKind.HEADLINE if headline else SentenceKind.BODY
        for first, last in [(start, end)] if headline else _sentences(text, start, end):
            for left, right in _cut(text, first, last):
                piece = text[left:right]
                left += len(piece) - len(piece.lstrip())
                right = left + len(piece.strip())
                if left < right:
                    spans.append(SentenceSpan(start=left, end=right, paragraph=number, kind=kind))
    return tuple(spans)
