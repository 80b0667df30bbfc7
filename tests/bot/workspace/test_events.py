"""What the bot is told: signed, twice for a mention, again when it failed, by HTTP and through Socket Mode."""

import json
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import App as Bolt
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.socket import shut
from bot.workspace.cast import DESK, LOBBY, MARA, NEWSROOM, OTHER_TEAM, PARTNERS, STELLA, TOM
from bot.workspace.gestures import MENTION_FIRST
from bot.workspace.server import LocalSlack
from tests.slack_server import bolt_app, bolt_web


class Ear:
    """A bot that keeps what it hears and answers what the test wants."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body)["event"] for _, body in self.heard]

    def app(self) -> Starlette:
        async def listen(request: Request) -> Response:
            self.heard.append((dict(request.headers), await request.body()))
            return PlainTextResponse("", self.answers.pop(0) if self.answers else 200)

        return Starlette(routes=[Route("/slack/events", listen, methods=["POST"])])


@pytest.fixture
def ear(slack: LocalSlack) -> Ear:
    listening = Ear()
    slack.serve(listening.app())
    slack.echo = False
    return listening


def test_every_request_is_signed_as_slack_signs(slack: LocalSlack, ear: Ear) -> None:
    slack.say(NEWSROOM, TOM, "hello")
    slack.command(TOM, NEWSROOM, "status")
    verifier = SignatureVerifier(slack.signing_secret)
    for headers, body in ear.heard:
        assert verifier.is_valid_request(body, headers)
        assert not verifier.is_valid_request(body + b" ", headers)
    assert len(ear.heard) == 2


@pytest.mark.parametrize(
    ("twins", "types"),
    [("message first", ["message", "app_mention"]), (MENTION_FIRST, ["app_mention", "message"])],
)
def test_a_mention_is_told_twice_in_either_order(slack: LocalSlack, ear: Ear, twins: str, types: list[str]) -> None:
    slack.say(NEWSROOM, TOM, f"{slack.mention} who?", twins=twins)
    assert [event["type"] for event in ear.events] == types
    first, second = (json.loads(body) for _, body in ear.heard)
    assert first["event"]["ts"] == second["event"]["ts"]
    assert first["event"]["client_msg_id"] == second["event"]["client_msg_id"]
    assert first["event_id"] != second["event_id"]
    by_type = {event["type"]: event for event in ear.events}
    assert by_type["message"]["channel_type"] == "channel"
    assert "channel_type" not in by_type["app_mention"]


def test_the_bot_hears_nothing_where_it_is_not(slack: LocalSlack, ear: Ear) -> None:
    slack.say(LOBBY, TOM, f"{slack.mention} who?")
    assert not ear.heard
    slack.join(LOBBY, slack.bot_user, inviter=TOM)
    assert ear.events[0]["type"] == "member_joined_channel"
    assert ear.events[0]["inviter"] == TOM


def test_an_edited_mention_is_told_as_a_change_and_as_a_mention(slack: LocalSlack, ear: Ear) -> None:
    said = slack.say(NEWSROOM, TOM, f"{slack.mention} who?")
    ear.heard.clear()
    slack.edit(said, f"{slack.mention} when?")
    changed, mention = ear.events
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", f"{slack.mention} when?")
    assert changed["previous_message"]["text"] == f"{slack.mention} who?"
    assert (mention["type"], mention["ts"], mention["edited"]["user"]) == ("app_mention", said.ts, TOM)


def test_a_deleted_message_leaves_a_marker_only_with_replies(slack: LocalSlack, ear: Ear) -> None:
    alone, answered = slack.say(NEWSROOM, TOM, "alone"), slack.say(NEWSROOM, TOM, "answered")
    slack.say(NEWSROOM, MARA, "reply", thread=answered)
    ear.heard.clear()
    slack.delete(alone)
    slack.delete(answered)
    gone, marked = ear.events
    assert (gone["subtype"], gone["deleted_ts"]) == ("message_deleted", alone.ts)
    assert (marked["subtype"], marked["message"]["subtype"]) == ("message_changed", "tombstone")


def test_people_of_another_organisation_are_marked(slack: LocalSlack, ear: Ear) -> None:
    slack.say(PARTNERS, STELLA, "hello")
    envelope = json.loads(ear.heard[0][1])
    assert envelope["is_ext_shared_channel"] is True
    assert envelope["event"]["user_team"] == OTHER_TEAM


def test_private_channels_and_dms_have_their_own_types(slack: LocalSlack, ear: Ear) -> None:
    slack.say(DESK, MARA, "hello")
    slack.dm(TOM, "hello")
    assert [event["channel_type"] for event in ear.events] == ["group", "im"]


def test_only_subscribed_events_come(slack: LocalSlack, ear: Ear) -> None:
    slack.leave(NEWSROOM, TOM)
    assert not ear.heard
    slack.subscriptions = frozenset({"member_left_channel"})
    slack.leave(NEWSROOM, MARA)
    slack.say(NEWSROOM, TOM, "hello")
    assert [event["type"] for event in ear.events] == ["member_left_channel"]


def test_channels_and_the_installation_change(slack: LocalSlack, ear: Ear) -> None:
    slack.rename(NEWSROOM, "news")
    slack.archive(NEWSROOM)
    slack.uninstall()
    assert [event["type"] for event in ear.events] == [
        "channel_rename",
        "channel_archive",
        "tokens_revoked",
        "app_uninstalled",
    ]


def test_a_failed_event_is_tried_three_times_more(slack: LocalSlack, ear: Ear) -> None:
    ear.answers = [500, 404, 500, 500]
    slack.say(NEWSROOM, TOM, "hello")
    heads = [headers for headers, _ in ear.heard]
    assert [head.get("x-slack-retry-num") for head in heads] == [None, "1", "2", "3"]
    assert [head.get("x-slack-retry-reason") for head in heads[1:]] == ["http_error"] * 3
    assert len({body for _, body in ear.heard}) == 1
    assert [delivery.status for delivery in slack.deliveries()] == [500, 404, 500, 500]


def test_retries_stop_at_the_first_success(slack: LocalSlack, ear: Ear) -> None:
    ear.answers = [500]
    slack.say(NEWSROOM, TOM, "hello")
    assert [delivery.status for delivery in slack.deliveries()] == [500, 200]


def test_an_answer_that_does_not_come_in_time_is_a_timeout(slack: LocalSlack) -> None:
    late = threading.Event()

    async def never(request: Request) -> Response:
        while not late.is_set() and (await request.receive())["type"] != "http.disconnect":
            pass
        return PlainTextResponse("too late")

    slack.serve(Starlette(routes=[Route("/slack/events", never, methods=["POST"])]))
    slack.courier.patience, slack.retries = 0.05, (0.0,)
    slack.say(NEWSROOM, TOM, "hello")
    assert [delivery.status for delivery in slack.deliveries()] == [0, 0]


def test_commands_are_not_tried_again(slack: LocalSlack, ear: Ear) -> None:
    ear.answers = [500]
    assert slack.command(TOM, NEWSROOM, "status").status == 500
    assert len(ear.heard) == 1
    form = parse_qs(ear.heard[0][1].decode())
    assert (form["command"], form["text"], form["user_id"]) == (["/news"], ["status"], [TOM])


def test_duplicates_on_demand(slack: LocalSlack, ear: Ear) -> None:
    slack.copies = 2
    slack.say(NEWSROOM, TOM, "hello")
    assert len(ear.heard) == 2
    assert ear.heard[0][1] == ear.heard[1][1]


def test_the_bot_hears_its_own_posts(slack: LocalSlack) -> None:
    listening = Ear()
    slack.serve(listening.app())
    WebClient(token=slack.bot_token, base_url=slack.api_url).chat_postMessage(channel=NEWSROOM, text="mine")
    slack.settle()
    (own,) = listening.events
    assert (own["bot_id"], own["text"]) == (slack.bot_id, "mine")


def test_nothing_is_sent_to_another_host(slack: LocalSlack) -> None:
    for url in (
        "http://slack.com/slack/events",
        "https://127.0.0.1/",
        "http://192.168.1.1/",
        "http://127.0.0.1.example/",
    ):
        with pytest.raises(ValueError, match="this machine only"):
            slack.connect(url)


def test_bolt_takes_it_for_slack(slack: LocalSlack) -> None:
    app = bolt_app(slack)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(text="heard", thread_ts=event["ts"])

    slack.serve(bolt_web(app))
    said = slack.say(NEWSROOM, TOM, f"{slack.mention} who?")
    assert [reply.text for reply in slack.replies(said)] == ["heard"]


# -- Socket Mode ---------------------------------------------------------------------------------------------------


@pytest.fixture
def line(slack: LocalSlack) -> Any:
    """slack_sdk's own Socket Mode client, connected; ``heard`` has what came through it."""
    client = SocketModeClient(
        app_token=slack.app_token, web_client=WebClient(token=slack.bot_token, base_url=slack.api_url), ping_interval=1
    )
    heard: list[SocketModeRequest] = []

    def listen(own: Any, request: SocketModeRequest) -> None:
        heard.append(request)
        own.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id, payload={"text": "acked"}))

    client.socket_mode_request_listeners.append(listen)
    client.connect()
    assert slack.sockets.wait_for_connections(1, timeout=5)
    client.heard = heard
    yield client
    shut(client)


def test_slack_sdks_client_shakes_hands_and_gets_everything(slack: LocalSlack, line: Any) -> None:
    slack.echo = False
    slack.say(NEWSROOM, TOM, f"{slack.mention} who?")
    answer = slack.command(TOM, NEWSROOM, "status")
    assert [request.type for request in line.heard] == ["events_api", "events_api", "slash_commands"]
    assert [delivery.via for delivery in slack.deliveries()] == ["socket"] * 3
    assert json.loads(answer.body) == {"text": "acked"}
    assert slack.privates(TOM)[0].text == "acked"


def test_a_silent_socket_is_tried_again(slack: LocalSlack, line: Any) -> None:
    slack.sockets.silent = True
    slack.retries = (0.0,)
    slack.say(NEWSROOM, TOM, "hello")
    assert not line.heard
    assert [(delivery.status, delivery.attempt) for delivery in slack.deliveries()] == [(0, 0), (0, 1)]


@pytest.mark.usefixtures("line")
def test_a_disconnect_makes_the_client_come_again(slack: LocalSlack) -> None:
    slack.sockets.ask_to_reconnect()
    slack.wait_for(lambda: len(slack.calls("apps.connections.open")) == 2, timeout=10)
    assert slack.sockets.wait_for_connections(1, timeout=10)


def test_connections_are_opened_with_the_app_token_only(slack: LocalSlack) -> None:
    opened = WebClient(token=slack.app_token, base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
    assert opened["url"].startswith(f"ws://127.0.0.1:{slack.url.rpartition(':')[2]}/link?ticket=")
    stranger = WebClient(base_url=slack.api_url)
    with pytest.raises(SlackApiError) as refused:
        stranger.apps_connections_open(app_token="xapp-other")
    assert refused.value.response["error"] == "invalid_auth"


def test_bolt_apps_work_through_socket_mode(slack: LocalSlack) -> None:
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    app: Bolt = bolt_app(slack)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], say: Callable[..., Any]) -> None:
        say(text="heard", thread_ts=event["ts"])

    @app.event("message")
    def ignored() -> None: ...

    handler = SocketModeHandler(app, slack.app_token)
    handler.connect()
    try:
        assert slack.sockets.wait_for_connections(1, timeout=5)
        said = slack.say(NEWSROOM, TOM, f"{slack.mention} who?")
        assert [reply.text for reply in slack.wait_for(lambda: slack.replies(said))] == ["heard"]
    finally:
        shut(handler.client)
