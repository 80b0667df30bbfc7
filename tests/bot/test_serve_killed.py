"""The whole bot by `onrecord serve`, killed while people ask: every question has one answer, every request its ack."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from bot.workspace.cast import DESK, GENERAL, MARA, NEWSROOM, TOM
from tests.slack_server import slack  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
ONRECORD = Path(sys.executable).with_name("onrecord")
QUESTIONS, KILLS, PEOPLE = 40, 4, 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.slow
def test_every_question_asked_of_a_bot_that_is_killed_has_one_answer(tmp_path, slack):  # noqa: F811
    port, chance = free_port(), random.Random(4)
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ONRECORD_", "DATABASE_"))
    }
    env |= {
        "ONRECORD_DATA_DIR": str(tmp_path / "var"),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "PORT": str(port),
        "ONRECORD_QUESTIONS_AN_HOUR": "1000",
    }
    subprocess.run([ONRECORD, "ingest", "seeds"], cwd=ROOT, env=env, check=True, capture_output=True)

    def serve() -> "subprocess.Popen[bytes]":
        return subprocess.Popen([ONRECORD, "serve"], cwd=ROOT, env=env, stderr=subprocess.DEVNULL)

    slack.connect(f"http://127.0.0.1:{port}/slack/events")
    slack.copies = 2  # Slack does not wait for minutes here, and delivers everything twice
    slack.retries = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 16.0)
    asked = []

    def ask(person: int) -> None:
        for n in range(person, QUESTIONS, PEOPLE):
            channel, user = ((GENERAL, TOM), (NEWSROOM, TOM), (DESK, MARA))[n % 3]
            asked.append(slack.say(channel, user, f"{slack.mention} what deadline did Trump set? ({n})"))

    def posts() -> int:
        return len(slack.calls("chat.postMessage"))

    running = serve()
    people = [threading.Thread(target=ask, args=(n,)) for n in range(PEOPLE)]
    for person in people:
        person.start()
    try:
        for _ in range(KILLS):
            some = posts() + chance.randrange(1, QUESTIONS // KILLS)
            slack.wait_for(lambda some=some: posts() >= some, timeout=120)
            running.kill()
            assert running.wait(30) == -signal.SIGKILL
            running = serve()
        for person in people:
            person.join()
        slack.wait_for(lambda: all(slack.replies(message) for message in asked), timeout=240)
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 0
    finally:
        running.kill()
    assert len(asked) == QUESTIONS
    assert Counter(len(slack.replies(message)) for message in asked) == {1: QUESTIONS}
    assert all("50 -day deadline" in message.text for question in asked for message in slack.replies(question))
    acks = sorted(delivery.took for delivery in slack.deliveries() if delivery.acknowledged)
    assert acks[int(0.99 * len(acks))] < 1.0
