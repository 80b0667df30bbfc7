"""Who may do what: managers, full members, guests, people of other organisations, and everybody within limits."""

from pathlib import Path

import pytest
from slack_bolt import BoltRequest

from bot import messages
from bot.store.channels import Channels, Mode
from bot.store.inbox import Inbox
from bot.workspace.cast import DESK, GENERAL, GIL, MARA, NEWSROOM, PARTNERS, STELLA, TEAM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, shown

SETTINGS = "onrecord:channel-settings"


def choose(bot: Bot, user: str, channel: str, mode: str, **more: object) -> None:
    assert bot.slack.command(user, channel, "settings").acknowledged
    view = bot.slack.modal(user)
    assert view is not None
    assert view.view["callback_id"] == SETTINGS
    assert bot.slack.submit(view, {"mode": mode, **more}).acknowledged


def known(bot: Bot, channel: str):
    return Channels(bot.running.app.record.engine).get(TEAM, channel)


def test_a_full_member_sets_how_a_channel_is_listened_to(bot: Bot) -> None:
    choose(bot, TOM, GENERAL, "mentions")
    assert known(bot, GENERAL).mode is Mode.MENTIONS
    root = bot.slack.say(GENERAL, TOM, f"{bot.slack.mention} {ASKED}")
    bot.answer_to(root)
    bot.slack.say(GENERAL, TOM, ASKED, thread=root)
    bot.settle()
    assert len(bot.slack.replies(root)) == 1


def test_every_question_in_a_channel(bot: Bot) -> None:
    choose(bot, TOM, NEWSROOM, "questions")
    assert SAYS in bot.answer_to(bot.slack.say(NEWSROOM, GIL, ASKED))
    assert bot.quiet_after(bot.slack.say(NEWSROOM, GIL, "where was Peskov born?"))
    assert bot.quiet_after(bot.slack.say(NEWSROOM, GIL, "The deadline of Trump is what matters."))


def test_a_guest_asks_and_sets_nothing(bot: Bot) -> None:
    bot.slack.command(GIL, NEWSROOM, "settings")
    assert messages.ONLY_MEMBERS in bot.private(GIL)
    assert bot.slack.modal(GIL) is None
    assert SAYS in bot.answer_to(bot.slack.say(NEWSROOM, GIL, f"{bot.slack.mention} {ASKED}"))


def test_settings_belong_to_a_channel(bot: Bot) -> None:
    bot.slack.command(TOM, bot.slack.world.dm(TOM).id, "settings")
    assert messages.IN_CHANNELS_ONLY.replace("`", "") in bot.private(TOM).replace("`", "")


def test_only_managers_are_offered_other_organisations(bot: Bot) -> None:
    for user, offered in ((TOM, False), (MARA, True)):
        bot.slack.command(user, DESK if user == MARA else NEWSROOM, "settings")
        view = bot.slack.modal(user)
        assert view is not None
        assert (messages.OUTSIDE_LABEL in str(view.view)) is offered


def test_a_manager_by_the_settings(slack: LocalSlack, data: Path) -> None:
    with bot_in(slack, data, managers=f"<@{TOM}>, U99") as bot:
        slack.command(TOM, NEWSROOM, "settings")
        view = slack.modal(TOM)
        assert view is not None
        assert messages.OUTSIDE_LABEL in str(view.view)
        assert bot.running.app.settings.manager_ids == {TOM, "U99"}


@pytest.mark.parametrize("user", [STELLA, TOM])
def test_a_shared_channel_is_refused_in_one_line_until_a_manager_allows_it(bot: Bot, user: str) -> None:
    bot.slack.copies = 2
    refused = bot.slack.say(PARTNERS, user, f"{bot.slack.mention} {ASKED}")
    expected = messages.OTHER_ORGANISATION if user == STELLA else messages.SHARED_CHANNEL
    assert expected.replace("`", "") in bot.private(user).replace("`", "")
    assert bot.quiet_after(refused)
    assert len(bot.slack.privates(user)) == 1
    bot.slack.copies = 1
    choose(bot, MARA, PARTNERS, "followups", outside=["allowed"])
    assert SAYS in bot.answer_to(bot.slack.say(PARTNERS, user, f"{bot.slack.mention} {ASKED}"))
    choose(bot, MARA, PARTNERS, "followups", outside=[])
    assert bot.quiet_after(bot.slack.say(PARTNERS, user, f"{bot.slack.mention} {ASKED}"))


def test_a_stranger_presses_no_button_and_runs_no_command(bot: Bot) -> None:
    asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
    bot.answer_to(asked)
    bot.settle()
    bot.slack.press(STELLA, bot.slack.replies(asked)[0], "onrecord:context")
    assert bot.slack.modal(STELLA) is None
    bot.slack.shortcut(STELLA, "onrecord:check", on=asked)
    view = bot.slack.modal(STELLA)
    assert view is not None
    assert messages.OTHER_ORGANISATION[:40] in str(view.view)


def test_what_was_shared_privately_does_not_leave_the_organisation(bot: Bot) -> None:
    bot.slack.command(TOM, PARTNERS, ASKED)
    private = bot.slack.wait_for(lambda: bot.slack.privates(TOM), 120)[-1]
    bot.slack.press(TOM, private, "onrecord:share")
    bot.settle()
    assert messages.SHARED_CHANNEL.replace("`", "") in shown(bot.slack.privates(TOM)[-1]).replace("`", "")
    assert not [message for message in bot.slack.messages(PARTNERS) if message.bot_id]


@pytest.mark.slow
def test_so_many_questions_an_hour(slack: LocalSlack, data: Path) -> None:
    with bot_in(slack, data, questions_an_hour=2) as bot:
        asked = [slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}") for _ in range(3)]
        bot.settle()
        assert [len(slack.replies(message)) for message in asked] == [1, 1, 0]
        assert "2 questions within an hour" in shown(slack.privates(TOM)[-1])
        slack.command(TOM, NEWSROOM, ASKED)
        bot.settle()
        assert "2 questions within an hour" in shown(slack.privates(TOM)[-1])
        slack.shortcut(TOM, "onrecord:ask")
        view = slack.modal(TOM)
        assert view is not None
        slack.submit(view, {"text": ASKED})
        assert "2 questions within an hour" in str(slack.world.view_errors[view.id])
        assert slack.say(NEWSROOM, GIL, f"{slack.mention} {ASKED}")  # the others are not held back
        bot.settle()


def test_a_missing_permission_is_named(bot: Bot) -> None:
    bot.slack.restrict("users:read")
    bot.slack.command(TOM, NEWSROOM, "settings")
    assert "users:read" in bot.private(TOM)


@pytest.mark.parametrize("kind", ["command", "event"])
def test_an_organisation_wide_installation_is_refused_clearly(bot: Bot, kind: str) -> None:
    command = {"command": "/news", "text": ASKED, "user_id": TOM, "team_id": TEAM, "is_enterprise_install": "true",
               "enterprise_id": "E1", "trigger_id": "t1", "channel_id": NEWSROOM}  # fmt: skip
    event = {"type": "app_mention", "channel": NEWSROOM, "user": TOM, "ts": "1.1", "text": ASKED}
    outer = {"type": "event_callback", "team_id": TEAM, "event": event, "is_enterprise_install": True}
    body = command if kind == "command" else outer
    answer = bot.running.bolt.dispatch(BoltRequest(mode="socket_mode", body=body))
    assert answer.status == 200
    assert (messages.ORG_WIDE in (answer.body or "")) is (kind == "command")
    assert Inbox(bot.running.app.record.engine, new_id=str).unfinished() == 0


def test_what_the_environment_says_of_slack_is_not_bolts_business(
    slack: LocalSlack, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "of-another-app")
    with bot_in(slack, data) as bot:
        assert SAYS in bot.answer_to(slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}"))
