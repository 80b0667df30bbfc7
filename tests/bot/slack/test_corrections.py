"""An answer whose article changes: marked where it stands, its thread told once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.corrections import outdated
from bot.store.corrections import Corrections
from bot.workspace.cast import MARA, NEWSROOM, TOM
from bot.workspace.records import Message
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import Bot, bot_in, shown
from tests.bot.slack.following import Clock, comes_in, looks, stood, texts, told

QUESTION = "how many people were hurt in the Port Azul fire?"
FIRST = "A fire broke out in Port Azul. In the Port Azul fire 14 people were hurt. The harbour was shut for a day."
SECOND = FIRST.replace("14 people were hurt", "17 people were hurt")
THIRD = SECOND.replace("In the Port Azul fire 17 people were hurt. ", "")
SMOKE = "The Port Azul fire hurt 9 people badly. It was put out at noon."
SMOKE_LESS = SMOKE.replace("9 people", "8 people")
NOTICE = "\n\nCorrection: An earlier version gave a wrong number of people hurt."


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(slack: LocalSlack, data: Path, clock: Clock) -> Iterator[Bot]:
    with bot_in(slack, data, clock=clock) as running:
        stood(running)
        looks(running)
        comes_in(running, "fire", "Fire in Port Azul", FIRST)
        yield running


@pytest.fixture
def asked(bot: Bot) -> Message:
    asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}")
    assert "14 people" in bot.answer_to(asked)
    bot.settle()
    return asked


def struck(message: Message) -> str:
    return "".join(text["text"] for text in texts(message.blocks) if text.get("style", {}).get("strike"))


@pytest.fixture
def asked_of_two(bot: Bot) -> Message:
    """A question whose answer quotes two articles."""
    comes_in(bot, "smoke", "Smoke over Port Azul", SMOKE)
    asked = bot.slack.say(NEWSROOM, TOM, f"{bot.slack.mention} {QUESTION}")
    said = bot.answer_to(asked)
    assert "14 people" in said
    assert "9 people" in said
    bot.settle()
    return asked


def each_is_told(bot: Bot, asked: Message) -> None:
    answer, *notes = bot.slack.replies(asked)
    assert "17 people" in shown(answer)
    assert "8 people" in shown(answer)
    assert ["1 quoted sentence reads otherwise" in shown(note) for note in notes] == [True, True]


def test_two_articles_that_change_one_after_the_other_are_told_one_after_the_other(
    bot: Bot, asked_of_two: Message, clock: Clock
) -> None:
    """Each is in its second version then."""
    comes_in(bot, "fire", "Fire in Port Azul", SECOND)
    looks(bot)
    clock.forward(hours=1)
    comes_in(bot, "smoke", "Smoke over Port Azul", SMOKE_LESS)
    looks(bot)
    each_is_told(bot, asked_of_two)


@pytest.mark.slow
def test_what_a_dead_worker_told_is_not_told_again_with_what_came_since(
    bot: Bot, asked_of_two: Message, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object, **__: object) -> None:
        raise KeyError

    comes_in(bot, "fire", "Fire in Port Azul", SECOND)
    with monkeypatch.context() as patched:  # between Slack's answer and the note of it
        patched.setattr(Corrections, "settled", dies)
        looks(bot)
    clock.forward(minutes=1)
    comes_in(bot, "smoke", "Smoke over Port Azul", SMOKE_LESS)
    looks(bot)
    assert len(bot.slack.replies(asked_of_two)) == 2, "it is in the dead one's hand"
    clock.forward(minutes=3)
    looks(bot)
    each_is_told(bot, asked_of_two)


def test_a_changed_sentence_is_struck_and_the_thread_told_once(bot: Bot, asked: Message, clock: Clock) -> None:
    bot.slack.command(MARA, NEWSROOM, QUESTION)
    assert "14 people" in told(bot, MARA)
    clock.forward(hours=1)
    comes_in(bot, "fire", "Fire in Port Azul", SECOND + NOTICE)
    for _ in range(2):
        looks(bot)
    answer, note = bot.slack.replies(asked)
    assert "In the Port Azul fire 14 people were hurt." in struck(answer)
    seen = shown(answer)
    assert messages.NOW_SAYS in seen
    assert "In the Port Azul fire 17 people were hurt." in seen
    assert messages.CORRECTED in seen
    assert "An earlier version gave a wrong number" in seen
    assert messages.CORRECTION_MARKED in shown(note)
    assert answer.metadata is not None  # its job's: it is still found
    assert not bot.running.app.verify().broken
    assert outdated(bot.running.app.record) == 1  # the private one

    clock.forward(hours=1)
    comes_in(bot, "fire", "Fire in Port Azul", THIRD + NOTICE)
    for _ in range(2):
        looks(bot)
    answer, _, note = bot.slack.replies(asked)
    assert messages.NO_LONGER_SAYS in shown(answer)
    assert "no longer in the article" in shown(note)


@pytest.mark.slow
def test_where_the_post_cannot_be_changed_the_thread_is_told_so(bot: Bot, asked: Message, clock: Clock) -> None:
    clock.forward(hours=1)
    comes_in(bot, "fire", "Fire in Port Azul", "New: the mayor spoke.\n\n" + FIRST.replace(". In", ".  In"))
    looks(bot)
    assert len(bot.slack.replies(asked)) == 1  # it only moved
    clock.forward(hours=1)
    bot.slack.fail("chat.update", "edit_window_closed")
    comes_in(bot, "fire", "Fire in Port Azul", SECOND)
    for _ in range(2):
        looks(bot)
    answer, note = bot.slack.replies(asked)
    assert not struck(answer)
    assert messages.CORRECTION_STANDS in shown(note)


def test_a_correction_that_only_the_page_s_data_tells_is_shown_and_told_once(
    bot: Bot, asked: Message, clock: Clock
) -> None:
    said = "An earlier version of this article named the wrong harbour."
    for correction in (said, None, said):
        clock.forward(hours=1)
        comes_in(bot, "fire", "Fire in Port Azul", FIRST, correction=correction)
        looks(bot)
    answer, note = bot.slack.replies(asked)
    assert said in shown(answer)
    assert not struck(answer)
    assert messages.CORRECTION_MARKED in shown(note)
    clock.forward(hours=1)
    comes_in(bot, "fire", "Fire in Port Azul", SECOND, correction=said)
    looks(bot)
    answer, _, _ = bot.slack.replies(asked)
    assert "In the Port Azul fire 14 people were hurt." in struck(answer)
    assert not bot.running.app.verify().broken
