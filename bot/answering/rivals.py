"""The reading of another article that says something else than the answer, where one may be shown beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.amounts import amounts
from bot.answering.claims import Said, Slot, is_later, same_time
from bot.answering.deeds import terms_of
from bot.answering.disagreement import Verdict, judge
from bot.answering.quantities import Quantity, quantity
from bot.answering.tools import Tools
from retrieval.text.tokens import content_terms
from retrieval.types import AnswerType, Article, Query, Reading, Span

FLOOR = 0.03  # confidence of a rival: that it speaks of the same matter is judged by its sentence
_ALL = 10_000  # sentences of an article
_UNIT_WITHIN = 40  # characters behind a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Two readings that differ: ``mine`` says what the answer says, in the sentence that compares best."""

    mine: Reading
    theirs: Reading
    verdict: Verdict


def rivals(tools: Tools, query: Query, slot: Slot, readings: Sequence[Reading]) -> Rivals | None:
    """The most trusted reading that contradicts the first one; a changed copy may be an update, never a conflict.

    An article that holds the other's value, too, knows what it is the value of: nothing is contradicted there, unless
    a later article looks back on an earlier one's.
    """
    best = readings[0]
    if best.value is None or best.span is None:
        return None
    told = [reading for reading in readings if reading.value is not None and reading.span is not None]
    mine = [reading for reading in told if reading is best or _same_value(best, reading)]
    for theirs in (*told, *_passed_over(told)) if query.answer_type is AnswerType.AMOUNT else told:
        if theirs in mine or theirs.confidence < FLOOR or _same_value(best, theirs):
            continue
        for one in mine:
            verdict = judge(slot, said(one), said(theirs))
            if verdict in (Verdict.UPDATE, Verdict.CONFLICT) and _stands(tools, query, verdict, one, theirs):
                return Rivals(mine=one, theirs=theirs, verdict=verdict)
    return None


def _passed_over(told: Sequence[Reading]) -> Iterator[Reading]:
    """The other numbers of the sentences that were read, as unsure as may be."""
    spans = {(reading.hit.sentence.sentence_id, reading.span) for reading in told if reading.confidence >= FLOOR}
    for reading in {reading.hit.sentence.sentence_id: reading for reading in reversed(told)}.values():
        sentence = reading.hit.sentence
        for amount in amounts(sentence.text):
            span = Span(start=amount.start, end=amount.end)
            if (sentence.sentence_id, span) not in spans:
                yield replace(
                    reading, span=span, value=sentence.text[span.start : span.end], mention=None, confidence=FLOOR
                )


def said(reading: Reading) -> Said:
    assert reading.span is not None
    assert reading.value is not None
    return Said(sentence=reading.hit.sentence, span=reading.span, value=reading.value)


def article_of(reading: Reading) -> Article:
    return reading.hit.sentence.article


def _stands(tools: Tools, query: Query, verdict: Verdict, one: Reading, other: Reading) -> bool:
    """Whether two readings may be shown against each other: no copies, and neither article explains the other."""
    if verdict is Verdict.CONFLICT and _copies(tools, query, one, other):
        return False
    late, early = (other, one) if is_later(article_of(other), article_of(one)) else (one, other)
    if _holds(tools, query.answer_type, text_of=early, value_of=late):
        return False
    together = same_time(article_of(one), article_of(other))
    return not (together and _holds(tools, query.answer_type, text_of=late, value_of=early))


def _copies(tools: Tools, query: Query, one: Reading, other: Reading) -> bool:
    pairs = [(article_of(reading).collection, article_of(reading).key) for reading in (one, other)]
    group = tools.same_text.groups(pairs, as_of=query.as_of).get(pairs[0], ())
    return any((copy.article.collection, copy.article.key) == pairs[1] for copy in group)


def _same_value(best: Reading, reading: Reading) -> bool:
    """The same number, or the same words, longer or shorter."""
    one, other = best.value or "", reading.value or ""
    numbers = [tuple(amount.value for amount in amounts(value)) for value in (one, other)]
    if numbers[0] or numbers[1]:
        return numbers[0] == numbers[1]
    words = [content_terms(value) for value in (one, other)]
    return bool(words[0] and words[1]) and (set(words[0]) <= set(words[1]) or set(words[1]) <= set(words[0]))


def _holds(tools: Tools, answer_type: AnswerType, *, text_of: Reading, value_of: Reading) -> bool:
    """Whether an article says a value that was read in another."""
    sentence = text_of.hit.sentence
    around = tools.search.record.neighbours(sentence, _ALL, _ALL)
    texts = [sentence.text, *(other.text for other in around)]
    told = said(value_of)
    counted = quantity(told.sentence, told.span)
    if counted is not None:
        return any(_counts(text, counted) for text in texts)
    words = content_terms(told.value)
    named = answer_type in (AnswerType.PERSON, AnswerType.PLACE)
    return named and any(set(words[-1:]) <= set(content_terms(text)) for text in texts)


def _counts(text: str, counted: Quantity) -> bool:
    """Whether a sentence has a number of what was counted, or for people of anybody to whom the same befell."""
    unit = set(content_terms(counted.unit))
    befell = counted.unit == "people" and counted.deed is not None and terms_of(counted.deed) & set(content_terms(text))
    return any(
        amount.value == counted.value
        and (
            counted.measures or befell or unit.intersection(content_terms(text[amount.end : amount.end + _UNIT_WITHIN]))
        )
        for amount in amounts(text)
    )
