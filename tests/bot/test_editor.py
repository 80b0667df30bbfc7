"""An edition is posted once per digest and local date, whoever works at it, dies over it or loses Slack's reply."""

import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.digests import payload_of
from bot.digests.schedule import LATE
from bot.editor import Editor, Outcome, lines_of
from bot.incoming import Posted
from bot.poster import Done, Poster, Result
from bot.store import Digests, Runs, RunState
from bot.store.runs import LEASE
from bot.workspace.cast import DESK, GENERAL, NEWSROOM, PARTNERS, TEAM, TOM
from retrieval.store.database import connect
from retrieval.store.record import Record
from retrieval.store.schema import create_tables
from tests.bot.digest_cases import MONDAY, digest
from tests.bot.digest_worker import editor_at
from tests.postgres import place
from tests.retrieval.store_cases import analyse, article
from tests.slack_server import slack  # noqa: F401  the fixture

ROOT = Path(__file__).resolve().parents[2]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Clock:
    def __init__(self, now=MONDAY):
        self.now = now

    def __call__(self):
        return self.now


class Killed(BaseException):
    """The worker is gone, as by SIGKILL: nothing after the post is done."""


class Wall:
    """Slack, as far as editions go: a list of posts that can be looked through."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str]] = []  # run, target
        self.lock = threading.Lock()
        self.kill_after: set[int] = set()  # the numbers of posts that take their worker with them

    def publish(self, _workspace: str, target: str, _message: Any, *, run: str, look: bool, **_given: Any) -> Result:
        with self.lock:
            found = [n for n, (known, _) in enumerate(self.posts) if known == run]
            if not (look and found):
                self.posts.append((run, target))
                found = [len(self.posts) - 1]
                if len(self.posts) in self.kill_after:
                    raise Killed
            return Done(posted=Posted(channel=target, ts=f"{found[0]}.0"))

    def published(self, _workspace: str, target: str, *, run: str, **_given: Any) -> Result:
        with self.lock:
            found = [n for n, (known, _) in enumerate(self.posts) if known == run]
        return Done(posted=Posted(channel=target, ts=f"{found[0]}.0") if found else None)


@pytest.fixture
def database(tmp_path: Path) -> str:
    engine = connect(place(tmp_path / "record.db"))
    create_tables(engine)
    record = Record(engine)
    record.ensure_collection("news")
    record.save("news", article(), analyse(article()), now=MONDAY - DAY)
    engine.dispose()
    return place(tmp_path / "record.db")


def set_up(database: str, *targets: str, **more: Any) -> Runs:
    engine = connect(database)
    digests = Digests(engine, new_id=str)
    for n, target in enumerate(targets):
        one = digest(id=f"d{n}", workspace=TEAM, target=target, name=f"News {n}", **more)
        digests.save(one, now=one.turned_on_at)
    return Runs(engine, new_id=str)


def test_eight_workers_with_the_dead_among_them_post_each_edition_once(database):
    """Forty digest-days; every seventh post kills its worker before it can say that it posted."""
    wall, clock = Wall(), Clock()
    runs = set_up(database, *(f"C{n}" for n in range(8)))
    wall.kill_after = set(range(7, 40, 7))
    editors = [editor_at(database, wall, clock, f"w{n}") for n in range(8)]
    for day in range(5):
        clock.now = MONDAY + day * DAY + MINUTE
        for _ in range(2):  # the second time for what the dead left
            for worker in [_work(editor) for editor in editors]:
                worker.join(60)
            clock.now += LEASE + MINUTE
    assert len(wall.posts) == 40
    assert Counter(wall.posts).most_common(1)[0][1] == 1
    assert len({run for run, _ in wall.posts}) == 40
    for n in range(8):
        assert [runs.on(f"d{n}", MONDAY.date() + d * DAY).state for d in range(5)] == [RunState.POSTED] * 5


def _work(editor: Editor) -> threading.Thread:
    def work() -> None:
        with suppress(Killed):
            editor.work_once()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


@pytest.mark.slow
def test_eight_processes_killed_again_and_again_make_exactly_200_editions(database, slack, tmp_path):  # noqa: F811
    """Ten digests, twenty days; Slack loses replies; on every second day a process dies with its post just made."""
    channels = [GENERAL, NEWSROOM, DESK, PARTNERS, TOM]
    runs = set_up(database, *channels, *channels)
    clock = tmp_path / "clock"

    def at(moment) -> None:
        (tmp_path / "next").write_text(moment.isoformat())
        (tmp_path / "next").rename(clock)

    def start(posts: int = 0) -> subprocess.Popen[str]:
        given = [database, slack.api_url, slack.bot_token, str(clock), str(posts)]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.digest_worker", *given], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout.readline() == "ready\n"
        return process

    at(MONDAY - MINUTE)
    workers = [start() for _ in range(7)]
    for day in range(20):
        moment, today = MONDAY + day * DAY + MINUTE, MONDAY.date() + day * DAY
        if day % 3 == 0:
            slack.lose("chat.postMessage", times=2)
        mortal = start(posts=1) if day % 2 else None
        at(moment)
        deadline = time.monotonic() + 120
        while open_ := [run for n in range(10) if (run := runs.on(f"d{n}", today)) is None or not run.done_at]:
            assert time.monotonic() < deadline, "still not posted"
            time.sleep(0.1)
            moment += timedelta(seconds=0.3)
            dead = mortal is not None and mortal.poll() is not None
            if dead and all(run is not None and run.claimed_by == f"worker-{mortal.pid}" for run in open_):
                moment, mortal = moment + LEASE, None  # what it had in hand is free
            at(moment)
        assert [runs.on(f"d{n}", today).state for n in range(10)] == [RunState.POSTED] * 10
        if mortal is not None:  # nothing was left for it to post
            mortal.kill()
            mortal.wait(60)
        if day == 10:
            workers[0].kill()
            workers[0] = start()
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    for worker in workers:
        worker.wait(60)
    messages = [m for channel in (*channels[:4], f"D{TOM[1:]}") for m in slack.messages(channel) if m.bot_id]
    marks = Counter(m.metadata["event_payload"]["run"] for m in messages)
    assert len(messages) == 200
    assert set(marks.values()) == {1}


class TestLosses:
    @pytest.fixture
    def editor(self, database, slack):  # noqa: F811
        self.runs = set_up(database, NEWSROOM)
        self.clock = Clock(MONDAY + MINUTE)
        poster = Poster(lambda _team: slack.bot_token, base_url=slack.api_url, timeout=2, pace=0, sleep=lambda _: None)
        return editor_at(database, poster, self.clock, "w1")

    def posts(self, slack) -> int:  # noqa: F811
        return sum(bool(message.bot_id) for message in slack.messages(NEWSROOM))

    def test_a_post_whose_reply_is_lost_is_found_by_its_mark(self, editor, slack):  # noqa: F811
        slack.lose("chat.postMessage")
        assert editor.work_once() == 1
        assert self.posts(slack) == 1
        run = self.runs.last("d0")
        (message,) = (m for m in slack.messages(NEWSROOM) if m.bot_id)
        assert (run.state, run.posted) == (RunState.POSTED, Posted(channel=NEWSROOM, ts=message.ts))
        assert message.metadata["event_type"] == "news_digest"
        sent = slack.calls("chat.postMessage")[-1].arguments
        assert (sent["unfurl_links"], sent["unfurl_media"]) == (False, False)

    @pytest.mark.slow
    def test_also_when_nobody_can_look_at_once(self, editor, slack):  # noqa: F811
        slack.lose("chat.postMessage")
        slack.fail("conversations.history", status=503, times=12)
        assert editor.work_once() == 0
        assert self.runs.last("d0") is None
        for _ in range(4):
            self.clock.now += LEASE
            editor.work_once()
        assert self.runs.last("d0").state is RunState.POSTED
        assert self.posts(slack) == 1

    def test_slack_asks_to_wait(self, editor, slack):  # noqa: F811
        slack.ratelimit("chat.postMessage", retry_after=30)
        assert editor.waiting() == (1, MONDAY)
        assert editor.work_once() == 0
        assert editor.waiting() == (1, MONDAY)
        assert editor.work_once() == 0
        self.clock.now += timedelta(seconds=31)
        assert editor.work_once() == 1
        assert editor.waiting() == (0, None)
        assert self.posts(slack) == 1

    def test_too_late_is_missed_and_said(self, editor, slack):  # noqa: F811
        self.clock.now = MONDAY + LATE
        assert editor.work_once() == 1
        assert editor.work_once() == 0
        assert self.posts(slack) == 0
        (line,) = lines_of([digest(id="d0")], self.runs, now=self.clock())
        assert line.last == "last run 08:30, missed: I was not running then"
        assert line.next == "Tuesday 08:30"

    def test_one_that_stands_there_is_not_missed(self, editor, slack):  # noqa: F811
        """Posted, the worker dead, and nobody there for hours."""
        run = self.runs.claim("d0", MONDAY.date(), MONDAY, worker="dead", now=MONDAY)
        kept = editor.preview(digest(id="d0", workspace=TEAM, target=NEWSROOM), at=MONDAY)
        self.runs.hold(run, RunState.POSTING, now=MONDAY, payload=payload_of(kept))
        mark = {"event_type": "news_digest", "event_payload": {"run": run.id}}
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        client.chat_postMessage(channel=NEWSROOM, text="Morning news", metadata=mark)
        self.clock.now = MONDAY + 5 * LATE
        assert editor.work_once() == 1
        assert self.runs.last("d0").state is RunState.POSTED
        assert self.posts(slack) == 1

    def test_a_refusal_is_the_end_and_said(self, editor, slack):  # noqa: F811
        slack.fail("chat.postMessage", "not_in_channel")
        assert editor.work_once() == 1
        assert editor.work_once() == 0
        (line,) = lines_of([digest(id="d0")], self.runs, now=self.clock())
        assert "not_in_channel" in line.last

    def test_posted_by_hand_takes_the_place_of_that_day_s(self, editor, slack):  # noqa: F811
        self.clock.now = MONDAY - 60 * MINUTE
        one = digest(id="d0", workspace=TEAM, target=NEWSROOM)
        assert editor.post(one) is Outcome.POSTED
        assert editor.post(one) is Outcome.DONE
        self.clock.now = MONDAY + MINUTE
        assert editor.work_once() == 0
        self.clock.now = MONDAY + DAY
        assert editor.work_once() == 1
        assert self.posts(slack) == 2

    def test_turned_off_and_on_again_nothing_is_made_up_for(self, editor, slack):  # noqa: F811
        kept = editor.digests.get("d0")
        editor.digests.save(replace(kept, active=False), now=self.clock())
        self.clock.now = MONDAY + 40 * DAY + 10 * MINUTE
        assert editor.work_once() == 0
        editor.digests.save(replace(kept, active=True), now=self.clock())
        for _ in range(30):
            editor.work_once()
        assert self.posts(slack) == 0
        self.clock.now += DAY
        assert editor.work_once() == 1
        assert self.posts(slack) == 1


def test_one_that_woke_up_late_changes_nothing(database):
    runs = set_up(database, "C1")
    slow = runs.claim("d0", MONDAY.date(), MONDAY, worker="slow", now=MONDAY)
    assert runs.claim("d0", MONDAY.date(), MONDAY, worker="quick", now=MONDAY + LEASE) is None
    quick = runs.claim("d0", MONDAY.date(), MONDAY, worker="quick", now=MONDAY + LEASE + MINUTE)
    assert quick is not None
    assert not runs.hold(slow, RunState.POSTING, now=MONDAY + 2 * LEASE)
    assert not runs.finish(slow, RunState.POSTED, now=MONDAY + 2 * LEASE)
    assert runs.finish(quick, RunState.QUIET, now=MONDAY + 2 * LEASE)
    assert runs.last("d0").state is RunState.QUIET
