"""An edition in Slack: a headline, one sentence, where it is from and how widely it is told; and buttons."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot import messages
from bot.blocks import escape, limits, parts, quotes
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.modals import modal
from bot.blocks.records import Block, Corrected, Message, View
from bot.digests.clock import day_said, moment_said, published_said, why_said
from bot.digests.records import Edition, Told
from bot.digests.view import spans_of
from bot.links import Links
from bot.store.digests_table import LONGEST_NAME

_LONGEST_HEADLINE = 250
_NONE: Mapping[int, Corrected] = MappingProxyType({})


def edition_message(
    edition: Edition, *, run: str, links: Links, corrections: Mapping[int, Corrected] = _NONE
) -> Message:
    """The edition as it is posted; stories that do not fit are left out whole. ``run`` is the id its buttons carry.

    ``corrections``: what became of its sentences since, by the number of the story.
    """
    told = [_story(edition, n, one, links, run, corrections.get(n)) for n, one in enumerate(edition.stories, 1)]
    return Message(text=_fallback(edition), blocks=limits.in_message(_head(edition), _apart(told), _tail(edition, run)))


def fitted(edition: Edition, *, run: str, links: Links) -> Edition:
    """The edition with the stories that one message has no room for behind *More*."""
    told = edition.stories
    for shown in range(len(told), 0, -1):
        one = replace(edition, stories=told[:shown], more=(*told[shown:], *edition.more))
        blocks = edition_message(one, run=run, links=links).blocks
        if sum(block["type"] == "rich_text" for block in blocks) == shown:
            return one
    return edition


def more_stories_modal(edition: Edition, *, run: str, links: Links) -> View:
    """What is behind *More*."""
    told = [_story(edition, n, one, links, run) for n, one in enumerate(edition.more, len(edition.stories) + 1)]
    return modal(messages.MORE_STORIES, limits.in_view([], _apart(told)) or [parts.says(messages.NO_MORE_STORIES)])


def preview_modal(edition: Edition, *, links: Links) -> View:
    """The edition as it would be posted now, without buttons."""
    told = [_story(edition, n, one, links, None) for n, one in enumerate(edition.stories, 1)]
    more = [parts.small(messages.more_count(len(edition.more)))] if edition.more else []
    blocks = limits.in_view(_head(edition), _apart(told) or [[parts.says(messages.PREVIEW_EMPTY)]], more)
    return modal(messages.PREVIEW_TITLE, blocks)


def why_said_of(told: Told) -> str:
    """Why this sentence was chosen, on one line."""
    return why_said(told.ground.value, told.supporters, told.texts, tuple(fact.kind for fact in told.new))


def _apart(told: list[list[Block]]) -> list[list[Block]]:
    """The stories with a line between each two."""
    return [blocks if not n else [parts.divider(), *blocks] for n, blocks in enumerate(told)]


def _tail(edition: Edition, run: str) -> list[Block]:
    tail: list[Block] = []
    if edition.more:
        more = button(messages.more_count(len(edition.more)), Action.MORE_STORIES, ButtonValue(answer_id=run))
        tail.append({"type": "actions", "elements": [more]})
    tail.append(parts.small(messages.DIGEST_THREAD))
    return tail


def _head(edition: Edition) -> list[Block]:
    since = moment_said(edition.since, edition.zone, near=edition.day)
    topics = tuple(escape.plain(topic, 60) for topic in edition.topics)
    return [
        parts.header(messages.edition_head(edition.name, day_said(edition.day))),
        parts.small(messages.edition_since(len(edition.stories), since, topics)),
    ]


def _story(
    edition: Edition, n: int, told: Told, links: Links, run: str | None, corrected: Corrected | None = None
) -> list[Block]:
    """Headline and quote, one line of where and why, and with a run the buttons."""
    link = links.to(told.sentence)
    headline = escape.shortened(escape.one_line(told.headline), _LONGEST_HEADLINE) or messages.UNTITLED
    head = [parts.text(f"{messages.STORY_UPDATE} ", bold=True)] if told.update else []
    quote = quotes.quote(told.sentence, link=link, marked=spans_of(told))
    if corrected is not None and corrected.struck:
        quote = parts.struck(quote)
    blocks: list[Block] = [
        parts.rich(
            parts.section(*head, parts.text(headline, bold=True)), {"type": "rich_text_quote", "elements": quote}
        ),
        *([] if corrected is None else quotes.correction(corrected, links)),
        _origin(edition, told, links),
    ]
    if run is not None:
        value = ButtonValue(answer_id=run, n=n)
        follow = ButtonValue(answer_id=str(told.story))
        elements = [
            button(messages.ASK_ABOUT, Action.ASK_ABOUT, value),
            button(messages.FOLLOW_STORY, Action.FOLLOW_STORY, follow),
            button(messages.WHY, Action.STORY, value),
        ]
        blocks.append({"type": "actions", "elements": elements})
    return blocks


def _origin(edition: Edition, told: Told, links: Links) -> Block:
    """ "The Harbour Post, 06:30 · harbour.example · 4 outlets, 2 independent texts · 2 of 2 texts say this"."""
    article = told.sentence.article
    source = article.source or messages.UNNAMED_SOURCE
    when = published_said(article, edition.zone, near=edition.day)
    elements = [parts.plain_text(f"{source}, {when}", parts.CONTEXT_LIMIT)]
    if (link := links.to(told.sentence)) is not None:
        elements.append(parts.ready(parts.link(link)))
    if article.collection == quotes.SAMPLE_COLLECTION:
        elements.append(parts.plain_text(messages.SAMPLE, parts.CONTEXT_LIMIT))
    breadth = f"{messages.breadth(told.outlets, told.texts)} · {why_said_of(told)}"
    return parts.context(*elements, parts.plain_text(breadth, 150))


def _fallback(edition: Edition) -> str:
    """What a notification says: the name and the headlines, as many as fit whole."""
    name = escape.shortened(edition.name, LONGEST_NAME)
    said = escape.mrkdwn(messages.edition_head(name, day_said(edition.day)))
    for told in edition.stories:
        update = f"{messages.STORY_UPDATE} " if told.update else ""
        longer = f"{said} – {escape.mrkdwn(update + escape.shortened(told.headline, _LONGEST_HEADLINE))}"
        if len(longer) > limits.FALLBACK_CHARACTERS:
            break
        said = longer
    return said
