"""What the local Slack's own tests share: a running one, a client of it, and a clock that can be moved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.workspace.server import LocalSlack
from tests.slack_server import slack  # noqa: F401 - a fixture


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2025, 7, 20, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:  # noqa: F811
    return WebClient(token=slack.bot_token, base_url=slack.api_url, timeout=5)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(clock: Clock) -> Iterator[LocalSlack]:
    """A local Slack whose time stands still until the test moves it."""
    with LocalSlack(clock=clock) as running:
        yield running
