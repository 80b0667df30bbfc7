"""Several `onrecord work` on one database, one of them killed again and again while it answers and posts, and one told
to stop. What they had in hand another takes over: every question has one answer.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot import messages
from bot.store import Inbox
from bot.workspace.cast import DESK, GENERAL, MARA, NEWSROOM, TOM
from bot.workspace.server import LocalSlack
from retrieval.store.database import connect
from tests import postgres
from tests.slack_server import slack  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS, KILLS = 12, 2

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The database's file or URL."""
    if request.param == "sqlite":
        yield str(tmp_path / "var" / "record.db")
        return
    if postgres.programs() is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    server = postgres.server()
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def environment(database: str, tmp_path: Path, slack: LocalSlack) -> dict[str, str]:  # noqa: F811
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_", "DATA"))}
    kept |= {
        "ONRECORD_DATA_DIR": str(tmp_path / "var"),
        "ONRECORD_LOG_LEVEL": "error",  # nobody reads what they say once they are ready
        "ONRECORD_QUESTIONS_AN_HOUR": "1000",
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "PORT": "0",
    }
    return kept | ({"DATABASE_URL": database} if "://" in database else {})


class Process:
    """A command that stays, from the moment it says that it is ready."""

    def __init__(self, environment: dict[str, str], *arguments: str, ready: str) -> None:
        command = [sys.executable, "-c", "from bot.cli import main; main()", *arguments]
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.said = next(line for line in self.process.stderr if ready in line)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        said = self.process.communicate(timeout=120)[1]
        assert self.process.returncode == 0, said


def test_questions_whose_workers_are_killed_have_one_answer_each(
    database: str,
    environment: dict[str, str],
    slack: LocalSlack,  # noqa: F811
) -> None:
    chance = random.Random(8)
    ingest = [sys.executable, "-c", "from bot.cli import main; main()", "ingest", "--no-progress", "seeds"]
    subprocess.run(ingest, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    slack.copies = 2

    def posts() -> int:
        return sum(call.error is None for call in slack.calls("chat.postMessage"))

    with ExitStack() as stack:

        def start(*arguments: str, ready: str) -> Process:
            made = Process(environment, *arguments, ready=ready)
            stack.callback(made.kill)
            return made

        web = start("serve", "--no-work", ready="listening on")
        slack.connect(web.said.split()[2].rstrip(";") + "/slack/events")
        workers = [start("work", ready=messages.WORKING) for _ in range(2)]
        asked = []
        for n in range(QUESTIONS):
            channel, user = ((GENERAL, TOM), (NEWSROOM, TOM), (DESK, MARA))[n % 3]
            asked.append(slack.say(channel, user, f"{slack.mention} what deadline did Trump set? ({n})"))
        for _ in range(KILLS):
            some = posts() + chance.randrange(1, QUESTIONS // KILLS)
            slack.wait_for(lambda some=some: posts() >= some, timeout=180)
            workers.pop(0).kill()
            workers.append(start("work", ready=messages.WORKING))
        workers.pop(0).end()  # told to stop while there is something to do: it finishes or hands back
        slack.wait_for(lambda: all(slack.replies(message) for message in asked), timeout=240)
        for process in (*workers, web):
            process.end()
    assert Counter(len(slack.replies(message)) for message in asked) == {1: QUESTIONS}
    assert all("50 -day deadline" in message.text for question in asked for message in slack.replies(question))
    assert Inbox(connect(database), new_id=str).unfinished() == 0
