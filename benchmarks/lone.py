"""Queries and hits around sentences that stand in no record: for reading benchmarks and training."""

from datetime import UTC, datetime

from bot.intents import FactQuestion, classify
from retrieval.text.tokens import content_terms
from retrieval.types import Annotation, AnswerType, Article, Hit, Level, Mention, Query, Sentence, SentenceKind

_WHENEVER = datetime(2026, 1, 1, tzinfo=UTC)


def query_of(question: str) -> Query:
    """What the record would be asked for this question."""
    intent = classify(question)
    fact = intent if isinstance(intent, FactQuestion) else None
    text = fact.topic if fact else question
    return Query(
        text=text,
        terms=content_terms(text),
        collections=("lone",),
        as_of=_WHENEVER,
        answer_type=fact.answer_type if fact else AnswerType.STATEMENT,
        focus=fact.focus if fact else None,
        names=fact.names if fact else (),
    )


def hit_of(
    text: str,
    annotation: Annotation,
    mentions: tuple[Mention, ...] = (),
    *,
    article: str = "lone",
    title: str = "",
    start: int = 0,
    rank: int = 1,
    score: float = 1.0,
) -> Hit:
    """A sentence as if search had found it."""
    around = Article(
        key=article,
        collection="lone",
        title=title,
        source=None,
        url=None,
        published_at=None,
        precision=None,
        version=1,
        fetched_at=_WHENEVER,
    )
    sentence = Sentence(
        sentence_id=f"lone/{article}:1:{start}",
        article=around,
        position=0,
        paragraph=0,
        start=start,
        end=start + len(text),
        text=text,
        kind=SentenceKind.BODY,
        level=Level.FULL,
        annotation=annotation,
        mentions=mentions,
    )
    return Hit(sentence=sentence, rank=rank, score=score, article_score=score, age_days=None, terms=())
