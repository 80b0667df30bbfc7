"""A question answered inside the time it names, and what is offered when that time is silent.

The window is of publication, from the words' first moment to their last in the asker's zone. What happened on a Friday
is reported on Saturday, too: when the window itself has no answer, an article from outside may give one, if the
sentence that is cited names a time inside the window; or the time in the question's own words, where the article has no
date, or the record ends before the window and the words do not count from now ("Wednesday", not "last week"). Anything
else from outside is only offered as the nearest there is, and it is said that nothing inside was found. Figures for a
time are published when it is over: a number is looked for up to as much later as the time is long, a week at most.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import messages
from bot.answering.shape import CITED, Told, declined
from bot.answers import Answer, Citation, Status
from bot.intents import FactQuestion, Intent, Timeline, window
from bot.intents.periods import period
from bot.intents.times import times_in
from bot.questions import Question
from retrieval.types import AnswerType, Article, Precision

Ask = Callable[[Question], Told]
PublishedSince = Callable[[Sequence[str], datetime], bool]  # whether collections have an article from then on
AFTERWARDS = timedelta(days=1)  # reports of a day come in on the next, too
COUNTED = timedelta(days=7)
LATELY = timedelta(days=31)  # what counts as now
NEWER = 0.05  # of confidence: so much surer must an older answer be where a question says "now"
_BY_NOW = re.compile(r"\b(?:this|last|next|past|previous|coming|to(?:day|night|morrow)|yesterday|ago)\b", re.I)
_NOW = re.compile(
    r"(?<![\w-])(?:now|currently|right now|at the moment|at present|presently|these days|nowadays|latest|today['’]s|"
    r"most recent(?:ly)?|current|as it stands)(?![\w-])",
    re.I,
)


def within(
    question: Question, intent: Intent, as_of: datetime, ask: Ask, *, zone: ZoneInfo, published_since: PublishedSince
) -> Told:
    """What the record says inside the window that the question names, if it names one and nobody set bounds."""
    if question.since is not None or question.until is not None or isinstance(intent, Timeline):
        return ask(question)  # a timeline's window is one of events, whenever they were told
    said: tuple[str | None, str | None] = getattr(intent, "since", None), getattr(intent, "until", None)
    first, last = window(*said, now=as_of, zone=zone)
    if first is None and (last is None or last >= as_of):
        return _lately(question, intent, as_of, ask)
    here = as_of.astimezone(zone)
    last = last if last is None or last < here else None  # open to what comes in until now
    end = last
    if first is not None and last is not None and getattr(intent, "answer_type", None) is AnswerType.AMOUNT:
        end = last + min(COUNTED, last - first)
        end = end if end < here else None
    told = ask(replace(question, since=first, until=end))
    if told.answer.status is not Status.DECLINED:
        return _with_remark(told, messages.looked_in(first, end))
    if end is not None and end < here:
        after = ask(replace(question, since=first, until=min(end + AFTERWARDS, here)))
        if _tells_of(after.answer, first, last, zone):
            return _with_remark(after, messages.told_of(first, last, _dated(after.answer.citations[0], zone)))
    anywhere = ask(replace(question, any_time=True))
    if _tells_of(anywhere.answer, first, last, zone):
        return _with_remark(anywhere, messages.told_of(first, last, _dated(anywhere.answer.citations[0], zone)))
    if said[0] is not None and said[0] == said[1] and _says_so(anywhere.answer, said[0]):
        citation = anywhere.answer.citations[0]
        if citation.sentence.article.published_at is None:
            return _with_remark(anywhere, messages.said_undated(said[0]))
        archive = first is not None and not published_since(question.collections, first)
        if archive and not _BY_NOW.search(said[0]):
            return _with_remark(anywhere, messages.said_before(said[0], _dated(citation, zone)))
    return _silent(told, anywhere, first, last, zone)


def _lately(question: Question, intent: Intent, as_of: datetime, ask: Ask) -> Told:
    """Without a window; where the question implies now, what was published lately needs less to be believed."""
    told = ask(question)
    if not isinstance(intent, FactQuestion) or not _NOW.search(question.text):
        return told
    late = ask(replace(question, since=as_of - LATELY))
    if late.answer.answer is None or late.answer.confidence + NEWER < told.answer.confidence:
        return told
    return late


def _silent(told: Told, anywhere: Told, first: datetime | None, last: datetime | None, zone: ZoneInfo) -> Told:
    """Nothing inside the window answers: the nearest outside when that does or nothing inside is near."""
    outside = anywhere.answer.citations or anywhere.answer.nearest
    if told.answer.nearest and not (anywhere.answer.status is Status.ANSWERED and anywhere.answer.answer):
        return replace(told, answer=replace(told.answer, remark=messages.nearest_within(first, last)))
    answer = declined(told.answer.question, told.answer.as_of, (), "", intent=told.answer.intent)
    if not outside:
        return replace(told, answer=replace(answer, remark=messages.nothing_within(first, last)))
    nearest = tuple(replace(citation, answer_span=None) for citation in outside[:CITED])
    words = messages.nearest_outside(first, last, _dated(nearest[0], zone))
    return Told(answer=replace(answer, nearest=nearest, remark=words), query=told.query, hits=anywhere.hits)


def _tells_of(answer: Answer, first: datetime | None, last: datetime | None, zone: ZoneInfo) -> bool:
    """Whether the sentence that answers names a time inside the window, seen from its article's own date."""
    if answer.status is not Status.ANSWERED or answer.answer is None or not answer.citations:
        return False
    sentence = answer.citations[0].sentence
    published = sentence.article.published_at
    if published is None or first is None or last is None:
        return False
    for words in times_in(sentence.text):
        named = period(words, now=published.astimezone(zone))
        if named is not None and first <= named.first and named.last <= last:
            return True
    return False


def _says_so(answer: Answer, words: str) -> bool:
    """Whether the sentence that answers names the time in the words of the question."""
    if answer.status is not Status.ANSWERED or answer.answer is None or not answer.citations:
        return False
    return words.casefold() in map(str.casefold, times_in(answer.citations[0].sentence.text))


def _with_remark(told: Told, words: str) -> Told:
    remark = " ".join(filter(None, (words, told.answer.remark)))
    return replace(told, answer=replace(told.answer, remark=remark))


def _dated(citation: Citation, zone: ZoneInfo) -> str:
    article: Article = citation.sentence.article
    if article.published_at is None:
        return messages.UNDATED
    local = article.published_at if article.precision is Precision.DAY else article.published_at.astimezone(zone)
    return f"{local.day} {local:%b %Y}"
