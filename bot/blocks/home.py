"""The App Home: what the bot knows, the settings, the person's own questions, help."""

from bot import messages
from bot.blocks import escape, limits, parts
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.digests import digest_blocks
from bot.blocks.managing import managing_blocks
from bot.blocks.notes import help_blocks, source_lines, status_lines
from bot.blocks.records import Block, ChannelLine, Home, OwnQuestion, View
from bot.links import safe_link

_SOURCES = 20
_CHANNELS = 20
_DIGESTS = 20
_QUESTIONS = 10


def home_view(home: Home) -> View:
    """The whole tab for one person."""
    ask = button(messages.ASK_TITLE, Action.ASK, ButtonValue(answer_id="home"), style="primary")
    sections: list[list[Block]] = [
        [{"type": "actions", "elements": [ask]}],
        [parts.header(messages.HOME_KNOWS), *_known(home)],
        [parts.header(messages.HOME_SOURCES), *source_lines(home.sources, most=_SOURCES)],
        [parts.header(messages.HOME_QUESTIONS), *_own(home.questions)],
        [parts.header(messages.HOME_DIGESTS), *_digests(home)],
        [parts.header(messages.HOME_CHANNELS), *_channels(home)],
        *([[parts.header(messages.HOME_MANAGING), *managing_blocks(home.managed)]] if home.managed else []),
        [parts.header(messages.HOME_HELP), *help_blocks()],
    ]
    blocks = limits.in_view([], sections)
    return {"type": "home", "blocks": blocks}


def _known(home: Home) -> list[Block]:
    if not home.held.articles:
        return [parts.says(messages.HOME_EMPTY)]
    lines = parts.rich(parts.bulleted(status_lines(home.held, fetched_at=home.fetched_at)))
    return [lines, parts.small(messages.HOME_SAMPLE)] if home.sample else [lines]


def _own(questions: tuple[OwnQuestion, ...]) -> list[Block]:
    """The person's questions, those with a link leading to their answers."""
    if not questions:
        return [parts.says(messages.HOME_NO_QUESTIONS)]
    lines = []
    for asked in questions[:_QUESTIONS]:
        shown = escape.shortened(escape.one_line(asked.question), 200) or "–"
        link = safe_link(asked.link) if asked.link else None
        element = parts.text(shown) if link is None else {"type": "link", "url": link.url, "text": shown}
        ending = "" if asked.answered else f" – {messages.NOT_ANSWERED}"
        lines.append([element, parts.text("  "), parts.date(asked.asked_at), *([parts.text(ending)] if ending else [])])
    return [parts.rich(parts.bulleted(lines))]


def _digests(home: Home) -> list[Block]:
    """How the digests of the reader's channels do, and their own."""
    return digest_blocks(home.digests[:_DIGESTS], named=True) or [parts.says(messages.NO_DIGESTS)]


def _channels(home: Home) -> list[Block]:
    note = [parts.says(messages.HOME_MANAGER)] if home.manager else []
    lines = [block for line in home.channels[:_CHANNELS] if (block := _channel(line)) is not None]
    if not lines:
        return [parts.says(messages.HOME_NO_CHANNELS), *note]
    if len(home.channels) > _CHANNELS:
        lines.append(parts.small(messages.further(len(home.channels) - _CHANNELS, "channel")))
    return [*lines, *note]


def _channel(line: ChannelLine) -> Block | None:
    """A channel, its setting, and a button that changes it."""
    if parts.channel(line.channel) is None:
        return None
    mode = messages.MODES.get(line.mode) or escape.plain(line.mode, parts.LABEL_LIMIT)
    return {
        "type": "section",
        "text": parts.ready(f"<#{line.channel}> {escape.mrkdwn(mode)}"),
        "accessory": button(messages.CHANGE, Action.SETTINGS, ButtonValue(answer_id=line.channel)),
    }
