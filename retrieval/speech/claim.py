"""Somebody's words in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.speech.naming import Speaker
from retrieval.speech.outlets import is_outlet
from retrieval.speech.quotation import Form, Polarity
from retrieval.speech.tree import Tree
from retrieval.types import Span

SCARE = 4  # quoted words; fewer are a scare quote unless a verb reports them
_BEFORE_MARK = frozenset(("", " ", "\n", "\t", "(", "[", "—", "–"))
_OPENING = frozenset('“„«"')
_EDGES = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's words in one sentence."""

    said: Span
    speaker: Speaker | None
    cue: str
    polarity: Polarity
    form: Form
    outlet: str | None = None
    at: int = 0  # the word of saying
    clause: bool = False  # it has a clause of its own, not only quoted words


def with_outlet(claim: Claim, outlet: str) -> Claim:
    """The claim as an outlet's report, unless it names another."""
    return replace(claim, outlet=claim.outlet or outlet)


def made(
    tree: Tree, *, said: Span, speaker: Speaker, cue: str, polarity: Polarity, form: Form, outlet: str | None
) -> Claim:
    """A claim whose speaker is an outlet has an outlet and no speaker."""
    who: Speaker | None = speaker
    if speaker.name is not None and is_outlet(speaker.name, tree.sentence.article.source):
        outlet, who = outlet or speaker.name, None
    return Claim(said=trimmed(tree, said), speaker=who, cue=cue, polarity=polarity, form=form, outlet=outlet)


def trimmed(tree: Tree, span: Span) -> Span:
    """Without marks of punctuation at the edges, and with the closing quotation mark that belongs to it."""
    text = tree.sentence.text
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and (text[end - 1] in _EDGES or (text[end - 1] == "." and end == len(text))):
        end -= 1
    if start and text[start - 1] in _OPENING and text[: start - 1][-1:] in _BEFORE_MARK:
        start -= 1  # a clause that begins with the quotation begins with its mark
    inside = text[start:end]
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"')):
        unclosed = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        at = text.find(closing, end, end + 3)
        if unclosed and at >= 0:
            end = at + 1
    return Span(start=start, end=end)


def word_count(text: str) -> int:
    """How many words there are, marks not counted."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def form_of(tree: Tree, said: Span, quoted: Sequence[Span]) -> Form:
    """How much of what is said stands in quotation marks: all, `SCARE` words, or less."""
    text = tree.sentence.text
    inside = [Span(start=max(q.start, said.start), end=min(q.end, said.end)) for q in quoted]
    inside = [q for q in inside if q.end - q.start > 0]
    words = sum(word_count(text[q.start : q.end]) for q in inside)
    if inside and words >= 0.9 * word_count(text[said.start : said.end]):
        return Form.DIRECT
    if text[said.start : said.start + 1] in ("“", '"', "„", "«"):
        return Form.DIRECT if not inside else Form.MIXED
    return Form.MIXED if words >= SCARE else Form.INDIRECT
