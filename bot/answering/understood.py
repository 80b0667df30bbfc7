"""A question as it is asked of the record: its moment, outlets and spelling taken from the words, and said.

Whatever kind a question turns out to be, this is done before and around it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bot import messages
from bot.answering.outlets import Outlets, may_name_outlets, outlets_in
from bot.answering.shape import Told
from bot.answering.spelling import spelt
from bot.answering.tools import Tools
from bot.answering.within import within
from bot.answers import Status
from bot.intents import FactQuestion, Intent, classify
from bot.intents.abbreviations import other_forms
from bot.intents.periods import period
from bot.intents.times import as_of_in
from bot.questions import Question
from retrieval.text.tokens import content_terms
from retrieval.types import Query

AMONG = 5  # sentences in which a name and the word beside it are looked for


class Kinds(Protocol):
    """What answers a question whose kind is known: `Answering.of_kind`."""

    def __call__(self, question: Question, text: str, intent: Intent, as_of: datetime) -> Told: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    question: Question
    text: str
    as_of: datetime
    notes: tuple[str, ...] = ()


def understood(tools: Tools, question: Question, text: str, as_of: datetime, kinds: Kinds) -> Told:
    """One question answered; ``text`` is checked and asks one thing."""
    read = _spelt(tools, _outlets(tools, _as_of(tools, _Read(question=question, text=text, as_of=as_of))))
    told = _answered(tools, read, kinds)
    if told.answer.status is Status.DECLINED:
        told, read = _otherwise(tools, told, read, kinds)
    remark = " ".join(filter(None, (*read.notes, told.answer.remark))) or None
    return replace(told, answer=replace(told.answer, question=text, remark=remark))


def _answered(tools: Tools, read: _Read, kinds: Kinds) -> Told:
    intent = classify(read.text)

    def ask(question: Question) -> Told:
        return kinds(question, read.text, intent, read.as_of)

    zone, since = read.question.zone or tools.zone, tools.search.record.published_since
    return within(read.question, intent, read.as_of, ask, zone=zone, published_since=since)


def _as_of(tools: Tools, read: _Read) -> _Read:
    """ "as of Friday": what was known when that day ended, where the asker is."""
    if (found := as_of_in(read.text)) is None:
        return read
    words, start, end = found
    now = read.as_of.astimezone(read.question.zone or tools.zone)
    rest = f"{read.text[:start].rstrip(' ,')} {read.text[end:].lstrip(' ,')}".strip()
    rest = rest.replace(" ?", "?")
    named = period(words.lower().removeprefix("the end of "), now=now)
    if named is None or named.last >= now or not any(character.isalnum() for character in rest):
        return read  # "as of today" is now
    notes = (*read.notes, messages.as_of_said(named.last))
    return replace(read, text=rest, as_of=named.last.astimezone(read.as_of.tzinfo), notes=notes)


def _outlets(tools: Tools, read: _Read) -> _Read:
    if read.question.sources or not may_name_outlets(read.text):
        return read
    found: Outlets = outlets_in(read.text, _names_of_outlets(tools, read.question.collections))
    if not (found.only or found.without) or not any(character.isalnum() for character in found.text):
        return read
    question = replace(read.question, sources=found.only, exclude_sources=found.without)
    notes = (messages.left_out_outlets(found.without),) if found.without else ()
    return replace(read, question=question, text=found.text, notes=(*read.notes, *notes))


def _names_of_outlets(tools: Tools, collections: tuple[str, ...]) -> tuple[str, ...]:
    return tools.search.record.sources(collections) if tools.names is None else tools.names.outlets(collections)


def _spelt(tools: Tools, read: _Read) -> _Read:
    names = tools.names
    if names is None:
        return read
    collections, index = read.question.collections, tools.search.index

    def together(terms: tuple[str, ...]) -> bool:
        query = Query(text=" ".join(terms), terms=terms, collections=collections, as_of=read.as_of)
        best = index.search(query, limit=AMONG).candidates
        return any(set(terms) <= {share.term for share in candidate.terms} for candidate in best)

    found = spelt(
        read.text,
        frequencies=lambda terms: index.stats(terms, collections).document_frequency,
        known=lambda: names.of(collections),
        together=together,
    )
    return replace(read, text=found.text, notes=(*read.notes, *(messages.read_as(*each) for each in found.read)))


def _otherwise(tools: Tools, told: Told, read: _Read, kinds: Kinds) -> tuple[Told, _Read]:
    """Where nothing answers, the same with a name in its other form ("EU", "European Union"), if that does."""
    for text, written, instead in other_forms(read.text):
        if not isinstance(classify(text), FactQuestion) or not _stands(tools, read, instead):
            continue
        again = replace(read, text=text, notes=(*read.notes, messages.read_as(written, instead)))
        other = _answered(tools, again, kinds)
        if other.answer.status is Status.ANSWERED and other.answer.answer is not None:
            return other, again
    return told, read


def _stands(tools: Tools, read: _Read, instead: str) -> bool:
    """Whether the record has every word of the other form."""
    terms = content_terms(instead)
    return all(tools.search.index.stats(terms, read.question.collections).document_frequency.values())
