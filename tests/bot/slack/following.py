"""A clock that can be put forward, and articles that come in while the bot runs."""

from datetime import UTC, datetime, timedelta

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


def comes_in(bot: Bot, key: str, title: str, text: str, *, source: str = "The Harbour Post") -> None:
    """An article, or a new version of it, on record and in the index, as the newsroom puts it there."""
    app = bot.running.app
    raw = RawArticle(
        key=key,
        title=title,
        text=text,
        source=source,
        url=f"https://post.example/{key}",
        published_at=app.clock(),
        precision=Precision.MINUTE,
    )
    app.record.save("sample", raw, shared_analyser().full(title, text), now=app.clock())
    app.keeper.catch_up()
