"""What managers change from the Home tab: retention, managers, shared collections, sources."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import Action, line_message, notice_modal
from bot.blocks.managing import (
    ADD_CALLBACK,
    ADDRESS_BLOCK,
    ADDRESS_INPUT,
    DAYS,
    KEEP_BLOCK,
    KEEP_INPUT,
    MANAGE_CALLBACK,
    MANAGERS_BLOCK,
    MANAGERS_INPUT,
    SHARED_BLOCK,
    SHARED_INPUT,
    SHELF_BLOCK,
    SHELF_INPUT,
    SOURCE_CALLBACK,
    WISH_BLOCK,
    WISH_INPUT,
    add_source_modal,
    manage_modal,
    source_modal,
)
from bot.blocks.records import View
from bot.listeners.counter import Counter, origin_of
from bot.listeners.forms import OutOfDate, chosen, field
from bot.listeners.home import managed, publish
from bot.listeners.press import Press, read_press


def add_to(bolt: App, counter: Counter) -> None:
    def opens(action: Action, make: Any) -> None:
        def pressed(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            press = read_press(body, context)
            ack()
            if press is not None:
                allowed = counter.manages(press.workspace, counter.person(client, press.workspace, press.user))
                view = make(counter, press) if allowed else notice_modal(messages.ONLY_MANAGERS)
                client.views_open(trigger_id=press.trigger_id, view=view)

        bolt.action(action.value)(pressed)

    opens(Action.MANAGE, _settings)
    opens(Action.ADD_SOURCE, _adding)
    opens(Action.SOURCE, _source)

    def saves(callback: str, first_block: str, save: Any) -> None:
        def submitted(
            ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext, client: WebClient
        ) -> None:
            workspace, user = origin_of(context).workspace, str(body["user"]["id"])
            if not counter.manages(workspace, counter.person(client, workspace, user)):
                ack(response_action="errors", errors={first_block: messages.ONLY_MANAGERS})
                return
            save(counter, workspace, user, view)
            ack()

        bolt.view(callback)(submitted)

    saves(MANAGE_CALLBACK, KEEP_BLOCK, _save_settings)
    saves(ADD_CALLBACK, ADDRESS_BLOCK, _add)
    saves(SOURCE_CALLBACK, WISH_BLOCK, _change)


def _settings(counter: Counter, press: Press) -> View:
    return manage_modal(managed(counter, press.workspace, press.user))


def _adding(counter: Counter, press: Press) -> View:
    feeds = counter.feeds
    return add_source_modal(feeds.open_to(press.workspace, press.user), own=feeds.own(press.workspace))


def _source(counter: Counter, press: Press) -> View:
    for feed in counter.feeds.changeable(press.workspace, press.user):
        if str(feed.id) == press.answer_id:
            return source_modal(feed)
    return notice_modal(messages.no_source(press.answer_id))


def _save_settings(counter: Counter, workspace: str, user: str, view: dict[str, Any]) -> None:
    days = chosen(view, KEEP_BLOCK, KEEP_INPUT)
    if days not in map(str, (*DAYS, counter.workspaces.settings(workspace).keep_days)):
        raise OutOfDate
    changes: dict[str, Any] = {
        "keep_days": int(days),
        "managers": tuple(field(view, MANAGERS_BLOCK, MANAGERS_INPUT).get("selected_users") or ()),
    }
    if SHARED_BLOCK in view["state"]["values"]:
        wanted = {option["value"] for option in field(view, SHARED_BLOCK, SHARED_INPUT).get("selected_options") or ()}
        if wanted != set(counter.feeds.on(workspace)):  # as long as nobody chooses, what comes later is read too
            changes["collections"] = tuple(name for name in counter.feeds.shared(workspace) if name in wanted)
    counter.workspaces.change(workspace, **changes)
    _again(counter, workspace, user)


def _add(counter: Counter, workspace: str, user: str, view: dict[str, Any]) -> None:
    url = str(field(view, ADDRESS_BLOCK, ADDRESS_INPUT).get("value") or "")
    values = view["state"]["values"]
    option = (values.get(SHELF_BLOCK) or {}).get(SHELF_INPUT, {}).get("selected_option") or {}

    def add() -> None:
        line = counter.feeds.add(workspace, user, url, option.get("value"))
        counter.errands.run("told", lambda: counter.poster.say_to(workspace, user, line_message(line)))
        publish(counter, workspace, user)

    counter.fetches.run("add source", add)


def _change(counter: Counter, workspace: str, user: str, view: dict[str, Any]) -> None:
    wish = chosen(view, WISH_BLOCK, WISH_INPUT)
    counter.feeds.change(workspace, user, wish, str(view.get("private_metadata") or ""))
    _again(counter, workspace, user)


def _again(counter: Counter, workspace: str, user: str) -> None:
    counter.errands.run("home", lambda: publish(counter, workspace, user))
