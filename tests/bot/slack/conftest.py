"""The bot beside the local Slack, for every test of the surfaces."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.workspace.server import LocalSlack
from config.logging import configure
from tests.bot.slack.case import Bot, bot_in, copied, filled
from tests.slack_server import slack  # noqa: F401  the fixture

WRITTEN = ("deadline", "Trump", "quokka", "Umerov", "Peskov", "xoxb-")  # what people and articles in these tests write


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


@pytest.fixture(scope="module")
def lasting_bot(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One bot for all tests of a module: each of them writes messages of its own, and looks at nothing else."""
    with LocalSlack() as slack, bot_in(slack, copied(sample_data, tmp_path_factory.mktemp("lasting") / "var")) as bot:  # noqa: F811
        yield bot


@pytest.fixture
def busy(lasting_bot: Bot, capfd: pytest.CaptureFixture[str]) -> Iterator[Bot]:
    """The same; afterwards nothing waits, and the log has no word that anybody wrote."""
    root = logging.getLogger()
    handlers, level, before = root.handlers[:], root.level, structlog.get_config()
    configure("INFO")
    yield lasting_bot
    lasting_bot.settle()
    lasting_bot.slack.faults.clear()
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)
    logged = "".join(capfd.readouterr())
    for word in WRITTEN:
        assert word not in logged, logged
