"""A source that is polled, as a line."""

from typing import Any

from bot import messages
from bot.blocks import escape, parts
from bot.blocks.records import FeedLine


def feed_line(feed: FeedLine) -> list[dict[str, Any]]:
    """Number, name, articles, state, and when it was and will be looked at."""
    elements = [
        parts.text(f"{feed.id} ", code=True),
        parts.text(f" {escape.plain(feed.name, 150) or messages.UNNAMED_SOURCE}", bold=True),
        parts.text(f"  {messages.counted(feed.articles, 'article')}, {escape.plain(feed.said, 200)}"),
    ]
    for what, moment in ((messages.LAST_POLL, feed.last), (messages.NEXT_POLL, feed.next)):
        if moment is not None:
            elements += [parts.text(f"; {what} "), parts.date(moment)]
    return elements
