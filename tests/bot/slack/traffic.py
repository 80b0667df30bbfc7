"""Requests as Slack signs them, whatever is in them, and how often a message was answered."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

from bot.workspace.cast import MARA, NEWSROOM, TEAM, TOM
from bot.workspace.records import Channel, Message
from tests.bot.slack.case import ASKED, Bot, shown
from tests.bot.slack.installing import fetch

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signed(secret: str, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The headers that sign a body, ``at`` that time."""
    stamp = str(int(time.time() if at is None else at))
    mac = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={mac.hexdigest()}"}


def send(bot: Bot, body: bytes, content_type: str = JSON, **headers: str) -> tuple[int, str]:
    """Status and text of what the bot answers to a signed body."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    given = signed(bot.slack.signing_secret, body) | {"content-type": content_type} | named
    status, _, text = fetch(f"{bot.url}/slack/events", method="POST", body=body, headers=given)
    return status, text


def tell(bot: Bot, event: dict[str, Any], *, retry: str | None = None, **outer: Any) -> int:
    """The status of an event, told as the Events API does; ``retry`` says why it comes again."""
    envelope = {
        "token": "local",
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": bot.slack.app_id,
        "event_id": bot.slack.world.new_id("Ev"),
        "event_time": int(time.time()),
        "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": bot.slack.bot_user, "is_bot": True}],
        "event": event,
    }
    again = {} if retry is None else {"x_slack_retry_num": "1", "x_slack_retry_reason": retry}
    return send(bot, json.dumps(envelope | outer).encode(), **again)[0]


def press(bot: Bot, action: str, value: object, **more: Any) -> tuple[int, str]:
    """A button of any value, pressed on any message."""
    carried = {} if value is None else {"value": value}
    pressed = {"type": "button", "action_id": action, "block_id": "b", "action_ts": bot.slack.world.new_ts()}
    return interact(bot, "block_actions", actions=[pressed | carried], **more)


def interact(bot: Bot, kind: str, *, user: str = TOM, **more: Any) -> tuple[int, str]:
    payload = {
        "type": kind,
        "api_app_id": bot.slack.app_id,
        "team": {"id": TEAM, "domain": "local"},
        "user": {"id": user, "username": "tom", "team_id": TEAM},
        "is_enterprise_install": False,
        "enterprise": None,
        "trigger_id": bot.slack.world.new_id("t"),
        **more,
    }
    return send(bot, urlencode({"payload": json.dumps(payload)}).encode(), FORM)


def command(bot: Bot, text: str | None, **more: str) -> tuple[int, str]:
    """`/news` as a form, with no response_url unless one is given."""
    form = {
        "command": "/news",
        "team_id": TEAM,
        "channel_id": NEWSROOM,
        "user_id": TOM,
        "trigger_id": bot.slack.world.new_id("t"),
        "is_enterprise_install": "false",
        **more,
    }
    return send(bot, urlencode(form if text is None else form | {"text": text}).encode(), FORM)


def place(bot: Bot, **more: Any) -> str:
    """A channel of its own: in one channel the bot posts once a second."""
    world = bot.slack.world
    name = world.new_id("D" if more.get("is_im") else "C")
    members = frozenset({TOM, MARA, bot.slack.bot_user})
    world.channels[name] = Channel(id=name, name=name.lower(), team=TEAM, members=members, **more)
    return name


def message(bot: Bot, text: str, *, direct: bool = False, **more: Any) -> tuple[Message, dict[str, Any]]:
    """A message that stands in a channel of its own and was told to nobody yet, and its `message` event."""
    ts = bot.slack.world.new_ts()
    if direct:
        more = {"channel": place(bot, is_im=True), "channel_type": "im"} | more
    event = {
        "type": "message",
        "channel": more.get("channel") or place(bot),
        "channel_type": "channel",
        "user": TOM,
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "team": TEAM,
        **more,
    }
    thread = event.get("thread_ts")
    said = Message(channel=event["channel"], ts=ts, user=TOM, text=text, thread_ts=thread)
    return bot.slack.world.put(said), event


def mention(event: dict[str, Any]) -> dict[str, Any]:
    """The `app_mention` twin of a `message` event."""
    kept = {name: part for name, part in event.items() if name not in {"channel_type", "subtype"}}
    return kept | {"type": "app_mention"}


def asking(bot: Bot, said: str = "{bot} " + ASKED) -> str:
    """The words with the bot's mention in them."""
    return said.format(bot=bot.slack.mention, id=bot.slack.bot_user)


def answers(bot: Bot, said: Message) -> list[str]:
    """What the bot has in the message's thread, once nothing waits any more."""
    bot.settle()
    return [shown(reply) for reply in bot.slack.replies(said)]
