"""A question that a clause answers: why something is so, or how it came about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import messages
from bot.answering.fact import Looked, look, told
from bot.answering.shape import CITED, Told, cited
from bot.answering.tools import READ, Tools
from bot.answers import Answer, Status
from bot.intents import HowQuestion, WhyQuestion
from bot.intents.words import FUNCTION
from bot.questions import Question
from retrieval.reader.question import understand
from retrieval.reader.spans.clauses import Clause, bearing, reasons, ways
from retrieval.reader.spans.completed import shortened
from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.words import keys
from retrieval.types import Query, Reading, Span

SURE = 2  # strength of a marker that is not often mere time or company
NEAR = 0.6  # of the best reading's confidence: how sure another sentence must be to give the clause
FEW = 2  # words: a reason has more than one
# what a question says of reasons and ways in general says nothing of which one is meant
_GENERAL = frozenset().union(
    *(
        keys(word, word)
        for word in [
            "reason",
            "motive",
            "cause",
            "lead",
            "prompt",
            "motivate",
            "drive",
            "move",
            "explain",
            "way",
            "means",
            "manner",
            "manage",
            "able",
            "go",
        ]
    )
)

Find = Callable[[Tree], tuple[Clause, ...]]


def why(tools: Tools, question: Question, text: str, intent: WhyQuestion, as_of: datetime) -> Told:
    """The clause that gives the reason; without one the sentences that bear on it."""
    looked = look(tools, question, intent, as_of)
    return _with_clause(tools, looked, told(tools, text, intent, looked), reasons, weakly=True)


def how(tools: Tools, question: Question, text: str, intent: HowQuestion, as_of: datetime) -> Told:
    """The clause that gives the way; without one the sentences that bear on it."""
    looked = look(tools, question, intent, as_of)
    return _with_clause(tools, looked, told(tools, text, intent, looked), ways, weakly=False)


def _with_clause(tools: Tools, looked: Looked, fact: Told, find: Find, *, weakly: bool) -> Told:
    """The clause in place of what the fact path read: of the best sentence, or of one nearly as sure.

    Without one a phrase stays; a bare name or a single word is no reason and no way, there even
    a clause with a weak marker ("after ...", when ``weakly``) says more, or the sentences stand alone.
    """
    if fact.answer.status is not Status.ANSWERED:
        return fact
    best = looked.readings[0]
    floor = max(tools.reader.threshold, NEAR * best.confidence)
    anchor = _anchor(tools, looked.query)
    weak: tuple[Reading, Span] | None = None
    seen: set[str] = set()
    for reading in looked.readings:
        sentence = reading.hit.sentence
        if reading.confidence < floor or sentence.annotation is None or sentence.sentence_id in seen:
            continue
        seen.add(sentence.sentence_id)
        tree = lay_out(sentence.text, sentence.annotation, sentence.mentions)
        near = bearing(tree, find(tree), anchor)
        found = _chosen(near, reading.span)
        if found is not None:
            return _told(tools, looked, fact.answer, _read(reading, shortened(tree, found.span)))
        if weakly and near and weak is None:
            weak = reading, shortened(tree, near[0].span)
    if best.value is None or _is_phrase(best):
        return fact
    if weak is not None:
        return _told(tools, looked, fact.answer, _read(*weak))
    return _told(tools, looked, fact.answer, replace(best, value=None, span=None, mention=None))


def _chosen(near: tuple[Clause, ...], read: Span | None) -> Clause | None:
    """Of the clauses of the verb asked about: one with a sure marker, or else the one the reader's own span lies in."""
    sure = [clause for clause in near if clause.strength >= SURE]
    if sure:
        return next((clause for clause in sure if _meet(clause.span, read)), sure[0])
    return next((clause for clause in near if _meet(clause.span, read)), None)


def _meet(one: Span, other: Span | None) -> bool:
    return other is not None and one.start < other.end and other.start < one.end


def _anchor(tools: Tools, query: Query) -> frozenset[str]:
    """What the words for the deed match by: the verbs of the question, or without one its nouns that are no names."""
    asked = understand(query, tools.search.analyser.annotate)
    verbs = [term.keys for term in asked.terms if term.verb and not term.keys & _GENERAL]
    nouns = [term.keys for term in asked.terms if not term.name and not term.keys & _GENERAL]
    return frozenset().union(*(verbs or nouns))


def _is_phrase(reading: Reading) -> bool:
    """Whether a reading is more than a name, and whole."""
    said = (reading.value or "").lower().split()
    return len(said) >= FEW and said[-1] not in FUNCTION and not _is_name(reading)


def _is_name(reading: Reading) -> bool:
    """Whether a reading is a name, date or number alone."""
    sentence, span = reading.hit.sentence, reading.span
    if reading.mention is not None or span is None or sentence.annotation is None:
        return reading.mention is not None
    inside = [t for t in sentence.annotation.tokens if t.start < span.end and t.end > span.start]
    covered = {
        at
        for at, token in enumerate(inside)
        for entity in sentence.annotation.entities
        if token.start < entity.end and token.end > entity.start
    }
    return all(at in covered or token.pos in ("DET", "ADP", "PUNCT") for at, token in enumerate(inside))


def _read(reading: Reading, span: Span) -> Reading:
    text = reading.hit.sentence.text
    return replace(reading, value=text[span.start : span.end], span=span, mention=None, support=())


def _told(tools: Tools, looked: Looked, answer: Answer, best: Reading) -> Told:
    shown = cited(best, (best, *looked.readings), looked.hits)[:CITED]
    answer = replace(
        answer,
        answer=best.value,
        confidence=best.confidence,
        citations=shown,
        remark=None if best.value else messages.BEARS,
    )
    return tools.told(answer, looked.query, looked.hits[:READ])
