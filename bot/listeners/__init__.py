"""What the bot hears from Slack: one small file a surface, one list that names them all.

A listener stores what it was given or opens a view, acknowledges and returns. It never answers a question itself.
"""

from slack_bolt import App

from bot.listeners import (
    agent,
    buttons,
    channels,
    command,
    digests,
    editions,
    home,
    lifecycle,
    managing,
    mention,
    message,
    rest,
    settings,
    shortcuts,
)
from bot.listeners.counter import Counter

SURFACES = (
    mention,
    message,
    command,
    shortcuts,
    buttons,
    settings,
    managing,
    digests,
    editions,
    home,
    channels,
    lifecycle,
    agent,
)


def add_all(bolt: App, counter: Counter) -> None:
    """Every surface listens; whatever is for none of them is acknowledged."""
    for surface in SURFACES:
        surface.add_to(bolt, counter)
    rest.add_to(bolt)
