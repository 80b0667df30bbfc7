"""What an edition quotes, as an answer's citations are kept: so it is verified and corrected like one."""

from bot.digests import Edition
from bot.store.answers_table import AnswerRow, CitationRow
from bot.store.digests_table import Digest
from bot.store.runs_table import Run


def articles_of(edition: Edition) -> tuple[str, ...]:
    """The keys of the articles that an edition quotes, in its order."""
    return tuple(dict.fromkeys(told.sentence.article.key for told in (*edition.stories, *edition.more)))


def cited(run: Run, digest: Digest, edition: Edition) -> tuple[AnswerRow, list[CitationRow]]:
    """An edition's sentences, numbered as its stories are."""
    row = AnswerRow(
        answer_id=run.id,
        workspace_id=digest.workspace,
        question="",
        asked_at=edition.at,
        as_of=edition.at,
        status="edition",
        answer=None,
        confidence=0.0,
    )
    rows = [
        CitationRow(
            n=n,
            collection=told.sentence.article.collection,
            article_key=told.sentence.article.key,
            version=told.sentence.article.version,
            start=told.sentence.start,
            end=told.sentence.end,
            sentence=told.sentence.text,
        )
        for n, told in enumerate(edition.stories, 1)
    ]
    return row, rows
