"""A question followed from a button to the news in its thread, and out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.blocks import Action, ButtonValue
from bot.blocks import Message as BotMessage
from bot.blocks.buttons import button
from bot.store.follows_table import FollowState
from bot.workspace.cast import GIL, MARA, NEWSROOM, TEAM, TOM, VAULT
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import ASKED, Bot, bot_in, shown
from tests.bot.slack.following import Clock, comes_in, looks, stood, texts, told

NEWS = "Trump said on Monday that the deadline for Russia is now 12 days. He spoke in Scotland."
FERRY = (
    "A fire broke out on a ferry in Port Azul harbour. The ferry Santa Rosa burnt for six hours. "
    "At the harbour 14 passengers of the ferry were treated for smoke."
)
AGAIN = "President Trump told reporters that the deadline he set is now 7 days. Nobody else spoke."


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(slack: LocalSlack, data: Path, clock: Clock) -> Iterator[Bot]:
    """Its watch does not run by itself: the tests say when."""
    with bot_in(slack, data, clock=clock) as running:
        stood(running)
        yield running


@pytest.fixture
def asked(bot: Bot) -> Message:
    asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {ASKED}")
    bot.answer_to(asked)
    bot.settle()
    return asked


def words(line: str) -> str:
    """A line of the bot as it is spoken."""
    return line.replace("`", "")


def followed(bot: Bot, asked: Message) -> list[str]:
    """What stands in the thread behind the answer."""
    return [shown(reply) for reply in bot.slack.replies(asked)[1:]]


def test_a_follow_from_the_button_to_the_end(bot: Bot, asked: Message, clock: Clock) -> None:
    answer = bot.slack.replies(asked)[0]
    for _ in range(2):
        assert bot.slack.press(MARA, answer, "onrecord:follow").acknowledged
        bot.settle()
    looks(bot)
    (opened,) = followed(bot, asked)
    bot.slack.press(GIL, answer, "onrecord:follow")
    assert messages.ONLY_MEMBERS_FOLLOW in told(bot, GIL)
    assert messages.FOLLOWING in opened
    assert ASKED in opened
    assert words(messages.FOLLOWED_ALREADY) in told(bot, MARA)

    clock.forward(minutes=5)
    comes_in(bot, "scotland", "Trump shortens his deadline", NEWS)
    for _ in range(2):
        looks(bot)
    said = followed(bot, asked)[1]
    assert messages.FOLLOW_NEWS in said
    assert "the deadline for Russia is now " in said
    assert "post.example/scotland" in said
    news = bot.slack.replies(asked)[2]
    bold = [part["text"] for part in texts(news.blocks) if part.get("style") == {"bold": True}]
    assert bold == ["12 days"]

    clock.forward(minutes=30)
    comes_in(bot, "again", "Trump shortens his deadline again", AGAIN)
    looks(bot)
    assert len(followed(bot, asked)) == 2  # not a second one within the hour
    clock.forward(minutes=31)
    looks(bot)
    assert "7 days" in followed(bot, asked)[2]
    clock.forward(hours=2)
    comes_in(bot, "copy", "Trump and his deadline", AGAIN)
    looks(bot)
    assert len(followed(bot, asked)) == 3  # nothing in it is new

    bot.slack.press(MARA, bot.slack.replies(asked)[3], "onrecord:unfollow")
    assert words(messages.UNFOLLOWED) in told(bot, MARA)
    comes_in(bot, "late", "Trump drops his deadline", "Trump said the deadline is 3 days. It is short.")
    clock.forward(hours=2)
    looks(bot)
    assert len(followed(bot, asked)) == 3
    verified = bot.running.app.verify()
    assert (verified.broken, verified.gone) == ((), 0)


@pytest.mark.slow
def test_a_word_in_the_thread_follows_it_and_ends_that(bot: Bot, asked: Message) -> None:
    bot.slack.say(NEWSROOM, MARA, f"{bot.slack.mention} follow this", thread=asked)
    bot.settle()
    looks(bot)
    assert messages.FOLLOWING in followed(bot, asked)[0]
    bot.slack.say(NEWSROOM, MARA, f"{bot.slack.mention} unfollow", thread=asked)
    bot.settle()
    assert words(messages.UNFOLLOWED) in told(bot, MARA)
    assert not bot.running.counter.follows.active(TEAM)
    apart = bot.slack.say(NEWSROOM, MARA, f"{bot.slack.mention} follow")
    bot.settle()
    assert words(messages.NOTHING_TO_FOLLOW) in told(bot, MARA)
    assert not bot.slack.replies(apart)


@pytest.mark.slow
def test_a_command_follows_in_a_thread_of_its_own_or_by_direct_message(bot: Bot, clock: Clock) -> None:
    bot.slack.command(TOM, NEWSROOM, f"follow {ASKED}")
    looks(bot)
    (opened,) = [each for each in bot.slack.messages(NEWSROOM) if messages.FOLLOWING in shown(each)]
    clock.forward(minutes=5)
    comes_in(bot, "scotland", "Trump shortens his deadline", NEWS)
    looks(bot)
    assert "12 days" in shown(bot.slack.replies(opened)[-1])
    bot.slack.command(TOM, NEWSROOM, "following")
    assert ASKED in told(bot, TOM)
    bot.slack.command(TOM, NEWSROOM, "unfollow deadline")
    assert words(messages.UNFOLLOWED) in told(bot, TOM)
    bot.slack.command(TOM, NEWSROOM, "following")
    assert words(messages.NOT_FOLLOWED) in told(bot, TOM)
    # Where it is no member:
    bot.slack.command(TOM, VAULT, f"follow {ASKED}")
    looks(bot)
    (follow,) = bot.running.counter.follows.active(TEAM)
    assert follow.channel.startswith("D")
    assert follow.state is FollowState.ACTIVE
    assert messages.FOLLOWING in shown(bot.slack.messages(follow.channel)[-1])


@pytest.mark.slow
def test_a_story_of_a_digest_is_followed_in_the_editions_thread(bot: Bot, clock: Clock) -> None:
    app = bot.running.app
    stories = app.stories
    for n, key in enumerate(("one", "two")):
        comes_in(bot, key, "Ferry fire in Port Azul", FERRY + f" Report number {n}.")
    stories.catch_up()
    story = stories.of_article("sample", "one")
    assert story is not None
    follow = button(messages.FOLLOW, Action.FOLLOW_STORY, ButtonValue(answer_id=str(story.id)))
    edition = BotMessage(text="Edition", blocks=({"type": "actions", "elements": [follow]},))
    bot.running.counter.poster.say(TEAM, NEWSROOM, edition)
    posted = bot.slack.messages(NEWSROOM)[-1]
    bot.slack.press(MARA, posted, "follow_story")
    looks(bot)
    clock.forward(hours=1)
    comes_in(bot, "three", "Ferry fire in Port Azul: more hurt", FERRY.replace("14 passengers", "31 passengers"))
    stories.catch_up()
    looks(bot)
    opened, news = bot.slack.replies(posted)[-2:]
    assert "Ferry fire in Port Azul" in shown(opened)
    assert "31" in [part["text"] for part in texts(news.blocks) if part.get("style") == {"bold": True}]


@pytest.mark.slow
def test_the_opposite_of_what_was_said_wakes_a_follow_once(bot: Bot, clock: Clock) -> None:
    comes_in(bot, "plan", "Council and the harbour plan", "The Port Azul council approved the harbour plan on Monday.")
    bot.slack.command(TOM, NEWSROOM, "follow did the Port Azul council approve the harbour plan?")
    looks(bot)
    opened = bot.slack.messages(NEWSROOM)[-1]
    clock.forward(minutes=5)
    comes_in(bot, "same", "Harbour plan", "The Port Azul council has approved the harbour plan.")
    looks(bot)
    assert len(bot.slack.replies(opened)) == 1
    said = "The Port Azul council rejected the harbour plan."
    comes_in(bot, "no", "Harbour plan rejected", said)
    looks(bot)
    _, news = bot.slack.replies(opened)
    assert said.rstrip(".") in [part["text"] for part in texts(news.blocks) if part.get("style") == {"bold": True}]
    clock.forward(hours=2)
    comes_in(bot, "again", "Harbour plan", "The Port Azul council has rejected the harbour plan, the paper wrote.")
    looks(bot)
    assert len(bot.slack.replies(opened)) == 2


def test_a_worker_that_dies_leaves_its_post_to_the_next_and_two_weeks_are_all(
    bot: Bot, asked: Message, clock: Clock
) -> None:
    bot.slack.press(MARA, bot.slack.replies(asked)[0], "onrecord:follow")
    looks(bot)
    clock.forward(minutes=5)
    comes_in(bot, "scotland", "Trump shortens his deadline", NEWS)
    telling = bot.running.watch._steps["follows"].__self__
    place = type(telling.notices).told
    with pytest.MonkeyPatch.context() as patched:  # killed between Slack's answer and the note of it
        patched.setattr(type(telling.notices), "told", _dies)
        looks(bot)
    assert type(telling.notices).told is place
    assert len(followed(bot, asked)) == 2
    looks(bot)
    assert len(followed(bot, asked)) == 2  # still in the dead one's hand
    clock.forward(minutes=3)
    looks(bot)
    assert len(followed(bot, asked)) == 2
    (follow,) = bot.running.counter.follows.active(TEAM)
    assert [notice.posted is not None for notice in telling.notices.of(follow)] == [True, True]
    ends_after_two_weeks(bot, asked, clock)


def ends_after_two_weeks(bot: Bot, asked: Message, clock: Clock) -> None:
    clock.forward(days=14)
    for _ in range(2):
        looks(bot)
    ends = [messages.FOLLOW_EXPIRED.split("`")[0] in said for said in followed(bot, asked)]
    assert ends == [False, False, True]
    assert not bot.running.counter.follows.active(TEAM)


def _dies(*_: object, **__: object) -> None:
    raise KeyError
