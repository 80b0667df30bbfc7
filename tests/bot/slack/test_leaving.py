"""The bot removed from a workspace and installed again: in time everything is there, later nothing is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import utc_now
from bot.poster import Done
from bot.store.departures import HEARD
from bot.upkeep import Upkeep
from bot.workspace.cast import MARA, NEWSROOM, TEAM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.digest_cases import digest
from tests.bot.slack.case import Bot, bot_in
from tests.bot.slack.installing import install
from tests.retrieval.store_cases import analyse, article

GRACE = timedelta(days=3)


class Clock:
    """The time, and what is added to it."""

    def __init__(self) -> None:
        self.later = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.later


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(slack: LocalSlack, data: Path, clock: Clock) -> Iterator[Bot]:
    given = {
        "bot_token": None,
        "client_id": slack.client_id,
        "client_secret": SecretStr(slack.client_secret),
        "secret_key": SecretStr("k" * 32),
        "grace_days": GRACE.days,
    }
    with bot_in(slack, data, work=False, clock=clock, **given) as running:
        yield running


def lived_in(bot: Bot) -> None:
    """A collection of its own with an article, a digest, and somebody who manages."""
    app, counter = bot.running.app, bot.running.counter
    raw = article("a")
    app.record.save(TEAM, raw, analyse(raw), now=app.clock())
    counter.digests.save(digest(workspace=TEAM, target=NEWSROOM), now=app.clock())
    counter.workspaces.add_managers(TEAM, [TOM])


def upkeep(bot: Bot) -> None:
    """As `onrecord work` does it every day."""
    app = bot.running.app
    keeping = Upkeep(app.keeper, retention=app.retention, departures=app.departures, now=app.clock)
    keeping.once()


def test_installed_again_in_time_everything_is_there(bot: Bot, clock: Clock) -> None:
    install(bot, TEAM, MARA)
    lived_in(bot)
    bot.slack.uninstall()
    counter = bot.running.counter
    assert bot.running.tenants.token_of(TEAM) is None
    assert not counter.digests.active()
    clock.later = GRACE - timedelta(hours=1)
    upkeep(bot)
    install(bot, TEAM, MARA)
    clock.later = GRACE + HEARD * 2
    upkeep(bot)
    assert bot.running.tenants.token_of(TEAM) is not None
    assert [each.id for each in counter.digests.active()] == ["d1"]
    assert TOM in counter.workspaces.settings(TEAM).managers
    assert bot.running.app.record.summary([TEAM]).articles == 1


def test_after_that_nothing_is(bot: Bot, clock: Clock) -> None:
    install(bot, TEAM, MARA)
    lived_in(bot)
    bot.slack.uninstall()
    clock.later = GRACE + timedelta(hours=1)
    upkeep(bot)
    counter, record = bot.running.counter, bot.running.app.record
    assert counter.digests.of(TEAM, NEWSROOM) == ()
    assert record.summary([TEAM]).articles == 0
    clock.later += HEARD
    raw = article("b")
    record.ensure_collection("world")
    record.save("world", raw, analyse(raw), now=clock())
    upkeep(bot)
    assert TEAM not in counter.workspaces.all()
    assert TEAM not in record.collections()
    install(bot, TEAM, MARA)
    assert counter.workspaces.settings(TEAM).managers == (MARA,)
    assert bot.running.app.verify().broken == ()


def test_the_news_of_a_removal_that_comes_after_the_next_installation_changes_nothing(bot: Bot) -> None:
    install(bot, TEAM, MARA)
    bot.running.counter.uninstalled(TEAM, utc_now() - timedelta(hours=1))
    assert bot.running.tenants.token_of(TEAM) is not None


def test_a_token_that_rotates_is_refreshed_by_who_speaks_next(bot: Bot) -> None:
    bot.slack.rotate_tokens(3_600)
    bot.slack.uninstall()
    install(bot, TEAM, MARA)
    bot.slack.rotate_tokens(43_200)
    before = bot.running.tenants.authorize(TEAM)
    assert before is not None
    bot.slack.world.former.clear()  # the token before is good for nothing from now on
    opened = bot.running.counter.poster.conversation(TEAM, TOM)
    assert isinstance(opened, Done)
    assert [call.error for call in bot.slack.calls("conversations.open")] == [None]


def test_the_one_workspace_of_a_token_is_back_when_slack_takes_the_token(
    slack: LocalSlack, data: Path, clock: Clock
) -> None:
    with bot_in(slack, data, work=False, clock=clock) as bot:
        bot.running.tenants.verify()
        lived = bot.running.counter
        lived.workspaces.ensure(TEAM)
        lived.digests.save(digest(workspace=TEAM, target=NEWSROOM), now=clock())
        lived.uninstalled(TEAM, clock())
        assert not lived.digests.active()
    with bot_in(slack, data, work=False, clock=clock) as bot:
        bot.running.tenants.verify()
        assert bot.running.counter.digests.active()
