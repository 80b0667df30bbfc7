"""The buttons under an answer: what they open, what they change, and for whom."""

from pathlib import Path
from typing import Any

import pytest

from bot import messages
from bot.blocks import read_value
from bot.store.channels import Channels
from bot.workspace.cast import GENERAL, GIL, LOBBY, MARA, NEWSROOM, TEAM, TOM, VAULT
from bot.workspace.elements import find
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, shown

SENTENCE = "This week, Trump"


@pytest.fixture
def asked(bot: Bot) -> Message:
    return bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")


@pytest.fixture
def answer(bot: Bot, asked: Message) -> Message:
    bot.answer_to(asked)
    bot.settle()
    return bot.slack.replies(asked)[0]


def opened(bot: Bot, user: str) -> str:
    view = bot.slack.modal(user)
    assert view is not None
    return shown_view(view.view)


def shown_view(view: dict[str, Any]) -> str:
    return shown(type("View", (), {"text": view["title"]["text"] if "title" in view else "", "blocks": view["blocks"]}))


def test_context_opens_the_passage_for_whoever_presses(bot: Bot, answer: Message) -> None:
    assert bot.slack.press(GIL, answer, "onrecord:context").acknowledged
    seen = opened(bot, GIL)
    assert messages.CONTEXT_TITLE in seen
    assert SENTENCE in seen


def test_why_shows_the_words_and_the_bar(bot: Bot, answer: Message) -> None:
    bot.slack.press(TOM, answer, "onrecord:why")
    seen = opened(bot, TOM)
    assert messages.WHY_TITLE in seen
    assert "deadlin" in seen
    assert messages.WHY_FILTERS in seen


def test_more_shows_the_next_hits(bot: Bot) -> None:
    question = "what did Russia and Ukraine say about the talks in Turkey?"
    asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {question}")
    bot.answer_to(asked)
    bot.settle()
    bot.slack.press(TOM, bot.slack.replies(asked)[0], "onrecord:more")
    seen = opened(bot, TOM)
    assert messages.MORE_TITLE in seen
    assert question in seen


def test_feedback_is_kept_and_only_thanked_for_where_something_was_wrong(bot: Bot, answer: Message) -> None:
    bot.slack.press(TOM, answer, "onrecord:feedback", chosen="positive")
    bot.settle()
    assert not bot.slack.privates(TOM)
    bot.slack.press(TOM, answer, "onrecord:feedback", chosen="negative")
    assert messages.THANKS in bot.private(TOM)


def test_feedback_on_a_private_answer(bot: Bot) -> None:
    bot.slack.command(TOM, VAULT, ASKED)  # where the bot is no member
    private = bot.slack.wait_for(lambda: bot.slack.privates(TOM), 120)[-1]
    bot.settle()
    answer_id = read_value(find(private.blocks, "onrecord:feedback")[1]["value"]).answer_id
    for action, thanks, counted in (("feedback", messages.THANKED, (1, 0)), ("not-right", messages.THANKS, (0, 1))):
        assert bot.slack.press(TOM, private, f"onrecord:{action}").acknowledged
        bot.settle()
        assert thanks in shown(bot.slack.privates(TOM)[-1])
        assert bot.running.counter.feedback.of(TEAM, answer_id) == counted


def test_delete_is_the_askers(bot: Bot, asked: Message, answer: Message) -> None:
    bot.slack.press(GIL, answer, "onrecord:delete")
    assert messages.ONLY_ASKER in bot.private(GIL)
    assert bot.slack.replies(asked)
    bot.slack.press(TOM, answer, "onrecord:delete")
    bot.settle()
    assert not bot.slack.replies(asked)
    bot.slack.press(TOM, answer, "onrecord:context")
    assert messages.ANSWER_GONE in opened(bot, TOM)


def test_a_manager_may_delete_too(bot: Bot, asked: Message, answer: Message) -> None:
    bot.slack.press(MARA, answer, "onrecord:delete")
    bot.settle()
    assert not bot.slack.replies(asked)


def test_an_answer_that_slack_keeps_is_said_to_stay(bot: Bot, asked: Message, answer: Message) -> None:
    bot.slack.fail("chat.delete", "cant_delete_message")
    bot.slack.fail("chat.update", "edit_window_closed")
    bot.slack.press(TOM, answer, "onrecord:delete")
    assert messages.CANNOT_UPDATE in bot.private(TOM)
    assert bot.slack.replies(asked)


@pytest.mark.usefixtures("answer")
def test_quiet_in_a_thread(bot: Bot, asked: Message) -> None:
    follow_up = bot.slack.say(NEWSROOM, TOM, ASKED, thread=asked)
    bot.settle()
    unasked = bot.slack.replies(asked)[1]
    bot.slack.press(GIL, unasked, "onrecord:quiet")
    assert messages.QUIETED in bot.private(GIL)
    bot.slack.say(NEWSROOM, TOM, ASKED, thread=follow_up)
    bot.settle()
    assert len(bot.slack.replies(asked)) == 2
    bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}", thread=asked)  # called, it still comes
    bot.settle()
    assert len(bot.slack.replies(asked)) == 3


class TestSharing:
    @staticmethod
    def private(bot: Bot, channel: str) -> None:
        bot.slack.command(TOM, channel, ASKED)
        bot.slack.wait_for(lambda: bot.slack.privates(TOM), 120)
        bot.settle()
        bot.slack.press(TOM, bot.slack.privates(TOM)[-1], "onrecord:share")
        bot.settle()

    def test_a_post_that_says_whose_question_it_was(self, bot: Bot) -> None:
        self.private(bot, NEWSROOM)
        (post,) = [message for message in bot.slack.messages(NEWSROOM) if message.bot_id]
        assert SAYS in shown(post)
        assert ASKED in shown(post)
        assert TOM in str(post.blocks)
        assert post.sent["unfurl_links"] is False
        assert post.sent["unfurl_media"] is False
        bot.slack.press(GIL, post, "onrecord:context")  # it is an answer like every other
        assert SENTENCE in opened(bot, GIL)

    def test_into_a_public_channel_without_being_in_it(self, bot: Bot) -> None:
        self.private(bot, LOBBY)
        assert [message for message in bot.slack.messages(LOBBY) if message.bot_id]

    def test_where_it_is_not_a_member_it_says_the_exact_invite(self, bot: Bot) -> None:
        bot.slack.command(TOM, VAULT, ASKED)
        private = bot.slack.wait_for(lambda: bot.slack.privates(TOM), 120)[-1]
        bot.slack.press(TOM, private, "onrecord:share")
        bot.settle()
        said = shown(bot.slack.privates(TOM)[-1])
        assert "/invite @" in said
        assert not [message for message in bot.slack.messages(VAULT) if message.bot_id]

    def test_where_two_people_talk_it_leaves_a_copy(self, bot: Bot) -> None:
        talk = bot.slack.world.dm(TOM).id
        bot.slack.fail("chat.postMessage", "channel_not_found")
        self.private(bot, talk)
        assert messages.FIXED_COPY.split(".")[0] in " ".join(map(shown, bot.slack.messages(talk)))

    def test_a_press_delivered_twice_shares_once(self, bot: Bot) -> None:
        bot.slack.copies = 2
        self.private(bot, NEWSROOM)
        assert len([message for message in bot.slack.messages(NEWSROOM) if message.bot_id]) == 1

    def test_when_slack_is_busy_it_waits_and_shares_once(self, bot: Bot) -> None:
        bot.slack.ratelimit("chat.postMessage", retry_after=1)
        self.private(bot, GENERAL)
        assert len([message for message in bot.slack.messages(GENERAL) if message.bot_id]) == 1

    def test_an_archived_channel(self, bot: Bot) -> None:
        bot.slack.fail("chat.postMessage", "is_archived")
        self.private(bot, NEWSROOM)
        assert messages.ARCHIVED.split(".")[0] in shown(bot.slack.privates(TOM)[-1])

    def test_when_it_is_not_known_whether_it_is_there(self, bot: Bot) -> None:
        bot.slack.lose("chat.postMessage")
        self.private(bot, NEWSROOM)
        assert messages.NOT_SURE_SHARED in shown(bot.slack.privates(TOM)[-1])
        assert len([message for message in bot.slack.messages(NEWSROOM) if message.bot_id]) == 1


def test_a_click_on_a_link_is_only_acknowledged(slack: LocalSlack, data: Path) -> None:
    with bot_in(slack, data, public_url="https://news.example.org") as bot:
        asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
        bot.answer_to(asked)
        bot.settle()
        assert "https://news.example.org/articles/" in str(bot.slack.replies(asked)[0].blocks)


def test_a_button_whose_value_is_not_ours_does_nothing(bot: Bot) -> None:
    engine = bot.running.app.record.engine
    label = {"type": "plain_text", "text": "x"}
    forged = {"type": "button", "action_id": "onrecord:quiet", "value": "[]", "text": label}
    blocks = ({"type": "actions", "elements": [forged]},)
    message = bot.slack.world.put(Message(channel=NEWSROOM, ts="1.000001", user=TOM, text="x", blocks=blocks))
    assert bot.slack.press(TOM, message, "onrecord:quiet").acknowledged
    assert not Channels(engine).hushed("T01LOCAL", NEWSROOM, "1.000001")
