"""An answer that another outlet contradicts: both values side by side, and in words which of them is later."""

from collections.abc import Sequence
from dataclasses import replace

from bot import messages
from bot.amounts import amounts
from bot.answering.claims import Said, Slot, is_later
from bot.answering.disagreement import Verdict, certain, judge
from bot.answering.tools import Tools
from bot.answers import Answer, Citation, Entry
from retrieval.types import Article, Query, Reading

COMPARABLE, FLOOR = 0.25, 0.1  # a rival reading's confidence: as a share of the best one's, and in itself
LOOKED_AT = 12  # readings
_LONGEST_VALUE = 40  # characters of a value with the words that go with its number


def both_sides(tools: Tools, query: Query, answer: Answer, readings: Sequence[Reading]) -> Answer:
    """The answer as it is, unless a comparably sure reading of another text says something else to the same question.

    Then `entries` hold both with outlet and time, the later first. The answer changes only for an update that is
    certain: a count that rose, an office handed on. The order of the citations stays; the rival's comes to them.
    """
    best = readings[0]
    slot = Slot(text=query.text, answer_type=query.answer_type, terms=query.terms, names=query.names, focus=query.focus)
    found = _rival(tools, query, slot, readings)
    if found is None or best.value is None:
        return answer
    rival, verdict = found
    late, early = (rival, best) if is_later(_article(rival), _article(best)) else (best, rival)
    citations = _with(answer.citations, rival)
    number = {citation.sentence.sentence_id: citation.n for citation in citations}
    if verdict is Verdict.CONFLICT:
        entries = tuple(_entry(reading, readings, number, _outlet(_article(reading))) for reading in (best, rival))
        return replace(answer, citations=citations, entries=entries, remark=messages.CONFLICT)
    sure = late is best or (rival.confidence >= tools.reader.threshold and certain(slot, _said(early), _said(late)))
    label = _outlet(_article(late))
    entries = (
        _entry(late, readings, number, label if sure else messages.later_of(label)),
        _entry(early, readings, number, messages.earlier_of(_outlet(_article(early)))),
    )
    if not sure:
        return replace(answer, citations=citations, entries=entries, remark=messages.LATER_ELSEWHERE)
    return replace(
        answer,
        answer=late.value,
        confidence=late.confidence,
        citations=citations,
        entries=entries,
        remark=messages.UPDATE,
    )


def _rival(tools: Tools, query: Query, slot: Slot, readings: Sequence[Reading]) -> tuple[Reading, Verdict] | None:
    """The most trusted reading that says something else; a changed copy may be an update, never a conflict."""
    best = readings[0]
    if best.value is None or best.span is None:
        return None
    least = max(FLOOR, COMPARABLE * best.confidence)
    for reading in readings[1:LOOKED_AT]:
        if reading.confidence < least or reading.value is None or reading.span is None:
            continue
        verdict = judge(slot, _said(best), _said(reading))
        if verdict is Verdict.UPDATE or (verdict is Verdict.CONFLICT and not _copies(tools, query, best, reading)):
            return reading, verdict
    return None


def _copies(tools: Tools, query: Query, one: Reading, other: Reading) -> bool:
    pairs = [(_article(reading).collection, _article(reading).key) for reading in (one, other)]
    group = tools.same_text.groups(pairs, as_of=query.as_of).get(pairs[0], ())
    return any((copy.article.collection, copy.article.key) == pairs[1] for copy in group)


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
    article = _article(reading)
    return Entry(
        label=label,
        value=_whole_value(reading, readings) if amounts(reading.value or "") else reading.value or "",
        when=messages.published(article.published_at, article.precision),
        citations=(number[reading.hit.sentence.sentence_id],),
    )


def _whole_value(reading: Reading, readings: Sequence[Reading]) -> str:
    """The value with what goes with it, where the same sentence was read so, too: "At least 15" for "15"."""
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
        and len(other.value) <= _LONGEST_VALUE
    ]
    return reading.value if reading.mention is not None else max((reading.value, *wider), key=len)


def _said(reading: Reading) -> Said:
    assert reading.span is not None
    assert reading.value is not None
    return Said(sentence=reading.hit.sentence, span=reading.span, value=reading.value)


def _article(reading: Reading) -> Article:
    return reading.hit.sentence.article


def _outlet(article: Article) -> str:
    return article.source or messages.UNNAMED_SOURCE
