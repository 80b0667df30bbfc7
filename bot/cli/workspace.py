"""`onrecord workspace`: a small Slack in the browser around the same bot. No account, nothing leaves the machine."""

import os
import secrets
import threading
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from bot import messages
from bot.answers import Answer
from bot.cli.common import ANSWERED, open_upkeep, opened, progress, stderr
from bot.examples import examples
from bot.newsdesk import open_newsdesk
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.slack import Slack
    from bot.workspace.server import LocalSlack

# What this command alone needs is imported by it, as in `bot.cli.slack`.

PORT = 3131
# Proxies are for other hosts, but slack_sdk sends everything through them, loopback too.
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def add_to(app: typer.Typer) -> None:
    app.command(name="workspace")(workspace)


def workspace(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The page's port; 0 takes any free one.")] = PORT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    no_work: Annotated[bool, typer.Option("--no-work", help="Leave answering and the index to: onrecord work")] = False,
) -> int:
    """Try the bot in a small Slack in your browser; no Slack account, only this machine."""
    from bot.web import web_app
    from bot.web.server import until_told
    from bot.workspace.server import LocalSlack

    for name in PROXIES:
        os.environ.pop(name, None)
    try:
        local = LocalSlack(port=port)
    except OSError as error:
        raise BadInput(
            f"port {port}", error.strerror or "it cannot be listened on", "choose another: --port"
        ) from error
    told = threading.Event()
    try:
        slack = _slack(local)
        local.serve(web_app(slack.rim))
        with until_told(told.set), local:
            _running(slack, local, told, work=not no_work, browse=not no_open)
    finally:
        local.stop()
    return ANSWERED


def _slack(local: "LocalSlack") -> "Slack":
    """The bot as `serve` runs it, with the local workspace's secrets in place of Slack's settings."""
    from bot.slack import open_slack

    app = opened(
        SLACK_BOT_TOKEN=local.bot_token,
        SLACK_APP_TOKEN=None,
        SLACK_SIGNING_SECRET=local.signing_secret,
        SLACK_CLIENT_ID=None,
        SLACK_CLIENT_SECRET=None,
        SLACK_API_URL=local.api_url,
        ONRECORD_PUBLIC_URL=local.reserve(),
        ONRECORD_SECRET_KEY=secrets.token_hex(32),
        ONRECORD_MANAGERS="",
        ONRECORD_METRICS_TOKEN=None,
        ONRECORD_WHOLE_ARTICLES=True,
    )
    with progress("sample articles") as bar:
        filled = app.fill_sample(bar)
    if filled:
        stderr().print(messages.sample_notice(filled), style="dim")
    return open_slack(app, sample=True)


def _running(slack: "Slack", local: "LocalSlack", told: threading.Event, *, work: bool, browse: bool) -> None:
    from bot.web.server import wait_for

    local.live()
    app = slack.app
    upkeep, newsdesk = open_upkeep(app), open_newsdesk(app) if work else None
    slack.start(work=work)
    if newsdesk is not None:
        upkeep.start()
        newsdesk.start()
    welcome = threading.Thread(target=_welcome, args=(slack, local, told), name="welcome", daemon=True)
    welcome.start()
    stderr().print(messages.workspace_open(local.url))
    if not work:
        stderr().print(messages.workspace_work(local.api_url, local.bot_token))
    if browse:
        webbrowser.open(local.url)
    try:
        wait_for(told)
    finally:
        told.set()
        stderr().print(messages.FINISHING)
        if newsdesk is not None:
            newsdesk.stop()
        slack.stop()
        upkeep.stop()
        welcome.join()


def _welcome(slack: "Slack", local: "LocalSlack", told: threading.Event) -> None:
    """Once everything is loaded: the bot is told that it is in the channel, and the pages get questions to try."""
    from bot.workspace.cast import NEWSROOM

    stderr().print(messages.WORKSPACE_LOADING, style="dim")
    slack.ready.wait()
    if told.is_set():
        return
    stderr().print(messages.WORKSPACE_READY)
    local.join(NEWSROOM, local.bot_user)
    collections = slack.app.collections()

    def answer(question: str) -> Answer:
        if told.is_set():
            raise InterruptedError
        return slack.app.look_up(question, collections)

    with suppress(InterruptedError):
        local.suggest(examples(slack.app.record, collections, answer))
