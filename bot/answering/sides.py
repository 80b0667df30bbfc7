"""An answer that another outlet contradicts: both values side by side, and in words which of them is later."""

from collections.abc import Sequence
from dataclasses import replace

from bot import messages
from bot.amounts import amounts
from bot.answering.claims import Slot, is_later
from bot.answering.disagreement import Verdict, certain
from bot.answering.quantities import hedged
from bot.answering.rivals import article_of, rivals, said
from bot.answering.tools import Tools
from bot.answers import Answer, Citation, Entry
from retrieval.types import Article, Query, Reading, Span

_WORDS_MORE = 3  # before a number, and behind it


def both_sides(tools: Tools, query: Query, answer: Answer, readings: Sequence[Reading]) -> Answer:
    """The answer as it is, unless a reading of another text says something else to the same question.

    Then `entries` hold both with outlet and time, the later first. The answer changes only for an update that is
    certain: a count that rose, an office handed on. The order of the citations stays; the rival's comes to them.
    """
    slot = Slot(text=query.text, answer_type=query.answer_type, terms=query.terms, names=query.names, focus=query.focus)
    found = rivals(tools, query, slot, readings)
    if found is None:
        return answer
    mine, theirs = found.mine, found.theirs
    late, early = (theirs, mine) if is_later(article_of(theirs), article_of(mine)) else (mine, theirs)
    citations = _with(_with(answer.citations, mine), theirs)
    number = {citation.sentence.sentence_id: citation.n for citation in citations}
    if found.verdict is Verdict.CONFLICT:
        entries = tuple(_entry(reading, readings, number, _outlet(article_of(reading))) for reading in (mine, theirs))
        return replace(answer, citations=citations, entries=entries, remark=messages.CONFLICT)
    sure = late is mine or (theirs.confidence >= tools.reader.threshold and certain(slot, said(early), said(late)))
    label = _outlet(article_of(late))
    entries = (
        _entry(late, readings, number, label if sure else messages.later_of(label)),
        _entry(early, readings, number, messages.earlier_of(_outlet(article_of(early)))),
    )
    if not sure:
        return replace(answer, citations=citations, entries=entries, remark=messages.LATER_ELSEWHERE)
    return replace(
        answer,
        answer=answer.answer if late is mine else late.value,
        confidence=answer.confidence if late is mine else late.confidence,
        citations=citations,
        entries=entries,
        remark=messages.UPDATE,
    )


def _with(citations: tuple[Citation, ...], rival: Reading) -> tuple[Citation, ...]:
    """The citations in their order, the rival's value marked; its sentence is added where it is not among them."""
    sentence = rival.hit.sentence
    marked = tuple(
        replace(citation, answer_span=citation.answer_span or rival.span)
        if citation.sentence.sentence_id == sentence.sentence_id
        else citation
        for citation in citations
    )
    if any(citation.sentence.sentence_id == sentence.sentence_id for citation in citations):
        return marked
    return (*marked, Citation(n=len(marked) + 1, sentence=sentence, answer_span=rival.span, score=rival.hit.score))


def _entry(reading: Reading, readings: Sequence[Reading], number: dict[str, int], label: str) -> Entry:
    article = article_of(reading)
    return Entry(
        label=label,
        value=_whole_value(reading, readings),
        when=messages.published(article.published_at, article.precision),
        citations=(number[reading.hit.sentence.sentence_id],),
    )


def _whole_value(reading: Reading, readings: Sequence[Reading]) -> str:
    """The value with what goes with it, where the same sentence was read so, too: "At least 15", "Per Holm"."""
    span, sentence = reading.span, reading.hit.sentence
    assert span is not None
    assert reading.value is not None
    wider = [
        other.value
        for other in readings
        if other.hit.sentence.sentence_id == sentence.sentence_id
        and other.mention is None
        and other.span is not None
        and other.value is not None
        and other.span.start <= span.start
        and span.end <= other.span.end
        and _goes_with(sentence.text, span, other.span, name=not amounts(reading.value))
    ]
    return reading.value if reading.mention is not None else max((reading.value, *wider), key=len)


def _goes_with(text: str, span: Span, wider: Span, *, name: bool) -> bool:
    """Whether a few words more say how firmly a number is told or what it counts, or complete a name."""
    before, after = text[wider.start : span.start], text[span.end : wider.end]
    if name:
        return all(word[0].isupper() for word in text[wider.start : wider.end].split())
    few = len(before.split()) <= _WORDS_MORE and len(after.split()) <= _WORDS_MORE
    return few and "," not in after and not amounts(before) and not amounts(after) and hedged(before)


def _outlet(article: Article) -> str:
    return article.source or messages.UNNAMED_SOURCE
