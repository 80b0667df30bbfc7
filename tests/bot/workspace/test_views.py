"""Triggers, modals, Home, response_urls and installing: what they allow, how often and how long."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.workspace.cast import LOBBY, MARA, NEWSROOM, OTHER_TEAM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.workspace.conftest import Clock
from tests.slack_server import bolt_app, bolt_web


def modal(title: str = "Ask", **more: Any) -> dict[str, Any]:
    field = {"type": "plain_text_input", "action_id": "question"}
    asked = {"type": "input", "block_id": "q", "label": {"type": "plain_text", "text": "Question"}, "element": field}
    text = {"type": "plain_text", "text": title}
    return {"type": "modal", "title": text, "submit": {"type": "plain_text", "text": "Go"}, "blocks": [asked], **more}


def button(action_id: str, value: str = "v") -> dict[str, Any]:
    text = {"type": "plain_text", "text": action_id}
    return {"type": "actions", "elements": [{"type": "button", "action_id": action_id, "value": value, "text": text}]}


class Bot:
    """A Bolt app that opens modals, answers privately and remembers what it was sent."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.app = bolt_app(slack)
        self.bodies: list[dict[str, Any]] = []
        self.submitted: Callable[[Ack], Any] = lambda ack: ack()

        @self.app.command("/news")
        def news(ack: Ack, command: dict[str, Any]) -> None:
            self.bodies.append(command)
            ack()

        @self.app.action("press")
        def pressed(ack: Ack, body: dict[str, Any]) -> None:
            self.bodies.append(body)
            ack()

        @self.app.view("")
        def sent(ack: Ack, body: dict[str, Any]) -> None:
            self.bodies.append(body)
            self.submitted(ack)

        @self.app.event("app_home_opened")
        def home(event: dict[str, Any], client: WebClient) -> None:
            self.bodies.append(event)
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [button("press")]})

        slack.serve(bolt_web(self.app))

    def trigger(self) -> str:
        self.slack.command(TOM, NEWSROOM, "help")
        return str(self.bodies[-1]["trigger_id"])


@pytest.fixture
def bot(slack: LocalSlack) -> Bot:
    slack.echo = False
    return Bot(slack)


def code(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return str(refused.value.response["error"])


def test_a_trigger_opens_one_modal(slack: LocalSlack, bot: Bot, client: WebClient) -> None:
    trigger = bot.trigger()
    client.views_open(trigger_id=trigger, view=modal())
    view = slack.modal(TOM)
    assert view is not None
    assert view.view["title"]["text"] == "Ask"
    assert code(client.views_open, trigger_id=trigger, view=modal()) == "exchanged_trigger_id"
    assert code(client.views_open, trigger_id="1.2.3", view=modal()) == "invalid_trigger_id"


def test_a_trigger_lives_three_seconds(timed: LocalSlack, clock: Clock) -> None:
    bot, client = Bot(timed), WebClient(token=timed.bot_token, base_url=timed.api_url)
    trigger = bot.trigger()
    clock.pass_(seconds=3.001)
    assert code(client.views_open, trigger_id=trigger, view=modal()) == "expired_trigger_id"


@pytest.mark.parametrize(
    "view",
    [
        modal("x" * 25),
        modal(private_metadata="x" * 3_001),
        modal(submit=None),
        modal(type="window"),
        modal(blocks=[{"type": "divider"}] * 101),
        modal(close={"type": "mrkdwn", "text": "no"}),
    ],
)
def test_slacks_limits_on_a_view(bot: Bot, client: WebClient, view: dict[str, Any]) -> None:
    assert code(client.views_open, trigger_id=bot.trigger(), view=view) == "invalid_arguments"


def test_no_more_than_three_views_are_stacked(slack: LocalSlack, bot: Bot, client: WebClient) -> None:
    for title in ("1", "2", "3"):
        client.views_push(trigger_id=bot.trigger(), view=modal(title))
    assert code(client.views_push, trigger_id=bot.trigger(), view=modal("4")) == "push_limit_reached"
    top = slack.modal(TOM)
    assert top is not None
    slack.close(top)
    below = slack.modal(TOM)
    assert below is not None
    assert below.view["title"]["text"] == "2"


def test_a_view_is_updated_by_its_id_unless_it_has_changed(slack: LocalSlack, bot: Bot, client: WebClient) -> None:
    opened = client.views_open(trigger_id=bot.trigger(), view=modal())["view"]
    client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal("New"))
    assert code(client.views_update, view_id=opened["id"], hash=opened["hash"], view=modal()) == "hash_conflict"
    assert code(client.views_update, view_id="V404", view=modal()) == "not_found"
    shown = slack.modal(TOM)
    assert shown is not None
    assert shown.view["title"]["text"] == "New"
    slack.close(shown)
    assert code(client.views_update, view_id=opened["id"], view=modal()) == "not_found"


def test_what_was_typed_is_submitted(slack: LocalSlack, bot: Bot, client: WebClient) -> None:
    client.views_open(trigger_id=bot.trigger(), view=modal(private_metadata="kept"))
    view = slack.modal(TOM)
    assert view is not None
    with pytest.raises(ValueError, match="empty"):
        slack.submit(view, {})
    slack.submit(view, {"question": "who?"})
    sent = bot.bodies[-1]["view"]
    assert sent["state"]["values"]["q"]["question"]["value"] == "who?"
    assert sent["private_metadata"] == "kept"
    assert slack.modal(TOM) is None


def test_the_bot_can_answer_a_submission_with_errors_or_another_view(
    slack: LocalSlack, bot: Bot, client: WebClient
) -> None:
    client.views_open(trigger_id=bot.trigger(), view=modal())
    view = slack.modal(TOM)
    assert view is not None
    bot.submitted = lambda ack: ack(response_action="errors", errors={"q": "too short"})
    slack.submit(view, {"question": "?"})
    assert slack.world.view_errors[view.id] == {"q": "too short"}
    bot.submitted = lambda ack: ack(response_action="update", view=modal("Thanks"))
    slack.submit(view, {"question": "who?"})
    shown = slack.modal(TOM)
    assert shown is not None
    assert shown.view["title"]["text"] == "Thanks"
    bot.submitted = lambda ack: ack(response_action="clear")
    slack.submit(shown, {"question": "who?"})
    assert slack.modal(TOM) is None


def test_a_button_says_where_it_was_pressed(slack: LocalSlack, bot: Bot, client: WebClient) -> None:
    asked = slack.say(NEWSROOM, TOM, "who?")
    client.chat_postMessage(
        channel=NEWSROOM, thread_ts=asked.ts, text="him", blocks=[button("press", "1"), button("press", "2")]
    )
    (reply,) = slack.replies(asked)
    slack.press(MARA, reply, "press", nth=1)
    body = bot.bodies[-1]
    assert body["actions"][0]["value"] == "2"
    assert (body["container"]["message_ts"], body["container"]["thread_ts"]) == (reply.ts, asked.ts)
    assert body["user"]["id"] == MARA
    assert body["message"]["bot_id"] == slack.bot_id
    with pytest.raises(LookupError, match="press"):
        slack.press(MARA, reply, "other")


def test_home_is_published_when_it_is_opened(slack: LocalSlack, bot: Bot) -> None:
    view = slack.open_home(TOM)
    assert view is not None
    assert view.kind == "home"
    slack.press(TOM, view, "press")
    assert bot.bodies[-1]["view"]["id"] == view.id
    assert "response_url" not in bot.bodies[-1]


def test_a_response_url_is_good_five_times(slack: LocalSlack, bot: Bot) -> None:
    bot.trigger()
    hook = WebhookClient(bot.bodies[-1]["response_url"])
    assert [hook.send(text=str(number)).status_code for number in range(6)] == [200] * 5 + [404]
    assert [private.text for private in slack.privates(TOM)] == ["0", "1", "2", "3", "4"]
    assert [call.error for call in slack.calls("response_url")][-1] == "used_url"


def test_a_response_url_is_good_for_half_an_hour(timed: LocalSlack, clock: Clock) -> None:
    bot = Bot(timed)
    bot.trigger()
    hook = WebhookClient(bot.bodies[-1]["response_url"])
    clock.pass_(minutes=30)
    assert hook.send(text="just in time").status_code == 200
    clock.pass_(seconds=1)
    assert json.loads(hook.send(text="too late").body)["error"] == "expired_url"


def test_a_response_url_reaches_a_channel_without_the_bot_but_for_good(
    slack: LocalSlack, bot: Bot, client: WebClient
) -> None:
    slack.command(TOM, LOBBY, "help")
    WebhookClient(bot.bodies[-1]["response_url"]).send(text="for all", response_type="in_channel")
    (posted,) = slack.messages(LOBBY)
    assert (posted.text, posted.bot_id) == ("for all", slack.bot_id)
    assert code(client.chat_update, channel=LOBBY, ts=posted.ts, text="other") == "cant_update_message"


def test_a_private_answer_can_be_replaced_and_deleted_by_its_button(slack: LocalSlack, bot: Bot) -> None:
    bot.trigger()
    WebhookClient(bot.bodies[-1]["response_url"]).send(text="first", blocks=[button("press")])
    slack.press(TOM, slack.privates(TOM)[0], "press")
    hook = WebhookClient(bot.bodies[-1]["response_url"])
    hook.send(text="second", replace_original=True)
    assert [private.text for private in slack.privates(TOM)] == ["second"]
    hook.send(delete_original=True)
    assert not slack.privates(TOM)


def test_installing_hands_out_a_token_for_a_code_once(slack: LocalSlack) -> None:
    back = "http://127.0.0.1:9/slack/oauth_redirect"
    asked = {"client_id": slack.client_id, "scope": "chat:write,commands", "redirect_uri": back, "state": "s"}
    page = httpx2.get(f"{slack.url}/oauth/v2/authorize", params=asked)
    assert page.status_code == 200
    assert "chat:write" in page.text
    sent = httpx2.get(f"{slack.url}/oauth/v2/authorize", params={**asked, "approve": "1", "team": OTHER_TEAM})
    query = parse_qs(urlsplit(sent.headers["location"]).query)
    assert query["state"] == ["s"]
    client = WebClient(base_url=slack.api_url)
    secrets = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    granted = client.oauth_v2_access(**secrets, code=query["code"][0], redirect_uri=back)
    assert (granted["team"]["id"], granted["scope"]) == (OTHER_TEAM, "chat:write,commands")
    assert WebClient(token=granted["access_token"], base_url=slack.api_url).auth_test()["team_id"] == OTHER_TEAM
    assert code(client.oauth_v2_access, **secrets, code=query["code"][0]) == "invalid_code"
    wrong = {**secrets, "client_secret": "x"}
    assert code(client.oauth_v2_access, **wrong, code="x") == "bad_client_secret"
    elsewhere = httpx2.get(
        f"{slack.url}/oauth/v2/authorize", params={**asked, "approve": "1", "redirect_uri": "https://example.org/"}
    )
    assert elsewhere.status_code == 400


def test_the_token_of_one_team_opens_nothing_of_another(slack: LocalSlack) -> None:
    sent = httpx2.get(
        f"{slack.url}/oauth/v2/authorize",
        params={
            "client_id": slack.client_id,
            "scope": "chat:write,users:read",
            "redirect_uri": "http://127.0.0.1:9/",
            "approve": "1",
            "team": OTHER_TEAM,
        },
    )
    granted = WebClient(base_url=slack.api_url).oauth_v2_access(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        code=parse_qs(urlsplit(sent.headers["location"]).query)["code"][0],
    )
    other = WebClient(token=granted["access_token"], base_url=slack.api_url)
    assert code(other.chat_postMessage, channel=NEWSROOM, text="x") == "channel_not_found"
    assert code(other.users_info, user=TOM) == "user_not_found"
