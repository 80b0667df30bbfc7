"""The bot's own short messages."""

from collections.abc import Sequence

from bot.blocks.records import Health, Held, Message, SourceLine


def line_message(text: str) -> Message:
    """One line of `bot.messages`, or several; whatever is in it is shown as it is."""
    raise NotImplementedError


def help_message(*, note: str | None = None) -> Message:
    """How to ask, the commands, and that threads need a mention; ``note`` goes first."""
    raise NotImplementedError


def hello_message(examples: Sequence[str]) -> Message:
    """What the bot says once when it joins a channel, with up to three questions the record answers."""
    raise NotImplementedError


def queue_message(place: int) -> Message:
    """The place in the queue, 1 for the next one."""
    raise NotImplementedError


def sources_message(sources: Sequence[SourceLine], *, held: Held) -> Message:
    """``/news sources``: the outlets and their newest articles."""
    raise NotImplementedError


def status_message(health: Health) -> Message:
    """``/news status``."""
    raise NotImplementedError
