"""What is said of follows and of corrections, but for the sentences themselves."""

from collections.abc import Sequence
from datetime import datetime

from bot import messages
from bot.blocks import escape, limits, parts
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.notes import line_message
from bot.blocks.records import Block, Message

_LONGEST = 300


def following_message(question: str, *, asker: str, until: datetime, follow: int) -> Message:
    """What a follow's thread begins with: what is followed, who asked for it (Slack's id), and how long."""
    what = _what(question)
    who = parts.user(asker)
    by = [parts.text(f" {messages.FOLLOW_ASKED} "), who] if who else []
    said = parts.section(parts.text(f"{messages.FOLLOWING} "), parts.text(what, bold=True), *by)
    how = parts.section(parts.text(f"{messages.FOLLOW_HOW} "), parts.date(until), parts.text("."))
    return Message(
        text=escape.mrkdwn(f"{messages.FOLLOWING} {what}"),
        blocks=(parts.rich(said), parts.rich(how), {"type": "actions", "elements": [_unfollow(follow)]}),
    )


def follows_message(follows: Sequence[tuple[int, str]], *, note: str | None = None) -> Message:
    """What is followed in a channel, (number, question) each, with a button to end it."""
    if not follows:
        return line_message(messages.NOT_FOLLOWED)
    lines: list[list[Block]] = [
        [{"type": "section", "text": parts.plain_text(what, _LONGEST), "accessory": _unfollow(number)}]
        for number, what in ((number, _what(question)) for number, question in follows)
    ]
    head = [parts.header(messages.FOLLOWS_HERE), *([parts.says(note)] if note else [])]
    blocks = limits.in_message(
        head,
        lines,
        [parts.says(messages.FOLLOWS_HELP)],
        note=lambda left: parts.small(messages.further(left, "follow")),
    )
    spoken = ", ".join(_what(question) for _, question in follows[:10])
    return Message(text=escape.mrkdwn(escape.shortened(f"{messages.FOLLOWS_HERE}: {spoken}", 700)), blocks=blocks)


def correction_message(said: str, *, marked: bool) -> Message:
    """The one line that a thread is told; ``marked``: the answer itself shows what changed."""
    return line_message(f"{said} {messages.CORRECTION_MARKED if marked else messages.CORRECTION_STANDS}")


def _what(question: str) -> str:
    return escape.shortened(escape.one_line(question), _LONGEST) or "–"


def _unfollow(follow: int) -> dict[str, object]:
    return button(messages.UNFOLLOW, Action.UNFOLLOW, ButtonValue(answer_id=str(follow)))
