"""Sentences of an article, as the record gives them, of which nothing but the text is known."""

from datetime import UTC, datetime

from retrieval.types import Article, Level, Sentence, SentenceKind

ARTICLE = Article(
    key="a",
    collection="news",
    title="",
    source=None,
    url=None,
    published_at=None,
    precision=None,
    version=1,
    fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
)


def plain(text: str) -> Sentence:
    return Sentence(
        sentence_id=f"news/a:1:{text}",
        article=ARTICLE,
        position=0,
        paragraph=0,
        start=0,
        end=len(text),
        text=text,
        kind=SentenceKind.BODY,
        level=Level.LIGHT,
    )
