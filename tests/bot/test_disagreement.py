"""Two outlets, one question: do they agree, conflict, or has one more to say?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.answering.claims import Said, Slot, is_later
from bot.answering.disagreement import Verdict, certain, judge
from bot.intents.fact import recognise
from retrieval.text.tokens import content_terms
from retrieval.types import Annotation, Precision, Span
from tests.bot.disagreement_cases import DEVELOPED, HELD_OUT
from tests.bot.slack.case import shared_analyser
from tests.retrieval.sentences import ARTICLE, plain

FIRST = datetime(2026, 3, 3, 9, tzinfo=UTC)  # a Tuesday
ROWS = [*DEVELOPED, *HELD_OUT]


def bare(marked: str) -> str:
    return marked.replace("[", "").replace("]", "")


@pytest.fixture(scope="module")
def parsed() -> dict[str, Annotation]:
    texts = list(dict.fromkeys(bare(marked) for _, one, _, other, _ in ROWS for marked in (one, other)))
    return dict(zip(texts, shared_analyser().annotate(texts), strict=True))


def said(marked: str, source: str, published: datetime | None, annotation: Annotation) -> Said:
    text, start = bare(marked), marked.index("[")
    value = marked[start + 1 : marked.index("]")]
    precision = Precision.MINUTE if published else None
    article = replace(ARTICLE, key=source, source=source, published_at=published, precision=precision)
    sentence = plain(text, article=article, annotation=annotation)
    return Said(sentence=sentence, span=Span(start=start, end=start + len(value)), value=value)


def slot_of(question: str) -> Slot:
    intent = recognise(question)
    return Slot(
        text=intent.topic,
        answer_type=intent.answer_type,
        terms=content_terms(intent.topic),
        names=intent.names,
        focus=intent.focus,
    )


def pair(parsed: dict[str, Annotation], one: str, hours: int | None, other: str) -> tuple[Said, Said]:
    then = None if hours is None else FIRST + timedelta(hours=hours)
    first = said(one, "The Harbour Post", None if hours is None else FIRST, parsed[bare(one)])
    return first, said(other, "Quay Times", then, parsed[bare(other)])


@pytest.mark.parametrize(("question", "one", "hours", "other", "verdict"), ROWS)
def test_two_answers(
    parsed: dict[str, Annotation], question: str, one: str, hours: int | None, other: str, verdict: str
) -> None:
    first, second = pair(parsed, one, hours, other)
    assert judge(slot_of(question), first, second).value == verdict
    assert judge(slot_of(question), second, first).value == verdict
    if verdict == Verdict.UPDATE:
        assert is_later(second.sentence.article, first.sentence.article)


def test_one_text_says_one_thing(parsed: dict[str, Annotation]) -> None:
    question, one, hours, other, _ = DEVELOPED[0]
    first, second = pair(parsed, one, hours, other)
    assert judge(slot_of(question), first, first) is Verdict.UNRELATED
    assert judge(slot_of("how many people were injured in Garrow?"), first, second) is Verdict.UNRELATED


def test_only_a_count_that_rose_or_an_office_handed_on_is_certain(parsed: dict[str, Annotation]) -> None:
    question, one, hours, other, _ = DEVELOPED[2]
    first, second = pair(parsed, one, hours, other)
    assert certain(slot_of(question), first, second)
    assert not certain(slot_of(question), second, first)
    question, one, hours, other, _ = DEVELOPED[14]
    assert not certain(slot_of(question), *pair(parsed, one, hours, other))
