"""Small parts of the composition: where answers link, and what is forgotten when."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.charts import Chart
from bot.incoming import Incoming
from bot.links import Links
from bot.listeners.said import words_in
from bot.poster import Poster
from bot.store.answers import Answers
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.web.signing import address, picture_address
from retrieval.types import Sentence

THREADS_LAST = timedelta(days=90)  # so long a thread may go on


def links(public_url: str | None, key: bytes, now: Callable[[], datetime]) -> Links:
    """Links to the bot's own article pages and pictures, where people can reach them."""
    if public_url is None:
        return Links()

    def page(sentence: Sentence) -> str:
        return address(public_url, sentence, key=key, now=now())

    def picture(chart: Chart) -> str:
        return picture_address(public_url, chart, key=key)

    return Links(page=page, picture=picture)


def people_said(poster: Poster, incoming: Incoming) -> tuple[str, ...]:
    """What people wrote in a thread before a message, freed of Slack's markup."""
    return tuple(words_in(text, bot=None) for text in poster.people_said(incoming))


def tidy(
    now: datetime, *, inbox: Inbox, answers: Answers, turns: Turns, follows: Follows, workspaces: Workspaces
) -> None:
    """What is old enough is forgotten: words after as many days as the workspace's managers say."""
    inbox.tidy(now=now)
    turns.tidy(before=now - THREADS_LAST)
    follows.tidy(before=now - THREADS_LAST)
    for workspace in workspaces.all():
        days = workspaces.settings(workspace).keep_days
        answers.forget_words(workspace, before=now - timedelta(days=days))
