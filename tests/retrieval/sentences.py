"""Sentences of an article, as the record gives them: of their text alone, or with everything that is known of them."""

from datetime import UTC, datetime

from retrieval.types import AnalysedVersion, Annotation, Article, Level, Sentence, SentenceKind

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


def plain(text: str, *, article: Article = ARTICLE, annotation: Annotation | None = None) -> Sentence:
    """The sentence that an article is."""
    return Sentence(
        sentence_id=f"{article.collection}/{article.key}:1:{text}",
        article=article,
        position=0,
        paragraph=0,
        start=0,
        end=len(text),
        text=text,
        kind=SentenceKind.BODY,
        level=Level.LIGHT if annotation is None else Level.FULL,
        annotation=annotation,
    )


def known(text: str, analysed: AnalysedVersion, *, article: Article = ARTICLE) -> tuple[Sentence, ...]:
    """The sentences of a text that was analysed in full."""
    return tuple(
        Sentence(
            sentence_id=f"{article.collection}/{article.key}:1:{each.start}",
            article=article,
            position=each.position,
            paragraph=each.paragraph,
            start=each.start,
            end=each.end,
            text=text[each.start : each.end],
            kind=each.kind,
            level=Level.FULL,
            annotation=each.annotation,
            mentions=each.mentions,
        )
        for each in analysed.sentences
    )
