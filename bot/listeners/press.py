"""A button that was pressed, as Slack tells it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.blocks import View, read_value
from bot.listeners.origin import origin_of

_NUMBER = re.compile(r"[0-9]{1,18}")  # what a database can hold
DOUBLE = timedelta(seconds=10)  # two presses of one person within it are one that was doubled


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button that was pressed: by whom, where, and what it carries."""

    workspace: str
    user: str
    trigger_id: str
    answer_id: str
    n: int | None
    good: bool | None
    channel: str | None  # None in modals and on the Home tab
    message_ts: str | None
    thread_ts: str | None
    response_url: str | None
    private: bool  # on a message that only this person sees
    in_modal: bool
    action: str

    @property
    def click(self) -> str:
        """What the two presses of a double click have in common: their triggers differ."""
        return f"p:{self.action}:{self.user}:{self.channel}:{self.message_ts}:{self.answer_id}:{self.n}"

    @property
    def number(self) -> int:
        """The number that the button carries as its ``answer_id``; 0 when it is none."""
        return int(self.answer_id) if _NUMBER.fullmatch(self.answer_id) else 0


def read_press(body: dict[str, Any], context: BoltContext) -> Press | None:
    """None for a value that is not ours."""
    action, container = body["actions"][0], body.get("container") or {}
    value = read_value(str(action.get("value") or ""))
    if value is None:
        return None
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    message_ts = container.get("message_ts")
    return Press(
        workspace=origin_of(context).workspace,
        user=str(body["user"]["id"]),
        trigger_id=str(body["trigger_id"]),
        answer_id=value.answer_id,
        n=value.n,
        good=value.good,
        channel=channel,
        message_ts=message_ts,
        thread_ts=container.get("thread_ts") or (body.get("message") or {}).get("thread_ts"),
        response_url=body.get("response_url"),
        private=bool(container.get("is_ephemeral")),
        in_modal=(body.get("view") or {}).get("type") == "modal",
        action=str(action.get("action_id") or ""),
    )


def show(client: WebClient, press: Press, view: View) -> None:
    """A modal opened; above the one that the button is in, where it is in one."""
    if press.in_modal:
        client.views_push(trigger_id=press.trigger_id, view=view)
    else:
        client.views_open(trigger_id=press.trigger_id, view=view)
