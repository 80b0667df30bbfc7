"""`onrecord serve`, `socket`, `work` and `manifest`: the bot in Slack, and the app that Slack needs for it."""

import json
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot import messages
from bot.app import App
from bot.cli.common import ANSWERED, open_upkeep, opened, stderr
from bot.newsdesk import open_newsdesk
from bot.upkeep import Upkeep
from config.manifest import for_http, for_socket_mode
from config.memory import set_aside
from retrieval.errors import BadInput

if TYPE_CHECKING:
    from bot.slack import Slack

# What these commands alone need is imported by them: a question in the terminal does not wait for Slack's libraries.

HealthPort = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="Serve /healthz, /readyz and /metrics there.", show_default=False),
]
NoWork = Annotated[bool, typer.Option("--no-work", help="Leave answering and the index to: onrecord work")]


def add_to(app: typer.Typer) -> None:
    for command in (serve, socket, work, manifest):
        app.command(name=command.__name__)(command)


def serve(no_work: NoWork = False) -> int:
    """Listen to Slack over HTTP: one workspace with SLACK_BOT_TOKEN, or several that install the bot."""
    from bot.slack import open_slack
    from bot.web import web_app
    from bot.web.server import address_of, listen, server, until_told

    slack = open_slack(opened())
    settings = slack.app.settings
    if settings.signing_secret is None:
        raise BadInput(
            "SLACK_SIGNING_SECRET", "it is not set", "take it from Basic Information of your app (see README, In Slack)"
        )
    sock = listen(settings.host, settings.port)
    rim = server(web_app(slack.rim))
    stderr().print(messages.listening(address_of(sock)))
    with until_told(rim.stop):
        _running(slack, work=not no_work, during=lambda: rim.run(sockets=[sock]))
    return ANSWERED


def socket(no_work: NoWork = False) -> int:
    """Listen to Slack through Socket Mode: one workspace, no public address."""
    from bot.slack import open_slack
    from bot.socket import SocketLine
    from bot.web.server import until_told, wait_for

    slack = open_slack(opened())
    settings = slack.app.settings
    if settings.app_token is None or settings.bot_token is None:
        missing = "SLACK_APP_TOKEN" if settings.app_token is None else "SLACK_BOT_TOKEN"
        raise BadInput(missing, "it is not set", "Socket Mode needs both tokens (see README, In Slack)")
    line = SocketLine(
        slack.bolt,
        settings.app_token.get_secret_value(),
        api_url=settings.slack_api_url,
        observe=slack.metrics.request,
    )
    told = threading.Event()

    def listening() -> None:
        line.open()
        stderr().print(messages.CONNECTED)
        try:
            wait_for(told)
        finally:
            line.close()

    with until_told(told.set):
        _running(slack, work=not no_work, during=listening)
    return ANSWERED


def work(port: HealthPort = None) -> int:
    """Answer what others took in, poll the sources, keep the index up to date: for `serve --no-work` and the like."""
    from bot.slack import open_slack
    from bot.web import health_app
    from bot.web.server import address_of, listen, server, until_told, wait_for

    app = opened()
    told = threading.Event()
    no_slack = app.settings.bot_token is None and app.settings.client_id is None
    if no_slack and app.newsroom.sources():
        with until_told(told.set):
            _polling(app, told)
        return ANSWERED
    slack = open_slack(app)
    if port is not None:
        sock = listen(app.settings.host, port)
        rim = server(health_app(slack.rim))
        stderr().print(messages.working_at(address_of(sock)))
        with until_told(rim.stop):
            _running(slack, work=True, during=lambda: rim.run(sockets=[sock]))
        return ANSWERED

    def waiting() -> None:
        stderr().print(messages.WORKING)
        wait_for(told)

    with until_told(told.set):
        _running(slack, work=True, during=waiting)
    return ANSWERED


def _polling(app: App, told: threading.Event) -> None:
    """The newsroom alone, where there is no Slack to answer in: for questions in the terminal."""
    from bot.web.server import wait_for

    upkeep, newsdesk = Upkeep(app.keeper), open_newsdesk(app)
    upkeep.start()
    newsdesk.start()
    stderr().print(messages.SOURCES_ALONE)
    wait_for(told)
    newsdesk.stop()
    upkeep.stop()


def _running(slack: "Slack", *, work: bool, during: Callable[[], object]) -> None:
    """The bot at work for as long as ``during`` lasts; the answers in hand are finished before it returns."""
    slack.tenants.verify()
    app = slack.app
    upkeep, newsdesk = open_upkeep(app), open_newsdesk(app) if work else None
    slack.start(work=work, loaded=set_aside)
    if newsdesk is not None:
        upkeep.start()
        newsdesk.start()
    try:
        during()
    finally:
        stderr().print(messages.FINISHING)
        if newsdesk is not None:
            newsdesk.stop()
        slack.stop()
        upkeep.stop()


def manifest(
    url: Annotated[str | None, typer.Option(help="The public https address of `onrecord serve`.")] = None,
    socket_mode: Annotated[bool, typer.Option("--socket", help="For `onrecord socket`: no address.")] = False,
) -> int:
    """Print the Slack app's manifest: paste it at https://api.slack.com/apps, Create New App, From a manifest."""
    if socket_mode == (url is not None):
        raise BadInput(
            "manifest", "it takes --url U or --socket, one of them", "try: onrecord manifest --socket > manifest.json"
        )
    if url is not None and not url.startswith(("https://", "http://")):
        raise BadInput(f"--url {url!r}", "it is not an address", "write it as https://news.example.org")
    made = for_socket_mode() if url is None else for_http(url)
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
    return ANSWERED
