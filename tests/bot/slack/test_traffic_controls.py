"""Commands, buttons and forms as Slack sends them: odd words, stale values, twice, too late, half empty."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pytest_mock import MockerFixture

from bot import messages
from bot.blocks import Action
from bot.blocks.digests import DAYS_BLOCK, DAYS_INPUT, DIGEST_CALLBACK, NAME_BLOCK, NAME_INPUT
from bot.blocks.managing import ADD_CALLBACK, MANAGE_CALLBACK, SOURCE_CALLBACK
from bot.blocks.modals import ASK_CALLBACK
from bot.blocks.settings import SETTINGS_CALLBACK
from bot.blocks.stories import ASK_ABOUT_CALLBACK, PART_CALLBACK
from bot.store.inbox import Inbox
from bot.workspace import hooks
from bot.workspace.cast import MARA, TEAM, TOM
from bot.workspace.elements import find
from bot.workspace.records import Message
from retrieval.errors import StorageError
from tests.bot.slack.case import ASKED, SAYS, Bot, shown
from tests.bot.slack.traffic import asking, command, interact, mention, message, place, press, tell


def privates(bot: Bot, channel: str, user: str = TOM) -> list[str]:
    bot.settle()
    return [shown(private).replace("`", "") for private in bot.slack.privates(user) if private.channel == channel]


def answered(bot: Bot, **more: Any) -> tuple[Message, Message]:
    """A question and its answer."""
    asked, event = message(bot, asking(bot), **more)
    tell(bot, mention(event))
    bot.settle()
    return asked, bot.slack.replies(asked)[0]


SAID = {
    "a mention that is escaped": ("<@{id}|On the Record> " + ASKED, SAYS),
    "a person that is escaped": (ASKED + " <@U01MARA|mara>", SAYS),
    "help with a question": ("help me find what deadline did Trump set?", SAYS),
    "help as a question": ("help?", messages.HELP_THREADS),
    "help please": ("help please", messages.HELP_THREADS),
    "only spaces": ("  \u00a0 ", messages.HELP_THREADS),
    "only marks": ("???", None),
    "search on two lines": ("search\nTrump deadline", SAYS),
    "SEARCH": ("Search Trump deadline", SAYS),
    "a colon behind it": ("search: Trump deadline", SAYS),
    "ask": ("ask " + ASKED, SAYS),
    "a slip": ("setings", None),
    "nothing like it": ("subscribe #general", None),
    "8,000 characters": ("quokka " * 1150, "characters"),
    "8,000 characters followed": ("follow " + "quokka " * 1150, None),
    "a source by a ping": ("sources pause <!channel>", None),
}


@pytest.mark.parametrize(("said", "expected"), SAID.values(), ids=SAID)
def test_a_command_is_answered_in_one_message(busy: Bot, said: str, expected: str | None) -> None:
    channel = place(busy)
    assert busy.slack.command(MARA, channel, asking(busy, said)).acknowledged
    (private,) = privates(busy, channel, MARA)
    assert (expected or "").replace("`", "") in private
    assert "quokka quokka quokka quokka quokka quokka quokka quokka quokka quokka" not in private
    told = str(busy.slack.privates(MARA)[-1])
    assert not any(ping in told for ping in ("<!", "<@", "'broadcast'", "'usergroup'"))


def test_a_command_without_text_or_response_url(busy: Bot) -> None:
    status, body = command(busy, None)
    assert (status, messages.HELP_THREADS in body) == (200, True)
    before = len(busy.slack.messages(busy.slack.world.dm(TOM).id))
    assert command(busy, ASKED) == (200, "")
    busy.settle()
    assert len(busy.slack.messages(busy.slack.world.dm(TOM).id)) == before + 1


def test_a_command_where_two_others_talk(busy: Bot) -> None:
    talk = place(busy, is_im=True)
    busy.slack.set_channel(talk, members=frozenset({TOM, MARA}))
    assert busy.slack.command(TOM, talk, ASKED).acknowledged
    assert [SAYS in said for said in privates(busy, talk)] == [True]
    assert not busy.slack.messages(talk)


def test_a_command_that_arrives_twice(busy: Bot) -> None:
    channel = place(busy)
    path = hooks.new_hook(busy.slack.world, team=TEAM, channel=channel, user=TOM)
    for _ in range(2):
        told = command(busy, ASKED, channel_id=channel, trigger_id="twice", response_url=busy.slack.url + path)
        assert told == (200, "")
    assert len(privates(busy, channel)) == 1


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_response_url_that_is_gone(busy: Bot, status: int) -> None:
    channel, talk = place(busy), busy.slack.world.dm(TOM).id
    before = len(busy.slack.messages(talk))
    busy.slack.fail("response_url", status=status, times=9)
    assert busy.slack.command(TOM, channel, ASKED).acknowledged
    busy.settle()
    (said,) = busy.slack.messages(talk)[before:]
    assert len(shown(said)) < 400
    busy.slack.faults.clear()


def test_a_command_that_cannot_be_stored_is_said_to_have_failed(busy: Bot, mocker: MockerFixture) -> None:
    full = StorageError("the database", "the disk is full", "make room")
    mocker.patch.object(Inbox, "accept", autospec=True, side_effect=full)
    status, body = command(busy, ASKED)
    assert (status, messages.NOT_DONE in body) == (200, True)


@pytest.mark.parametrize("way", ["limit", "lose", "break"])
def test_what_slack_does_not_let_open_is_said_so(busy: Bot, way: str) -> None:
    if way == "limit":
        busy.slack.ratelimit("views.open", retry_after=30)
    elif way == "lose":
        busy.slack.lose("views.open", times=3)
    else:
        busy.slack.fail("views.open", status=503)
    told = busy.slack.command(MARA, place(busy), "settings")
    assert told.acknowledged
    assert json.loads(told.body)["text"] == messages.NOT_DONE


@pytest.mark.parametrize(
    "text", ["quokka. " * 1500, "", None, "quokka" * 2000], ids=["long", "empty", "none", "a word"]
)
def test_any_message_may_be_checked(busy: Bot, text: str | None) -> None:
    said, _ = message(busy, "x")
    part = {"type": "message", "ts": said.ts, "user": TOM, "text": text, "blocks": [{"type": "image"}]}
    trigger = busy.slack._trigger(TOM)
    more = {"callback_id": "onrecord:check", "message": part, "channel": {"id": said.channel}, "trigger_id": trigger}
    assert interact(busy, "message_action", **more)[0] == 200
    busy.settle()
    view = busy.slack.modal(TOM)
    assert view is not None
    assert messages.CHECKING not in str(view.view)
    busy.slack.close(view)


def test_a_command_nobody_knows(busy: Bot) -> None:
    assert command(busy, "x", command="/olds")[0] == 200


STALE = {
    "an answer that is gone": '{"a":"gone","n":1,"g":true}',
    "a number beyond": '{"a":"1","n":99}',
    "a huge number": '{"a":"99999999999999999999999","n":99999999999999999999999}',
    "a list": "[1]",
    "no value": None,
    "no JSON": "{",
    "deep": "[" * 1900,
}


@pytest.mark.parametrize("value", STALE.values(), ids=STALE)
@pytest.mark.parametrize("where", ["message", "modal"])
def test_every_button_with_a_value_that_is_stale_or_never_was_ours(busy: Bot, value: object, where: str) -> None:
    channel = place(busy)
    view = {"id": "V1", "type": where, "blocks": [], "state": {"values": {}}, "private_metadata": "", "hash": "1"}
    parts: dict[str, Any] = {
        "message": {"container": {"type": "message", "message_ts": "1.1", "channel_id": channel}},
        "modal": {"container": {"type": "view", "view_id": "V1"}, "view": view},
    }
    more = parts[where] | ({} if "view" in parts[where] else {"channel": {"id": channel, "name": "x"}})
    for action in Action:
        assert press(busy, action.value, value, **more) == (200, ""), action
    busy.settle()
    assert not busy.slack.messages(channel)
    assert all(len(said) < 300 for said in privates(busy, channel))


@pytest.mark.parametrize(
    "code", ["expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "invalid_trigger_id"]
)
def test_a_trigger_that_is_over(busy: Bot, code: str) -> None:
    _, answer = answered(busy)
    for action in (Action.CONTEXT, Action.WHY):
        busy.slack.fail("views.open", code)
        assert busy.slack.press(TOM, answer, action.value).acknowledged
    for _ in range(2):
        busy.slack.fail("views.open", code)
        assert busy.slack.shortcut(TOM, "onrecord:ask").acknowledged
    busy.slack.fail("views.open", code)
    told = busy.slack.command(TOM, answer.channel, "settings")
    assert told.acknowledged
    assert "question" not in told.body  # it was none


class TestTwice:
    """Slack gives each click of a double click a trigger of its own."""

    def both(self, press: Callable[[], object]) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: press(), range(2)))

    def test_share(self, busy: Bot) -> None:
        channel = place(busy)
        busy.slack.command(TOM, channel, ASKED)
        busy.settle()
        private = busy.slack.privates(TOM)[-1]
        self.both(lambda: busy.slack.press(TOM, private, "onrecord:share"))
        busy.settle()
        assert len(busy.slack.messages(channel)) == 1

    def test_share_again_after_it_failed(self, busy: Bot) -> None:
        channel = place(busy)
        busy.slack.command(TOM, channel, ASKED)
        busy.settle()
        private = busy.slack.privates(TOM)[-1]
        busy.slack.fail("chat.postMessage", "is_archived")
        for _ in range(2):
            busy.slack.press(TOM, private, "onrecord:share")
            busy.settle()
        assert len(busy.slack.messages(channel)) == 1

    def test_delete(self, busy: Bot) -> None:
        asked, answer = answered(busy)
        for _ in range(2):
            assert busy.slack.press(TOM, answer, "onrecord:delete").acknowledged
            busy.settle()
        assert not busy.slack.replies(asked)
        assert messages.ONLY_ASKER not in " ".join(privates(busy, asked.channel))

    def test_the_form_to_ask_in(self, busy: Bot) -> None:
        talk = busy.slack.world.dm(TOM).id
        before = len(busy.slack.messages(talk))
        busy.slack.shortcut(TOM, "onrecord:ask")
        view = busy.slack.modal(TOM)
        assert view is not None
        self.both(lambda: busy.slack.submit(view, {"text": ASKED}))
        busy.settle()
        assert len(busy.slack.messages(talk)) == before + 1

    def test_quiet(self, busy: Bot) -> None:
        asked, answer = answered(busy)
        value = find(answer.blocks, "onrecord:delete")[1]["value"]
        more = {"container": {"type": "message", "message_ts": answer.ts, "channel_id": asked.channel}}
        self.both(lambda: press(busy, "onrecord:quiet", value, channel={"id": asked.channel}, **more))
        assert len(privates(busy, asked.channel)) == 1

    def test_follow(self, busy: Bot) -> None:
        asked, answer = answered(busy)
        self.both(lambda: busy.slack.press(TOM, answer, "onrecord:follow"))
        busy.settle()
        assert len(busy.running.counter.follows.active(TEAM, channel=asked.channel)) == 1


def test_a_button_of_a_message_that_is_gone(busy: Bot) -> None:
    asked, answer = answered(busy)
    busy.slack.world.remove(answer.channel, answer.ts)
    for action in ("onrecord:context", "onrecord:why", "onrecord:follow", "onrecord:feedback", "onrecord:delete"):
        assert busy.slack.press(TOM, answer, action).acknowledged, action
        busy.settle()
    (line,) = busy.slack.wait_for(lambda: busy.slack.replies(asked), 120)  # the question stands, and can be followed
    assert line.text.startswith(messages.FOLLOWING)
    assert len(privates(busy, asked.channel)) <= 1


CALLBACKS = (
    ASK_CALLBACK,
    SETTINGS_CALLBACK,
    MANAGE_CALLBACK,
    ADD_CALLBACK,
    SOURCE_CALLBACK,
    DIGEST_CALLBACK,
    PART_CALLBACK,
    ASK_ABOUT_CALLBACK,
)
STATES: dict[str, Any] = {
    "empty": {"values": {}},
    "other blocks": {"values": {"old": {"old": {"type": "plain_text_input", "value": "x"}}}},
    "none": None,
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_form_of_another_version_is_said_to_be_out_of_date(busy: Bot, callback: str, state: Any) -> None:
    before = busy.running.counter.workspaces.settings(TEAM)
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": callback,
        "blocks": [],
        "private_metadata": place(busy),
        "state": state,
        "hash": "1",
        "title": {"type": "plain_text", "text": "x"},
    }
    status, body = interact(busy, "view_submission", user=MARA, view=view)
    assert status == 200
    answer = json.loads(body)
    assert answer["response_action"] == "update"
    assert messages.FORM_OUT_OF_DATE in shown(type("View", (), {"blocks": answer["view"]["blocks"]}))
    assert busy.running.counter.workspaces.settings(TEAM) == before


@pytest.mark.parametrize("carried", ["", "[]", "{", '{"t":"C1"}'])
def test_a_day_that_no_week_has(busy: Bot, carried: str) -> None:
    name, days = {"value": "x"}, {"selected_options": [{"value": "someday"}]}
    values = {NAME_BLOCK: {NAME_INPUT: name}, DAYS_BLOCK: {DAYS_INPUT: days}}
    view = {"id": "V1", "type": "modal", "callback_id": DIGEST_CALLBACK, "private_metadata": carried}
    status, body = interact(busy, "view_submission", view=view | {"state": {"values": values}})
    assert (status, json.loads(body)["response_action"]) == (200, "update")


def test_a_value_of_a_form_that_we_never_offered(busy: Bot) -> None:
    from bot.blocks.settings import MODE_BLOCK, MODE_INPUT

    values = {MODE_BLOCK: {MODE_INPUT: {"type": "radio_buttons", "selected_option": {"value": "shouting"}}}}
    view = {"id": "V1", "type": "modal", "callback_id": SETTINGS_CALLBACK, "blocks": [], "private_metadata": "C1"}
    status, body = interact(busy, "view_submission", view=view | {"state": {"values": values}})
    assert (status, json.loads(body)["response_action"]) == (200, "update")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("block_actions", {"actions": [{"type": "button", "action_id": "old:button", "value": "1"}]}),
        ("block_actions", {"actions": [{"type": "workflow_button", "action_id": "x"}], "function_data": {}}),
        ("view_submission", {"view": {"id": "V1", "type": "modal", "callback_id": "old", "state": {"values": {}}}}),
        ("view_closed", {"view": {"id": "V1", "type": "modal", "callback_id": "onrecord:ask"}, "is_cleared": True}),
        ("shortcut", {"callback_id": "old"}),
        ("message_action", {"callback_id": "old", "message": {"text": "x"}, "channel": {"id": "C1"}}),
        ("interactive_message", {"callback_id": "old", "actions": [{"name": "a", "type": "button", "value": "1"}]}),
        ("dialog_submission", {"callback_id": "old", "submission": {}}),
        ("workflow_step_edit", {"callback_id": "old", "workflow_step": {}}),
        ("something_new", {}),
    ],
)
def test_what_no_version_of_ours_made(busy: Bot, kind: str, more: dict[str, Any]) -> None:
    assert interact(busy, kind, **more)[0] == 200


def test_options_that_we_do_not_load(busy: Bot) -> None:
    status, body = interact(busy, "block_suggestion", action_id="old", block_id="b", value="que")
    assert (status, json.loads(body)) == (200, {"options": []})


def test_somebody_of_a_whole_organisation_presses(busy: Bot) -> None:
    more = {"team": None, "is_enterprise_install": True, "enterprise": {"id": "E1"}}
    value = '{"a":"x"}'
    assert press(busy, "onrecord:context", value, **more)[0] == 200
