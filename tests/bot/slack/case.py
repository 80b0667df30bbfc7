"""The bot beside the local Slack: real requests in, real calls out, answers from the sample articles."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from pydantic import SecretStr

from bot.app import open_app, utc_now
from bot.slack import Slack, open_slack
from bot.store.inbox import Inbox
from bot.web import web_app
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from config.settings import Settings
from retrieval.language.analyse import Analyser
from tests.databases import with_tables

ASKED = "what deadline did Trump set?"
SAYS = "50 -day deadline"  # in the sentence that answers it, as the article has it
FOLLOW_UP = "when did he speak with Putin?"


@cache
def shared_analyser() -> Analyser:
    """One for all tests: the language model is loaded once."""
    return Analyser()


def filled(folder: Path) -> Path:
    """A data folder with the sample articles in it."""
    app = replace(open_app(Settings(data_dir=with_tables(folder)), say=_quiet), analyser=shared_analyser())
    app.fill_sample(lambda _done, _total: None)
    app.record.engine.dispose()
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The running bot and the Slack it is in."""

    slack: LocalSlack
    running: Slack
    url: str

    def answer_to(self, message: Message) -> str:
        """Everything that the bot's first reply in the message's thread shows, once it is there."""
        return shown(self.slack.wait_for(lambda: self.slack.replies(message), 120)[0])

    def quiet_after(self, message: Message) -> bool:
        """Whether the bot said nothing in the message's thread, once everything in the inbox is done with."""
        self.settle()
        return not self.slack.replies(message)

    def settle(self) -> None:
        """Returns when no question is waiting or in hand, and all errands are done."""
        inbox = Inbox(self.running.app.record.engine, new_id=str)
        deadline = monotonic() + 120
        while inbox.unfinished() or self.running.errands.busy():
            assert monotonic() < deadline, "still not answered"
            Event().wait(0.01)
        self.slack.settle()

    def private(self, user: str) -> str:
        """The last thing that only this person sees."""
        return shown(self.slack.wait_for(lambda: self.slack.privates(user), 120)[-1])


@contextmanager
def bot_in(
    slack: LocalSlack,
    folder: Path,
    *,
    over_http: bool = True,
    work: bool = True,
    clock: Callable[[], datetime] = utc_now,
    **settings: Any,
) -> Iterator[Bot]:
    """The bot over a data folder, connected to the local Slack by HTTP; or not connected yet."""
    given: dict[str, Any] = {
        "data_dir": with_tables(folder),
        "bot_token": SecretStr(slack.bot_token),
        "signing_secret": SecretStr(slack.signing_secret),
        "slack_api_url": slack.api_url,
        "client_id": None,
        "client_secret": None,
        "public_url": None,
        "questions_an_hour": 1000,
    }
    app = replace(open_app(Settings(**given | settings), say=_quiet, clock=clock), analyser=shared_analyser())
    running = open_slack(app, sample=True, pace=0.0)
    url = slack.serve(web_app(running.rim)) if over_http else ""
    running.start(work=work)
    assert running.ready.wait(120)
    try:
        yield Bot(slack=slack, running=running, url=url)
    finally:
        running.stop()
        app.record.engine.dispose()


def copied(folder: Path, to: Path) -> Path:
    """The same data in a folder of its own."""
    shutil.copytree(folder, to)
    return to


def shown(thing: Any) -> str:
    """Everything a person reads in a message, a private one or a view, joined: texts, quotes, labels."""
    return " ".join([getattr(thing, "text", ""), *_texts(list(thing.blocks))])


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for item in part:
            yield from _texts(item)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in {"text", "placeholder", "fallback", "url"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)


def _quiet(_line: str) -> None:
    return
