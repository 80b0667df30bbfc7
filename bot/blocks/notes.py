"""The bot's own short messages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot import messages
from bot.blocks import dates, escape, limits, parts
from bot.blocks.digests import said
from bot.blocks.feeds import feed_line
from bot.blocks.records import Block, DigestLine, FeedLine, Health, Held, Message, ReadLine, SourceLine
from bot.links import safe_link

EXAMPLES = 3
_LONGEST_EXAMPLE = 200


def line_message(text: str) -> Message:
    """One line of `bot.messages`, or several; whatever is in it is shown as it is."""
    lines = [line for line in map(escape.one_line, text.splitlines()) if line] or [messages.HELP_TITLE]
    blocks = limits.in_message([], [[parts.says(line)] for line in lines], [])
    spoken = escape.shortened(" ".join(lines).replace("`", ""), limits.FALLBACK_CHARACTERS // 5)
    return Message(text=escape.mrkdwn(spoken) or messages.HELP_TITLE, blocks=blocks)


def help_blocks() -> list[Block]:
    """How to ask, the commands, and that threads need a mention."""
    ways = [[parts.text(where, bold=True), parts.text(": " + what)] for where, what in messages.HELP_WAYS]
    commands = [[parts.text(typed, code=True), parts.text(" " + what)] for typed, what in messages.HELP_COMMANDS]
    return [
        parts.says(messages.HELP_INTRO),
        parts.rich(parts.bulleted(ways), parts.section(parts.text("\n")), parts.bulleted(commands)),
        parts.says(messages.HELP_THREADS),
    ]


def help_message(*, note: str | None = None) -> Message:
    """How to ask, the commands, and that threads need a mention; ``note`` goes first."""
    first = [parts.says(line) for line in [escape.one_line(note or "")] if line]
    spoken = " ".join(part for part in (escape.one_line(note or ""), messages.HELP_INTRO) if part)
    return Message(
        text=escape.mrkdwn(escape.shortened(spoken.replace("`", ""), 700)),
        blocks=(*first, parts.header(messages.HELP_TITLE), *help_blocks()),
    )


def hello_message(examples: Sequence[str]) -> Message:
    """What the bot says once when it joins a channel, with up to three questions the record answers."""
    asked = [escape.shortened(escape.one_line(example), _LONGEST_EXAMPLE) for example in examples]
    asked = [example for example in asked if example][:EXAMPLES]
    opening = messages.HELLO if asked else messages.HELLO_EMPTY
    block = parts.rich(
        parts.section(*parts.line(opening)), *([parts.bulleted([parts.text(e)] for e in asked)] if asked else [])
    )
    return Message(
        text=escape.mrkdwn(" ".join([opening, *asked])),
        blocks=(block, parts.says(messages.HELLO_QUIET)),
    )


def queue_message(place: int) -> Message:
    """The place in the queue, 1 for the next one."""
    return line_message(messages.place_in_queue(place))


def source_lines(sources: Sequence[SourceLine], *, most: int) -> list[Block]:
    """Outlets with how much there is of each and how new it is; those that do not fit are counted."""
    if not sources:
        return [parts.says(messages.HOME_EMPTY)]
    lines = [[parts.text(escape.plain(source.name, 150), bold=True), *_much(source)] for source in sources[:most]]
    blocks = [parts.rich(parts.bulleted(lines))]
    if len(sources) > most:
        blocks.append(parts.small(messages.further(len(sources) - most, "source")))
    return blocks


def feeds_message(feeds: Sequence[FeedLine]) -> Message:
    """``/news sources list``: the feeds and how they do."""
    spoken = ", ".join(escape.plain(f"{feed.name}: {feed.said}", 100) for feed in feeds[:10])
    return Message(
        text=escape.mrkdwn(escape.shortened(spoken or messages.NO_FEEDS.replace("`", ""), 700)),
        blocks=limits.in_message(
            [parts.header(messages.HOME_SOURCES)],
            [[parts.rich(parts.bulleted([feed_line(feed)]))] for feed in feeds] or [[parts.says(messages.NO_FEEDS)]],
            [parts.says(messages.SOURCES_HELP)],
            note=lambda left: parts.small(messages.further(left, "source")),
        ),
    )


def read_message(lines: Sequence[ReadLine | str]) -> Message:
    """What became of links that a person gave: articles with title, outlet and date, or why there is none."""
    blocks: list[Block] = []
    for line in lines:
        if isinstance(line, str):
            blocks.append(parts.says(escape.one_line(line) or "–"))
            continue
        title = parts.text(escape.plain(line.title or messages.UNTITLED, 300), bold=True)
        link = safe_link(line.link) if line.link else None
        day = parts.text(escape.plain(line.published or messages.UNDATED, 60))
        said = [
            title,
            parts.text(f" – {escape.plain(line.source, 150) if line.source else messages.UNNAMED_SOURCE}, "),
            parts.date(line.at) if line.at is not None else day,
        ]
        if link is not None:
            said += [parts.text("  "), {"type": "link", "url": link.url, "text": link.host}]
        blocks += [parts.rich(parts.section(*said)), *(parts.small(note) for note in line.notes)]
    spoken = " ".join(escape.one_line(line if isinstance(line, str) else line.title) for line in lines)
    return Message(
        text=escape.mrkdwn(escape.shortened(spoken, 700)) or messages.UNTITLED,
        blocks=limits.in_message([], [[block] for block in blocks]),
    )


def sources_message(sources: Sequence[SourceLine], *, held: Held) -> Message:
    """``/news sources``: the outlets and their newest articles."""
    listed = source_lines(sources, most=50)
    spoken = ", ".join(escape.plain(source.name, 100) for source in sources[:10])
    much = messages.held(held.articles, held.sources, "")
    return Message(
        text=escape.mrkdwn(escape.shortened(f"{much}: {spoken}" if spoken else messages.HOME_EMPTY, 700)),
        blocks=(parts.header(messages.HOME_SOURCES), *listed, parts.small(f"{much}. {messages.SEARCH_LATEST}")),
    )


def status_message(health: Health, *, digests: Sequence[DigestLine] = ()) -> Message:
    """``/news status``; with how the digests here do."""
    lines = status_lines(health.held, sentences=health.sentences, fetched_at=health.fetched_at)
    lines += [
        [parts.text(line)] for line in (messages.waiting(health.waiting), messages.index_behind(health.index_behind))
    ]
    lines += [[parts.text(said(digest))] for digest in digests]
    spoken = " ".join(_spoken(line) for line in lines)
    return Message(
        text=escape.mrkdwn(spoken), blocks=(parts.header(messages.HOME_KNOWS), parts.rich(parts.bulleted(lines)))
    )


def status_lines(held: Held, *, sentences: int = 0, fetched_at: datetime | None = None) -> list[list[dict[str, Any]]]:
    """How much there is and how new it is, as lines of rich_text elements."""
    much = messages.held(held.articles, held.sources, "")
    lines = [[parts.text(f"{much}, {messages.counted(sentences, 'sentence')}." if sentences else f"{much}.")]]
    for what, moment in ((messages.NEWEST_ARTICLE, held.last), (messages.LAST_FETCHED, fetched_at)):
        if moment is not None:
            lines.append([parts.text(f"{what}: "), parts.date(moment)])
    return lines


def _spoken(line: Sequence[dict[str, Any]]) -> str:
    return "".join(element.get("text") or element.get("fallback", "") for element in line)


def _much(source: SourceLine) -> list[dict[str, Any]]:
    newest = f", newest {dates.day(source.latest)}" if source.latest else ""
    return [parts.text(f"  {messages.counted(source.articles, 'article')}{newest}")]
