"""A clock that can be put forward, articles that come in while the bot runs, and what it does of its own accord."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from retrieval.types import Precision, RawArticle
from tests.bot.slack.case import Bot, shared_analyser


class Clock:
    """The time, and whatever was added to it."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, **by: float) -> None:
        self._ahead += timedelta(**by)


def comes_in(bot: Bot, key: str, title: str, text: str, *, correction: str | None = None) -> None:
    """An article, or a new version of it, on record and in the index, as the newsroom puts it there."""
    app = bot.running.app
    raw = RawArticle(
        key=key,
        title=title,
        text=text,
        source="The Harbour Post",
        url=f"https://post.example/{key}",
        published_at=app.clock(),
        precision=Precision.MINUTE,
        correction=correction,
    )
    app.record.save("sample", raw, shared_analyser().full(title, text), now=app.clock())
    app.keeper.catch_up()


def stood(bot: Bot) -> None:
    """Its watch no longer runs by itself: `looks` says when."""
    bot.running.watch.stop()
    bot.running.watch._stopping.clear()


def looks(bot: Bot) -> None:
    """Everything that the bot owes is done."""
    bot.running.watch.once()
    bot.settle()


def told(bot: Bot, user: str) -> str:
    """The last thing that only this person was told."""
    bot.settle()
    return bot.private(user)


def texts(part: Any) -> Iterator[dict[str, Any]]:
    """Every text element of a message's blocks."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from texts(item)
    elif isinstance(part, dict):
        if part.get("type") == "text":
            yield part
        for value in part.values():
            yield from texts(value)
