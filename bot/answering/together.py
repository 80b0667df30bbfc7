"""More than one question in a message: each answered, one entry a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.shape import Told
from bot.answers import Answer, Citation, Entry, Status
from bot.followups import standalone, turn_of

CITED = 12  # at most, over all of them
EACH = 5  # entries of one question that has several


def following(text: str, before: Answer) -> str:
    """A later question of the same message, "he" and "there" read in the light of the one before it."""
    return standalone(text, (turn_of(before),)) or text


def together(text: str, asked: Sequence[tuple[str, Told]], as_of: datetime) -> Told:
    """The answers as one: citations numbered through, and an entry that says so where one has none."""
    citations: list[Citation] = []
    entries: list[Entry] = []
    for question, told in asked:
        answer = told.answer
        numbers = _number(answer, citations, CITED // len(asked))
        entries += _entries(question, answer, numbers)
    answers = [told.answer for _, told in asked]
    sure = [answer.confidence for answer in answers if answer.status is Status.ANSWERED]
    kinds = {answer.intent for answer in answers}
    answer = Answer(
        question=text,
        intent=kinds.pop() if len(kinds) == 1 else "fact",
        status=Status.ANSWERED if sure else Status.DECLINED,
        as_of=as_of,
        confidence=min(sure, default=0.0),
        citations=tuple(citations) if sure else (),
        entries=tuple(entries),
        nearest=() if sure else _nearest(answers),
        remark=" ".join((messages.EACH_IN_TURN, *_notes(answers))),
    )
    hits = tuple(hit for _, told in asked for hit in told.hits)
    query = next((told.query for _, told in asked if told.query is not None), None)
    return Told(answer=answer, query=query, hits=hits)


def _number(answer: Answer, citations: list[Citation], share: int) -> dict[int, int]:
    """Takes over an answer's citations; by their old numbers the new ones. A sentence cited twice keeps its first."""
    numbers: dict[int, int] = {}
    for citation in answer.citations[:share]:
        same = (
            known
            for known in citations
            if known.sentence.sentence_id == citation.sentence.sentence_id and known.answer_span == citation.answer_span
        )
        known = next(same, None)
        if known is None:
            known = replace(citation, n=len(citations) + 1)
            citations.append(known)
        numbers[citation.n] = known.n
    return numbers


def _entries(question: str, answer: Answer, numbers: dict[int, int]) -> list[Entry]:
    if answer.status is not Status.ANSWERED:
        return [Entry(label=question, value=messages.NOT_IN_RECORD)]
    if answer.entries:
        return [
            replace(entry, label=question, citations=tuple(numbers[n] for n in entry.citations if n in numbers))
            for entry in answer.entries[:EACH]
        ]
    value = answer.answer or (answer.citations[0].sentence.text if answer.citations else answer.remark or "")
    first = [numbers[citation.n] for citation in answer.citations if citation.n in numbers]
    return [Entry(label=question, value=value, citations=tuple(first if answer.answer else first[:1]))]


def _notes(answers: Sequence[Answer]) -> tuple[str, ...]:
    """What was made of the questions that are answered: the time looked in, the names read."""
    remarks = (answer.remark for answer in answers if answer.status is Status.ANSWERED and answer.citations)
    return tuple(dict.fromkeys(remark for remark in remarks if remark and remark != messages.BEARS))


def _nearest(answers: Sequence[Answer]) -> tuple[Citation, ...]:
    unique = {citation.sentence.sentence_id: citation for answer in answers for citation in answer.nearest[:2]}
    return tuple(replace(citation, n=n) for n, citation in enumerate(unique.values(), 1))
