"""What people say and what the bot answers, through signed HTTP requests and through Socket Mode."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.socket import SocketLine
from bot.store.answers import Answers
from bot.workspace.cast import DESK, GENERAL, NEWSROOM, TEAM, TOM
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, SAYS, Bot, bot_in, shown

SILENCE = None

# [(said, answered), …] in one thread of a channel; SILENCE: nothing new is said.
IN_A_THREAD: list[tuple[str, str | None]] = [
    ("{bot} what deadline did Trump set?", SAYS),
    ("thanks, that is all for now", SILENCE),
    ("{bot} :+1::skin-tone-2:", SILENCE),
    ("which is right?", SILENCE),
    ("{bot} which is right?", SAYS),
    ("<@U01MARA> did you know that?", SILENCE),
    ("what deadline did Trump set?", SAYS),
    ("where was Peskov born?", SILENCE),
    ("{bot} where was Peskov born?", "Searched:"),
    ("{bot}", messages.HELP_INTRO),
    ("{bot}, quelle est la date limite fixée par Trump aux Russes?", messages.ENGLISH_ONLY),
]
IN_A_DIRECT_MESSAGE: list[tuple[str, str | None]] = [
    ("what deadline did Trump set?", SAYS),
    (":pray:", SILENCE),
    ("are you sure?", SAYS),
    ("help", messages.HELP_INTRO),
    ("where was Peskov born?", "Searched:"),
]


@pytest.fixture(params=["http", "socket mode"])
def bot(request: pytest.FixtureRequest, slack: LocalSlack, data: Path) -> Iterator[Bot]:
    """The bot, reached either way."""
    over_http = request.param == "http"
    with bot_in(slack, data, over_http=over_http) as running:
        line = SocketLine(running.running.bolt, slack.app_token, api_url=slack.api_url)
        if not over_http:
            line.open()
        yield running
        if not over_http:
            line.close()


def talk(bot: Bot, dialogue: list[tuple[str, str | None]], channel: str, root: Message | None) -> None:
    for said, answered in dialogue:
        before = () if root is None else bot.slack.replies(root)
        message = bot.slack.say(channel, TOM, said.format(bot=bot.slack.mention), thread=root)
        root = root or message
        bot.settle()
        new = [shown(reply) for reply in bot.slack.replies(root) if reply not in before]
        assert len(new) == (0 if answered is SILENCE else 1), (said, new)
        if answered is not SILENCE:
            assert answered in new[0], said


def test_a_thread(bot: Bot) -> None:
    talk(bot, IN_A_THREAD, NEWSROOM, None)
    assert not [m for m in bot.slack.messages(NEWSROOM) if m.bot_id and m.thread_ts is None]  # only ever in threads


def test_a_private_channel(bot: Bot) -> None:
    talk(bot, IN_A_THREAD[:1], DESK, None)


def test_direct_messages(bot: Bot) -> None:
    for said, answered in IN_A_DIRECT_MESSAGE:
        message = bot.slack.dm(TOM, said)
        bot.settle()
        replies = bot.slack.replies(message)
        assert len(replies) == (0 if answered is SILENCE else 1), said
        assert answered is SILENCE or answered in shown(replies[0]), said


def test_the_command(bot: Bot) -> None:
    dialogue = [
        (ASKED, SAYS),
        ("search Trump deadline", SAYS),
        ("latest Trump", messages.NEWEST),
        ("search", messages.NEEDS_WORDS["search"].replace("`", "")),
        ("latest", messages.NEEDS_WORDS["latest"].replace("`", "")),
        ("sources", "articles"),
        ("status", messages.waiting(0)),
        ("help", messages.HELP_THREADS),
        ("", messages.HELP_THREADS),
        ("mute", "I stay quiet there"),
        ("follow", messages.NO_WORDS_TO_FOLLOW.replace("`", "")),
        ("unfollow", messages.NOT_FOLLOWED.replace("`", "")),
        ("status of the talks?", "Searched:"),
    ]
    for said, answered in dialogue:
        before = len(bot.slack.privates(TOM))
        delivery = bot.slack.command(TOM, NEWSROOM, said)
        assert delivery.acknowledged
        bot.settle()
        new = bot.slack.privates(TOM)[before:]
        assert len(new) == 1, (said, [shown(private) for private in new])
        assert answered in shown(new[0]).replace("`", ""), said
    assert not [message for message in bot.slack.messages(NEWSROOM) if message.bot_id]


def test_the_word_payload_in_a_command(bot: Bot) -> None:
    delivery = bot.slack.command(TOM, GENERAL, "search Starship payload bay")
    assert delivery.acknowledged
    assert messages.NOTHING_NEAR_HERE.split(".")[0] in bot.private(TOM)


@pytest.mark.parametrize("twins", ["message first", "mention first"])
def test_the_twins_of_a_mention_are_one_question(bot: Bot, twins: str) -> None:
    bot.slack.copies = 2
    message = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}", twins=twins)
    assert SAYS in bot.answer_to(message)
    bot.settle()
    assert len(bot.slack.replies(message)) == 1


def test_one_gesture_under_two_timestamps(bot: Bot) -> None:
    first = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}", client_msg_id="one")
    bot.answer_to(first)
    second = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}", client_msg_id="one")
    assert bot.quiet_after(second)


def test_a_direct_conversation_goes_on_though_each_message_begins_a_thread(slack: LocalSlack, data: Path) -> None:
    with bot_in(slack, data) as bot:
        lost = bot.slack.dm(TOM, "and when was he appointed?")
        assert messages.NOT_UNDERSTOOD in bot.answer_to(lost)
        bot.answer_to(bot.slack.dm(TOM, "who is Umerov?"))
        bot.settle()
        understood = bot.slack.dm(TOM, "and when was he appointed?")
        assert messages.NOT_UNDERSTOOD not in bot.answer_to(understood)
        bot.settle()
        asked = Answers(bot.running.app.record.engine).asked_by(TEAM, TOM, limit=1)
        assert "Umerov" in asked[0].row.question
