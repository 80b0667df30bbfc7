"""The local Slack as a fixture, and the bots it is connected to. Every test of the Slack side uses it."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App as Bolt
from slack_bolt import BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.workspace.server import LocalSlack


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack on a free port of loopback, the bot installed, nothing connected yet."""
    with LocalSlack() as running:
        yield running


def bolt_web(app: Bolt, *, requests: list[Any] | None = None) -> Starlette:
    """A bare Bolt app behind /slack/events. ``requests`` collects (headers, body) as they arrived."""

    async def events(request: Request) -> Response:
        body = await request.body()
        if requests is not None:
            requests.append((dict(request.headers), body))
        headers: dict[str, Any] = dict(request.headers)
        answer = await run_in_threadpool(app.dispatch, BoltRequest(body=body.decode(), headers=headers))
        return Response(answer.body, status_code=answer.status, headers=answer.first_headers_without_set_cookie())

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])


def bolt_app(slack: LocalSlack, **more: Any) -> Bolt:
    """A Bolt app with the local Slack's token and secret."""
    from slack_sdk import WebClient

    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    return Bolt(client=client, signing_secret=slack.signing_secret, process_before_response=True, **more)
