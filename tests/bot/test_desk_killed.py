"""Every question has exactly one answer, whatever Slack delivers twice and whenever the answering process is killed."""

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from bot.incoming import Duplicate, Incoming, message_identity
from bot.store import Inbox
from bot.workspace.cast import DESK, GENERAL, NEWSROOM, PARTNERS, TEAM, TOM
from tests.bot.inbox_cases import asked, open_engine
from tests.postgres import place
from tests.slack_server import slack  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
CHANNELS = (GENERAL, NEWSROOM, DESK, PARTNERS)


class Answering:
    """The answering process, started again after every death."""

    def __init__(self, folder: Path, slack) -> None:  # noqa: F811
        self._arguments = [place(folder / "record.db"), str(folder), slack.api_url, slack.bot_token]
        self.process: subprocess.Popen[str] | None = None

    def start(self, posts: int = 0) -> None:
        module = [sys.executable, "-m", "tests.bot.desk_worker", *self._arguments, str(posts)]
        self.process = subprocess.Popen(module, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def kill(self) -> None:
        self.process.kill()
        assert self.process.wait(60) == -signal.SIGKILL

    def died(self) -> None:
        assert self.process.wait(60) == -signal.SIGKILL

    def end(self) -> None:
        self.process.terminate()
        assert self.process.communicate(timeout=60)[0] == "stopped\n"
        assert self.process.returncode == 0


def deliveries(question: Incoming, chance: random.Random) -> list[Incoming]:
    """A question as Slack may deliver it: twice, later again, as its twin, under another ts."""
    twin = replace(question, also=None)
    other = f"{question.ts}9"
    again = replace(question, identity=message_identity(str(question.channel), other), ts=other, thread_ts=other)
    return [question, *chance.choices([question, twin, again], k=chance.randrange(3))]


@pytest.mark.parametrize(
    ("questions", "kills"), [(30, 3), pytest.param(300, 10, marks=pytest.mark.slow)], ids=["short", "full"]
)
def test_every_question_has_exactly_one_answer(tmp_path, slack, questions, kills):  # noqa: F811
    chance = random.Random(questions)
    engine = open_engine(tmp_path)
    inbox = Inbox(engine, new_id=lambda: uuid4().hex)
    answering = Answering(tmp_path, slack)
    messages, arriving = [], []
    for n in range(questions):
        message = slack.say(chance.choice(CHANNELS), TOM, f"{slack.mention} question {n}?")
        incoming = asked(
            message.ts,
            f"question {n}?",
            channel=message.channel,
            workspace=TEAM,
            user=f"U{n % 20}",
            also=message.client_msg_id,
            received_at=datetime.now(UTC),
        )
        messages.append(message)
        arriving.append(deliveries(incoming, chance))
    # In the order of arrival, repetitions up to ten questions late.
    order = sorted(
        (n + (chance.uniform(0, 10) if copy else 0), n, copy)
        for n, each in enumerate(arriving)
        for copy in range(len(each))
    )
    share = len(order) // kills + 1
    duplicates = 0
    for kill in range(kills):
        # In turn: by us wherever it happens to be, and by itself when Slack has an answer and the inbox does not know.
        inside = kill % 2 == 1
        answering.start(posts=chance.randrange(1, questions // kills // 2) if inside else 0)
        if kill % 3 == 2:
            slack.lose("chat.postMessage")
        some = len(slack.calls("chat.postMessage")) + chance.randrange(1, questions // kills // 2)
        for _, n, copy in order[kill * share : (kill + 1) * share]:
            duplicates += isinstance(inbox.accept(arriving[n][copy], per_hour=1000), Duplicate)
        if inside:
            answering.died()
        else:
            slack.wait_for(lambda some=some: len(slack.calls("chat.postMessage")) >= some, timeout=60)
            answering.kill()
    answering.start()
    _until(lambda: inbox.unfinished() == 0)
    answering.end()
    assert duplicates == len(order) - questions
    replies = {n: [m.text for m in slack.replies(message)] for n, message in enumerate(messages)}
    assert {n: texts for n, texts in replies.items() if texts != [f"On record: question {n}?"]} == {}
    posted = Counter(m.text for channel in CHANNELS for m in slack.messages(channel) if m.bot_id)
    assert sum(posted.values()) == questions, "none anywhere else"


@pytest.mark.slow
def test_processes_at_one_inbox_share_the_questions(tmp_path, slack):  # noqa: F811
    inbox = Inbox(open_engine(tmp_path), new_id=lambda: uuid4().hex)
    desks = [Answering(tmp_path, slack) for _ in range(3)]
    for desk in desks:
        desk.start()
    messages = []
    for n in range(40):
        message = slack.say(CHANNELS[n % len(CHANNELS)], TOM, f"{slack.mention} question {n}?")
        more = {"channel": message.channel, "workspace": TEAM, "user": f"U{n}", "received_at": datetime.now(UTC)}
        inbox.accept(asked(message.ts, f"question {n}?", **more))
        messages.append(message)
        if n == 20:
            desks[0].kill()
    _until(lambda: inbox.unfinished() == 0)
    for desk in desks[1:]:
        desk.end()
    assert [[m.text for m in slack.replies(message)] for message in messages] == [
        [f"On record: question {n}?"] for n in range(40)
    ]


def _until(done, timeout: float = 120.0) -> None:
    deadline = time.monotonic() + timeout
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)
