"""What people do in Slack, one call each. Every gesture returns once the bot has acknowledged it."""

from bot.workspace.gestures.arranging import Arranging
from bot.workspace.gestures.interacting import Interacting
from bot.workspace.gestures.speaking import MENTION_FIRST, MESSAGE_FIRST, Speaking

__all__ = ["MENTION_FIRST", "MESSAGE_FIRST", "Gestures"]


class Gestures(Speaking, Interacting, Arranging):
    """All of them."""
