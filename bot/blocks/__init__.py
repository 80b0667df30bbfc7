"""From an Answer to Slack's blocks: pure functions, plain JSON out, every limit kept, nothing foreign parsed.

Buttons carry ids only: ``action_id`` is one of `Action`, the value JSON as `value_of` writes and `read_value` reads.
"""

from bot.blocks.answer import answer_message, repeated_message, shared_message, withdrawn_message, without_pictures
from bot.blocks.buttons import Action, ButtonValue, read_value, value_of
from bot.blocks.follows import correction_message, following_message, follows_message
from bot.blocks.home import home_view
from bot.blocks.modals import ask_modal, check_modal, context_modal, more_modal, notice_modal
from bot.blocks.notes import (
    feeds_message,
    hello_message,
    help_message,
    line_message,
    queue_message,
    read_message,
    sources_message,
    status_message,
)
from bot.blocks.records import (
    Block,
    ChannelLine,
    Corrected,
    FeedLine,
    Health,
    Held,
    Home,
    Managed,
    Matched,
    Message,
    OwnQuestion,
    Passage,
    ReadLine,
    SourceLine,
    View,
    Why,
)
from bot.blocks.settings import settings_modal
from bot.blocks.why import why_modal

__all__ = [
    "Action",
    "Block",
    "ButtonValue",
    "ChannelLine",
    "Corrected",
    "FeedLine",
    "Health",
    "Held",
    "Home",
    "Managed",
    "Matched",
    "Message",
    "OwnQuestion",
    "Passage",
    "ReadLine",
    "SourceLine",
    "View",
    "Why",
    "answer_message",
    "ask_modal",
    "check_modal",
    "context_modal",
    "correction_message",
    "feeds_message",
    "following_message",
    "follows_message",
    "hello_message",
    "help_message",
    "home_view",
    "line_message",
    "more_modal",
    "notice_modal",
    "queue_message",
    "read_message",
    "read_value",
    "repeated_message",
    "settings_modal",
    "shared_message",
    "sources_message",
    "status_message",
    "value_of",
    "why_modal",
    "withdrawn_message",
    "without_pictures",
]
