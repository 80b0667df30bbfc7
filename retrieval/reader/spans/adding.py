"""Spans that the transformer adds to those of the rules, trimmed to whole words and widened to the noun asked for."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.reader.confidence import Chosen
from retrieval.reader.question import Asked
from retrieval.reader.reader import Scene, whole
from retrieval.reader.spans.units import with_unit
from retrieval.reader.transformer import Judgement
from retrieval.reader.tree import SUBJECT, top_of
from retrieval.types import AnswerType, Span

ADDED = 3  # spans of one sentence that the transformer adds to those of the rules
LONG_DATE = 5  # words: "Monday, 9 March 2026"
_MONTHS = frozenset(calendar.month_name[1:])
_COUNTED = frozenset((AnswerType.AMOUNT, AnswerType.DURATION))
_OPENERS = ("the ", "a ", "an ")
_HYPHENED = re.compile("\\w\\s?[-\u2010\u2011]\\s?\\w+$")


def added(asked: Asked, found: Sequence[Scene], chosen: Sequence[Chosen], judged: Sequence[Judgement]) -> list[Chosen]:
    """The transformer's best spans that the rules have not chosen themselves, and say nothing of."""
    if asked.type is AnswerType.YES_NO:
        return []
    known = {(pick.scene, pick.span.start, pick.span.end) for pick in chosen if pick.span is not None}
    out = []
    for at, (scene, judgement) in enumerate(zip(found, judged, strict=True)):
        for scored in judgement.spans[:ADDED]:
            span = _trimmed(scene.tree.text, scored.start, scored.end)
            if span is None or not scene.tree.inside(span.start, span.end):
                continue
            meant = (m for m in scene.stands_for.values() if (m.start, m.end) == (span.start, span.end))
            mention = next(meant, None)
            span = span if mention is not None else _widened(asked, scene, span)
            if (at, span.start, span.end) in known:
                continue
            known.add((at, span.start, span.end))
            value = scene.tree.text[span.start : span.end] if mention is None else mention.refers_to
            out.append(
                Chosen(hit=scene.hit, scene=at, value=value, span=span, mention=mention, margin=0.0, lead=0.0, fit=0.0)
            )
    return out


def _widened(asked: Asked, scene: Scene, span: Span) -> Span:
    """What a span is only a part of, where that is the answer; else as it is.

    The money or percent behind its number, the number before what is counted ("4.2 billion euros" to "how much"); a
    date of which it is the month ("9 March" to "when"); the noun asked for that a hyphened modifier describes ("50-day
    deadline" to "what deadline"). Of a clause that tells what somebody did, his name to who.
    """
    tree = scene.tree
    inside = tree.inside(span.start, span.end)
    name = _name_alone(asked, scene, inside)
    if name is not None:
        return name
    last = with_unit(asked, tree, inside[-1] + 1)
    if last > inside[-1] + 1:
        return Span(start=span.start, end=tree.ends[last - 1])
    if asked.type in _COUNTED and all(tree.pos[at] != "NUM" for at in inside):
        first = inside[0]
        while first and tree.pos[first - 1] in ("NUM", "SYM"):
            first -= 1
        return _trimmed(tree.text, tree.starts[first], span.end) or span
    if tree.text[span.start : span.end] in _MONTHS and asked.kind == "when":
        dates = ((a, b) for a, b, label in tree.entities if label == "DATE" and a <= inside[0] < b <= a + LONG_DATE)
        first, last = next(dates, (inside[0], inside[-1] + 1))
        return _trimmed(tree.text, tree.starts[first], tree.ends[last - 1]) or span
    if not _HYPHENED.search(tree.text[span.start : span.end]):
        return span
    if scene.met.focus[tree.heads[top_of(tree, inside[0], inside[-1] + 1)]] < 1.0:
        return span
    first, last = whole(asked, scene, inside[0], inside[-1] + 1)
    return _trimmed(tree.text, tree.starts[first], tree.ends[last - 1]) or span


def _name_alone(asked: Asked, scene: Scene, inside: Sequence[int]) -> Span | None:
    """The name that a span begins with, where it goes on to tell what they did: "Ida Lund" of "Ida Lund founded"."""
    tree = scene.tree
    if asked.kind != "who" or asked.role != SUBJECT:  # "who do they play?" is not who plays
        return None
    for first, last, label in tree.entities:
        verb = tree.heads[last - 1]
        if label == "PERSON" and first == inside[0] and tree.dep[last - 1] == "nsubj" and last <= verb <= inside[-1]:
            return Span(start=tree.starts[first], end=tree.ends[last - 1])
    return None


def core(asked: Asked, scene: Scene, pick: Chosen) -> Chosen:
    """Without what follows the noun that is asked for: "50-day deadline", not "50-day deadline for the ..."; the
    sentence says the rest. A noun that nothing describes keeps it; so does a name, and a "part of".
    """
    if asked.kind not in ("what", "which") or pick.span is None or pick.mention is not None:
        return pick
    tree = scene.tree
    inside = tree.inside(pick.span.start, pick.span.end)
    head = top_of(tree, inside[0], inside[-1] + 1)
    named = tree.pos[head] == "PROPN" or tree.labels[head]
    if named or scene.met.focus[head] < 1.0 or head in (inside[0], inside[-1]) or tree.words[head + 1] == "of":
        return pick
    span = Span(start=pick.span.start, end=tree.ends[head])
    return replace(pick, span=span, value=tree.text[span.start : span.end])


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span in whole words, without an article before it and without punctuation or space around it."""
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while start < end and not text[start].isalnum() and text[start] not in '$£€¥“"‘(':
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in '%”"’)':
        end -= 1
    for opener in _OPENERS:
        if text[start:end].startswith(opener) and end - start > len(opener):
            start += len(opener)
            break
    return Span(start=start, end=end) if start < end else None
