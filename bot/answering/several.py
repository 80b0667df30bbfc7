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
from retrieval.reader.spans.coordination import Row, contents, phrase_of, row_around, row_inside
from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.words import keys
from retrieval.text.tokens import tokenise
from retrieval.types import AnswerType, Reading, Sentence, Span

MOST = 12  # citations
FULL = 3  # words asked by: so many in one sentence are no accident
NEAR = 0.5  # of the best confidence: what is below it is another question's answer
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
_OPENERS = re.compile(r"^(?:the|a|an|both)\s+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A thing as one sentence names it."""

    value: str
    span: Span | None
    sentence: Sentence
    score: float
    deed: bool = False  # what somebody demands, promises, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the question asks for: its noun, names it gives itself, and whether they are people."""

    noun: str
    given: frozenset[str]
    names: tuple[frozenset[str], ...]
    people: bool

    @property
    def focus(self) -> frozenset[str]:
        return keys(self.noun, self.noun) if self.noun else frozenset()


def several(tools: Tools, question: Question, text: str, intent: ListQuestion, as_of: datetime) -> Told:
    """What the fact path says, all of a row where its span is one thing of it, and an entry for each thing.

    Sentences are cited in the fact path's order; those that only name further things come behind.
    """
    looked = look(tools, question, intent, as_of)
    single = told(tools, text, intent, looked)
    answer = single.answer
    if answer.status is not Status.ANSWERED or answer.answer is None:
        return single
    wanted = Wanted(
        noun=intent.focus or "",
        given=frozenset(_plain(name) for name in intent.names),
        names=tuple(keys(word, word) for name in intent.names for word in name.lower().split()),
        people=intent.answer_type is AnswerType.PERSON,
    )
    answer = _widened(answer, looked.readings[0], wanted)
    answer = _with_entries(answer, _of_one_kind(tuple(_things(looked, wanted)), wanted))
    return tools.told(answer, looked.query, looked.hits[:READ])


def _widened(answer: Answer, best: Reading, wanted: Wanted) -> Answer:
    """The answer with the whole row as its words, or with the noun that the reader's span only describes."""
    tree = _tree(best)
    if tree is None or best.span is None:
        return answer
    row = _row(tree, best.span, wanted)
    if row is not None and not row.complete:
        return answer
    whole = phrase_of(tree, best.span, wanted.focus) if row is None else row.whole
    sentence = best.hit.sentence
    citations = tuple(
        replace(citation, answer_span=whole) if citation.sentence.sentence_id == sentence.sentence_id else citation
        for citation in answer.citations
    )
    return replace(answer, answer=sentence.text[whole.start : whole.end], citations=citations)


def _tree(reading: Reading) -> Tree | None:
    """The parsed sentence of a reading that is a span of it."""
    sentence = reading.hit.sentence
    if reading.span is None or reading.mention is not None or sentence.annotation is None:
        return None
    return lay_out(sentence.text, sentence.annotation, sentence.mentions)


def _row(tree: Tree, span: Span, wanted: Wanted) -> Row | None:
    """The row around a span; none when the question names a thing of it itself."""
    row = row_around(tree, phrase_of(tree, span, wanted.focus)) or row_inside(tree, span, wanted.focus)
    if row is None or any(_plain(tree.text[part.start : part.end]) in wanted.given for part in row.parts):
        return None
    return row


def _things(looked: Looked, wanted: Wanted) -> Iterator[Named]:
    """What readings nearly as sure as the best name, the things of a row one by one, best first; one a sentence.

    Or in a sentence that holds every word asked by: in a list one does not answer less because another answers, too.
    """
    floor = NEAR * looked.readings[0].confidence
    asked = frozenset(looked.query.terms) - frozenset(tokenise(wanted.noun))
    seen: set[str] = set()
    sort = ""  # the label of the first name: what has another is no thing of this list
    for reading in looked.readings:
        sentence = reading.hit.sentence
        sure = reading.confidence >= floor or (len(asked) >= FULL and asked.issubset(tokenise(sentence.text)))
        if not sure or reading.value is None or sentence.sentence_id in seen:
            continue
        seen.add(sentence.sentence_id)
        tree = _tree(reading)
        if tree is None or reading.span is None:
            yield Named(value=reading.value, span=reading.span, sentence=sentence, score=reading.hit.score)
            continue
        deeds = contents(tree, wanted.noun, wanted.names)
        row = _row(tree, reading.span, wanted)
        spans = deeds or (row.parts if row else (phrase_of(tree, reading.span, wanted.focus),))
        label = _label(tree, spans[0])
        if _plain(reading.value) in wanted.given or _other_sort(sort, label, people=wanted.people):
            continue
        sort = sort or label
        for span in spans:
            name = _meant(sentence, span) if wanted.people else None
            value = name or sentence.text[span.start : span.end]
            yield Named(value=value, span=span, sentence=sentence, score=reading.hit.score, deed=bool(deeds))


def _of_one_kind(things: tuple[Named, ...], wanted: Wanted) -> tuple[Named, ...]:
    """Where people are named, the named: of "women", "Elena Brod" and "Tomas Rehn" the last two."""
    named = tuple(thing for thing in things if thing.deed or any(word[:1].isupper() for word in thing.value.split()))
    return named if wanted.people and len(named) > 1 else things


def _label(tree: Tree, span: Span) -> str:
    """What sort of name a span is; empty when it is none."""
    inside = (label for a, b, label in tree.entities if tree.starts[a] < span.end and tree.ends[b - 1] > span.start)
    return next(inside, "")


def _other_sort(first: str, label: str, *, people: bool) -> bool:
    """Whether two things cannot stand in one list: a date and a name, or where people are asked for another name."""
    if not first or not label or first == label:
        return False
    return (first in _MEASURES) != (label in _MEASURES) or (people and "PERSON" in (first, label))


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
    if len(groups) < 2 and not any(thing.deed for thing in things):
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
