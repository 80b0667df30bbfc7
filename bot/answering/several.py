"""A question that several things answer: each once, with the sentences that name it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answering.fact import Looked, look, told
from bot.answering.shape import Told
from bot.answering.tools import READ, Tools
from bot.answers import Answer, Citation, Entry, Status
from bot.intents import ListQuestion
from bot.questions import Question
from retrieval.reader.coordination import Row, row_around
from retrieval.reader.tree import lay_out
from retrieval.types import AnswerType, Reading, Sentence, Span

MOST = 12  # citations
NEAR = 0.6  # of the best reading's confidence: what is below it is another question's answer
_OPENERS = re.compile(r"^(?:the|a|an|both)\s+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing as one sentence names it."""

    value: str
    span: Span | None
    sentence: Sentence
    score: float


def several(tools: Tools, question: Question, text: str, intent: ListQuestion, as_of: datetime) -> Told:
    """What the fact path says, all of a row where its span is one thing of it, and an entry for each thing.

    Sentences are cited in the fact path's order; those that only name further things come behind.
    """
    looked = look(tools, question, intent, as_of)
    single = told(tools, text, intent, looked)
    answer = single.answer
    if answer.status is not Status.ANSWERED or answer.answer is None:
        return single
    given = frozenset(_plain(name) for name in intent.names)
    best = looked.readings[0]
    row = _row(best, given)
    if row is not None and row.complete:
        answer = _widened(answer, best, row)
    things = list(_things(looked, tools.reader.threshold, given, people=intent.answer_type is AnswerType.PERSON))
    answer = _with_entries(answer, things)
    return tools.told(answer, looked.query, looked.hits[:READ])


def _row(reading: Reading, given: frozenset[str]) -> Row | None:
    """The row in the reading's sentence around its span; none when the question names a thing of it itself."""
    sentence = reading.hit.sentence
    if reading.span is None or reading.mention is not None or sentence.annotation is None:
        return None
    row = row_around(lay_out(sentence.text, sentence.annotation, sentence.mentions), reading.span)
    if row is None or any(_plain(sentence.text[part.start : part.end]) in given for part in row.parts):
        return None
    return row


def _widened(answer: Answer, best: Reading, row: Row) -> Answer:
    """The answer with the whole row as its words, unless the reader's own span reaches further."""
    assert best.span is not None
    whole = Span(start=min(row.whole.start, best.span.start), end=max(row.whole.end, best.span.end))
    sentence = best.hit.sentence
    citations = tuple(
        replace(citation, answer_span=whole) if citation.sentence.sentence_id == sentence.sentence_id else citation
        for citation in answer.citations
    )
    return replace(answer, answer=sentence.text[whole.start : whole.end], citations=citations)


def _things(looked: Looked, threshold: float, given: frozenset[str], *, people: bool) -> Iterator[Named]:
    """What the sure readings name, the things of a row one by one, best first; one reading a sentence."""
    floor = max(threshold, NEAR * looked.readings[0].confidence)
    seen: set[str] = set()
    for reading in looked.readings:
        sentence = reading.hit.sentence
        if reading.confidence < floor or reading.value is None or sentence.sentence_id in seen:
            continue
        seen.add(sentence.sentence_id)
        row = _row(reading, given)
        if row is None:
            yield Named(value=reading.value, span=reading.span, sentence=sentence, score=reading.hit.score)
            continue
        for part in row.parts:
            value = sentence.text[part.start : part.end]
            name = _meant(sentence, part) if people else None
            yield Named(value=name or value, span=part, sentence=sentence, score=reading.hit.score)


def _meant(sentence: Sentence, part: Span) -> str | None:
    """The full name that a short one stands for."""
    return next((m.refers_to for m in sentence.mentions if (m.start, m.end) == (part.start, part.end)), None)


def _with_entries(answer: Answer, things: Sequence[Named]) -> Answer:
    """The answer with an entry for each distinct thing and a citation for each sentence; one thing is no list."""
    groups: list[list[Named]] = []
    for thing in things:
        group = next((group for group in groups if any(_same(thing.value, other.value) for other in group)), None)
        if group is None:
            groups.append([thing])
        else:
            group.append(thing)
    if len(groups) < 2:
        return answer
    citations = list(answer.citations)
    numbers = {citation.sentence.sentence_id: citation.n for citation in citations}
    entries = []
    for group in groups:
        for thing in group:
            if thing.sentence.sentence_id not in numbers and len(citations) < MOST:
                n = len(citations) + 1
                numbers[thing.sentence.sentence_id] = n
                citations.append(Citation(n=n, sentence=thing.sentence, answer_span=thing.span, score=thing.score))
        cited = dict.fromkeys(numbers.get(thing.sentence.sentence_id, 0) for thing in group)
        fullest = max(group, key=lambda thing: len(thing.value) if len(thing.value) < 60 else 0).value
        if any(cited):
            entries.append(Entry(label="", value=fullest, citations=tuple(n for n in cited if n)))
    return replace(answer, entries=tuple(entries), citations=tuple(citations))


def _plain(value: str) -> str:
    return _OPENERS.sub("", value.casefold()).strip(" .,;:'\"“”’")


def _same(one: str, other: str) -> bool:
    """Whether two values name one thing: alike but for articles and case, or the one ends the other ("Umerov")."""
    shorter, longer = sorted((_plain(one).split(), _plain(other).split()), key=len)
    return shorter == longer[-len(shorter) :] or (len(shorter) > 1 and " ".join(shorter) in " ".join(longer))
