"""The message shortcut "Check against the news", and the global one "Ask the news"."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import ask_modal, check_modal, notice_modal
from bot.blocks.modals import ASK_CALLBACK, QUESTION_BLOCK, QUESTION_INPUT
from bot.incoming import Incoming, Kind, Surface, trigger_identity
from bot.listeners.counter import Counter, origin_of
from bot.listeners.forms import field
from bot.listeners.said import question_in
from bot.listeners.written import text_of

CHECK_CALLBACK = "onrecord:check"


def add_to(bolt: App, counter: Counter) -> None:
    def check(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        origin, trigger = origin_of(context), str(body["trigger_id"])
        channel = str((body.get("channel") or {}).get("id") or "")
        text = question_in(text_of(body.get("message") or {}), bot=origin.bot)
        refusal = counter.refusal(body, workspace=origin.workspace, channel=channel)
        if refusal is None and not any(character.isalnum() for character in text):
            refusal = messages.NOTHING_TO_CHECK
        ack()
        # A trigger is good for three seconds: the modal opens with what there is, and is filled when all is looked up.
        opened = client.views_open(trigger_id=trigger, view=notice_modal(refusal or messages.CHECKING))
        if refusal is None:
            view_id = str(opened["view"]["id"])
            counter.errands.run("check", lambda: _fill(counter, origin.workspace, view_id, text))

    def ask(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        refusal = counter.refusal(body, workspace=origin_of(context).workspace, channel=None)
        ack()
        client.views_open(
            trigger_id=str(body["trigger_id"]), view=ask_modal() if refusal is None else notice_modal(refusal)
        )

    def asked(ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext) -> None:
        origin = origin_of(context)
        typed = str(field(view, QUESTION_BLOCK, QUESTION_INPUT).get("value") or "")
        text = question_in(typed, bot=origin.bot)
        line = counter.refusal(body, workspace=origin.workspace, channel=None)
        if line is None and not any(character.isalnum() for character in text):
            line = messages.EMPTY
        if line is None:
            incoming = Incoming(
                identity=trigger_identity(str(body.get("trigger_id") or view["id"])),
                workspace=origin.workspace,
                kind=Kind.QUESTION,
                surface=Surface.DM,
                user=str(body["user"]["id"]),
                text=text,
                received_at=counter.now(),
            )
            line = counter.take_form(incoming, str(view["id"]))
        if line is None:
            ack()
        else:
            ack(response_action="errors", errors={QUESTION_BLOCK: line})

    bolt.shortcut(CHECK_CALLBACK)(check)
    bolt.shortcut(ASK_CALLBACK)(ask)
    bolt.view(ASK_CALLBACK)(asked)


def _fill(counter: Counter, workspace: str, view_id: str, text: str) -> None:
    view = check_modal(counter.knowledge.check(workspace, text), links=counter.links)
    counter.client_for(workspace).views_update(view_id=view_id, view=view)
