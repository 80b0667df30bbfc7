"""Sentences and citations of invented articles, for tests of what is made of them."""

from datetime import UTC, datetime
from typing import Any

from bot.answers import Answer, Citation, Status
from bot.blocks import Held
from retrieval.types import (
    Annotation,
    Article,
    Entity,
    Level,
    Mention,
    MentionKind,
    Precision,
    Sentence,
    SentenceKind,
    Span,
)

NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)
HELD = Held(
    articles=412,
    sources=3,
    first=datetime(2025, 7, 18, 6, 0, tzinfo=UTC),
    last=datetime(2025, 7, 20, 9, 0, tzinfo=UTC),
)
TEXT = "He chaired his country's delegation in Pell Point."


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "key": "talks",
        "collection": "main",
        "title": "Talks in Pell Point",
        "source": "Harbour Post",
        "url": "https://post.example/talks?id=1&p=2",
        "published_at": datetime(2025, 7, 18, 6, 30, tzinfo=UTC),
        "precision": Precision.MINUTE,
        "version": 1,
        "fetched_at": NOW,
    }
    return Article(**{**fields, **changes})


def mention(text: str, words: str, refers_to: str, **changes: Any) -> Mention:
    """The first ``words`` of a text as a mention."""
    start = text.index(words)
    fields: dict[str, Any] = {
        "start": start,
        "end": start + len(words),
        "refers_to": refers_to,
        "named_start": 0,
        "named_end": len(refers_to),
        "kind": MentionKind.PRONOUN,
        "label": "PERSON",
        "confidence": 0.9,
    }
    return Mention(**{**fields, **changes})


def sentence(
    text: str = TEXT,
    *,
    of: Article | None = None,
    mentions: tuple[Mention, ...] = (),
    entities: tuple[Entity, ...] = (),
    paragraph: int = 0,
) -> Sentence:
    source = of or article()
    return Sentence(
        sentence_id=f"{source.collection}/{source.key}:1:0",
        article=source,
        position=0,
        paragraph=paragraph,
        start=0,
        end=len(text),
        text=text,
        kind=SentenceKind.BODY,
        level=Level.FULL,
        annotation=Annotation(entities=entities),
        mentions=mentions,
    )


def citation(text: str = TEXT, *, n: int = 1, answer: str | None = None, **about: Any) -> Citation:
    """A cited sentence; ``answer`` are the words of it that answer."""
    span = None if answer is None else Span(start=text.index(answer), end=text.index(answer) + len(answer))
    return Citation(n=n, sentence=sentence(text, **about), answer_span=span, score=11.2)


def answered(*citations: Citation, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "question": "Who leads the delegation?",
        "intent": "fact",
        "status": Status.ANSWERED,
        "as_of": NOW,
        "answer": "Odile Tarrow",
        "confidence": 0.93,
        "citations": citations,
    }
    return Answer(**{**fields, **changes})
