"""The bot beside the local Slack, for every test of the surfaces."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.workspace.server import LocalSlack
from tests.bot.slack.case import Bot, bot_in, copied, filled
from tests.slack_server import slack  # noqa: F401  the fixture


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample articles; copy it."""
    return filled(tmp_path_factory.mktemp("slack") / "var")


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copied(sample_data, tmp_path / "var")


@pytest.fixture
def bot(slack: LocalSlack, data: Path) -> Iterator[Bot]:  # noqa: F811
    """The bot, reached by signed HTTP requests."""
    with bot_in(slack, data) as running:
        yield running
