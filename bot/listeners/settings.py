"""The settings of a channel: who may open them, and what is kept when they are saved."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import settings_modal
from bot.blocks.settings import (
    MODE_BLOCK,
    MODE_INPUT,
    OUTSIDE_BLOCK,
    OUTSIDE_INPUT,
    SETTINGS_CALLBACK,
)
from bot.listeners.counter import Counter, origin_of
from bot.listeners.forms import OutOfDate, chosen, field
from bot.store.channels import Mode


def add_to(bolt: App, counter: Counter) -> None:
    def saved(ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        workspace, user = origin_of(context).workspace, str(body["user"]["id"])
        channel, mode = str(view.get("private_metadata") or ""), _mode(chosen(view, MODE_BLOCK, MODE_INPUT))
        person = counter.person(client, workspace, user)
        if person.guest or person.outsider or not channel:
            ack(response_action="errors", errors={MODE_BLOCK: messages.ONLY_MEMBERS})
            return
        counter.channels.set_mode(workspace, channel, mode)
        if OUTSIDE_BLOCK in view["state"]["values"] and counter.manages(workspace, person):
            outside = field(view, OUTSIDE_BLOCK, OUTSIDE_INPUT).get("selected_options")
            counter.channels.allow_outsiders(workspace, channel, bool(outside))
        ack()

    bolt.view(SETTINGS_CALLBACK)(saved)


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise OutOfDate from None


def open_settings(
    counter: Counter, client: WebClient, *, workspace: str, user: str, channel: str, trigger_id: str
) -> str | None:
    """The modal, opened; or why it is not: the line to say. Raises what the client raises."""
    if not channel or channel.startswith("D"):
        return messages.IN_CHANNELS_ONLY
    person = counter.person(client, workspace, user)
    if person.guest or person.outsider:
        return messages.ONLY_MEMBERS
    known = counter.channels.get(workspace, channel)
    view = settings_modal(
        channel=channel,
        mode=known.mode.value,
        metadata=channel,
        outside=known.outsiders if counter.manages(workspace, person) else None,
    )
    client.views_open(trigger_id=trigger_id, view=view)
    return None
