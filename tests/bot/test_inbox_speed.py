"""Slack waits three seconds for an acknowledgement: taking a question in stays far below, whatever else goes on."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot.blocks import line_message
from bot.desk import Desk, Reply
from bot.incoming import Accepted, Duplicate, Job, Posted
from bot.poster import Poster
from bot.store import Inbox
from bot.workspace.cast import NEWSROOM, TEAM, TOM
from retrieval.store.record import Record
from tests.bot.inbox_cases import asked, open_engine
from tests.postgres import place
from tests.slack_server import slack  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS, DELIVERIES = 50, 4  # of each question: twins and retries


class Thinker:
    """Answers with pure computation: whoever shares the process has to wait for its turns."""

    def reply(self, job: Job) -> Reply:
        until = time.thread_time() + 0.05
        count = 0
        while time.thread_time() < until:
            count += 1
        return Reply(message=line_message(f"{job.incoming.text} {count}"))

    def posted(self, job: Job, posted: Posted) -> None:
        pass

    def withdrawn(self, job: Job) -> None:
        pass


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.slow
@pytest.mark.alone
def test_taking_in_is_quick_while_fifty_are_answered_and_articles_go_into_the_same_database(tmp_path, slack):  # noqa: F811
    engine = open_engine(tmp_path)
    Record(engine).ensure_collection("news")
    inbox = Inbox(engine, new_id=lambda: uuid4().hex, pace=timedelta(0))
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=Thinker(), now=now, threads=4)
    module = [sys.executable, "-m", "tests.retrieval.store_writer", place(tmp_path / "record.db"), "k", "0", "100000"]
    writer = subprocess.Popen(module, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout.readline().startswith("0 ")
        messages = [slack.say(NEWSROOM, TOM, f"question {n}?") for n in range(QUESTIONS)]
        desk.start()
        took = []
        for n in range(DELIVERIES * QUESTIONS):
            ts = messages[n // DELIVERIES].ts
            question = asked(ts, channel=NEWSROOM, workspace=TEAM, user=TOM, received_at=now())
            started = time.monotonic()
            acceptance = inbox.accept(question, per_hour=99)
            took.append(time.monotonic() - started)
            assert isinstance(acceptance, Accepted if n % DELIVERIES == 0 else Duplicate)
            desk.wake()
        assert writer.poll() is None, "it was writing all the while"
        writer.kill()
        took.sort()
        assert took[int(0.99 * len(took))] < 1.0
        slack.wait_for(lambda: all(slack.replies(message) for message in messages), timeout=240)
    finally:
        writer.kill()
        writer.communicate(timeout=30)
        desk.stop()
    print(f"median {took[len(took) // 2] * 1000:.0f} ms, p99 {took[int(0.99 * len(took))] * 1000:.0f} ms")
