"""An edition in a terminal: plain lines, the same bytes from the same edition wherever they are printed."""

from collections.abc import Iterator

from bot import messages
from bot.digests.clock import day_said, moment_said, published_said, why_said
from bot.digests.records import Edition, Told
from bot.terminal import plain


def edition_text(edition: Edition) -> str:
    """The whole edition; what is new in an update stands between asterisks."""
    return "\n".join(_lines(edition)) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    yield plain(messages.edition_head(edition.name, day_said(edition.day)))
    since = moment_said(edition.since, edition.zone, near=edition.day)
    yield messages.edition_since(len(edition.stories), since, tuple(plain(topic) for topic in edition.topics))
    if edition.quiet:
        yield messages.PREVIEW_EMPTY
    for n, told in enumerate(edition.stories, 1):
        yield ""
        yield from _story(edition, n, told)
    if edition.more:
        yield ""
        yield messages.more_count(len(edition.more))
        for n, told in enumerate(edition.more, len(edition.stories) + 1):
            yield f"{n}. {plain(told.headline)} ({messages.breadth(told.outlets, told.texts)})"


def _story(edition: Edition, n: int, told: Told) -> Iterator[str]:
    article = told.sentence.article
    update = f"{messages.STORY_UPDATE} " if told.update else ""
    yield f"{n}. {update}{plain(told.headline)}"
    yield f"   “{plain(_marked(told))}”"
    where = f"{article.source or messages.UNNAMED_SOURCE}, {published_said(article, edition.zone, near=edition.day)}"
    why = why_said(told.ground.value, told.supporters, told.texts, tuple(fact.kind for fact in told.new))
    yield f"   {plain(where)} · {messages.breadth(told.outlets, told.texts)} · {why}"
    yield f"   {plain(told.sentence.sentence_id)}"


def _marked(told: Told) -> str:
    text, at, pieces = told.sentence.text, 0, []
    for start, end in spans_of(told):
        pieces += [text[at:start], "*", text[start:end], "*"]
        at = end
    return "".join([*pieces, text[at:]])


def spans_of(told: Told) -> list[tuple[int, int]]:
    """Where the sentence says what is new, in order, those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((fact.span.start, fact.span.end) for fact in told.new):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
