"""Joining, leaving, archiving, Home, the agent view, edits and deletions, and everything else Slack tells the bot."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot import messages
from bot.listeners import SURFACES
from bot.slack.bolt import bolt_app
from bot.store.channels import Channels
from bot.store.inbox import Inbox
from bot.workspace.cast import DESK, GENERAL, LOBBY, MARA, NEWSROOM, TEAM, TOM, VAULT
from bot.workspace.server import LocalSlack
from config.manifest import bot_events, template
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, shown

DECLINED = "where was Peskov born?"


def posts(bot: Bot, channel: str) -> list[str]:
    return [shown(message) for message in bot.slack.messages(channel) if message.bot_id]


class TestJoining:
    def test_one_hello_with_questions_that_the_record_answers(self, bot: Bot) -> None:
        bot.slack.copies = 2
        bot.slack.join(LOBBY, bot.slack.bot_user, inviter=TOM)
        bot.settle()
        (hello,) = posts(bot, LOBBY)
        assert messages.HELLO_QUIET.split(".")[0] in hello
        examples = bot.running.clerk.load() and bot_examples(bot)
        assert 0 < len(examples) <= 3
        for question in examples:
            assert question in hello
        bot.slack.leave(LOBBY, bot.slack.bot_user)
        bot.slack.join(LOBBY, bot.slack.bot_user)
        bot.settle()
        assert len(posts(bot, LOBBY)) == 1

    def test_somebody_else_joining_is_not_greeted(self, bot: Bot) -> None:
        bot.slack.join(NEWSROOM, "U02TOM")
        bot.settle()
        assert not posts(bot, NEWSROOM)


def bot_examples(bot: Bot) -> tuple[str, ...]:
    from bot.examples import examples

    app = bot.running.app
    return examples(app.record, app.collections(), lambda question: app.look_up(question, app.collections()))


class TestChannels:
    def test_archived_and_renamed_are_known(self, bot: Bot) -> None:
        channels = Channels(bot.running.app.record.engine)
        bot.slack.rename(NEWSROOM, "the-newsroom")
        bot.slack.archive(DESK)
        assert channels.get(TEAM, NEWSROOM).name == "the-newsroom"
        assert channels.get(TEAM, DESK).archived
        bot.slack.archive(DESK, undo=True)
        assert not channels.get(TEAM, DESK).archived


class TestHome:
    def test_what_it_knows_and_the_persons_own_questions(self, bot: Bot) -> None:
        asked = bot.slack.dm(TOM, ASKED)
        bot.answer_to(asked)
        bot.settle()
        bot.slack.open_home(TOM)
        home = bot.slack.wait_for(lambda: bot.slack.home(TOM), 120)
        seen = shown(type("Home", (), {"blocks": home.view["blocks"]}))
        for words in (messages.HOME_KNOWS, ASKED, messages.HOME_SAMPLE):
            assert words in seen
        assert f"/archives/{asked.channel}/p" in str(home.view)

    def test_only_channels_where_both_are(self, bot: Bot) -> None:
        bot.slack.open_home(TOM)
        home = str(bot.slack.wait_for(lambda: bot.slack.home(TOM), 120).view)
        assert NEWSROOM in home
        for other in (VAULT, LOBBY, DESK):  # the bot is not there, nor there, nor is Tom there
            assert other not in home
        bot.slack.open_home(MARA)
        assert DESK in str(bot.slack.wait_for(lambda: bot.slack.home(MARA), 120).view)

    def test_settings_and_a_question_from_home(self, bot: Bot) -> None:
        bot.slack.open_home(TOM)
        home = bot.slack.wait_for(lambda: bot.slack.home(TOM), 120)
        bot.slack.press(TOM, home, "onrecord:settings")
        view = bot.slack.modal(TOM)
        assert view is not None
        assert view.view["callback_id"] == "onrecord:channel-settings"
        bot.slack.press(TOM, home, "onrecord:ask")
        view = bot.slack.modal(TOM)
        assert view is not None
        assert view.view["callback_id"] == "onrecord:ask"

    def test_without_the_permission_to_see_channels_the_rest_is_there(self, bot: Bot) -> None:
        bot.slack.restrict("channels:read", "groups:read")
        bot.slack.open_home(TOM)
        assert messages.HOME_KNOWS in str(bot.slack.wait_for(lambda: bot.slack.home(TOM), 120).view)


class TestAgentView:
    def test_a_new_conversation_is_offered_questions(self, bot: Bot) -> None:
        bot.slack.open_home(TOM, tab="messages")
        talk = bot.slack.world.dm(TOM).id
        prompts = bot.slack.wait_for(lambda: bot.slack.world.prompts.get((talk, "")), 120)["prompts"]
        assert prompts[-1] == {"title": messages.PROMPT_HELP, "message": "help"}
        assert len(prompts) <= 4

    def test_stopped_before_it_was_answered(self, slack: LocalSlack, data: Path) -> None:
        with bot_in(slack, data, work=False) as bot:
            asked = slack.dm(TOM, ASKED)
            inbox = Inbox(bot.running.app.record.engine, new_id=str)
            assert inbox.unfinished() == 1
            slack.stop_session(TOM, asked)
            assert inbox.unfinished() == 0
            bot.running.desk.start()
            assert bot.quiet_after(asked)


class TestEdits:
    def test_an_edited_question_changes_the_same_answer(self, bot: Bot) -> None:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {DECLINED}")
        assert "No article I have says so" in bot.answer_to(asked)
        bot.settle()
        bot.slack.edit(asked, f"{bot.slack.mention} {ASKED}")
        bot.settle()
        (answer,) = bot.slack.replies(asked)
        assert SAYS in shown(answer)

    def test_an_unfurled_link_is_no_edit(self, bot: Bot) -> None:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
        bot.answer_to(asked)
        bot.settle()
        before = len(bot.slack.calls("chat.update"))
        old = {"type": "message", "user": TOM, "ts": asked.ts, "text": asked.text}
        new = old | {"attachments": [{"from_url": "https://x.example"}]}
        bot.slack.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": NEWSROOM,
                "channel_type": "channel",
                "message": new,
                "previous_message": old,
                "ts": "9.9",
            }
        )
        bot.settle()
        assert len(bot.slack.replies(asked)) == 1
        assert len(bot.slack.calls("chat.update")) == before

    def test_a_mention_put_in_afterwards(self, bot: Bot) -> None:
        asked = bot.slack.say(GENERAL, TOM, ASKED)
        assert bot.quiet_after(asked)
        bot.slack.edit(asked, f"{bot.slack.mention} {ASKED}")
        assert SAYS in bot.answer_to(asked)

    def test_a_deleted_question_withdraws_its_answer(self, bot: Bot) -> None:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
        bot.answer_to(asked)
        bot.settle()
        bot.slack.delete(asked)
        bot.settle()
        assert not bot.slack.replies(asked)

    def test_a_question_deleted_before_it_arrived_is_not_answered(self, bot: Bot) -> None:
        bot.slack.connect("http://127.0.0.1:9/slack/events")  # nobody is there: the first delivery fails
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
        talk = bot.slack.dm(TOM, ASKED)
        bot.slack.connect(f"{bot.url}/slack/events")
        bot.slack.delete(asked)
        bot.slack.delete(talk)
        for message, kind in ((asked, "message"), (asked, "app_mention"), (talk, "message")):
            event = {"type": kind, "channel": message.channel, "user": TOM, "ts": message.ts, "text": message.text}
            assert bot.slack.event(event).acknowledged
        bot.settle()
        assert not posts(bot, NEWSROOM)
        assert not posts(bot, talk.channel)

    def test_a_deletion_of_what_was_for_nobody_is_not_kept(self, bot: Bot) -> None:
        bot.slack.delete(bot.slack.say(NEWSROOM, TOM, "lunch at noon?"))
        bot.slack.delete(bot.slack.say(NEWSROOM, TOM, "what did Trump say about the deadline?"))
        with bot.running.app.record.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM gestures").scalar() == 0


def test_a_follow_up_may_come_before_the_answer(slack: LocalSlack, data: Path) -> None:
    with bot_in(slack, data, work=False) as bot:
        inbox = Inbox(bot.running.app.record.engine, new_id=str)
        root = slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}")
        slack.say(NEWSROOM, TOM, ASKED, thread=root)
        assert inbox.unfinished() == 2
        slack.say(NEWSROOM, TOM, ASKED, thread=slack.say(NEWSROOM, TOM, "another thread"))
        assert inbox.unfinished() == 2


class TestShortcuts:
    def test_a_message_against_the_news(self, bot: Bot) -> None:
        said = bot.slack.say(NEWSROOM, MARA, "Trump has set a 30 -day deadline for secondary sanctions on Moscow.")
        bot.slack.shortcut(TOM, "onrecord:check", on=said)
        bot.settle()
        view = bot.slack.modal(TOM)
        assert view is not None
        seen = str(view.view)
        assert "This week, Trump" in seen.replace("', 'text': '", "")
        assert "30" in seen
        assert messages.CHECK_END in seen
        assert not posts(bot, NEWSROOM)

    def test_nothing_to_check(self, bot: Bot) -> None:
        said = bot.slack.say(NEWSROOM, MARA, ":+1:")
        bot.slack.shortcut(TOM, "onrecord:check", on=bot.slack.say(NEWSROOM, MARA, "…") or said)
        view = bot.slack.modal(TOM)
        assert view is not None
        assert messages.NOTHING_TO_CHECK in str(view.view)

    def test_asking_from_anywhere(self, bot: Bot) -> None:
        bot.slack.shortcut(TOM, "onrecord:ask")
        view = bot.slack.modal(TOM)
        assert view is not None
        assert bot.slack.submit(view, {"text": ASKED}).acknowledged
        bot.settle()
        assert bot.slack.modal(TOM) is None
        talk = bot.slack.world.dm(TOM).id
        assert [SAYS in said for said in posts(bot, talk)] == [True]


class TestLeaving:
    def test_removed_from_a_workspace_nothing_waits_any_more(self, slack: LocalSlack, data: Path) -> None:
        with bot_in(slack, data, work=False) as bot:
            slack.say(NEWSROOM, TOM, f"{slack.mention} {ASKED}")
            inbox = Inbox(bot.running.app.record.engine, new_id=str)
            assert inbox.unfinished() == 1
            slack.uninstall()
            assert inbox.unfinished() == 0
            assert bot.running.tenants.token_of(TEAM) is None


class TestWhoIsNotAnswered:
    @pytest.mark.parametrize(
        "more",
        [
            {"bot_id": "B99", "user": "U99"},
            {"subtype": "bot_message", "bot_id": "B99"},
            {"bot_id": "B99", "bot_profile": {"id": "B99"}, "user": "U99"},
            {"user": "USLACKBOT"},
        ],
    )
    @pytest.mark.parametrize("kind", ["message", "app_mention"])
    def test_not_a_person(self, bot: Bot, kind: str, more: dict[str, Any]) -> None:
        text = f"{bot.slack.mention} {ASKED}"
        ts = "1795000000.000001"
        event = {"type": kind, "channel": NEWSROOM, "channel_type": "channel", "ts": ts, "text": text, **more}
        assert bot.slack.event(event).acknowledged
        bot.settle()
        assert not posts(bot, NEWSROOM)
        assert Inbox(bot.running.app.record.engine, new_id=str).waiting() == 0

    @pytest.mark.parametrize("subtype", ["channel_topic", "message_replied", "channel_join", "reminder_add"])
    def test_nothing_said(self, bot: Bot, subtype: str) -> None:
        text = f"{bot.slack.mention} {ASKED}"
        event = {"type": "message", "channel": NEWSROOM, "channel_type": "channel", "ts": "1795000000.1", "text": text}
        assert bot.slack.event(event | {"user": TOM, "subtype": subtype}).acknowledged
        assert Inbox(bot.running.app.record.engine, new_id=str).unfinished() == 0

    def test_what_is_not_for_the_bot_is_neither_kept_nor_logged(
        self, bot: Bot, capsys: pytest.CaptureFixture[str]
    ) -> None:
        bot.slack.say(NEWSROOM, TOM, "the zanzibar budget is a secret")
        bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} is the quokka budget a secret?")
        bot.settle()
        bot.running.app.record.engine.dispose()
        folder = bot.running.app.settings.data_dir
        assert not [path for path in folder.rglob("*") if path.is_file() and b"zanzibar" in path.read_bytes()]
        out, err = capsys.readouterr()
        assert "zanzibar" not in out + err
        assert "quokka" not in out + err


@pytest.fixture
def unhandled(slack: LocalSlack, data: Path) -> Iterator[tuple[Bot, list[str]]]:
    """The bot without the listener for everything else, and what nothing listened to."""
    with bot_in(slack, data, over_http=False) as bot:
        missed: list[str] = []
        bolt = bolt_app(bot.running.tenants, api_url=slack.api_url, signing_secret="x")
        for surface in SURFACES:
            surface.add_to(bolt, bot.running.counter)
        bolt.error(lambda error: missed.append(type(error).__name__))
        object.__setattr__(bot.running, "bolt", bolt)
        yield bot, missed


def test_every_event_of_the_manifest_has_a_listener(unhandled: tuple[Bot, list[str]]) -> None:
    bot, missed = unhandled
    bot.running.bolt.dispatch(
        _socket({"type": "event_callback", "team_id": TEAM, "event": {"type": "star_added", "user": TOM}})
    )
    assert missed == ["BoltUnhandledRequestError"]  # the test would notice
    missed.clear()
    for name in sorted(bot_events(), key=lambda name: name == "app_uninstalled"):  # after that nothing is listened to
        kind = name.partition(".")[0]
        event = {
            "type": kind,
            "channel": NEWSROOM,
            "user": TOM,
            "ts": "1.1",
            "text": "hello",
            "tab": "home",
            "tokens": {"bot": []},
        }
        if kind.endswith("_rename"):
            event["channel"] = {"id": NEWSROOM, "name": "n"}
        bot.running.bolt.dispatch(_socket({"type": "event_callback", "team_id": TEAM, "event": event}))
        assert not missed, name


def test_every_shortcut_and_command_of_the_manifest_has_a_listener(unhandled: tuple[Bot, list[str]]) -> None:
    bot, missed = unhandled
    features = template()["features"]
    for shortcut in features["shortcuts"]:
        kind = "message_action" if shortcut["type"] == "message" else "shortcut"
        bot.running.bolt.dispatch(
            _socket(
                {
                    "type": kind,
                    "callback_id": shortcut["callback_id"],
                    "trigger_id": "t",
                    "user": {"id": TOM},
                    "team": {"id": TEAM},
                    "message": {"text": "hello"},
                    "channel": {"id": NEWSROOM},
                }
            )
        )
    for command in features["slash_commands"]:
        bot.running.bolt.dispatch(
            _socket(
                {
                    "command": command["command"],
                    "text": "help",
                    "trigger_id": "t",
                    "user_id": TOM,
                    "team_id": TEAM,
                    "channel_id": NEWSROOM,
                }
            )
        )
    assert "BoltUnhandledRequestError" not in missed


def _socket(body: dict[str, Any]) -> BoltRequest:
    return BoltRequest(mode="socket_mode", body=body)
